"""Shorter: for somebody of one's own, beside a question of its own; and what was left out of an answer."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize("intent", ["respondent_request", "next_step", "rephrase", "nlu_fallback"])
@pytest.mark.parametrize("text", ["¿y qué le cuento a mi madre?", "en una frase, ¿qué le digo a mi jefa?"])
def test_what_to_tell_ones_own_is_the_whole_in_short(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    said = talk.turn(intent, text, entities=[("detail", "what_to_write")])
    assert texts(said).startswith("En pocas palabras.") and answers(said)[0]["topic"] == "rephrase"


def test_what_to_tell_the_other_party_is_no_summary(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    assert "En pocas palabras" not in texts(talk.turn("respondent_request", "¿qué le digo al vendedor?"))


def test_a_question_beside_wanting_it_shorter_is_answered(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent", ground="image_theft")
    said = talk.turn("rephrase", "en cristiano, me descuentan puntos o no", {"rephrase": 0.6, "ip_outcomes": 0.3})
    assert answers(said)[0]["verdict"] == "ip_two_outcomes"
    assert answers(talk.turn("rephrase", "en cristiano, por favor"))[0]["topic"] == "rephrase"


def test_a_reason_for_asking_is_no_question_why(talk):
    talk.turn("duration", "¿cuánto tarda?", party="respondent")
    text = "¿y yo dónde lo veo? Porque dice que solo lo ve él"
    assert answers(talk.turn("why", text, {"why": 0.5, "status_check": 0.4}))[0]["topic"] == "status_check"
    assert answers(talk.turn("why", "¿y eso por qué?"))[0]["topic"] == "why"


def test_of_one_question_nothing_was_left_out(talk):
    talk.turn("duration", "¿cuánto tarda?", party="respondent")
    assert answers(talk.turn("correction", "no me contestó lo primero"))[0]["topic"] == "correction"
