"""Asking whether to erase what was said."""

from __future__ import annotations

from actions.reading.erasure import ERASE, confirms_erasure, orders_erasure, refuses_erasure
from actions.reading.phrases import normalize
from actions.reading.tracker_state import transcript
from actions.turn.turn import Turn
from retirada.prefilter import search


def is_told_to_erase(turn: Turn) -> bool:
    """Whether a message that was answered as something else tells us to erase as well: «bórralo todo. ¿Y se reabre?»;
    or says «sí» to whether to erase, and asks something else.
    """
    intent, text = turn.reading.intent, turn.reading.text
    if intent in (ERASE, "affirm", "deny") or turn.reading.is_button:
        return False
    if turn.asked_before == ERASE:
        return confirms_erasure(turn.knowledge, text)
    return orders_erasure(turn.tracker, turn.knowledge, text)


def say_nothing_is_erased(turn: Turn) -> None:
    """Say that nothing is erased, to who refuses it and asks something else: «no borre nada. ¿Se puede reabrir?»"""
    is_refused = turn.asked_before == ERASE and refuses_erasure(turn.knowledge, turn.reading.text)
    if is_refused and turn.reading.intent != "deny":
        turn.say("not_erased")
        turn.set("pending_question", None)


def say_nothing_is_remembered(turn: Turn) -> bool:
    """Say that nothing is known of the case, to who asks it first of all, as after an erasure; whether it was asked."""
    is_first = len(transcript(turn.tracker)) < 2 and not turn.facts
    if not (is_first and search(turn.knowledge.phrases.remembers, normalize(turn.reading.text))):
        return False
    turn.say("nothing_remembered")
    return True


def ask_whether_to_erase(turn: Turn) -> None:
    """Ask first; «sí» to it is taken by `action_reply`."""
    turn.say(ERASE)
    turn.set("pending_question", ERASE)
