"""Every stored decision that two versions decide differently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Optional

from retirada.changes.version import Version
from retirada.rulebook.outcome import Outcome, outcome
from retirada.server.store.decisions import Decided

_MAX_NAMED = 3  # conversations, for who wants to look at some


class StoredChange(NamedTuple):
    """Stored decisions on the same facts of a topic.

    Attributes:
        times: how many there are.
        last: day of the latest.
        conversations: the names of some.
        before, after: what comes of the facts in either version.
    """

    topic: str
    facts: dict[str, str]
    times: int
    last: date
    conversations: list[str]
    before: Optional[Outcome]
    after: Optional[Outcome]


def changed_decisions(before: Version, after: Version, decided: Iterable[Decided]) -> tuple[list[StoredChange], int]:
    """The decisions that would come out differently, the most frequent first, and how many there are in all."""
    counted: dict[tuple, StoredChange] = {}
    total = 0
    for one in decided:
        topic, facts = one.topic, one.decision["facts"]
        total += one.times
        key = (topic, *sorted(facts.items()))
        if key not in counted:
            outcomes = (outcome(version.knowledge, topic, facts) for version in (before, after))
            counted[key] = StoredChange(topic, facts, 0, one.day, [], *outcomes)
        known = counted[key]
        if known.before == known.after:
            continue
        names = known.conversations
        if one.conversation and one.conversation not in names and len(names) < _MAX_NAMED:
            names.append(one.conversation)
        counted[key] = known._replace(times=known.times + one.times, last=max(known.last, one.day))
    changes = [change for change in counted.values() if change.before != change.after]
    return sorted(changes, key=lambda change: -change.times), total
