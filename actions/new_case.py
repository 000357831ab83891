"""The action for a further case, and for going back to one talked about before."""

from __future__ import annotations

from actions.answering import answer_questions
from actions.statements import announce_case, answer_statement
from actions.turn import Turn, TurnAction


class ActionNewCase(TurnAction):
    def name(self) -> str:
        return "action_new_case"

    def reply(self, turn: Turn) -> None:
        """Speak of the other case where the message says something of it; else ask whether to begin one."""
        if turn.reading.questions:
            announce_case(turn)
            answer_questions(turn, turn.reading.questions)
        elif turn.reading.second_case or (turn.switched and turn.reading.stated):
            answer_statement(turn)
        elif turn.switched:
            announce_case(turn)
        elif turn.before or turn.topic:
            turn.say("new_case")
            turn.set("pending_question", "new_case")
        elif turn.facts:
            answer_statement(turn)
        else:
            turn.say("new_case_accepted")
