"""Keeping what a message tells of several cases with each, and taking up the one that it asks about."""

from __future__ import annotations

from typing import Any, Optional

from actions.cases.case_words import new_words, words
from actions.cases.resolver import Known, Resolver
from actions.cases.switch import ask_of_it, forget_case
from actions.reading.entities import RETRACTED
from actions.turn.turn import Turn

Facts = dict[str, str]


def take_up(turn: Turn, resolver: Resolver) -> None:
    """Keep with each case what the message tells of it, and go to the one that it asks about; to all of them, where it
    asks about all.
    """
    asked_last, reading = turn.topic, turn.reading
    if resolver.asks_of_all or resolver.asked is None:
        _take_up_all(turn, resolver.known)
        return
    number = resolver.asked
    case, was_current = resolver.known[number], number == resolver.current
    cases: list[Optional[dict[str, Any]]] = [_kept(known) for known in resolver.known]
    cases[number] = None
    begin = case.said[-1].start if case.said else 0
    asks_on = [clause for clause in case.said if clause.asks]
    begin = asks_on[0].start if asks_on else begin
    held: Facts = dict(case.kept["facts"])
    pending = turn.pending
    topic = turn.topic if was_current else case.kept.get("topic")
    forget_case(turn)
    turn.set("cases", cases)
    said = words(" ".join(clause.text for clause in case.said))
    turn.set("case_words", sorted({*(case.kept.get("words") or []), *new_words(said, cases)}))
    for fact, value in held.items():
        turn.set(fact, value)
    turn.set("principal", case.kept.get("principal"))
    turn.set("topic", topic)
    if was_current and not case.is_new:
        turn.set("pending_question", pending)
    turn.before = turn.facts
    news = {f: v for f, v in case.told.items() if held.get(f) != v and v != RETRACTED}
    turn.switched = not was_current or case.is_new
    retracted = [] if turn.switched else reading.retracted
    supposed = reading.supposed & news.keys()
    turn.reading = reading._replace(stated=news, supposed=supposed, second_case={}, retracted=retracted)
    if not turn.switched and reading.intent == "new_case":
        turn.reading = turn.reading._replace(intent="inform")  # «esa es la que me pusieron»
    turn.one_of_them = turn.switched or any(known.said for known in resolver.known if known is not case)
    if turn.switched and not case.is_new:
        ask_of_it(turn, begin, asked_last)
    turn.principal_before = turn.get("principal")


def _take_up_all(turn: Turn, known: list[Known]) -> None:
    """Speak of all cases: what is held then is so of each."""
    facts = [case.facts for case in known]
    common = {f: v for f, v in facts[0].items() if all(of_it.get(f) == v for of_it in facts)}
    topic = turn.topic
    forget_case(turn)
    turn.set("cases", [*(_kept(case) for case in known), None])
    turn.set("case_words", [])
    turn.set("of_all_cases", True)
    turn.set("topic", topic)
    for fact, value in common.items():
        turn.set(fact, value)
    turn.before = turn.facts
    turn.reading = turn.reading._replace(stated={}, second_case={}, retracted=[], supposed=frozenset())
    turn.names_several = True
    turn.told_of_each = {number: case.told for number, case in enumerate(known) if case.told}


def _kept(case: Known) -> dict[str, Any]:
    """The case with what was told of it, as it is kept."""
    return {**case.kept, "facts": case.facts, "words": sorted(case.words)}
