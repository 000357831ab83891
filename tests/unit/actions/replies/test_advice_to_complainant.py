"""What is said to who filed it and asks what to do: with an offer, a promise, a part of it, or with all settled."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "kind": "complaint", "ground": "other", "status": "in_process"}


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("respondent_request", "me insiste en que la quite, ¿qué hago?", "una promesa no basta"),
        ("respondent_request", "¿hay algún peligro en hacerles caso?", "Lo que se pierde"),
        ("appeal", "si mañana se rompe, ¿me quedo sin poder reclamar?", "Lo que se pierde"),
        ("refund", "me paga si la cancelo, ¿me fío?", "resuelto antes de retirarla"),
        ("withdraw", "¿hay un número de días para retirarla o no?", "fecha límite para retirarla"),
        ("confirm", "voy a quitarla, no tengo que hacer nada más, ¿verdad?", "Sí, basta con retirarla"),
        ("withdraw", "me ofrece la mitad si las quito", "Lo decide usted"),
        ("nlu_fallback", "no me contestó: dígame si la quito o no", "si falta algo, espere"),
    ],
)
def test_what_decides_is_said_first(talk, intent, text, words):
    assert words in texts(talk.turn(intent, text, **FILED))


@pytest.mark.parametrize(
    "detail, words",
    [
        ("leave_it", "con todo resuelto"),
        ("your_opinion", "quede resuelto antes de retirar"),
        ("voucher", "quede resuelto antes de retirar"),
    ],
)
def test_what_depends_on_what_is_settled_says_so(talk, detail, words):
    assert words in texts(talk.turn("withdraw", "¿qué me aconseja?", detail=detail, **FILED))


def test_who_will_not_withdraw_is_told_what_becomes_of_the_other(talk):
    text = "no la queremos quitar, ¿qué le pasa al otro?"
    assert answers(talk.turn("withdraw", text, party="complainant"))[-1]["verdict"] == "ip_two_outcomes"


@pytest.mark.parametrize("text", ["me depositó 60 y eran 85, ¿qué hago?", "me mandó 60, pero eran 85, ¿la quito?"])
def test_less_than_was_owed_settles_nothing(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    assert answers(talk.turn("withdraw", text))[-1]["verdict"] == "resolve_first"
