"""What was not understood in the middle of a case gets one answer, and not two readings."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ELSE = "Si no es eso"


@pytest.fixture
def in_a_case(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="in_process")
    return talk


def test_the_detail_that_was_found_is_answered_however_weak(in_a_case):
    said = texts(
        in_a_case.turn(
            "nlu_fallback",
            "e dopo lui lo sabe por ustedes?",
            {"ip_notice": 0.23, "withdraw": 0.16},
            entities=[("detail", "other_party_told")],
            sure={"other_party_told": 0.028},
        )
    )
    assert said.startswith("Si se avisa de la retirada") and ELSE not in said
    assert "No estoy seguro" not in said


@pytest.mark.parametrize("beside", ["goodbye", "thanks", "inform"])
def test_what_to_do_beside_a_courtesy_is_answered(in_a_case, beside):
    text = "ya, gracias, y si de acá al lunes no se mueve"
    said = in_a_case.turn("nlu_fallback", text, {beside: 0.28, "next_step": 0.21, "refile": 0.1})
    assert answers(said)[0]["topic"] == "next_step" and ELSE not in texts(said)


def test_a_second_message_running_is_answered_as_well(in_a_case):
    for text in ("y con todo ese lío yo dónde quedo", "no sé, digo yo con este asunto a futuro"):
        said = in_a_case.turn("nlu_fallback", text, {"next_step": 0.3, "withdraw": 0.2})
        assert answers(said)[0]["topic"] == "next_step"


def test_a_long_story_gets_what_follows_from_it(talk):
    text = (
        "mire yo compré una plancha que nunca llegó entonces mi nieto me ayudó a poner la queja y ahora el vendedor "
        "me pide que la saque y yo no sé cómo se hace"
    )
    said = talk.turn("nlu_fallback", text, {"respondent_request": 0.36, "refund": 0.2}, party="complainant")
    assert answers(said)[0]["verdict"] == "withdrawal_conditions"
    assert talk.slots["party"] == "complainant"


def test_the_word_of_the_message_before_is_explained_to_who_asks_again(talk):
    talk.turn("ip_review", "¿cómo es lo de la instantánea?", party="respondent")
    said = talk.turn("meaning", "no me contestó, ¿qué es?")
    assert answers(said)[0]["about"] == "instantanea"


def test_a_chinese_word_of_the_page_is_explained(talk):
    said = talk.turn("meaning", "dice 举报, me sale en chino, ¿eso qué es?")
    assert answers(said)[0]["about"] == "informe"
