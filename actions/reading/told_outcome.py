"""What came of the complaint, where it was told before: what is asked of a sanction, or whether it is decided, is asked
of that later.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rasa_sdk import Tracker

from actions.reading.details_asked import clear_details
from actions.reading.entities import as_read
from actions.reading.phrases import normalize, without_questions
from actions.reading.tracker_state import case_began, latest_message_index
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_NOT_UPHELD = "not_upheld"  # a detail
_OF_SANCTIONS = frozenset({"ip_outcomes", "points", "ip_notice"})
_NOT_DECIDED = ("in_process", "withdrawn")
_LOOKS, _SOUNDS_PROCESSED = "status_check", "sounds_processed"


def with_outcome_told(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], asked: Collection[str]
) -> dict[str, Any]:
    """The message, given as its parse data; one that asks of a sanction, with the detail of a complaint that was not
    upheld, where that was told of the case: «la desestimaron», and then «¿me quitan puntos?»; and one that asks whether
    it is decided, with what was told of that: «sale «penalty applied»», and then «¿ya la cerraron?»
    """
    if _asks_if_decided(knowledge, message, asked) and tracker.get_slot("status") == "processed":
        others = [e for e in message.get("entities", []) if e["entity"] != "detail"]
        return {**message, "entities": [*others, as_read("detail", _SOUNDS_PROCESSED)]}
    asks_of_it = not _OF_SANCTIONS.isdisjoint(asked) and not clear_details(knowledge, message)
    if not asks_of_it or tracker.get_slot("status") in _NOT_DECIDED or not _was_not_upheld(tracker, knowledge):
        return message
    return {**message, "entities": [*message.get("entities", []), as_read("detail", _NOT_UPHELD)]}


def _asks_if_decided(knowledge: Knowledge, message: dict[str, Any], asked: Collection[str]) -> bool:
    return (
        _LOOKS in asked and search(knowledge.phrases.asks_if_decided, normalize(message.get("text") or "")) is not None
    )


def _was_not_upheld(tracker: Tracker, knowledge: Knowledge) -> bool:
    """Whether the latest message that speaks of it tells so."""
    events = tracker.events[case_began(tracker) : latest_message_index(tracker)]
    texts = (without_questions(event.get("text") or "") for event in reversed(events) if event["event"] == "user")
    phrases = knowledge.phrases
    for text in map(normalize, texts):
        if search(phrases.not_upheld_untold, text):
            return False
        if search(phrases.not_upheld, text):
            return True
    return False
