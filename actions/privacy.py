"""The action that says what is kept, and shows it."""

from __future__ import annotations

from actions.reading.entities import entity
from actions.reading.erasure import asks_for_a_copy
from actions.reading.phrases import contains, normalize
from actions.reading.tracker_state import transcript
from actions.replies.erase_question import ask_whether_to_erase
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.prefilter import search


class ActionPrivacy(TurnAction):
    intents = ("privacy",)

    def name(self) -> str:
        return "action_privacy"

    def reply(self, turn: Turn) -> None:
        """Say what is kept, and offer to show or erase it; of the case alone, what was told of it; give all to who
        asks for it, and ask whether to erase it then where they want that, too.
        """
        if wants_copy(turn) and (written := conversation_as_text(turn)):
            facts = f"{turn.responder.in_words(turn.facts)}." if turn.facts else "—"
            turn.say("privacy_copy", transcript=written, facts_in_words=facts)
        elif turn.facts and search(turn.knowledge.phrases.remembers, normalize(turn.reading.text)):
            turn.say("privacy_case", facts_in_words=turn.responder.in_words(turn.facts))
        else:
            settings = turn.responder.settings
            turn.say("privacy_with_queue" if settings.has_queue else "privacy", days=settings.retention_days)
        if wants_copy(turn) and _wants_erasure_then(turn):
            ask_whether_to_erase(turn)


def wants_copy(turn: Turn) -> bool:
    """Whether the message asks for what is kept itself, and not for its erasure, or for that only then."""
    phrases = turn.knowledge.phrases
    is_erasure = contains(turn.reading.text, phrases.erasure_wanted) and not _wants_erasure_then(turn)
    asks = contains(turn.reading.text, phrases.copy_wanted) or asks_for_a_copy(turn.knowledge, turn.reading.text)
    return (asks and not is_erasure) or entity(turn.tracker, "request") == "copy"


def _wants_erasure_then(turn: Turn) -> bool:
    return search(turn.knowledge.phrases.then_erased, normalize(turn.reading.text)) is not None


def conversation_as_text(turn: Turn) -> str:
    """What was said so far, a line for each message; empty where it is only the first message."""
    said = transcript(turn.tracker)
    if len(said) < 2:
        return ""
    sources = turn.knowledge.sources
    who = {"user": sources.person, "bot": sources.assistant}
    return "\n".join(f"{who[one]}: {text}" for one, text in said)
