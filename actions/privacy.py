"""The action that says what is kept, and shows it."""

from __future__ import annotations

from actions.human import conversation_as_text
from actions.phrases import contains
from actions.reading import entity
from actions.turn import Turn, TurnAction


class ActionPrivacy(TurnAction):
    def name(self) -> str:
        return "action_privacy"

    def reply(self, turn: Turn) -> None:
        """Give the conversation as text to who asks for it; else say what is kept, and offer that and erasing it."""
        wants_copy = entity(turn.tracker, "request") == "copy" or contains(
            turn.reading.text, turn.knowledge.phrases.copy_wanted
        )
        written = conversation_as_text(turn) if wants_copy else ""
        if written:
            facts = f"{turn.responder.in_words(turn.facts)}." if turn.facts else "—"
            turn.say("privacy_copy", transcript=written, facts_in_words=facts)
        else:
            turn.say("privacy", days=turn.responder.settings.retention_days)
