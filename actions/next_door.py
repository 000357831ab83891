"""The action for what people ask beside the guide."""

from __future__ import annotations

from actions.human import offer_human
from actions.reading.details_asked import named_subjects
from actions.reading.low_confidence import NOWHERE
from actions.reading.phrases import questions_in
from actions.replies.answering import answer_questions, next_door, restated
from actions.replies.open_questions import what_is_open
from actions.turn.turn import Turn
from actions.turn_action import TurnAction

_SURELY_ELSEWHERE = 0.9


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
            _answer_in_a_sentence(turn)
        elif turn.reading.questions == [NOWHERE] and _may_be_of_the_case(turn):
            says = what_is_open(turn)
            says = says or next(detail.says for detail in turn.knowledge.details if detail.again)
            turn.say("detail_beside", details=says, **next_door(turn, NOWHERE))
        else:
            answer_questions(turn, turn.reading.questions)


def _may_be_of_the_case(turn: Turn) -> bool:
    """Whether what was read as of the rest of the world may be of the case that is talked about."""
    first = turn.reading.ranking[0] if turn.reading.ranking else None
    return bool(turn.topic) and first is not None and first["confidence"] < _SURELY_ELSEWHERE


def _answer_in_a_sentence(turn: Turn) -> None:
    """Answer the first question that stands beside despair."""
    named = named_subjects(turn.knowledge, " ".join(questions_in(turn.reading.text)))
    questions = [*named, *turn.reading.questions]
    for question in [question for question in questions if question not in ("distress", "fraud")][:1]:
        if question in turn.knowledge.tables:
            of_answer = restated(turn, question)
            sentence = turn.responder.sentence(of_answer["decision"], turn.facts)
            turn.say("detail", details=sentence, **of_answer)
        else:
            of_answer = {**next_door(turn, question), "sources": [], "notes": [], "buttons": []}
            turn.say("detail_beside", details=turn.responder.new_sentence(question, turn.facts), **of_answer)
