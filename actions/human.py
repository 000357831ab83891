"""The action that says where a person can be found."""

from __future__ import annotations

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


def offer_human(turn: Turn, otherwise: str = "human", **of_answer: str) -> None:
    """Say the operator's contact, and that Alibaba's staff can mediate; without a contact, the response `otherwise`."""
    contact = turn.responder.settings.operator_contact
    turn.say("human_with_contact" if contact else otherwise, contact=contact, **of_answer)


def conversation_as_text(turn: Turn) -> str:
    """What was said so far, a line for each message; empty where it is only the first message."""
    said = transcript(turn.tracker)
    if len(said) < 2:
        return ""
    sources = turn.knowledge.sources
    who = {"user": sources.person, "bot": sources.assistant}
    return "\n".join(f"{who[one]}: {text}" for one, text in said)
