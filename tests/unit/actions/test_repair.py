"""Who says that a reply missed what was asked, or does not go with another one."""

from __future__ import annotations

import pytest

from actions.reading.asked_in_words import meant_by_words
from actions.reading.rejected import named_question, rejects
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

_ACCUSED = {"party": "respondent", "ground": "product_infringement", "status": "in_process"}


@pytest.mark.parametrize(
    "text",
    [
        "no respondiste si hace falta factura",
        "che, no me explicaste qué es la instantánea",
        "oye no dijiste nada del celular",
        "y no aclaraste cuánto tarda",
        "pero no me explica lo de los puntos",
    ],
)
def test_that_something_was_not_answered_is_said_in_many_ways(text):
    assert rejects(project_knowledge(), text)


@pytest.mark.parametrize(
    "text",
    [
        "mi sobrino no me explicó cómo se hace",
        "el vendedor no aclaró cuánto paga",
        "no dijiste mentiras",
        "la tienda no contestó si devuelve",
        "el señor no me explica si la quita",
        "¿por qué no respondió la marca?",
        "no explico bien las cosas, perdón",
        "no me explico cómo pasó esto",
        "a ver si respondiste en el chat del vendedor",
        "no contestaron nada",
    ],
)
def test_who_says_that_of_somebody_else_rejects_nothing(text):
    assert not rejects(project_knowledge(), text)


@pytest.mark.parametrize(
    "text",
    ["no me contestó: ¿la pueden aplazar, sí o no?", "así no. ¿Puede esperar a los festivos o no puede?"],
)
def test_who_asks_another_thing_with_yes_or_no_does_not_press_for_what_was_answered(talk, text):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", party="complainant", status="in_process")
    said = talk.turn("correction", text, {"correction": 0.6, "before_withdrawing": 0.2})
    assert "resolve_all_issues" not in {answer["verdict"] for answer in answers(said)}


@pytest.mark.parametrize("text", ["eso no me dice nada. ¿Sí o no?", "no me contestó: ¿se puede sin arreglarlo o no?"])
def test_who_presses_with_the_words_of_the_reply_gets_it_plainly(talk, text):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", party="complainant", status="in_process")
    said = talk.turn("correction", text, {"correction": 0.6, "before_withdrawing": 0.2})
    assert answers(said)[-1]["verdict"] == "resolve_all_issues"


def test_what_was_not_answered_is_what_the_question_before_names_with_these_words(talk):
    talk.turn(
        "order", "¿y si elimino el anuncio y lo subo con otro título?", entities=[("detail", "relist")], **_ACCUSED
    )
    said = talk.turn("correction", "no me respondió si sirve eliminarlo", {"correction": 0.6})
    assert answers(said)[-1]["verdict"] == "ip_removal_useless"


def test_a_word_that_any_question_has_names_no_question_before(talk):
    talk.turn(
        "order", "¿y si elimino el anuncio y lo subo con otro título?", entities=[("detail", "relist")], **_ACCUSED
    )
    said = talk.turn("correction", "no me respondió si sirve un cupón", {"correction": 0.6})
    assert "ip_removal_useless" not in {answer["verdict"] for answer in answers(said)}


@pytest.mark.parametrize(
    "text",
    [
        "¿así es qué?",
        "¿Así es el qué? Conteste bien",
        "no le entendí, ¿no es así qué cosa?",
        "¿en parte sí a qué?",
        "¿cómo al revés?",
        "perdón, «eso es» ¿qué?",
    ],
)
def test_who_asks_to_what_we_said_yes_wants_it_in_other_words(text):
    knowledge = project_knowledge()
    assert meant_by_words(knowledge, knowledge.asked_in_words.at_first, "meaning", text) == "rephrase"


@pytest.mark.parametrize(
    "text",
    [
        "así es, ¿qué hago ahora?",
        "así es que no puedo",
        "en esto sí que tiene razón",
        "al revés, que la puse yo",
        "eso es lo que pregunto",
        "¿y así es que se retira?",
        "no es así, que quede claro",
        "¿cómo es así?",
        "¿qué hago si es al revés?",
        "al contrario: ¿qué pierdo?",
    ],
)
def test_what_only_sounds_like_that_is_something_else(text):
    knowledge = project_knowledge()
    assert meant_by_words(knowledge, knowledge.asked_in_words.at_first, "meaning", text) != "rephrase"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("¿con eso la queja abre de nuevo?", "reopen"),
        ("¿y se puede volver a abrir?", "reopen"),
        ("¿vuelven a abrirla?", "reopen"),
        ("¿puedo volver a abrir una queja?", "refile"),
        ("¿puedo abrir una nueva?", "refile"),
        ("abren a las nueve", None),
    ],
)
def test_to_open_it_again_is_named_by_any_form_of_the_verb(text, names):
    assert named_question(project_knowledge(), text, ()) in (names, None if names == "refile" else names)


@pytest.mark.parametrize(
    "text",
    ["antes dijo que no se reabre y ahora que con pruebas sí", "no se abre y ahora depende, ¿en qué quedamos?"],
)
def test_to_open_it_again_and_to_file_another_are_two_things(talk, text):
    talk.turn("reopen", "¿se reabre?", party="complainant", status="in_process")
    talk.turn("refile", "¿y otra?")
    said = talk.turn("why", text)
    assert texts(said).startswith("Valen las dos, porque son dos cosas: una queja retirada no se vuelve a abrir")
    assert answers(said)[0]["sources"] == ["P5", "P7", "P10"]


def test_of_a_report_and_a_complaint_each_has_its_rule(talk):
    talk.turn("withdraw", "¿lo quito?", party="complainant", kind="report", ground="other")
    talk.turn("withdraw", "no, es queja", kind="complaint")
    said = texts(talk.turn("why", "antes dijo que el informe no se puede y ahora que sí, ¿cuál es la verdad?"))
    assert "informe solo se retira si es por robo de imágenes" in said and "una queja, por cualquier motivo" in said


def test_that_it_is_closed_does_not_keep_from_appealing(talk):
    talk.turn("withdraw", "¿la quita?", **{**_ACCUSED, "status": "processed"})
    talk.turn("appeal", "¿puedo apelar?")
    said = texts(talk.turn("why", "usted dijo que la cerrada ya no tiene remedio y ahora que apele, ¿en qué quedamos?"))
    assert "impide retirarla (pregunta 3), pero no apelar" in said
