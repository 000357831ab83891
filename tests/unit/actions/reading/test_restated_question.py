"""What a message says that it asks, «no pregunto X, pregunto si Y», and what the guide leaves open of it."""

from __future__ import annotations

import pytest

from actions.reading.entities import without_what_is_denied
from actions.reading.restated_question import words_asked
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, responses, texts

OPEN, VERDICT = ("la guía no lo dice; ", "la guía no dice nada en concreto; "), "sanción"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("te pregunté si se juntan. bueno ya, gracias igual", "si se juntan"),
        ("no te pregunté del envío, te pregunté de la vecina", "la vecina"),
        ("no me ha dicho si desde Perú se puede", "si desde Perú se puede"),
        ("ya te pregunté. el mensajero me gritó. de eso la guía dice algo?", "el mensajero me gritó"),
        ("ya te pregunté cuándo", ""),
        ("¿la puedo retirar?", ""),
    ],
)
def test_what_the_person_says_that_they_ask(text, said):
    assert words_asked(project_knowledge(), {"text": text}) == said


def test_what_nothing_answers_is_left_open_and_not_answered_with_the_verdict_again(talk):
    talk.turn("ip_outcomes", "¿me van a sancionar?", party="respondent", ground="product_infringement")
    said = talk.turn(
        "correction", "te pregunté si se juntan los dos. Bueno, gracias", {"correction": 0.6, "ip_outcomes": 0.36}
    )
    assert f"Sobre «si se juntan los dos», {OPEN[1]}" in texts(said) and VERDICT not in texts(said)


def test_what_was_told_before_it_is_what_the_guide_leaves_open(talk):
    talk.turn("should_file", "¿me conviene quejarme?", party="complainant")
    asked = "El vendedor me dijo ladrona. Eso la guía dice algo sí o no?"
    said = talk.turn("correction", f"no me entendiste. {asked}", {"correction": 0.6}, asked=asked)
    assert texts(said).startswith("Perdone. Sobre eso, la guía no dice nada")


@pytest.mark.parametrize(
    ("text", "ranking", "facts"),
    [
        ("te pregunté si me castigan o no", {"correction": 0.1, "ip_outcomes": 0.9}, {}),
        ("te pregunté si eso da para una sanción", {"correction": 0.7, "ip_outcomes": 0.2}, {}),
        ("te pregunté si con pruebas ya cambia", {"correction": 0.7, "refile": 0.2}, {"evidence": "yes"}),
        ("te pregunté por mi mamá, la de las ollas", {"correction": 0.7, "withdraw": 0.2}, {}),
        ("no me ha dicho cuál página oficial", {"correction": 0.7, "sources": 0.2}, {}),
        ("te pregunté dónde dice la guía eso", {"correction": 0.7, "sources": 0.2}, {}),
    ],
)
def test_what_the_guide_says_is_not_called_open(talk, text, ranking, facts):
    talk.turn("ip_outcomes", "¿qué me va a pasar?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("correction", text, ranking, **facts))
    assert not any(is_open in said for is_open in OPEN)


def test_what_asks_on_in_the_same_words_asks_the_same_detail(talk):
    talk.turn("ip_outcomes", "¿me devuelven las publicaciones?", detail="listing_back", party="respondent")
    said = talk.turn("ip_outcomes", "¿y las publicaciones? es lo único que me importa")
    assert "volverá" in texts(said) and VERDICT not in texts(said)


def test_who_it_was_is_not_what_is_told_after_it(talk):
    talk.turn("ip_outcomes", "¿me van a sancionar?", party="respondent", ground="product_infringement")
    said = talk.turn(
        "correction",
        "ya, pero le pregunté si es mi proveedor el que me denunció. Yo le compro a él",
        {"correction": 0.6, "ip_outcomes": 0.2},
        entities=[("detail", "bought_from_supplier")],
        said={"bought_from_supplier": "le compro"},
        sure={"bought_from_supplier": 0.1},
    )
    assert answers(said)[-1]["about"] == "who_complained" and VERDICT not in texts(said)


def test_what_comes_after_it_is_closed_is_not_what_comes_if_it_is_closed(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process", issues_resolved="no")
    said = talk.turn("refile", "y si la cierran sin castigo, ¿puedo poner otra?", detail="refile_after_closed")
    assert "la guía no dice nada" in texts(said) and "preguntas 5 y 10" not in texts(said)


@pytest.mark.parametrize(
    "text",
    [
        "no te pregunté eso, pregunté si YO puedo",
        "te pregunté por la queja, no por el informe",
        "no me contestaste, sí o no",
        "te pregunté si es correcto retirarla antes de que pague",
        "no te pregunté eso, te pregunté si la mía está en trámite",
    ],
)
def test_what_names_nothing_but_what_the_guide_speaks_of_is_not_called_open(talk, text):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = texts(talk.turn("correction", text, {"correction": 0.9}))
    assert not any(is_open in said for is_open in OPEN)


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
