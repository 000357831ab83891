"""A question about the complaint that may come after one that is over is not answered with where that one stands."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers


@pytest.mark.parametrize("status", ["withdrawn", "processed"])
@pytest.mark.parametrize(
    ("text", "is_of_the_next"),
    [
        ("si me vuelve a denunciar, ¿esa la puede quitar ella?", True),
        ("y si llega otro aviso, ¿quién lo puede retirar?", True),
        ("¿la próxima también la puede quitar?", True),
        ("¿la puede quitar él si vuelve a mi tienda?", False),
        ("si otra clienta pregunta por el bolso, ¿la puede quitar él?", False),
        ("¿la puede quitar él si otra marca me compra?", False),
        ("¿la puede quitar la otra tienda?", False),
    ],
)
def test_the_next_one_is_open(talk, status, text, is_of_the_next):
    talk.turn("inform", "me denunciaron", party="respondent", status=status)
    said = answers(talk.turn("withdraw", text, second_topic="refile"))
    assert ("status" not in said[-1]["facts"], len(said) == 1) == (is_of_the_next, is_of_the_next)
    assert answers(talk.turn("withdraw", "¿la que me pusieron se puede quitar?"))[-1]["facts"]["status"] == status


def test_whether_it_may_be_filed_is_asked_after_the_first(talk):
    talk.turn("inform", "me denunciaron", party="respondent", status="processed")
    assert answers(talk.turn("refile", "¿y si me denuncia otra vez?"))[-1]["facts"]["status"] == "processed"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("si me pide otra vez que retire la nueva, ¿debo hacerlo?", "weigh_request"),
        ("si me pide otra vez que la retire, ¿debo hacerlo?", "already_withdrawn"),
    ],
)
def test_who_is_pressed_to_withdraw_the_next_decides(talk, text, verdict):
    talk.turn("inform", "la puse y la retiré", party="complainant", status="withdrawn")
    assert answers(talk.turn("withdraw", text))[-1]["verdict"] == verdict


@pytest.mark.parametrize("status", ["withdrawn", "processed"])
@pytest.mark.parametrize(
    "text",
    ["y si mañana otra marca me hace lo mismo, ¿la puede quitar?", "si me denuncia otro comprador, ¿él la quita?"],
)
def test_that_of_somebody_else_is_open_too(talk, status, text):
    talk.turn("inform", "me denunciaron", party="respondent", status=status)
    assert all("status" not in answer["facts"] for answer in answers(talk.turn("withdraw", text)))
    assert answers(talk.turn("withdraw", "¿la que me pusieron se puede quitar?"))[-1]["facts"]["status"] == status
