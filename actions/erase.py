"""The action that asks whether to erase the conversation; «sí» to it is taken by `action_reply`."""

from __future__ import annotations

from actions.privacy import ActionPrivacy, wants_copy
from actions.turn import Turn


class ActionErase(ActionPrivacy):
    def name(self) -> str:
        return "action_erase"

    def reply(self, turn: Turn) -> None:
        """Ask first. «Quiero que me dé todo lo que guarda de mí» asks for no erasure, close as it sounds."""
        if wants_copy(turn):
            super().reply(turn)
        else:
            turn.say("erase")
            turn.set("pending_question", "erase")
