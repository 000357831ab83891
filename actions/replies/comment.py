"""What is not good about an answer, in the person's own words: asked for after «No útil», and kept with the rating."""

from __future__ import annotations

from actions.reading.low_confidence import FALLBACK
from actions.turn.turn import Turn

# Read as one of these, what follows «¿qué le faltó?» is the reply to it; a question is answered instead.
_COMMENTS = (
    "feedback",
    FALLBACK,
    "elsewhere",
    "other_alibaba",
    "acknowledge",
    "correction",
    "rephrase",
    "inform",
)


def take_comment(turn: Turn) -> bool:
    """Keep the message with the rating that came before it, if it was asked for; whether that is all it was for.

    «No me dijo cuánto tarda» says what is missing and is answered as well.
    """
    rated = turn.get("comment_on")
    if rated is None:
        return False
    turn.set("comment_on", None)
    is_comment = turn.reading.intent in _COMMENTS and not turn.reading.stated
    is_missing = turn.reading.intent in turn.knowledge.subjects and "?" not in turn.reading.text
    if turn.reading.is_button or not (is_comment or is_missing):
        return False
    ratings = turn.get("feedback") or []
    turn.set("feedback", [{**r, "comment": turn.reading.text} if r["about"] == rated else r for r in ratings])
    if is_comment:
        turn.say("comment_kept")
    return is_comment
