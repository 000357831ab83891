"""What a message asks that the reply has not answered yet: of several questions, each gets its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Optional

from actions.reading.asked_clauses import AskedClause, asked_clauses
from actions.reading.details_asked import named_at
from actions.reading.phrases import is_said_in, normalize, split_yes_or_no, ways_of
from actions.reading.tracker_state import last_turn
from actions.replies.answering import next_door, restated
from actions.replies.details_to_say import lines_of
from actions.replies.not_filed import known_case
from actions.replies.ways import new_way
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import first_sentences

_MOST_QUESTIONS = 3
# How sure the NLU is of a detail that a clause, read alone, asks about: where it goes with what is asked, where it does
# not, and beside the verdict on the topic, or the line on the subject, that the clause is read as.
_GOES_WITH, _ALONE, _BESIDE_A_VERDICT, _BESIDE_A_LINE = 0.05, 0.1, 0.2, 0.8
# Of a question; and of one that has no mark, or few words, or whose verdict was the last one: what is read of it is
# likely something else.
_CLEAR, _VERY_CLEAR, _FEW_WORDS = 0.93, 0.97, 3
_UNCLEAR, _LEAST_QUOTED, _MOST_QUOTED = 0.5, 3, 14  # of what is asked that nothing answers; its words
# How a question begins that asks for more than yes or no: whether it is so, what was said may answer.
_ASKS_FOR = re.compile(
    r"(?:(?:a|con|de|desde|en|para|por) )?(?:que|quien(?:es)?|como|cuando|cuant[oa]s?|cual(?:es)?|donde)\b"
)
_MOST_WORDS = 60
_SAYS_ENOUGH = 10  # words: «si puede o no, la guía no lo dice» leaves the reader with a question
_ACTS = ("status_check", "next_step", "why")
# What is said of these says all that there is to be said, or they ask nothing.
_LEAVES_NOTHING = ("fraud", "distress", "erase", "correction", "feedback", "new_case", "human")


def answer_what_is_left(turn: Turn, act: Callable[[str, str], None]) -> bool:
    """Answer what clauses of the message ask that the reply says nothing of, with a line each; what nothing answers,
    the guide leaves open, and that is said of it. Whether that is what the message asks first, and no more.

    Args:
        act: replies to an act, given with the words that ask for it.
    """
    asked, reading = asked_clauses(turn.tracker.latest_message), turn.reading
    if reading.is_button or reading.second_case or turn.names_several or reading.intent in _LEAVES_NOTHING:
        return False
    left = [clause for clause in asked if not _is_answered(turn, clause)]
    for clause in left[: max(0, _MOST_QUESTIONS - (len(asked) - len(left)))]:
        _answer(turn, clause, act)
    return 0 < len(left) < len(asked) and left == asked[: len(left)]


def _is_answered(turn: Turn, clause: AskedClause) -> bool:
    """Whether the reply says a detail that the clause may ask about, or that belongs to the subject that it is read as;
    or what it is read as and no detail of it.
    """
    if any(_is_said(turn, detail) for detail, _ in _details(turn, clause)) or _has_its_detail(turn, clause):
        return True
    if _is_within_a_detail(turn, clause):
        return True
    is_read = clause.confidence >= _UNCLEAR and clause.intent in turn.responder.answered
    return is_read and _detail(turn, clause) is None


def _has_its_detail(turn: Turn, clause: AskedClause) -> bool:
    """Whether such a detail was said, in whichever case it is said so."""
    is_subject = clause.intent in turn.knowledge.subjects
    its = [d for d in turn.knowledge.details if d.id in clause.details or (is_subject and clause.intent == d.of[0])]
    return any(way[1:] in turn.responder.words_now for detail in its for way in ways_of(detail))


def _is_within_a_detail(turn: Turn, clause: AskedClause) -> bool:
    """Whether a detail that was said is named by words of which the clause is a part: «¿es lo mismo una queja y un
    informe?» asks one thing.
    """
    knowledge, words = turn.knowledge, normalize(clause.text)
    names = {detail.id for detail in knowledge.details if detail.id in turn.reading.details and _is_said(turn, detail)}
    found = (named_at(knowledge, name, turn.reading.text) for name in names)
    return any(named and words in named[0] for named in found)


def _answer(turn: Turn, clause: AskedClause, act: Callable[[str, str], None]) -> None:
    if detail := _detail(turn, clause):
        turn.say("detail_beside", details=_says(turn, detail))
    elif _is_clear(turn, clause) and _is_act(turn, clause):
        act(clause.intent, clause.text)
    elif _is_clear(turn, clause) and clause.intent in (*turn.knowledge.tables, *turn.knowledge.subjects):
        _say_in_a_sentence(turn, clause.intent)
    elif _is_open(turn, clause):
        says = turn.responder.text("utter_asked_left_open_again", turn.facts).format(asked=f"«{clause.text}»")
        turn.say("detail_beside", details=says, topic="out_of_scope")


def _say_in_a_sentence(turn: Turn, question: str) -> None:
    if question in turn.knowledge.tables:
        of_answer = restated(turn, question)
        sentence = turn.responder.sentence(of_answer["decision"], turn.facts)
    else:
        of_answer = {**next_door(turn, question), "notes": [], "buttons": []}
        sentence = turn.responder.new_sentence(question, turn.facts)
    sentence = split_yes_or_no(sentence)[1]
    if not is_said_in(turn.responder.words_now, sentence):
        turn.say(
            "detail" if question in turn.knowledge.tables or of_answer["sources"] else "detail_beside",
            details=sentence,
            **of_answer,
        )


def _is_act(turn: Turn, clause: AskedClause) -> bool:
    """Whether a clause asks for an act that has a reply of its own; why, only where that is what the message asks."""
    return clause.intent in _ACTS and (clause.intent != "why" or turn.reading.intent == "why")


def _is_clear(turn: Turn, clause: AskedClause) -> bool:
    """Whether it is clear what a clause asks; less so where its verdict was the last one."""
    may_be_else = not clause.is_marked or clause.words <= _FEW_WORDS
    if clause.intent in turn.knowledge.tables:
        verdict = decide(turn.knowledge, clause.intent, turn.facts).verdict
        may_be_else |= verdict in [reply.answer.get("verdict") for reply in last_turn(turn.tracker)]
    return clause.confidence >= (_VERY_CLEAR if may_be_else else _CLEAR)


def _is_open(turn: Turn, clause: AskedClause) -> bool:
    """Whether nothing that is known is like what a clause asks, and it asks for more than yes or no."""
    is_clear = clause.is_marked and clause.is_apart and re.match(_ASKS_FOR, normalize(clause.text))
    can_be_quoted = is_clear and _LEAST_QUOTED <= clause.words <= _MOST_QUOTED
    is_told = any(confidence >= _ALONE for _, confidence in _details(turn, clause))  # before: nothing is left to say
    is_of_us = re.search(turn.knowledge.phrases.asked_of_us, normalize(clause.text))
    is_unlike = clause.confidence < _UNCLEAR or clause.intent in turn.knowledge.subjects
    return bool(can_be_quoted and is_unlike) and not (is_told or is_of_us)


def _detail(turn: Turn, clause: AskedClause) -> Optional[Detail]:
    """The detail that a clause asks about, which was not said yet."""
    asked = {clause.intent, *turn.reading.questions}
    for detail, confidence in _details(turn, clause):
        least = _ALONE if asked.isdisjoint(detail.of) else _GOES_WITH
        if clause.intent in turn.responder.answered and clause.confidence >= _UNCLEAR:
            least = _BESIDE_A_VERDICT if clause.intent in turn.knowledge.tables else _BESIDE_A_LINE
        if confidence >= least and _says(turn, detail):
            return detail
    return None


def _details(turn: Turn, clause: AskedClause) -> list[tuple[Detail, float]]:
    """The details that a clause may ask about, as they are in this case, the likeliest first."""
    case = known_case(turn)
    of_case = [d for d in lines_of(turn, clause.details) if d.fits(case)]
    first = {detail.id: detail for detail in reversed(of_case) if not detail.again}
    return [(first[name], confidence) for name, confidence in clause.details.items() if name in first]


def _says(turn: Turn, detail: Detail) -> str:
    """What a detail says, in its first sentence where the reply gets long and that says enough; nothing where it was
    said before in either way.
    """
    says = new_way(turn, detail) or ""
    first = first_sentences(says, 1) if says else ""
    is_long = len((turn.responder.words_now + says).split()) > _MOST_WORDS
    return first if is_long and len(first.split()) >= _SAYS_ENOUGH else says


def _is_said(turn: Turn, detail: Detail) -> bool:
    return any(is_said_in(turn.responder.words_now, way) for way in ways_of(detail))
