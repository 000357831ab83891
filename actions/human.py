"""The action that says where a person can be found."""

from __future__ import annotations

from typing import Optional

from actions.tracker_state import transcript
from actions.turn import Turn, TurnAction


class ActionHuman(TurnAction):
    def name(self) -> str:
        return "action_human"

    def reply(self, turn: Turn) -> None:
        """Say whom to turn to, and give the conversation as text, so that it need not be told again."""
        offer_human(turn)
        written = conversation_as_text(turn)
        if written:
            turn.say("transcript", transcript=written)


def offer_human(turn: Turn, topic: Optional[str] = None, about: Optional[str] = None) -> None:
    """Say the operator's contact, if there is one, and that Alibaba's staff can mediate."""
    contact = turn.responder.settings.operator_contact
    name = "human_with_contact" if contact else "human"
    turn.say(name, topic=topic, about=about, contact=contact)


def conversation_as_text(turn: Turn) -> str:
    """What was said so far, a line for each message; empty where it is only the first message."""
    said = transcript(turn.tracker)
    if len(said) < 2:
        return ""
    sources = turn.knowledge.sources
    who = {"user": sources.person, "bot": sources.assistant}
    return "\n".join(f"{who[one]}: {text}" for one, text in said)
