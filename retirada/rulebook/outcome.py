"""What comes of a case, to compare two versions of the tables by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

from retirada.rulebook.decision import decide, note_fits
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import in_order


class Outcome(NamedTuple):
    """What the person gets: two cases with equal outcomes are answered alike.

    Attributes:
        verdict: of the row that decides.
        sources: the source questions it rests on, by number.
        notes: the official notes that fit the case, by number.
        asks: the fact that is asked for, or None.
    """

    verdict: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    asks: Optional[str]


def outcome(knowledge: Knowledge, topic: str, facts: Mapping[str, str]) -> Optional[Outcome]:
    """What comes of the case; None where the tables don't have the topic.

    Facts and values that this version does not know are left out, as if they had not been stated.
    """
    if topic not in knowledge.tables:
        return None
    known = {
        name: value
        for name, value in facts.items()
        if name in knowledge.facts and value in knowledge.facts[name].values
    }
    decision = decide(knowledge, topic, known)
    notes = [note for note in decision.notes if note_fits(knowledge, note, [topic], known)]
    return Outcome(decision.verdict, tuple(in_order(decision.sources)), tuple(in_order(notes)), decision.asks)
