"""The withdrawal rules: topic + facts → decision. Pure functions over data/knowledge, no Rasa."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple, Optional

from retirada.rulebook.fields import fits
from retirada.rulebook.schema import Knowledge, Row, Step


class Decision(NamedTuple):
    """What the tables say of one case.

    Attributes:
        topic, verdict: names fixed by the tables.
        sources: ids of the source questions that the verdict rests on («P1»).
        notes: ids of the official notes that go with it («O1»).
        asks: the one fact worth asking for next; None when no further fact can change the verdict.
        row: id of the row that decided («withdraw.processed»).
    """

    topic: str
    verdict: str
    sources: list[str]
    notes: list[str]
    asks: Optional[str]
    row: str


def decide(knowledge: Knowledge, topic: str, facts: Mapping[str, str]) -> Decision:
    """The decision of the first row of the topic's table that matches the facts.

    Args:
        knowledge: what `knowledge.load()` gives.
        topic: a topic of the tables.
        facts: stated facts only, fact name → value. An unstated fact counts as its `unstated` value.

    Raises:
        KeyError: no table for `topic`.
        ValueError: a fact or value that data/knowledge/facts.yml does not have.
    """
    for fact, value in facts.items():
        if fact not in knowledge.facts or value not in knowledge.facts[fact].values:
            raise ValueError(f"unknown fact or value: {fact}={value}")
    row = matching_row(knowledge, topic, facts)
    asks = next((f for f in row.asks if f not in facts and _could_change(knowledge, topic, facts, f)), None)
    return Decision(topic, row.verdict, row.sources, row.notes, asks, str(row.id))


def matching_row(knowledge: Knowledge, topic: str, facts: Mapping[str, str]) -> Row:
    """The first row of the topic's table whose `when` holds for the facts.

    There is always one: `knowledge.load` refuses tables that leave a case undecided.
    """
    return next(row for row in knowledge.tables[topic] if holds(knowledge, row, facts))


def holds(knowledge: Knowledge, row: Row, facts: Mapping[str, str]) -> bool:
    """Whether the row's `when` holds for the facts."""
    return fits(row.when, {**knowledge.unstated, **facts})


def next_step(knowledge: Knowledge, topic: Optional[str], facts: Mapping[str, str]) -> Step:
    """The first step whose `when` holds for the facts and for the topic that was talked about last."""
    case = {**knowledge.unstated, **facts, "topic": topic}
    return next(step for step in knowledge.steps if fits(step.when, case))


def facts_that_matter(knowledge: Knowledge, topic: str, facts: Mapping[str, str]) -> list[str]:
    """Those of the stated facts that the verdict rests on: had it not been stated, it would be another."""
    verdict = matching_row(knowledge, topic, facts).verdict
    return [
        fact
        for fact in facts
        if matching_row(knowledge, topic, {f: v for f, v in facts.items() if f != fact}).verdict != verdict
    ]


def note_fits(knowledge: Knowledge, note_id: str, topics: Collection[str], facts: Mapping[str, str]) -> bool:
    """Whether the official note is about a case like this one, by its ground or by the topics asked about."""
    kind, ground = knowledge.notes.fits[knowledge.note(note_id).kind], facts.get("ground")
    return ground in kind.grounds or (ground not in kind.unless and not kind.topics.isdisjoint(topics))


def _could_change(knowledge: Knowledge, topic: str, facts: Mapping[str, str], fact: str) -> bool:
    verdict = matching_row(knowledge, topic, facts).verdict
    return any(
        matching_row(knowledge, topic, {**facts, fact: value}).verdict != verdict
        for value in knowledge.facts[fact].values
    )
