"""Every combination of facts that a topic can be asked with: all of them, and merged to what decides."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Optional

from retirada.rulebook.decision import Decision, decide
from retirada.rulebook.schema import Knowledge

_Value = Optional[str]
_Box = dict[str, frozenset[_Value]]  # for each fact, the values that it may have


class Combination(NamedTuple):
    """Combinations of facts that are decided alike.

    Attributes:
        values: the facts that decide → the values that each may have, None for unstated.
        decision: of them all.
    """

    values: dict[str, list[_Value]]
    decision: Decision


def possible_values(knowledge: Knowledge, topic: str) -> dict[str, list[_Value]]:
    """The facts that the topic's table names, in its order, with their values, and None where one may be unstated.

    No other fact can change what is decided. An unstated fact that is taken for granted has that value.
    """
    names = dict.fromkeys(fact for row in knowledge.tables[topic] for fact in row.when)
    facts = {name: knowledge.facts[name] for name in names}
    return {name: [*fact.values, *([] if fact.unstated else [None])] for name, fact in facts.items()}


def every_case(knowledge: Knowledge, topic: str) -> Iterator[dict[str, str]]:
    """Every combination of the facts that the topic's table names, unstated ones left out."""
    return cases_of(possible_values(knowledge, topic))


def cases_of(possible: Mapping[str, list[_Value]]) -> Iterator[dict[str, str]]:
    """Every combination of the possible values, None left out."""
    for values in itertools.product(*possible.values()):
        yield {name: value for name, value in zip(possible, values, strict=True) if value is not None}


def disjoint(knowledge: Knowledge, topic: str) -> list[Combination]:
    """Few combinations that together are every one of the topic's, each of them exactly once."""
    possible = possible_values(knowledge, topic)
    return [
        Combination(_without_any(box, possible), decision)
        for decision, cases in _decided_alike(knowledge, topic)
        for box in _merge(cases, possible)
    ]


def merged(cases: Iterable[Mapping[str, str]], possible: Mapping[str, list[_Value]]) -> list[dict[str, list[_Value]]]:
    """Few combinations that together are these cases, each of them exactly once.

    Args:
        cases: fact → value, unstated ones left out.
        possible: the facts that may be stated, with all their values, and None where one may be unstated.

    Returns:
        For each combination the facts that matter, with the values that each may have.
    """
    boxes = [{name: frozenset([case.get(name)]) for name in possible} for case in cases]
    return [_without_any(box, possible) for box in _merge(boxes, possible)]


def first_that_holds(knowledge: Knowledge, topic: str) -> list[Combination]:
    """Fewer and shorter ones that are to be read in their order: of several that hold, the first one decides."""
    possible = possible_values(knowledge, topic)
    decided = _decided_alike(knowledge, topic)
    found = []
    for number, (decision, cases) in enumerate(decided):
        others = [case for _, later in decided[number + 1 :] for case in later]
        boxes: list[_Box] = []
        for box in _merge(cases, possible):
            for name in possible:
                # What was decided before may be in it.
                wider = {**box, name: frozenset(possible[name])}
                if not any(_holds(wider, case) for case in others):
                    box = wider
            if box not in boxes:
                boxes.append(box)
        found += [Combination(_without_any(box, possible), decision) for box in boxes]
    return found


def _decided_alike(knowledge: Knowledge, topic: str) -> list[tuple[Decision, list[_Box]]]:
    """Each different decision of the topic with all its cases, in the order of the table's rows."""
    possible = possible_values(knowledge, topic)
    decided: list[tuple[Decision, list[_Box]]] = []
    for facts in every_case(knowledge, topic):
        decision = decide(knowledge, topic, facts)
        alike = next((cases for other, cases in decided if other == decision), None)
        if alike is None:
            decided.append((decision, alike := []))
        alike.append({name: frozenset([facts.get(name)]) for name in possible})
    rows = [row.id for row in knowledge.tables[topic]]
    return sorted(decided, key=lambda pair: rows.index(pair[0].row))


def _merge(cases: list[_Box], possible: Mapping[str, list[_Value]]) -> list[_Box]:
    """As few as are found for all the cases, none of which is in two."""
    # Which fact is merged first makes a difference; there are few enough facts to try every order.
    return min((_merge_in_order(cases, order) for order in itertools.permutations(possible)), key=len)


def _merge_in_order(cases: list[_Box], order: tuple[str, ...]) -> list[_Box]:
    """One for all those that differ in one fact only, fact by fact."""
    for name in order:
        merged: dict[frozenset, _Box] = {}
        for box in cases:
            rest = frozenset(item for item in box.items() if item[0] != name)
            known = merged.get(rest, {}).get(name, frozenset())
            merged[rest] = {**box, name: box[name] | known}
        cases = list(merged.values())
    return cases


def _holds(box: _Box, case: _Box) -> bool:
    return all(case[name] <= values for name, values in box.items())


def _without_any(box: _Box, possible: Mapping[str, list[_Value]]) -> dict[str, list[_Value]]:
    """The box as data, without the facts that may have any value."""
    return {
        name: [value for value in those if value in box[name]]
        for name, those in possible.items()
        if len(box[name]) < len(those)
    }
