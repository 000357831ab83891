"""What messages state that the assistant failed to reply to, or asked back."""

from __future__ import annotations

from typing import Any

from actions.reading.message_reader import read_message
from actions.reading.tracker_state import last_turn, latest_message_index
from actions.turn.turn import Turn

_ASKS_BACK = "utter_clarify"  # begins the names of responses to what was not understood


def unanswered(turn: Turn) -> dict[str, str]:
    """The facts that messages before the latest state, if the assistant failed to reply to them, or asked back what
    they ask, which the latest one says.
    """
    facts: dict[str, str] = {}
    tracker = turn.tracker
    before = latest_message_index(tracker)
    for event in _after_reply(tracker.events[:before]):
        if event["event"] == "user":
            facts |= read_message(tracker, turn.knowledge, event["parse_data"]).stated
    asked_back = any((message.response or "").startswith(_ASKS_BACK) for message in last_turn(tracker))
    if asked_back and not facts and turn.reading.intent in turn.knowledge.stated_in:
        event = tracker.events[latest_message_index(tracker, until=before)]
        as_meant = {**event.get("parse_data", {}), "intent": {"name": turn.reading.intent, "confidence": 1.0}}
        facts |= read_message(tracker, turn.knowledge, as_meant).stated
    return {fact: value for fact, value in facts.items() if fact not in turn.facts or not asked_back}


def _after_reply(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events after the assistant's last message."""
    replies = (number for number in range(len(events), 0, -1) if events[number - 1]["event"] == "bot")
    return events[next(replies, 0) :]
