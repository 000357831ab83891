"""What a detail says that was not said already, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from actions.turn.turn import Turn
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import ways_of

_MAY_BE_WITHDRAWN = ("withdrawable", "withdrawal_conditions")


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


def place_untold(turn: Turn, verdict: str, says: Sequence[str]) -> list[str]:
    """Where it is withdrawn, if the verdict is that it may be, and neither the reply nor one before it said so: the
    verdict in full would have; and that no other may be filed then. An order with Trade Assurance has its own place.
    """
    place, warning = (turn.responder.text(f"utter_{name}", turn.facts) for name in ("place", "no_other_then"))

    def was_said(part: str) -> bool:
        return turn.responder.told(part) or any(part in said for said in says)

    path, no_other = place.partition("→")[2].rstrip("."), warning.partition("después ")[2]
    is_elsewhere = was_said(path) or turn.has_written(turn.knowledge.phrases.has_trade_assurance)
    if verdict not in _MAY_BE_WITHDRAWN or is_elsewhere:
        return []
    return [place] if was_said(no_other) else [place, warning]
