"""The action that takes back what was misheard."""

from __future__ import annotations

from typing import Any

from actions.answering import answer_questions, answer_topic, likely_questions, restated
from actions.case import restore_facts
from actions.phrases import contains
from actions.statements import answer_statement, say_what_is_held, topic_of_facts
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import decide

# Of what the NLU leaves to questions, once it has read a correction, the one that is meant has at least so much, and
# all of them together so much of the whole.
_MOSTLY = 0.6
_LEAST_CONFIDENCE = 0.02
_MAX_OFFERED = 3
_FEW_WORDS = 5  # say that something is wrong, and not what is meant
_LIKELY_STATEMENT = 0.1  # what the NLU leaves to a statement, at least
_LEAST_OFFERED = 0.005  # less likely ones are noise, and better not offered


class ActionCorrection(TurnAction):
    intents = ("correction",)

    def name(self) -> str:
        return "action_correction"

    def reply(self, turn: Turn) -> None:
        """Say what is now held; answer the question that was meant, or the last topic anew, or offer other readings."""
        reading = turn.reading
        if not reading.stated and not reading.retracted and contains(reading.text, turn.knowledge.phrases.taken_back):
            restore_facts(turn)
        is_another_case = turn.switched or turn.one_of_them or turn.is_one_case
        meant = [question for question in reading.questions if question != turn.topic or is_another_case]
        if not (meant or is_another_case):
            meant = _question_meant(turn)
        is_mended = turn.changed or turn.gone
        topic = next((question for question in meant if question in turn.knowledge.tables), None)
        if not meant and is_mended:
            topic = topic_of_facts(turn) if reading.stated else turn.topic
        say_what_is_held(turn, topic)
        if meant:
            answer_questions(turn, meant)
        elif is_another_case and turn.topic and not is_mended:
            answer_statement(turn)  # «son dos, la que me pusieron a mí», «no hay otra»
        elif topic:
            _answer_anew(turn, topic)
        elif turn.topic and reading.stated.items() - turn.knowledge.unstated.items() and not is_mended:
            turn.say("confirm_rule", sentence=_sentence(turn, turn.topic), **restated(turn, turn.topic))
        elif not is_mended:
            others = sorted((guess["name"] for guess in _questions(turn)), key=lambda name: name == turn.topic)
            offered = turn.responder.reading_buttons(others)[:_MAX_OFFERED]
            if len(others) == 1 and others[0] != turn.topic and len(reading.text.split()) > _FEW_WORDS:
                answer_questions(turn, others)
            elif turn.topic and _only_tells(turn):
                answer_statement(turn)
            else:
                turn.say("correction_which" if offered else "correction", topic="correction", buttons=offered)


def _answer_anew(turn: Turn, topic: str) -> None:
    decision = decide(turn.knowledge, topic, turn.facts)
    if decision.verdict != turn.responder.last_verdict:
        answer_topic(turn, topic)
    else:
        turn.say("correction_same", topic=topic, decision=decision, sentence=_sentence(turn, topic))
        turn.ask_again()


def _sentence(turn: Turn, topic: str) -> str:
    return turn.responder.sentence(decide(turn.knowledge, topic, turn.facts), turn.facts)


def _question_meant(turn: Turn) -> list[str]:
    """The question that the correction asks, where one stands out; but for the one that was just answered."""
    if len(turn.reading.text.split()) <= _FEW_WORDS:
        return []
    others = [guess for guess in _questions(turn) if guess["name"] != turn.topic]
    total = sum(guess["confidence"] for guess in others)
    return [g["name"] for g in others[:1] if total >= _LEAST_CONFIDENCE and g["confidence"] >= _MOSTLY * total]


def _only_tells(turn: Turn) -> bool:
    """«Es que no tengo computadora» corrects nothing, though it sounds like it."""
    guesses = {guess["name"]: guess["confidence"] for guess in turn.reading.ranking}
    return guesses.get("inform", 0) >= _LIKELY_STATEMENT


def _questions(turn: Turn) -> list[dict[str, Any]]:
    """What the message may ask, but for noise, the likeliest first."""
    return [guess for guess in likely_questions(turn) if guess["confidence"] >= _LEAST_OFFERED]
