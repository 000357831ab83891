"""What the guide leaves open, of what is asked again in so many words: «no pregunto eso, pregunto si vale un cupón»."""

from __future__ import annotations

from actions.reading.details_asked import named_subjects
from actions.reading.entities import words_asked
from actions.reading.rejected import asks_instead
from actions.turn.turn import Turn

_CLEARLY = 0.95  # so sure of a subject next door, its own line is what is asked for
_WITH_CARE = ("fraud", "distress")  # have lines that must not fail


def left_open(turn: Turn) -> str:
    """That the guide leaves open what the message says that it asks, in its own words; nothing of other messages."""
    asked = words_asked(turn.tracker.latest_message)
    is_sorry = asks_instead(turn.knowledge, turn.tracker.latest_message) and not turn.responder.has_apologized
    response = "utter_asked_left_open" if is_sorry else "utter_asked_left_open_again"
    return turn.responder.text(response, turn.facts).format(asked=asked) if asked else ""


def is_hardly(turn: Turn, subject: str) -> bool:
    """Whether all that is asked instead of what was answered is hardly the subject next door that it was read as: the
    NLU is not sure, and it does not name it.
    """
    first = next(iter(turn.reading.ranking), None)
    is_likely = first is None or first["name"] != subject or first["confidence"] >= _CLEARLY
    words = words_asked(turn.tracker.latest_message)
    is_named = is_likely or subject in (*_WITH_CARE, *named_subjects(turn.knowledge, words))
    is_all = bool(words) and turn.reading.questions == [subject]
    return is_all and asks_instead(turn.knowledge, turn.tracker.latest_message) and not is_named
