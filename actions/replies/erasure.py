"""Asking whether to erase what was said."""

from __future__ import annotations

from actions.reading.erasure import orders_erasure
from actions.turn.turn import Turn


def is_told_to_erase(turn: Turn) -> bool:
    """Whether a message that was answered as something else tells us to erase as well: «bórralo todo. ¿Y se reabre?»"""
    is_answered_so = turn.reading.intent == "erase" or turn.pending == "erase" or turn.reading.is_button
    return not is_answered_so and orders_erasure(turn.tracker, turn.knowledge, turn.reading.text)


def ask_whether_to_erase(turn: Turn) -> None:
    """Ask first; «sí» to it is taken by `action_reply`."""
    turn.say("erase")
    turn.set("pending_question", "erase")
