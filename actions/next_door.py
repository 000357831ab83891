"""The action for what people ask beside the guide."""

from __future__ import annotations

from actions.answer import answer_statement
from actions.answering import answer_questions
from actions.human import offer_human
from actions.turn import Turn, TurnAction


class ActionNextDoor(TurnAction):
    def name(self) -> str:
        return "action_next_door"

    def reply(self, turn: Turn) -> None:
        """Say what is honest on each subject, and answer what else was asked. The open question stays open."""
        if turn.reading.intent == "distress":
            turn.say("distress", topic="out_of_scope", about="distress")
            offer_human(turn, topic="out_of_scope", about="distress")
        elif turn.reading.questions:
            answer_questions(turn, turn.reading.questions)
        else:
            # What seemed to be beside the guide was only a fact of the case.
            answer_statement(turn)
