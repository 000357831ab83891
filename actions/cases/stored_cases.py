"""The cases that are kept beside the one under discussion: what is put there, and taken up again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Optional

from actions.cases.both_cases import all_cases, cases_of
from actions.cases.case_words import new_words
from actions.reading.entities import RETRACTED
from actions.turn.turn import Turn

_OF_A_CASE = ("principal", "to_come", "topic")  # slots that are kept with its facts


def kept_as(turn: Turn, said: list[str]) -> dict[str, Any]:
    """The case under discussion, as it is kept.

    Args:
        said: the words that were said of it.
    """
    held = {slot: turn.get(slot) for slot in _OF_A_CASE}
    return {"facts": turn.facts, **held, "words": said}


def hold(turn: Turn, cases: list[Optional[dict[str, Any]]], kept: dict[str, Any], said: Collection[str]) -> None:
    """Take up a case in place of the one under discussion.

    Args:
        cases: all of them, None in its place.
        kept: the case as it was kept, or as much as is known of it.
        said: the words that the message says of it.
    """
    turn.set("cases", cases)
    _forget_case(turn)
    turn.set("case_words", sorted({*(kept.get("words") or []), *new_words(said, cases)}))
    for fact, value in kept["facts"].items():
        turn.set(fact, value)
    for slot in _OF_A_CASE:
        if kept.get(slot):
            turn.set(slot, kept[slot])
    turn.before = turn.facts


def hold_all(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> None:
    """Speak of all the cases kept: what is held then is so of each."""
    turn.set("cases", cases)
    turn.set("case_words", [])
    turn.set("of_all_cases", True)


def hold_what_is_common(turn: Turn, kept: list[dict[str, Any]]) -> None:
    """Speak of all these cases, and hold what is so of each, in place of the one under discussion."""
    topic, facts = turn.topic, [case["facts"] for case in kept]
    _forget_case(turn)
    hold_all(turn, [*kept, None])
    turn.set("topic", topic)
    for fact, value in facts[0].items():
        if all(of_it.get(fact) == value for of_it in facts):
            turn.set(fact, value)
    turn.before = turn.facts


def _forget_case(turn: Turn) -> None:
    """Forget the case under discussion. That `topic` is reset marks where another begins."""
    for fact in turn.facts:
        turn.set(fact, None)
    for slot in ("set_aside", "pending_question", "of_all_cases", *_OF_A_CASE):
        turn.set(slot, None)
    turn.responder.begin_case()


def tell_of(turn: Turn, number: Optional[int], told: dict[str, str]) -> None:
    """Keep facts with the case of that number; with all of them, where it is None, but for what tells them apart.
    «Retracted» ones are not held of it any more.
    """
    cases = list(cases_of(turn))
    of_all = number is None
    if of_all:
        held = all_cases(turn)
        told = {fact: value for fact, value in told.items() if len({facts.get(fact) for facts in held}) == 1}
    for other, case in enumerate(cases):
        if case is not None and (of_all or other == number):
            facts = {**case["facts"], **told}
            cases[other] = {**case, "facts": {fact: value for fact, value in facts.items() if value != RETRACTED}}
        elif case is None and (of_all or other == number):
            for fact, value in told.items():
                turn.set(fact, None if value == RETRACTED else value)
    turn.set("cases", cases)
