"""The action that takes back what was misheard."""

from __future__ import annotations

from actions.answering import answer_questions, answer_topic
from actions.case import restore_facts
from actions.phrases import contains
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import decide

_LEAST_CONFIDENCE = 0.08  # of a question that may have been meant
_CLEARLY = 0.3
_MAX_OFFERED = 3


class ActionCorrection(TurnAction):
    def name(self) -> str:
        return "action_correction"

    def reply(self, turn: Turn) -> None:
        """Say what is now held; answer the question that was meant, or the last topic anew, or offer other readings."""
        if not turn.reading.stated and not turn.reading.retracted and _takes_back(turn):
            restore_facts(turn)
        gone = {fact: value for fact, value in turn.before.items() if fact not in turn.facts}
        if turn.changed:
            turn.say("corrected", topic="correction", facts_in_words=turn.responder.in_words(turn.changed))
        elif gone:
            self._say_what_is_left(turn, gone)
        meant = [q for q in turn.reading.questions if q != turn.topic] or self._other_questions(turn, _CLEARLY)[:1]
        if meant:
            answer_questions(turn, meant)
        elif (turn.changed or gone) and turn.topic:
            self._answer_anew(turn, turn.topic)
        elif turn.reading.stated and turn.topic:
            answer_topic(turn, turn.topic)
        elif not (turn.changed or gone):
            offered = self._other_questions(turn, _LEAST_CONFIDENCE)[:_MAX_OFFERED]
            name = "correction_which" if offered else "correction"
            turn.say(name, topic="correction", buttons=turn.responder.reading_buttons(offered))

    def _say_what_is_left(self, turn: Turn, gone: dict[str, str]) -> None:
        gone_in_words = turn.responder.in_words(gone)
        if turn.facts:
            left = turn.responder.in_words(turn.facts)
            turn.say("taken_back", topic="correction", gone=gone_in_words, left=left)
        else:
            turn.say("taken_back_all", topic="correction", gone=gone_in_words)

    def _answer_anew(self, turn: Turn, topic: str) -> None:
        decision = decide(turn.knowledge, topic, turn.facts)
        if decision.verdict != turn.responder.last_verdict:
            answer_topic(turn, topic)
        else:
            sentence = turn.responder.sentence(decision, turn.facts)
            turn.say("correction_same", topic="correction", decision=decision, sentence=sentence)
            turn.ask_again()

    def _other_questions(self, turn: Turn, least: float) -> list[str]:
        answered = [turn.topic]
        questions = [*turn.knowledge.tables, *turn.knowledge.subjects]
        return [question for question in turn.likely(questions, least) if question not in answered]


def _takes_back(turn: Turn) -> bool:
    return contains(turn.reading.text, turn.knowledge.phrases.taken_back)
