"""Who wants a yes or a no, or insists: what was asked is answered, or said to be left open, not what they reject."""

from __future__ import annotations

import re

import pytest

from actions.reading.note_wording import word_asked
from actions.reading.phrases import normalize
from actions.reading.restated_question import words_asked
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("intent", "text", "verdict"),
    [
        ("rephrase", "más fácil: ¿la quito o no la quito?", "resolve_all_issues"),
    ],
)
def test_what_is_to_be_done_or_so_is_said(talk, intent, text, verdict):
    talk.turn("where", "¿dónde la quito?", party="complainant")
    told = {"status": "in_process"} if intent == "ip_outcomes" else {}
    assert answers(talk.turn(intent, text, **told))[-1]["verdict"] == verdict


def test_what_is_rejected_is_not_said_again_and_what_was_asked_is_left_open(talk):
    talk.turn("withdraw", "la puse ayer", party="complainant")
    text = "No pregunté cómo presentar una queja. Pregunté si puedo enlazar este chat"
    said = texts(talk.turn("correction", text, {"correction": 0.96, "first_filing": 0.03}))
    assert "Sobre «si puedo enlazar este chat», la guía" in said


@pytest.mark.parametrize("text", ["Yo no quiero retirar nada", "Nadie quiere quitarla"])
def test_what_nobody_wants_is_not_what_is_asked(talk, text):
    talk.turn("withdraw", "¿y esto?", party="respondent")
    asked = "si las deudas pasan a la viuda"
    said = talk.turn("withdraw", f"{text}. Lo que pregunto es {asked}", {"withdraw": 0.64}, asked=asked)
    assert "Sobre «si las deudas pasan a la viuda», la guía" in texts(said)


def test_pressed_with_what_is_settled_now_it_is_said_that_it_can_be_withdrawn(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", issues_resolved="no")
    ranking = {"correction": 0.6, "withdraw": 0.1, "before_withdrawing": 0.1}
    said = talk.turn("correction", "no, ya está todo pagado. ¿Sí o no?", ranking, issues_resolved="yes")
    assert answers(said)[-1]["verdict"] == "withdrawable"


def test_words_that_ask_are_found():
    knowledge = project_knowledge()
    message = {"text": "Te pregunté por el dominio público; si no lo sabe, dígalo, por favor"}
    assert words_asked(knowledge, message) == "el dominio público"
    assert word_asked(knowledge, "insisto: definime «en trámite»") == "en_tramite"
    named = knowledge.phrases.details_named["in_process_good"].pattern
    assert re.search(named, normalize("pone «tramitándose», ¿es malo o bueno?"))
