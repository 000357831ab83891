"""The action for a further case, and for going back to one talked about before."""

from __future__ import annotations

from actions.replies.answering import answer_questions
from actions.replies.statements import answer_statement
from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionNewCase(TurnAction):
    intents = ("new_case",)

    def name(self) -> str:
        return "action_new_case"

    def reply(self, turn: Turn) -> None:
        """Speak of the other case where the message says something of it; else ask whether to begin one."""
        if turn.reading.questions:
            answer_questions(turn, turn.reading.questions)
        elif (turn.before or turn.topic) and not (
            turn.reading.second_case or turn.cases.switched or turn.cases.told_of_each
        ):
            turn.say("new_case")
            turn.set("pending_question", "new_case")
        elif turn.reading.second_case or turn.is_told_of or turn.cases.told_of_each:
            answer_statement(turn)
        else:
            turn.say("new_case_accepted")
