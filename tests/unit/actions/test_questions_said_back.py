"""A question next door that no line of ours names is said back to whoever asks it."""

from __future__ import annotations

import pytest

from actions.reading.said_back import Question, said_back
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import responses, texts


@pytest.mark.parametrize(
    ("asked", "kind", "text"),
    [
        ("¿me cubre el seguro?", "whether", "le cubre el seguro"),
        ("¿puedo yo venderla ahora?", "whether", "puede usted venderla ahora"),
        ("¿tiene que devolverme el envío?", "whether", "tiene que devolverle el envío"),
        ("¿me lo guardo o se lo mando?", "whether", "se lo guarda o se lo manda"),
        ("¿perdí mis descuentos?", "whether", "perdió sus descuentos"),
        ("¿podremos venderla nosotros?", "whether", "podrán venderla ustedes"),
        ("y cuanto vale mi tienda?", "which", "Cuánto vale su tienda"),
        ("¿a quién se lo mando?", "which", "A quién se lo manda"),
        ("¿y si me arrepiento?", "what_if", "si se arrepiente"),
        ("oye, y si nos llaman de Mi Taobao?", "what_if", "si les llaman de Mi Taobao"),
        ("¿Alibaba nos lo repone?", "whether", "Alibaba se lo repone"),
        ("¿nos apuntamos a un curso?", "whether", "se apuntan a un curso"),
        ("¿y los derechos morales?", "matter", "los derechos morales"),
    ],
)
def test_what_is_the_writers_is_said_to_them(asked, kind, text):
    assert said_back(project_knowledge(), asked) == Question(kind, text)


@pytest.mark.parametrize(
    "asked",
    [
        "¿y usted qué haría?",
        "¿lo dice la guía?",
        "¿y si no paga, la quito?",
        "¿y si lo empapelo?",
        "¿qué quiere decir «pending»?",
        "¿y q pasa ahora?",
        "¿que la cerrada no se puede?",
        "¿como una foto de mi bolso?",
        "¿los zapatos cuánto tardan?",
        "¿el otro, que firmó, me paga?",
        "¿seguro?",
        "la tienda cambia de dueño, ¿verdad?",
    ],
)
def test_what_can_not_be_said_back_is_not(asked):
    assert said_back(project_knowledge(), asked) is None


def test_what_no_line_names_is_said_back_with_who_may_know(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("other_alibaba", "¿puedo cambiar de nombre la tienda?")
    assert texts(said).startswith("Si puede cambiar de nombre la tienda, la guía no lo dice; ")
    assert "abogado" in texts(talk.turn("lawyer", "¿es deducible la pérdida?"))


def test_what_a_line_names_gets_the_line(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert responses(talk.turn("order", "¿dónde está mi pedido?"))[0] == "utter_order"
    assert responses(talk.turn("lawyer", "¿necesito un abogado?"))[0].startswith("utter_lawyer")


def test_before_a_case_and_of_a_place_that_is_named_the_line_is_said(talk):
    assert responses(talk.turn("elsewhere", "¿qué tiempo hace en Lima?"))[0] == "utter_elsewhere"
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert "De «SERNAC» la guía" in texts(talk.turn("authority", "¿me ayuda el SERNAC?"))


def test_what_the_nlu_did_not_read_as_the_subject_is_not_said_back(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    found = [("second_topic", "other_alibaba")]
    said = talk.turn("should_file", "¿conviene o no conviene?", entities=found)
    assert "la guía no lo dice; " not in texts(said)


def test_of_two_questions_none_is_said_back(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("other_alibaba", "¿cambio de nombre la tienda? ¿Y la vendo?")
    assert responses(said) == ["utter_other_alibaba"]


def test_a_correction_that_only_tells_asks_nothing_next_door(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", issues_resolved="yes")
    told = talk.turn(
        "correction",
        "rectifico: lo mandó, no me ha llegado",
        {"correction": 0.6, "order": 0.3},
        entities=[("second_topic", "order")],
        issues_resolved="no",
    )
    assert "utter_order" not in responses(told) and "resuelto" in texts(told)


def test_a_line_that_has_a_rule_of_the_guide_is_said_whatever_words_ask(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    assert "iniciar sesión en la cuenta de quien la presentó" in texts(talk.turn("account", "¿y con otro usuario?"))
