"""What was asked before, as it was read then: it stays open where the message only says that the reply missed it."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.message import Reading, read_message
from actions.reading.phrases import normalize, words_of_details
from actions.reading.rejected import ACTS_ASKED, answered_last
from actions.reading.rest import rest_of
from actions.reading.tracker_state import last_turn, message_before, parse_data_before
from retirada.rulebook.schema import Knowledge

_AT_MOST = 3  # messages back
_SEVERAL, _LIKELY = 2, 0.1
_ACTS = (*ACTS_ASKED, "confirm", "meaning", "next_step", "why")  # ask something though they name no topic


def earlier_question(tracker: Tracker, knowledge: Knowledge) -> Optional[Reading]:
    """The reading of the message before this one, or of the one that it puts right, where it asked something."""
    asked = [index for index, event in enumerate(tracker.events) if event["event"] == "user"][:-1]
    for index in reversed(asked[-_AT_MOST:]):
        event = tracker.events[index]
        if not event.get("parse_data") or (event.get("text") or "").startswith("/"):
            return None
        reading = read_message(_as_it_was(tracker, knowledge, index), knowledge)
        if reading.questions or reading.details or reading.intent in _ACTS:
            return reading
        if reading.supposes:
            return reading  # «¿y si ya la cerraron?»
        if reading.intent != "correction":
            return None
    return None


def question_left_out(tracker: Tracker, knowledge: Knowledge) -> Optional[dict[str, Any]]:
    """The parse data of the question of the message before that the latest says was left out, by its place or because
    the reply says nothing of it; None of other messages, and where that one asked one thing.
    """
    written = normalize(tracker.latest_message.get("text") or "")
    before = parse_data_before(tracker) if re.search(knowledge.phrases.one_left_out, written) else None
    clauses = ((before or {}).get("reading") or {}).get("clauses") or []
    if before is None or len(clauses) < _SEVERAL:
        return None
    named = knowledge.phrases.left_out_by_order.items()
    order = next((name for name, pattern in named if re.search(pattern, written)), None)
    unanswered = [clause for clause in clauses if not _is_answered(tracker, knowledge, clause)]
    by_order = {"first": clauses[0], "second": clauses[1], "last": clauses[-1]}
    meant = by_order[order] if order else (unanswered or clauses[-1:])[0]
    message = {**before, "text": message_before(tracker)}
    return rest_of(message, [(meant["start"], meant["end"])])


def _is_answered(tracker: Tracker, knowledge: Knowledge, clause: dict[str, Any]) -> bool:
    """Whether the last reply answers what a clause was read as, or says a detail that it may ask about."""
    heard = "\n".join(reply.text for reply in last_turn(tracker))
    details = {name for name, sure in dict(clause["details"]).items() if sure >= _LIKELY}
    is_said = any(words[1:] in heard for name, words in words_of_details(knowledge) if name in details)
    return is_said or clause["intent"] in answered_last(tracker, knowledge)


def _as_it_was(tracker: Tracker, knowledge: Knowledge, index: int) -> Tracker:
    """The conversation as it was when the message came that is the event of this number."""
    later = {e["name"] for e in tracker.events[index:] if e["event"] == "slot"}
    slots = {name: None if name in later else value for name, value in tracker.slots.items()}
    for event in tracker.events[:index]:
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]
    message = {**tracker.events[index]["parse_data"], "text": tracker.events[index].get("text") or ""}
    events = tracker.events[: index + 1]
    return Tracker(tracker.sender_id, slots, message, events, False, None, {}, tracker.latest_action_name)
