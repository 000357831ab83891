"""Why a case is decided as it is, and what would change it: from the tables alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from retirada.rulebook.decision import Decision, decide, facts_that_matter
from retirada.rulebook.schema import Knowledge


class Change(NamedTuple):
    """Another value of one fact, and the decision that it would lead to."""

    fact: str
    value: str
    decision: Decision


class Explanation(NamedTuple):
    """Why a case is decided as it is.

    Attributes:
        decision: of the case.
        facts: the stated facts that it rests on, fact name → value.
        changes: what would change the verdict, those facts first.
    """

    decision: Decision
    facts: dict[str, str]
    changes: list[Change]


def explain(knowledge: Knowledge, topic: str, facts: Mapping[str, str]) -> Explanation:
    """Explain what `decide` decides. Arguments and errors are the same."""
    decision = decide(knowledge, topic, facts)
    matter = {fact: facts[fact] for fact in facts_that_matter(knowledge, topic, facts)}
    asked = [decision.asks] if decision.asks else []
    others = [fact for row in knowledge.tables[topic] for fact in row.when]
    ordered = dict.fromkeys([*asked, *matter, *others])
    return Explanation(decision, matter, list(_changes(knowledge, topic, facts, decision, ordered)))


def _changes(
    knowledge: Knowledge, topic: str, facts: Mapping[str, str], decision: Decision, ordered: Mapping[str, None]
) -> Iterator[Change]:
    for fact in ordered:
        for value in knowledge.facts[fact].values:
            other = decide(knowledge, topic, {**facts, fact: value})
            if other.verdict != decision.verdict:
                yield Change(fact, value, other)
