"""How many cases there are: two that are one after all, two that were told of as one; and what is said of each."""

from __future__ import annotations

from typing import Any, Optional

from actions.cases.both_cases import all_cases, cases_of, is_of_all, kept_cases, of_each_case
from actions.cases.by_message.mentions import meant_of_another, said_by_case, told_in_claims, told_of_each
from actions.cases.case_words import (
    new_words,
    words,
    words_of_both,
    words_of_case,
)
from actions.cases.principal import principals_of
from actions.cases.stored_cases import hold_all, kept_as, tell_of
from actions.reading.entities import RETRACTED
from actions.reading.phrases import asks_something, normalize
from actions.reading.tracker_state import case_changed_last, facts_stored_last
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search

_ONLY_SWAPS = 6  # words, at most: «no, es al revés»
MAY_CHANGE = ("status", "issues_resolved", "evidence")  # of a case that stays what it is: who filed it, and over what


def join_cases(turn: Turn) -> None:
    """Where the message says that there is one case only, make one of those kept, without what was held of one and
    otherwise of another.
    """
    phrases, text, kept = turn.knowledge.phrases, normalize(turn.reading.text), kept_cases(turn)
    if not search(phrases.only_one, text) or search(phrases.both, text):
        return
    if turn.reading.second_case or not kept:
        return
    told = all_cases(turn)
    for fact in turn.knowledge.facts:
        values = {case[fact] for case in told if fact in case}
        turn.set(fact, values.pop() if len(values) == 1 else None)
    for slot in ("topic", "principal"):
        turn.set(slot, turn.get(slot) or next(filter(None, (case.get(slot) for case in kept)), None))
    for slot in ("cases", "of_all_cases"):
        turn.set(slot, None)
    turn.cases.is_one_case = True
    turn.before = turn.facts
    if turn.reading.intent in ("new_case", "meaning"):  # «¿qué procesada? Es una sola»
        turn.reading = turn.reading._replace(intent="correction", terms=[])


def keep_words(turn: Turn) -> None:
    """Keep with each of several cases that the message speaks of what it says of it in words."""
    cases = list(cases_of(turn))
    for number, text in said_by_case(turn, cases).items():
        case, said = cases[number], words(text)
        if case is None:
            turn.set("case_words", sorted({*words_of_case(turn, cases), *new_words(said, cases)}))
        else:
            others = cases[:number] + cases[number + 1 :]
            cases[number] = {**case, "words": sorted({*(case.get("words") or []), *new_words(said, others)})}
    if cases != cases_of(turn):
        turn.set("cases", cases)


def keep_both(turn: Turn, first: Facts, second: Facts, topic: str) -> list[int]:
    """Keep the two cases of one message with the others, so that «la segunda» goes to it; their numbers.

    Args:
        first, second: the facts in which they differ; all else that is held is true of both.
        topic: that was answered of both.
    """
    cases = list(cases_of(turn))
    told = [{**case, "topic": topic} for case in _told_now(turn, first, second)]
    current = cases.index(None)
    cases[current:current] = told
    kept = [case["facts"] for case in cases if case]
    for fact, value in turn.facts.items():
        if any(facts.get(fact) != value for facts in kept):
            turn.set(fact, None)  # it is so of one of them only
    hold_all(turn, cases)
    return [current, current + 1]


def _told_now(turn: Turn, first: Facts, second: Facts) -> list[dict[str, Any]]:
    return [
        {**kept_as(turn, of_it), "facts": facts, "principal": who}
        for facts, of_it, who in zip(
            of_each_case(turn, first, second),
            words_of_both(turn),
            principals_of(turn),
            strict=True,
        )
    ]


def tell_each(turn: Turn) -> None:
    """Where the message tells of several cases, each by its name, keep with each what is said of it."""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    swaps = search(phrases.swaps, text) is not None
    told = told_of_each(turn, cases_of(turn), least=1 if swaps else 2)
    for number, facts in told_in_claims(turn, cases_of(turn)).items():
        tell_of(turn, number, facts)
    if swaps and not told and is_of_all(turn) and len(text.split()) <= _ONLY_SWAPS:
        held = all_cases(turn)
        known = [fact for fact in MAY_CHANGE if all(fact in facts for facts in held)]
        told = {n: {fact: held[1 - n][fact] for fact in known} for n in range(2)} if known and len(held) == 2 else {}
    elif swaps and told and len(all_cases(turn)) == 2:
        _swap(turn, told)
    for number, facts in told.items():
        case = None if number is None else cases_of(turn)[number]
        before = case["facts"] if case else turn.facts
        news = {fact: value for fact, value in facts.items() if before.get(fact, RETRACTED) != value}
        turn.cases.changes_another |= bool(case and news)
        if number is not None:
            turn.cases.told_of_each[number] = {f: value for f, value in facts.items() if f in MAY_CHANGE or f in news}
        tell_of(turn, number, facts)
    if told:
        of_one = {fact for facts in told.values() for fact in facts}
        stated = {fact: value for fact, value in turn.reading.stated.items() if fact not in of_one}
        retracted = [fact for fact in turn.reading.retracted if fact not in of_one]
        reading = turn.reading._replace(stated=stated, retracted=retracted, second_case={})
        asks = asks_something(turn.knowledge, reading.text) or search(phrases.both, text)
        if reading.intent in turn.knowledge.tables and not asks:
            reading = reading._replace(intent="correction", questions=[], details=[])
        turn.reading, turn.cases.names_several = reading, True


def _swap(turn: Turn, told: dict[Optional[int], dict[str, str]]) -> None:
    """«Al revés: la del logo sigue» gives the other one what was held of that of the logo."""
    held = all_cases(turn)
    for number, other in ((0, 1), (1, 0)):
        for fact, value in list(told.get(number, {}).items()):
            before = held[number].get(fact)
            if before not in (None, value):
                told.setdefault(other, {}).setdefault(fact, before)


def move_what_was_told(turn: Turn) -> None:
    """What the message before told of this case is of another where the latest says so: «no, eso era de la del logo»"""
    number = meant_of_another(turn, cases_of(turn))
    if number is None or case_changed_last(turn.tracker):
        return
    held, before = turn.facts, facts_stored_last(turn.tracker, turn.knowledge)
    for fact, value in before.items():
        turn.set(fact, value)
    tell_of(turn, number, {fact: held[fact] for fact in before if fact in held})
