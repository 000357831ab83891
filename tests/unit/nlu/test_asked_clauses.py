"""Which clauses of a message ask something, and what is only told beside what is asked."""

from __future__ import annotations

import numpy as np
import pytest

from retirada.nlu.questions.clause_readings import asked_clauses
from retirada.nlu.readers.reader import Labels, Scores
from tests.unit.nlu.scores import CATALOG, COST, INTENTS, REFILE, TOLD, asked, utterance


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


@pytest.mark.parametrize(
    "text, words",
    [
        ("dos cosas: lo mira alguien y se borra sola", ["dos cosas: lo mira alguien", "y se borra sola"]),
        ("tengo dos dudas. 1) lo mira alguien 2) se borra sola", ["1) lo mira alguien", "2) se borra sola"]),
        ("primero, lo mira alguien; segundo, se borra sola", ["primero, lo mira alguien;", "segundo, se borra sola"]),
        ("me dice dos cosas distintas: que sirve y que no sirve", []),
        ("lo mira alguien y se borra sola", []),
    ],
)
def test_a_message_that_counts_its_questions_needs_no_marks(text, words):
    assert clauses(text) == words


@pytest.mark.parametrize(
    "text, words",
    [
        ("hay que pagar algo y puedo poner otra", ["hay que pagar algo", "y puedo poner otra"]),
        ("ya me cobraron por eso y puedo poner otra", []),
        ("pago lo que sea y pongo otra", []),
        ("lo cobra Alibaba o una persona", []),
    ],
)
def test_without_any_mark_what_begins_like_a_question_and_is_clearly_read_so_asks(text, words):
    assert clauses(text, {"cost": 0.93}, {"refile": 0.93}) == words


def test_a_claim_that_asks_for_a_yes_stands_beside_what_is_asked():
    assert clauses("entonces la quita quien la puso, ¿no? ¿y cuánto tarda eso?") == [
        "entonces la quita quien la puso,",
        "y cuánto tarda eso?",
    ]


def test_of_either_or_the_first_half_asks():
    assert clauses("si la quitan me dan puntos o da igual? y qué son los puntos?") == [
        "si la quitan me dan puntos",
        "y qué son los puntos?",
    ]


@pytest.mark.parametrize("again", ["digo, ¿qué puedo hacer entonces?", "o sea, ¿qué puedo hacer entonces?"])
def test_what_is_asked_again_in_other_words_is_asked_once(again):
    found = clauses(f"¿y si la pone otra vez? {again} ¿y cuánto tarda?")
    assert found == ["¿qué puedo hacer entonces?", "y cuánto tarda?"]


def test_what_stands_between_a_condition_and_its_question_asks_nothing():
    text = "y si cobro la plata y la retiro hoy y vuelve a copiarme, ¿puedo poner otra?"
    assert clauses(text, TOLD, REFILE, REFILE, REFILE) == []


def test_what_is_only_told_does_not_win_over_what_is_asked():
    text = "no hay plata para eso tampoco. y si no la quita nunca qué pasa después"
    assert asked(text, {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.85}) == ["refile"]
    assert asked(text, {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.5}) == ["cost"]
    assert asked(text, {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.85, "cost": 0.1}) == ["cost"]


def test_a_question_that_points_to_what_is_told_asks_of_that():
    read = {"cost": 0.6, "refile": 0.3}, COST, {"refile": 0.85}
    assert asked("no hay plata para nada. ¿y eso qué tiene que ver?", *read) == ["cost"]
