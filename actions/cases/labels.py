"""What we call each of several cases: as the person does, «la de las botas», or by what tells it from the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from actions.cases.case_words import names_of_each, words_of_all, words_of_both
from actions.turn.texts import Facts
from actions.turn.turn import Turn

_TELLING = ("party", "kind", "status", "ground", "issues_resolved", "evidence", "device")  # the best name first


def names_of_cases(turn: Turn, cases: Sequence[Facts], whose: Sequence[Optional[str]]) -> list[str]:
    """What each of the cases is called: who filed it names one best, then the person's own words.

    Args:
        cases: the facts of each.
        whose: whom the person speaks for in each.
    """
    cases = [{**turn.knowledge.unstated, **facts} for facts in cases]
    to_come = are_to_come(turn)
    to_come = to_come if len(to_come) == len(cases) else [False for _ in cases]
    telling, numbers = _telling(turn, cases), turn.knowledge.phrases.case_numbers
    said = words_of_both(turn) if turn.reading.second_case else words_of_all(turn, turn.get("cases") or [None])
    own_words = names_of_each(turn, said) if len(said) == len(cases) > 1 and "party" not in telling else []
    names: list[str] = []
    for number, (facts, who, is_to_come) in enumerate(zip(cases, whose, to_come, strict=False)):
        own = (f for f in _TELLING if f in telling and f in facts and [c.get(f) for c in cases].count(facts[f]) == 1)
        alone = next(own, None)  # one fact is enough, where no other case has it
        with turn.speaking_of(who):
            by_fact = _name(turn, alone, facts[alone], is_to_come) if alone else None
        named = by_fact or numbers[min(number, len(numbers) - 1)][0]
        names.append(own_words[number] if own_words else named)
    return [name[0].upper() + name[1:] for name in names]


def differing_in(cases: Sequence[Facts]) -> set[str]:
    """The facts that are not held alike of all cases."""
    return {fact for facts in cases for fact, value in facts.items() if any(o.get(fact) != value for o in cases)}


def are_to_come(turn: Turn) -> list[bool]:
    """Of each case, whether it is yet to be filed."""
    return [bool(turn.get("to_come") if case is None else case.get("to_come")) for case in turn.get("cases") or [None]]


def _telling(turn: Turn, cases: Sequence[Facts]) -> list[str]:
    """The facts that cases are best called by: one in which each differs from the others, or else all that differ."""
    differing = differing_in(cases)
    one = (f for f in _TELLING if f in differing and len({facts[f] for facts in cases if f in facts}) == len(cases))
    fact = next(one, None)
    return [fact] if fact else [f for f in turn.knowledge.facts if f in (differing - {"party", "device"} or differing)]


def _name(turn: Turn, fact: str, value: str, is_to_come: bool) -> str:
    named, who = turn.knowledge.facts[fact], turn.get("principal")
    if is_to_come and named.to_come:
        return named.to_come["case_of_another" if who else "case"].format(who=who)
    return named.case_of_another[value].format(who=who) if who and named.case_of_another else named.case[value]
