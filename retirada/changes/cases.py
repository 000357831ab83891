"""Every combination of facts that two versions decide differently."""

from __future__ import annotations

from typing import NamedTuple, Optional

from retirada.changes.version import Version
from retirada.rulebook.combinations import cases_of, merged, possible_values
from retirada.rulebook.fields import fits
from retirada.rulebook.outcome import Outcome, outcome

_NOTES_GO_BY = "ground"  # the fact that a note's kind fits or not


class Change(NamedTuple):
    """Combinations of facts of a topic that change alike.

    Attributes:
        values: the facts that matter → the values that each may have, None for unstated.
        n_cases: how many combinations these are.
        before, after: what comes of them, but for notes that stay; None where the version doesn't have the topic.
    """

    topic: str
    values: dict[str, list[Optional[str]]]
    n_cases: int
    before: Optional[Outcome]
    after: Optional[Outcome]


def changed_cases(before: Version, after: Version) -> tuple[list[Change], int]:
    """The changes by topic, in the order of the tables, and how many combinations there are in all."""
    topics = dict.fromkeys([*after.knowledge.tables, *before.knowledge.tables])
    found, total = [], 0
    for topic in topics:
        possible = _possible(before, after, topic)
        alike: dict[tuple[Optional[Outcome], Optional[Outcome]], list[dict[str, str]]] = {}
        for case in cases_of(possible):
            total += 1
            pair = outcome(before.knowledge, topic, case), outcome(after.knowledge, topic, case)
            if pair[0] != pair[1]:
                alike.setdefault(_without_notes_that_stay(*pair), []).append(case)
        for (was, now), cases in alike.items():
            for values in merged(cases, possible):
                n_cases = sum(fits(values, case) for case in cases)
                found.append(Change(topic, values, n_cases, was, now))
    return found, total


def _without_notes_that_stay(
    was: Optional[Outcome], now: Optional[Outcome]
) -> tuple[Optional[Outcome], Optional[Outcome]]:
    """Both outcomes. Cases that differ only in notes which stay as they were change alike."""
    if was and now and was.notes == now.notes:
        return was._replace(notes=()), now._replace(notes=())
    return was, now


def _possible(before: Version, after: Version, topic: str) -> dict[str, list[Optional[str]]]:
    """The facts that can make a difference in either version, with all values that they have in either."""
    possible: dict[str, list[Optional[str]]] = {}
    for version in (after, before):
        knowledge = version.knowledge
        if topic not in knowledge.tables:
            continue
        facts = possible_values(knowledge, topic)
        if any(row.notes for row in knowledge.tables[topic]) and _NOTES_GO_BY in knowledge.facts:
            facts.setdefault(_NOTES_GO_BY, [*knowledge.facts[_NOTES_GO_BY].values, None])
        for name, values in facts.items():
            known = possible.setdefault(name, [])
            known += [value for value in values if value not in known]
    return possible
