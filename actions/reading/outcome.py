"""What came of a case, beside the facts that are asked for: that the accused was told of no sanction."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rasa_sdk import Tracker

from actions.reading.phrases import normalize
from actions.reading.tracker_state import case_began
from retirada.rulebook.details import NOT_PUNISHED
from retirada.rulebook.schema import Knowledge


def outcome_told(tracker: Tracker, knowledge: Knowledge, facts: Mapping[str, str]) -> dict[str, str]:
    """`NOT_PUNISHED`, of a case against who speaks, or for whom, that is closed, where the last that was said of what
    came of it is that there was no sanction; else nothing.

    Args:
        facts: of the case under discussion.
    """
    if facts.get("party") != "respondent" or facts.get("status") != "processed":
        return {}
    events = [event for event in tracker.events[case_began(tracker) :] if event["event"] == "user"]
    texts = [tracker.latest_message.get("text"), *(event.get("text") for event in reversed(events))]
    for text in (normalize(text or "") for text in texts):
        if re.search(knowledge.phrases.punished, text):
            return {}
        if re.search(knowledge.phrases.not_punished, text):
            return NOT_PUNISHED
    return {}
