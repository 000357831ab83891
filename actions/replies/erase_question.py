"""Asking whether to erase what was said."""

from __future__ import annotations

import re

from actions.reading.erasure import orders_erasure
from actions.reading.phrases import normalize
from actions.reading.tracker_state import transcript
from actions.turn.turn import Turn


def is_told_to_erase(turn: Turn) -> bool:
    """Whether a message that was answered as something else tells us to erase as well: «bórralo todo. ¿Y se reabre?»"""
    is_answered_so = turn.reading.intent == "erase" or turn.pending == "erase" or turn.reading.is_button
    return not is_answered_so and orders_erasure(turn.tracker, turn.knowledge, turn.reading.text)


def say_nothing_is_remembered(turn: Turn) -> bool:
    """Say that nothing is known of the case, to who asks it first of all, as after an erasure; whether it was asked."""
    is_first = len(transcript(turn.tracker)) < 2 and not turn.facts
    if not (is_first and re.search(turn.knowledge.phrases.remembers, normalize(turn.reading.text))):
        return False
    turn.say("nothing_remembered")
    return True


def ask_whether_to_erase(turn: Turn) -> None:
    """Ask first; «sí» to it is taken by `action_reply`."""
    turn.say("erase")
    turn.set("pending_question", "erase")
