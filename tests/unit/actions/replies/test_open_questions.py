"""A question next door none of whose words our line has is quoted, as one that the guide leaves open."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import responses, texts


@pytest.mark.parametrize("asked", ["¿lo hago?", "¿me conviene?", "¿se lo doy?"])
def test_a_question_whose_words_tell_nothing_is_not_quoted(talk, asked):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert responses(talk.turn("other_alibaba", asked))[0] == "utter_other_alibaba"


def test_what_no_line_names_is_quoted_with_who_may_know(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("other_alibaba", "¿puedo cambiar de nombre la tienda?")
    assert texts(said).startswith("Sobre «¿puedo cambiar de nombre la tienda?», la guía no dice nada en concreto; ")


@pytest.mark.parametrize(
    ("subject", "text", "line"),
    [
        ("account", "¿uso el usuario de mi hijo?", "iniciar sesión"),
        ("account", "¿tengo que meter la clave?", "iniciar sesión"),
        ("refund", "mi banco me pide cerrar la reclamación antes. ¿Me conviene?", "la guía pide"),
        ("lawyer", "¿pueden quitarme la casa?", "puntos"),
        (
            "other_alibaba",
            "la puse con la cuenta de mi hijo. ¿Puedo cambiar de nombre la tienda?",
            "no está en la guía",
        ),
    ],
)
def test_a_rule_of_the_guide_and_what_is_told_beside_it_are_not_lost(talk, subject, text, line):
    talk.turn("withdraw", "¿la quito?", status="in_process", ground="product_infringement")
    said = texts(talk.turn(subject, text))
    assert "Sobre «" not in said and line in said


def test_what_a_line_names_gets_the_line(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert responses(talk.turn("order", "¿dónde está mi pedido?"))[0] == "utter_order"
    assert responses(talk.turn("lawyer", "¿necesito un abogado?"))[0].startswith("utter_lawyer")


def test_before_a_case_and_of_a_place_that_is_named_the_line_is_said(talk):
    assert responses(talk.turn("elsewhere", "¿qué tiempo hace en Lima?"))[0] == "utter_elsewhere"
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert "De «SERNAC» la guía" in texts(talk.turn("authority", "¿me ayuda el SERNAC?"))


def test_what_the_nlu_did_not_read_as_the_subject_is_not_quoted(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    found = [("second_topic", "other_alibaba")]
    said = talk.turn("should_file", "¿conviene o no conviene?", entities=found)
    assert "Sobre «" not in texts(said)


def test_of_two_questions_none_is_quoted(talk):
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
