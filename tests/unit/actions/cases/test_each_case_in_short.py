"""Who has several cases asks how they all stand, or why one has another answer than the other."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import LOGO, MIRROR, answers, texts, told_of_two


@pytest.fixture
def two(talk):
    """One over a mirror, and then another over a logo; where that is withdrawn was asked last."""
    told_of_two(talk)
    talk.turn("where", "¿y eso dónde se hace?")
    return talk


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("rephrase", "dígame en dos frases cómo quedan mis dos casos"),
        ("rephrase", "resúmame todo"),
        ("rephrase", "haga el resumen de mis quejas"),
        ("rephrase", "resuma cada caso"),
        ("meaning", "entonces, ¿cuál es la situación de cada queja?"),
        ("next_step", "¿qué me toca en cada caso?"),
    ],
)
def test_each_is_said_in_short(two, intent, text):
    said = two.turn(intent, text)
    assert [answer["facts"] for answer in answers(said)] == [MIRROR, LOGO]
    assert "La que presentó usted:\nUsted puede retirarla" in texts(said)
    assert "La que es contra usted:\nYa no se puede retirar" in texts(said)


@pytest.mark.parametrize("text", ["resuma lo del espejo", "más corto, por favor", "resúmame eso"])
def test_what_names_one_is_of_that_alone(two, text):
    assert len({tuple(answer["facts"].items()) for answer in answers(two.turn("rephrase", text))}) == 1


def test_what_comes_of_a_plan_with_both_is_no_summary(two):
    assert "La que presentó usted" not in texts(
        two.turn("settlement", "¿qué pasa si les pago para que quiten las dos?")
    )


def test_why_they_differ_is_said_of_each(two):
    two.turn("withdraw", "¿y la otra?")
    said = answers(two.turn("why", "¿por qué la del espejo sí y la del logo no?"))
    assert {answer["verdict"] for answer in said} == {"withdrawable", "only_complainant"}


def test_of_two_words_that_were_explained_it_is_no_question_about_cases(two):
    two.turn("meaning", "¿qué es una queja?", entities=[("term", "queja")])
    said = answers(two.turn("meaning", "¿y cuál es la diferencia entre las dos?"))
    assert not any(answer["verdict"] for answer in said)


def test_that_nothing_can_be_done_is_judged_of_each(two):
    said = answers(two.turn("next_step", "o sea que con las dos no hay nada que hacer, ¿no?"))
    assert [answer["verdict"] for answer in said] == ["withdrawable", "only_complainant"]


def test_only_one_is_answered_of_each(two):
    said = answers(two.turn("withdraw", "¿puedo retirar solo una?"))
    assert {answer["verdict"] for answer in said} == {"withdrawable", "only_complainant"}


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("¿tengo que retirar las dos a la vez?", "several_at_once"),
        ("si cancelo esta, ¿la otra sigue?", "one_affects_other"),
    ],
)
def test_what_is_of_none_alone_is_said_once(two, text, detail):
    said = texts(two.turn("withdraw", text))
    line = {"several_at_once": "De retirar varias", "one_affects_other": "afecta a otra"}[detail]
    assert line in said and "La que presentó usted" not in said
