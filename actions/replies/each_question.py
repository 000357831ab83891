"""Answering each question of a message by itself, in the order asked, where it is clear what each of them asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Optional

from actions.reading.details_asked import CLEARLY, confidence
from actions.reading.details_named import is_named, named_at
from actions.reading.details_only_told import SAYS_WHERE_IT_STANDS
from actions.reading.entities import details_read
from actions.replies.already_answered import is_answered
from actions.replies.answering import answer_topic, decline
from actions.replies.before_details import comes_first
from actions.replies.details import say_details
from actions.replies.details_to_say import details_of_the_case, question_of, words_of
from actions.replies.guide_answers import say_points
from actions.replies.separate_questions import (
    ACTS,
    Asked,
    is_said,
    is_told_what_to_do,
    questions_alone,
    say_in_a_sentence,
    says_otherwise,
)
from actions.turn.turn import Turn
from retirada.rulebook.details import Detail

_SEVERAL, _MOST = 2, 3
# So sure of what a clause asks that is written as a question, it is clear; without a mark, and of few words, so sure.
_CLEAR, _CLEAR_UNMARKED, _VERY_CLEAR, _FEW_WORDS = 0.75, 0.85, 0.97, 3
_SHORT = 5  # words, of a question that may only go on with the one before
_HARDLY = 0.2  # less sure of its details, a clause that is surely of a topic asks for its answer, too
_LONG = 45  # words: after so many, a verdict is said in a sentence
_LIKELY = 0.5  # so likely, a message as a whole is what it is read as
# What such messages say is judged, put right, or answered with what it rests on, as a whole.
_OF_THE_WHOLE = (
    *("affirm", "confirm", "correction", "deny", "distress", "dont_know", "erase", "feedback", "new_case", "rephrase"),
    "why",
)
# But for a question that asks whether we do it: «¿es usted una máquina? ¿Y puede borrar lo que escribí?»
_ERASES = "erase"
_OF_TWO_WAYS = {"ask_or_appeal", "appeal_and_ask"}  # details of which a clause has only the half


class _Answer(NamedTuple):
    """What answers a question: details, or what the question is read as."""

    asked: Asked
    details: Sequence[Detail]

    @property
    def is_of(self) -> set[str]:
        """The questions that it is an answer to."""
        return {self.asked.intent, self.asked.clause.intent, *(of for detail in self.details for of in detail.of)}


def answer_each_question(turn: Turn, act: Callable[[str, str], None]) -> bool:
    """Answer each question that the message asks, in its order; whether it asks several, it is clear what, and nothing
    else is said or asked by the whole of it.

    Args:
        act: replies to an act, given with the words that ask for it.
    """
    reading = turn.reading
    if (
        reading.is_button
        or reading.second_case
        or turn.cases.names_several
        or turn.cases.switched
        or turn.cases.is_split
    ):
        return False
    if reading.intent in _OF_THE_WHOLE or turn.cases.one_of_them:
        return False
    if not SAYS_WHERE_IT_STANDS.isdisjoint(reading.details):
        return False  # «¿qué es procesada? Aquí pone «closed». ¿Eso es?» asks of what it tells
    asked = questions_alone(turn)
    answers = [answer for one in asked if (answer := _clear_answer(turn, one))]
    if not _SEVERAL <= len(asked) == len(answers) <= _MOST or not _are_all(turn, answers):
        return False
    if any(answer.asked.intent == _ERASES for answer in answers[:-1]):
        return False  # that is asked last
    turn.set("fallback_count", 0)
    turn.asks_last = True
    topics = [answer.asked.intent for answer in answers if not answer.details]
    with_buttons = turn.knowledge.tables.keys().isdisjoint(topics)
    for at, answer in enumerate(answers):
        said = " ".join(detail.says for detail in answers[at - 1].details) if at else ""
        if is_told_what_to_do(turn, answer.asked, said):
            continue  # the detail of the condition says it
        with turn.hearing(answer.asked.message, answer.asked.reading):
            _say(turn, answer, act, is_last=answer is answers[-1], with_buttons=with_buttons)
    turn.ask_what_was_held()
    return True


def _clear_answer(turn: Turn, one: Asked) -> Optional[_Answer]:
    """What answers a question; None where that is not clear."""
    clause, intent = one.clause, one.intent
    if intent == clause.intent == _ERASES and clause.confidence >= _VERY_CLEAR:
        return _Answer(one, ())
    if clause.is_put or intent in _OF_THE_WHOLE:
        return None
    if one.points:
        return _Answer(one, ())
    with turn.hearing(one.message, one.reading):
        found = [d for d in details_of_the_case(turn) if not d.again and not comes_first(turn, d)]
        says = [detail for detail in found if words_of(turn, detail)]
    sure = [detail for detail in found if _is_sure(one, detail)]
    if sure:
        new = [detail for detail in says if detail in sure]
        return _Answer(one, new) if new else None
    if found or intent == "fraud" or (intent == "meaning" and not one.reading.terms):
        return None
    least = _VERY_CLEAR if clause.words < _FEW_WORDS else _CLEAR if clause.is_marked else _CLEAR_UNMARKED
    is_read = says_otherwise(turn, one) or (intent == clause.intent and clause.confidence >= least)
    is_known = intent in (*turn.knowledge.tables, *turn.knowledge.subjects, *ACTS) and intent != "elsewhere"
    return _Answer(one, ()) if is_read and is_known else None


def _is_sure(one: Asked, detail: Detail) -> bool:
    """Whether it is clear that a question asks for a detail: it names it, or the NLU is sure of it or what it is of."""
    confidence = one.clause.details.get(detail.id, 1.0)
    is_of_it = {one.intent, one.clause.intent} & {*detail.of} and one.clause.confidence >= _CLEAR_UNMARKED
    return confidence >= CLEARLY or bool(is_of_it)


def _are_all(turn: Turn, answers: Sequence[_Answer]) -> bool:
    """Whether these answers say all that the message as a whole was read to ask."""
    knowledge, is_of = turn.knowledge, {of for answer in answers for of in answer.is_of}
    likely = {guess["name"] for guess in turn.reading.ranking[:1] if guess["confidence"] >= _LIKELY}
    likely &= {*knowledge.tables, *knowledge.subjects, *ACTS}
    if not {*turn.reading.questions, *(act for act, _ in turn.reading.beside), *likely} <= is_of:
        return False
    said = {detail.id for answer in answers for detail in answer.details}
    named = {name for name in turn.reading.details if is_named(knowledge, name, turn.reading.text)}
    if (named & _OF_TWO_WAYS | _named_before(turn, answers, named)) - said:
        return False  # «¿qué hago primero? ¿Apelar o hablarle?»
    read = details_read(turn.tracker.latest_message)
    clear = {e["value"] for e in read if confidence(e) >= CLEARLY}
    return clear & set(turn.reading.details) <= said


def _named_before(turn: Turn, answers: Sequence[_Answer], named: set[str]) -> set[str]:
    """Of the details that may be only told, those named before what is asked: «uno cobra por quitarla, ¿se puede?»"""
    by_words = turn.knowledge.phrases.details_named
    told = [name for name in named if name in by_words and not by_words[name].asked]
    places = {name: place for name in told if (place := named_at(turn.knowledge, name, turn.reading.text))}
    asked = [(answer.asked.clause.start, answer.asked.clause.end) for answer in answers]
    return {name for name, place in places.items() if not any(start < place[1] <= end for start, end in asked)}


def _say(turn: Turn, answer: _Answer, act: Callable[[str, str], None], is_last: bool, with_buttons: bool) -> None:
    one, intent = answer.asked, answer.asked.intent
    if one.points:
        say_points(turn, one.points)
    elif answer.details:
        new = [detail for detail in answer.details if not is_said(turn, detail)]
        if new:
            say_details(turn, question_of(turn, new[0]), new, with_answer=False)
        if _asks_more(turn, one):
            say_in_a_sentence(turn, intent)
    elif is_answered(turn, intent) or _is_said_by_a_detail(turn, one):
        return
    elif intent in turn.knowledge.tables and len(turn.words.split()) > _LONG:
        say_in_a_sentence(turn, intent, ask=is_last)
    elif intent in turn.knowledge.tables:
        answer_topic(turn, intent, ask=is_last)
    elif intent in turn.knowledge.subjects:
        decline(turn, intent, with_buttons=with_buttons)
    else:
        act(intent, one.clause.text)


def _asks_more(turn: Turn, one: Asked) -> bool:
    """Whether a clause surely asks for a topic, and hardly for a detail: «todos venden eso, ¿igual me sancionan?»"""
    is_sure = one.clause.confidence >= _VERY_CLEAR and one.intent == one.clause.intent and one.clause.is_marked
    hardly = max(one.clause.details.values(), default=1.0) < _HARDLY
    return is_sure and hardly and one.intent in turn.knowledge.tables


def _is_said_by_a_detail(turn: Turn, one: Asked) -> bool:
    """Whether a short question asks what a detail of its subject has answered: «¿cómo le escribo? ¿por el chat?»"""
    is_of_few = one.clause.words <= _SHORT and one.intent in turn.knowledge.subjects
    return is_of_few and any(is_said(turn, detail) for detail in turn.knowledge.details if detail.of[0] == one.intent)
