"""The action that says where a person can be found."""

from __future__ import annotations

from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionHuman(TurnAction):
    intents = ("human",)

    def name(self) -> str:
        return "action_human"

    def reply(self, turn: Turn) -> None:
        """Say whom to turn to. A button gives the conversation as text, so that it need not be told again."""
        offer_human(turn)


def offer_human(turn: Turn, otherwise: str = "human", **of_answer: str) -> None:
    """Say the operator's contact, and that Alibaba's staff can mediate; without a contact, the response `otherwise`."""
    contact = turn.responder.settings.operator_contact
    turn.say("human_with_contact" if contact else otherwise, contact=contact, **of_answer)
