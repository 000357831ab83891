"""The action that asks whether to erase the conversation; «sí» to it is taken by `action_reply`."""

from __future__ import annotations

from actions.privacy import wants_copy
from actions.replies.answering import answer_questions
from actions.replies.erase_question import ask_whether_to_erase
from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionErase(TurnAction):
    intents = ("erase",)

    def name(self) -> str:
        return "action_erase"

    def reply(self, turn: Turn) -> None:
        """Answer what else the message asks, then ask whether to erase. «Quiero que me dé todo lo que guarda de mí»
        asks for no erasure, close as it sounds.
        """
        if wants_copy(turn):
            self._action_for("privacy").reply(turn)
        else:
            answer_questions(turn, turn.reading.questions, ask=False)
            ask_whether_to_erase(turn)
