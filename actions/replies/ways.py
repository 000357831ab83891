"""Which of the ways in which a detail is said were said already."""

from __future__ import annotations

from typing import Optional

from actions.reading.phrases import ways_of
from actions.turn.turn import Turn
from retirada.rulebook.details import Detail


def new_way(turn: Turn, detail: Detail) -> Optional[str]:
    """What a detail says, in the first words that were not said yet; None where all were."""
    return next((way for way in ways_of(detail) if not turn.responder.told(way[1:])), None)


def was_said_last(turn: Turn, detail: Detail) -> bool:
    """Whether the last reply said a detail, in whichever words."""
    return any(turn.responder.told(way[1:], last=True) for way in ways_of(detail))


def new_way_of(turn: Turn, subject: str) -> Optional[str]:
    """The same of a detail of a subject next door that the last reply said; None where it said none."""
    told = (detail for detail in turn.knowledge.details if subject in detail.of and was_said_last(turn, detail))
    return next(filter(None, (new_way(turn, detail) for detail in told)), None)
