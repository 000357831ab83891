"""The action that answers topics."""

from __future__ import annotations

from actions.replies.statements import answer_message
from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionAnswer(TurnAction):
    def name(self) -> str:
        return "action_answer"

    def reply(self, turn: Turn) -> None:
        answer_message(turn)
