"""Who tells how things stand and asks what to do, whether they must, and whether they may leave it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "kind": "complaint"}
ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    "text",
    [
        "el vendedor dice que me manda la buena si quito la queja",
        "me depositan mañana si yo la retiro hoy",
        "si no le quito el reclamo no me devuelve la plata",
    ],
)
@pytest.mark.parametrize("intent", ["inform", "withdraw", "respondent_request", "before_withdrawing"])
def test_who_is_offered_something_is_told_to_wait_for_it(talk, intent, text):
    said = talk.turn(intent, text)
    assert texts(said).startswith("No la retire antes de que la otra parte cumpla")
    assert answers(said)[0]["facts"]["party"] == "complainant"


@pytest.mark.parametrize(
    "text",
    [
        "¿hay que retirarla sí o sí cuando te pagan?",
        "¿es obligatorio quitarla?",
        "¿por qué tengo que quitarla?",
        "¿me pueden obligar a retirarla?",
    ],
)
def test_nobody_is_obliged(talk, text):
    assert "La guía no obliga a retirarla" in texts(talk.turn("withdraw", text, **FILED))


@pytest.mark.parametrize(
    "text",
    [
        "¿puedo dejar la queja puesta por si acaso?",
        "¿la quito o la dejo?",
        "¿pasa algo si la dejo así?",
    ],
)
def test_it_may_be_left_also_where_all_is_settled(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    assert "ni dice que a usted le pase nada" in texts(talk.turn("withdraw", text))


@pytest.mark.parametrize("text", ["¿qué pasa si no la retira?", "y si no quito el reclamo, ¿pasa algo?"])
def test_what_comes_of_leaving_it_is_said(talk, text):
    assert "la queja sigue su curso" in texts(talk.turn("withdraw", text, **FILED))


@pytest.mark.parametrize("intent", ["withdraw", "buyer_withdrawal", "inform", "next_step"])
def test_the_accused_who_asks_what_to_do_is_told_what_there_is(talk, intent):
    said = texts(talk.turn(intent, "un comprador se quejó de nosotros. ¿Qué puedo hacer?", **ACCUSED))
    assert "pedir al personal de Alibaba que medie" in said and "apelar" in said


def test_what_the_accused_hardly_tells_is_not_what_they_ask(talk):
    text, told = "me denunciaron, pero las fotos son mías. ¿Qué puedo hacer?", [("detail", "photo_first")]
    where = {"photo_first": "fotos"}
    said = talk.turn("next_step", text, entities=told, said=where, sure={"photo_first": 0.15}, **ACCUSED)
    assert texts(said).startswith("Puede hablar con quien la presentó")


@pytest.mark.parametrize("intent", ["withdraw", "inform", "elsewhere"])
def test_whether_all_is_lost_is_answered_with_what_can_come_of_it(talk, intent):
    said = talk.turn(intent, "me reportaron por vender fundas, ¿ya valió o qué?", **ACCUSED)
    assert answers(said)[0]["verdict"] == "ip_two_outcomes"


def test_who_would_only_see_it_is_told_where_it_stands(talk):
    said = talk.turn("where", "no la quiero quitar, solo quiero saber dónde la veo")
    assert answers(said)[0]["topic"] == "status_check"


@pytest.mark.parametrize("facts", [FILED, {"party": "complainant"}])
def test_who_was_paid_is_told_that_they_can_and_need_not(talk, facts):
    said = texts(talk.turn("withdraw", "ya me pagó todo, ¿debo retirarla?", issues_resolved="yes", **facts))
    assert said.startswith("Si sigue en trámite, ya puede retirarla") and "no obliga" in said
    assert "La guía no obliga a hacerlo" in texts(talk.turn("next_step", "¿qué hago?"))


@pytest.mark.parametrize("text", ["¿y si no le pago?", "¿y si no acepto?"])
def test_nobody_has_to_pay(talk, text):
    talk.turn("settlement", "me pide plata para quitarla", **ACCUSED)
    assert texts(talk.turn("settlement", text)).startswith("La guía no obliga a pagar ni a aceptar nada")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("borré el producto y sigue la denuncia", "respondent"),
        ("me pide dinero para quitarla", "respondent"),
        ("el comprador me dijo que la va a quitar", "respondent"),
        ("ya me reembolsó, ¿la quito?", "complainant"),
        ("no quiero que le pase nada, ¿y si le quito la queja?", "complainant"),
        ("quiere que quite la queja antes", "complainant"),
        ("le pedí que borre el producto", None),
    ],
)
def test_who_one_is_shows_in_what_one_can_do(talk, text, party):
    talk.turn("withdraw", text)
    assert talk.slots["party"] == party
