"""The action that asks whether to erase the conversation; «sí» to it is taken by `action_reply`."""

from __future__ import annotations

from actions.turn import Turn, TurnAction


class ActionErase(TurnAction):
    def name(self) -> str:
        return "action_erase"

    def reply(self, turn: Turn) -> None:
        turn.say("erase")
        turn.set("pending_question", "erase")
