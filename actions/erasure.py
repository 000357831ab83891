"""Being told to erase what was said, in a message of whatever intent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.phrases import normalize

if TYPE_CHECKING:
    from actions.turn import Turn


def is_told_to_erase(turn: Turn) -> bool:
    """Whether a message that was answered as something else tells us to erase as well: «bórralo todo. ¿Y se reabre?»"""
    written = turn.reading.text
    is_answered_so = turn.reading.intent in ("erase", "privacy") or turn.reading.is_button
    return not is_answered_so and re.search(turn.knowledge.phrases.erasure_order, normalize(written)) is not None


def ask_whether_to_erase(turn: Turn) -> None:
    """Ask first; «sí» to it is taken by `action_reply`."""
    turn.say("erase")
    turn.set("pending_question", "erase")
