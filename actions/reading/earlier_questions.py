"""What was asked before, as it was read then: it stays open where the message only says that the reply missed it."""

from __future__ import annotations

from typing import Optional

from rasa_sdk import Tracker

from actions.reading.message import Reading
from actions.reading.message_reader import read_message
from actions.reading.phrases import normalize
from actions.reading.rejected_reply import ACTS_ASKED
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_AT_MOST = 3  # messages back
_ACTS = (*ACTS_ASKED, "confirm", "meaning", "next_step", "why")  # ask something though they name no topic


def earlier_question(tracker: Tracker, knowledge: Knowledge) -> Optional[Reading]:
    """The reading of the message before this one, or of the one that it puts right, where it asked something."""
    asked = [index for index, event in enumerate(tracker.events) if event["event"] == "user"][:-1]
    for index in reversed(asked[-_AT_MOST:]):
        event = tracker.events[index]
        if not event.get("parse_data") or (event.get("text") or "").startswith("/"):
            return None
        reading = read_message(_as_it_was(tracker, index), knowledge)
        if reading.questions or reading.details or reading.intent in _ACTS:
            return reading
        if reading.supposes:
            return reading  # «¿y si ya la cerraron?»
        if reading.intent != "correction":
            return None
    return None


def earlier_summary(tracker: Tracker, knowledge: Knowledge) -> Optional[Reading]:
    """The reading of the latest of the messages before this one that puts something to us: «resumo: …, ¿correcto?»"""
    index = summary_before(tracker, knowledge)
    return None if index is None else read_message(_as_it_was(tracker, index), knowledge)


def summary_before(tracker: Tracker, knowledge: Knowledge) -> Optional[int]:
    """The number of the event of the latest of the messages before this one that puts something to us; None where none
    does.
    """
    asked = [index for index, event in enumerate(tracker.events) if event["event"] == "user"][:-1]
    put = (knowledge.phrases.put_to_us, knowledge.claims.sums_up)
    for index in reversed(asked[-_AT_MOST:]):
        text = normalize(tracker.events[index].get("text") or "")
        if tracker.events[index].get("parse_data") and any(search(pattern, text) for pattern in put):
            return index
    return None


def _as_it_was(tracker: Tracker, index: int) -> Tracker:
    """The conversation as it was when the message came that is the event of this number."""
    later = {e["name"] for e in tracker.events[index:] if e["event"] == "slot"}
    slots = {name: None if name in later else value for name, value in tracker.slots.items()}
    for event in tracker.events[:index]:
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]
    message = {**tracker.events[index]["parse_data"], "text": tracker.events[index].get("text") or ""}
    events = tracker.events[: index + 1]
    return Tracker(tracker.sender_id, slots, message, events, False, None, {}, tracker.latest_action_name)
