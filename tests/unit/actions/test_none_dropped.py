"""Of what a message asks, nothing is dropped, neither beside a correction nor for another line of its subject."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

POINTS = ("¿Y los puntos vuelven?", "points", 0.99, {"points_back": 0.99})
BACK = {"entities": [("detail", "points_back")], "said": {"points_back": "los puntos vuelven"}}


def test_who_says_that_it_was_not_answered_gets_each_question_answered(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="product_infringement", status="processed")
    text = "No contesta. Si está cerrada, ¿él puede quitarla o no? ¿Y los puntos vuelven?"
    clauses = [("Si está cerrada, ¿él puede quitarla", "withdraw", 0.99, {}), POINTS]
    said = texts(talk.turn("correction", text, clauses=clauses, **BACK))
    assert "Si los puntos se recuperan" in said and "ya se procesó" in said


def test_the_other_half_of_a_question_is_none_of_its_own(talk):
    text = "en revision es lo mismo que procesada o no? donde veo bien"
    clauses = [("en revision es lo mismo que procesada", "meaning", 0.95, {}), ("o no", "appeal", 0.99, {})]
    said = texts(talk.turn("status_check", text, clauses=[*clauses, ("donde veo bien", "status_check", 0.9, {})]))
    assert "«Procesada»" in said and "apelar" not in said


def test_another_line_of_its_subject_does_not_answer_what_asks_for_its_own(talk):
    text = "¿En qué menú la pongo? ¿Cuántos días tengo?"
    clauses = [
        ("¿En qué menú la pongo?", "first_filing", 0.99, {"where_to_file": 0.9}),
        ("¿Cuántos días tengo?", "first_filing", 0.5, {}),
    ]
    said = texts(talk.turn("first_filing", text, entities=[("detail", "how_soon")], clauses=clauses))
    assert "Dónde o cómo se presenta una queja nueva" in said


@pytest.mark.parametrize(
    ("clause", "is_open"),
    [
        ("¿con qué clave se entra en eso?", True),
        ("¿luego me puedo arrepentir de haberla quitado?", False),
        ("¿me ayuda por favor con eso?", False),
        ("¿de veras solo los de fotos?", False),
    ],
)
def test_what_asks_for_a_yes_is_not_said_to_be_left_open(talk, clause, is_open):
    clauses = [("¿hay que pagar algo?", "cost", 0.99, {}), (clause, "privacy", 0.3, {})]
    said = texts(talk.turn("cost", f"¿hay que pagar algo? {clause}", clauses=clauses))
    assert ("la guía no lo dice; " in said or "nada en concreto" in said) is is_open


@pytest.mark.parametrize(("asked", "is_told"), [("eso q es?", True), ("eso lo quito yo?", False)])
def test_what_is_seen_is_explained_that_is_asked_for_in_few_words(talk, asked, is_told):
    said = texts(talk.turn("where", f"ya entré y dice «procesando». {asked} y lo puedo quitar desde el cel"))
    assert ("n trámite», o" in said) is is_told


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("no me contestó si puedo o no.", True),
        ("puedo quitarla o no puedo, dígame.", True),
        ("no me dijo si puedo o no apelar.", False),
        ("dice que si puedo quitarla me paga.", False),
        ("si no contesta, ¿puedo quitarla o no puedo?", False),
    ],
)
def test_whether_it_can_be_withdrawn_is_said_beside_what_else_is_asked(talk, asked, is_told):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = talk.turn("cost", f"{asked} y cuánto me cobran", entities=[("detail", "withdrawal_fee")])
    assert ("withdrawable" in [answer["verdict"] for answer in answers(said)]) is is_told


def test_whether_one_can_is_asked_of_what_was_answered_last(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="in_process")
    said = talk.turn(
        "cost", "no me contestó si puedo o no. y cuánto me cobran", entities=[("detail", "withdrawal_fee")]
    )
    assert "withdrawable" not in [answer["verdict"] for answer in answers(said)]


def test_a_word_that_was_not_explained_is_asked_for(talk):
    talk.turn("where", "¿desde el celular?", device="mobile")
    text = "no me dijiste que es procesando, es lo mismo que procesada?"
    assert "«En trámite»" in texts(talk.turn("meaning", text, entities=[("term", "procesada")]))
    said = texts(
        talk.turn("correction", "no me dijo qué es la instantánea", ranking={"correction": 0.6, "meaning": 0.3})
    )
    assert "«instantánea»" in said and "en concreto" not in said
