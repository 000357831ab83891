"""Who asks for one of the questions again that they put before: «no me contestó lo primero», «¿y lo otro?»"""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts

FEE = ("¿cobran por quitarla?", "cost", 0.99, {"withdrawal_fee": 0.9})
LAWYER = ("¿y hace falta un abogado?", "lawyer", 0.99, {"need_lawyer": 0.9})
BOTH = f"{FEE[0]} {LAWYER[0]}"
FEE_SAYS, FEE_AGAIN = "Si retirarla cuesta algo", "De pagar por retirarla no hay nada en la guía"
LAWYER_SAYS = "Si hace falta un abogado"


@pytest.fixture
def told(talk):
    """A conversation in which two things were asked and answered."""
    said = texts(talk.turn("cost", BOTH, clauses=[FEE, LAWYER], entities=[("second_topic", "lawyer")]))
    assert FEE_SAYS in said and LAWYER_SAYS in said
    return talk


@pytest.mark.parametrize(
    "again", ["no me contestó lo primero", "¿y la primera pregunta?", "le faltó lo primero que le pregunté"]
)
def test_the_first_question_is_answered_again_in_other_words(told, again):
    said = texts(told.turn("correction", again))
    assert FEE_AGAIN in said and "abogado" not in said


@pytest.mark.parametrize("again", ["¿y lo segundo?", "no me respondió lo otro", "me falta la segunda respuesta"])
def test_so_is_the_second(told, again):
    said = texts(told.turn("nlu_fallback", again))
    assert "abogado" in said and "retirarla" not in said


@pytest.mark.parametrize("again", ["¿y lo otro?", "le pregunté dos cosas", "solo me contestó una de las dos"])
def test_what_was_not_answered_is_meant(talk, again):
    said = talk.turn("cost", BOTH, clauses=[FEE, ("¿y hace falta un abogado?", "lawyer", 0.6, {})])
    assert "abogado" not in texts(said)
    assert "abogado" in texts(talk.turn("correction", again))


def test_a_question_is_named_by_its_words(told):
    assert "abogado" in texts(told.turn("correction", "¿y lo del abogado?"))


@pytest.mark.parametrize(
    "other", ["lo primero es que me pague", "¿y la primera?", "lo otro que hizo fue borrarlo", "lo del pago ya está"]
)
def test_other_messages_ask_for_nothing_again(told, other):
    assert FEE_AGAIN not in texts(told.turn("acknowledge", other))


def test_where_no_message_asked_several_things_nothing_is_asked_again(talk):
    talk.turn("cost", FEE[0], entities=[("detail", "withdrawal_fee")])
    assert FEE_AGAIN not in texts(talk.turn("correction", "no me contestó lo primero"))


@pytest.mark.parametrize(
    "again",
    [
        *("insisto: ¿me cierran la tienda?", "me habla de otra cosa. ¿me cierran la tienda o no?"),
        *("no le pregunté por los puntos, le pregunté por la tienda", "lo de la tienda no me lo aclaró"),
    ],
)
def test_a_detail_that_is_named_once_more_is_said_in_other_words(talk, again):
    case = {"party": "respondent", "ground": "product_infringement"}
    talk.turn("ip_outcomes", "¿me cierran la tienda?", entities=[("detail", "shop_closed")], **case)
    faint = {"entities": [("detail", "points_money")], "sure": {"points_money": 0.05}}
    assert "Ningún cierre de tienda" in texts(talk.turn("correction", again, **faint))


def test_of_several_the_one_whose_words_are_said_again_is_meant(told):
    said = texts(told.turn("lawyer", "repito: ¿hace falta un abogado?", {"cost": 0.3}))
    assert "no pide abogado" in said and FEE_AGAIN not in said


@pytest.mark.parametrize(
    "other",
    [
        "eso ya lo sé. ¿y si pagan los dos?",
        "¿es normal? otra cosa: ¿apelo?",
    ],
)
def test_what_is_asked_instead_is_no_detail_of_the_question_before(talk, other):
    asked = {"entities": [("detail", "pay_for_withdrawal")], "party": "respondent"}
    talk.turn("settlement", "¿es normal que me pidan 500 euros?", **asked)
    assert "Si le conviene pagar, no se lo puedo decir" not in texts(talk.turn("correction", other))
