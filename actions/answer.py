"""The action that answers topics."""

from __future__ import annotations

from actions.answering import answer_questions
from actions.statement import announce_case
from actions.turn import Turn, TurnAction


class ActionAnswer(TurnAction):
    def name(self) -> str:
        return "action_answer"

    def reply(self, turn: Turn) -> None:
        """Answer the questions of the latest message; first say which case they are about, if it isn't the last."""
        topics = [question for question in turn.reading.questions if question in turn.knowledge.tables]
        if turn.switched:
            announce_case(turn, topics[0] if topics else None)
        answer_questions(turn, turn.reading.questions)
