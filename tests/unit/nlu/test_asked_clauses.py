"""Which clauses of a message ask something, and what is only told beside what is asked."""

from __future__ import annotations

import numpy as np
import pytest

from retirada.nlu.asked_clauses import asked_clauses
from retirada.nlu.reader import Labels, Scores
from tests.unit.nlu.test_questions import CATALOG, INTENTS, asked, utterance

REFILE, COST, TOLD = {"refile": 0.99}, {"cost": 0.99}, {"inform": 0.99}


def clauses(text: str, *reads: dict[str, float]) -> list[str]:
    """The words of each clause that asks; each clause is read as given, or as told."""
    parts = list(utterance(text).clauses())
    rows = np.array([[read.get(name, 1e-4) for name in INTENTS] for read in (TOLD, *(reads or [TOLD] * len(parts)))])
    scores = Scores(Labels(INTENTS, ["detail=fine"]), np.log(rows), np.full((len(rows), 1), 3.0))
    found = asked_clauses(scores, utterance(text), CATALOG)
    assert all(dict(clause["details"]).keys() == {"fine"} for clause in found)
    return [text[clause["start"] : clause["end"]] for clause in found]


@pytest.mark.parametrize(
    "text, words",
    [
        ("cuánto tarda y dónde lo veo", ["cuánto tarda", "y dónde lo veo"]),
        ("no tengo computadora, cómo la quito. cuánto tarda", ["no tengo computadora, cómo la quito.", "cuánto tarda"]),
        ("¿le pago? ¿y si le pago y no la quita?", ["¿le pago?", "y si le pago y no la quita?"]),
        ("¿la mira una persona o una máquina? ¿y cuánto tarda?", ["¿la mira una persona", "y cuánto tarda?"]),
        ("puse una queja y quiero saber cuánto tarda", []),
        ("¿cuánto tarda? y ya le pagué", []),
    ],
)
def test_each_clause_that_asks_is_read_where_several_do(text, words):
    assert clauses(text) == words


def test_a_clause_without_a_mark_goes_on_asking_where_it_is_read_as_a_question():
    text = "cuánto tarda y lo puedo poner otra vez"
    assert clauses(text, TOLD, REFILE) == ["cuánto tarda", "y lo puedo poner otra vez"]
    assert clauses(text, TOLD, TOLD) == []


def test_what_is_only_told_does_not_win_over_what_is_asked():
    text = "no hay plata para eso tampoco. y si no la quita nunca qué pasa después"
    assert asked(text, {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.85}) == ["refile"]
    assert asked(text, {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.5}) == ["cost"]
    assert asked(text, {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.85, "cost": 0.1}) == ["cost"]


def test_a_question_that_points_to_what_is_told_asks_of_that():
    read = {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.85}
    assert asked("no hay plata para nada. ¿y eso qué tiene que ver?", *read) == ["cost"]
