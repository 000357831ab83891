"""The action for what people ask beside the guide."""

from __future__ import annotations

from actions.answering import answer_questions, restated
from actions.human import offer_human
from actions.turn import Turn, TurnAction


class ActionNextDoor(TurnAction):
    intents = ("distress",)

    def name(self) -> str:
        return "action_next_door"

    def reply(self, turn: Turn) -> None:
        """Say what is honest on each subject, and answer what else was asked. The open question stays open.
        After words of comfort, a question gets its answer in one sentence.
        """
        if turn.reading.intent == "distress":
            turn.say("distress", topic="out_of_scope", about="distress")
            offer_human(turn, "distress_human", topic="out_of_scope", about="distress")
            for topic in [question for question in turn.reading.questions if question in turn.knowledge.tables][:1]:
                of_answer = restated(turn, topic)
                sentence = turn.responder.sentence(of_answer["decision"], turn.facts)
                turn.say("detail", details=sentence, **of_answer)
        else:
            answer_questions(turn, turn.reading.questions)
