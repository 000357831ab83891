"""What is asked instead of what was answered: «no pregunto X, pregunto si Y»."""

from __future__ import annotations

import pytest

from actions.reading.entities import without_what_is_denied
from actions.reading.restated_question import words_asked
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, responses, texts


def test_who_was_misread_is_begged_pardon_once(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    text = "no pregunto si la quito, pregunto si hay otra"
    first = talk.turn("refile", text, asked="si hay otra", denied=" si la quito")
    second = talk.turn("where", "no pregunto si hay otra, pregunto dónde", asked="dónde", denied=" si hay otra")
    assert responses(first)[0] == "utter_misread" and "utter_misread" not in responses(second)
    assert answers(first)[0]["verdict"] == answers(first)[1]["verdict"] == "refile_depends"


@pytest.mark.parametrize(
    ("intent", "text", "asked"),
    [
        ("withdraw", "le pregunté si la quito", "si la quito"),  # the same again: nothing was misread
        ("refile", "¿y si quiero otra?", None),
        ("refile", "ahora le pregunto por otra", "otra"),  # and nothing rejected
    ],
)
def test_no_pardon_is_begged_where_nothing_was_misread(talk, intent, text, asked):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert "utter_misread" not in responses(talk.turn(intent, text, asked=asked))


def test_what_the_guide_leaves_open_is_named_in_the_words_of_the_question(talk):
    talk.turn("where", "¿dónde?", party="complainant", status="in_process")
    text = "no me contestó: le pregunto si vale un cupón"
    said = talk.turn("withdraw", text, {"withdraw": 0.3}, entities=[("detail", "unsaid")], asked="si vale un cupón")
    assert texts(said).startswith("Perdone. Sobre «si vale un cupón», la guía no dice nada en concreto; ")


def test_what_is_hardly_a_subject_next_door_is_left_open_in_its_own_words(talk):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", party="complainant", status="in_process")
    text = "no pregunto qué arreglo, pregunto si vale un cupón"
    unsure = talk.turn("order", text, {"order": 0.8}, asked="si vale un cupón", denied=" qué arreglo")
    assert "Sobre «si vale un cupón», la guía" in texts(unsure) and answers(unsure)[-1]["about"] == "order"
    assert responses(talk.turn("order", text, asked="si vale un cupón", denied=" qué arreglo")) == ["utter_order"]


def test_what_is_not_asked_states_nothing(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    text = "no pregunto por el celular, pregunto dónde está"
    parts = {"asked": "dónde está", "denied": " por el celular"}
    said = talk.turn("where", text, said={"device": "celular"}, device="mobile", **parts)
    assert "device" not in answers(said)[-1]["facts"] and talk.slots["device"] is None


def test_what_is_taken_back_stays_taken_back():
    back = {"entity": "evidence", "value": "retracted", "start": 8, "end": 15}
    message = {"text": "no digo pruebas, digo fotos", "entities": [back], "reading": {"denied": [(7, 15)]}}
    assert without_what_is_denied(message) == {**message, "text": "no digo        , digo fotos"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("que cuánto tarda eso", "cuánto tarda eso"),
        ("¿sirve o no?", "sirve o no"),
        ("cuándo", ""),
        ("si puedo. Gracias de todos modos", ""),
        (" ".join(["si"] * 15), ""),
    ],
)
def test_a_question_is_quoted_where_it_is_short(asked, words):
    message = {"text": f"pregunto {asked}", "reading": {"asked": (9, 9 + len(asked))}}
    assert words_asked(project_knowledge(), message) == words
