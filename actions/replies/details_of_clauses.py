"""The details that a clause of a message, read alone, asks about."""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.asked_clauses import AskedClause
from actions.reading.details_named import named_at
from actions.reading.entities import details_read
from actions.reading.phrases import normalize
from actions.replies.before_details import comes_first
from actions.replies.details_to_say import details_of_the_case, lines_of
from actions.replies.new_wording import new_way
from actions.replies.not_filed import known_case
from actions.replies.separate_questions import ASKS_FOR, UNCLEAR, Asked, is_said, says_otherwise
from actions.turn.turn import Turn
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import first_sentences

# How sure the NLU is of a detail that a clause, read alone, asks about: where it goes with what is asked, where it does
# not, and beside the verdict on the topic, or the line on the subject, that the clause is read as.
_GOES_WITH, _ALONE, _BESIDE_A_VERDICT, _BESIDE_A_LINE = 0.05, 0.1, 0.2, 0.8
_ITS_OWN = 0.6  # so sure of a detail, a clause is answered by none else of its subject
_NEARLY = 0.5  # a detail that was said is what a clause asks if it has so much of what its likeliest one has
# Of a question; and of one that has no mark, or few words, or whose verdict was the last one: what is read of it is
# likely something else.
CLEAR, VERY_CLEAR = 0.93, 0.97
_MOST_WORDS, _SAYS_ENOUGH = 60, 10  # «si puede o no, la guía no lo dice» leaves the reader with a question


def is_within_a_detail(turn: Turn, clause: AskedClause) -> bool:
    """Whether a detail that was said is named by words of which the clause is a part: «¿es lo mismo una queja y un
    informe?» asks one thing.
    """
    knowledge, words = turn.knowledge, normalize(clause.text)
    names = {detail.id for detail in knowledge.details_called(turn.reading.details) if is_said(turn, detail)}
    own = {name for name, sure in clause.details.items() if sure >= _ITS_OWN}
    places = (named_at(knowledge, name, turn.reading.text) for name in names)
    found = (normalize(turn.reading.text[slice(*place)]) for place in places if place)
    return not (own and own.isdisjoint(names)) and any(words in named for named in found)


def details_that_answer(turn: Turn, one: Asked, asked: list[Asked]) -> list[Detail]:
    """The details that answer a clause if they were said: those that the whole message was read to ask there, that the
    clause alone may ask, or, of the subject that it is read as, any, but for those that another clause asks for.
    """
    clause, knowledge = one.clause, turn.knowledge
    read = details_read(turn.tracker.latest_message)
    here = {e["value"] for e in read if clause.holds(e)}
    others = [other.clause for other in asked if other is not one]
    theirs = {e["value"] for e in read if any(other.holds(e) for other in others)}
    surest = max(clause.details.values(), default=0.0)
    alone = {name for name, sure in clause.details.items() if sure >= _NEARLY * surest} | set(one.reading.details)
    is_subject = clause.intent in knowledge.subjects
    may_be = {*clause.details, *(d.id for d in knowledge.details if is_subject and clause.intent == d.of[0])}
    for other in others:  # whoever asks for it more clearly, and of something else
        if clause.details or other.intent != clause.intent:
            theirs |= {n for n, sure in other.details.items() if sure >= _ALONE and sure > clause.details.get(n, 0)}
    is_clear = clause.confidence >= VERY_CLEAR and clause.is_marked
    if is_clear and clause.intent in knowledge.tables and not clause.details:
        here = may_be = set()  # it asks for no detail
    if is_clear and is_subject and surest < _GOES_WITH and re.match(ASKS_FOR, normalize(clause.text)):
        may_be = set()  # «¿qué son los puntos? ¿Cuántos quitan?» asks for its own line
    if surest >= _ITS_OWN:
        may_be = set()  # «¿dónde se pone? ¿Y cuántos días tengo?» asks for its own, and not for another of its subject
    names = here | alone | (may_be - theirs)
    return knowledge.details_called(names)


def detail_asked(turn: Turn, one: Asked) -> Optional[Detail]:
    """The detail that a clause asks about, which was not said yet."""
    clause, reading = one.clause, one.reading
    asked = {clause.intent, reading.intent, *turn.reading.questions}
    for detail in _details(turn, one):
        least = _ALONE if asked.isdisjoint(detail.of) or says_otherwise(turn, one) else _GOES_WITH
        if clause.intent in turn.knowledge.tables and clause.confidence >= VERY_CLEAR and clause.is_marked:
            least = max(least, _BESIDE_A_VERDICT)  # «¿la puede quitar?» asks for the topic's answer
        if clause.intent in turn.responder.answered and clause.confidence >= UNCLEAR:
            least = _BESIDE_A_VERDICT if clause.intent in turn.knowledge.tables else _BESIDE_A_LINE
        if clause.intent in turn.knowledge.subjects and clause.confidence >= CLEAR and clause.intent not in detail.of:
            least = max(least, _ITS_OWN)  # «¿hasta cuándo tengo?» of a reply, not of a withdrawal
        is_named = detail.id in reading.details and detail.id not in clause.details
        if (is_named or clause.details.get(detail.id, 0) >= least) and says_briefly(turn, detail):
            return detail
    return None


def _details(turn: Turn, one: Asked) -> list[Detail]:
    """The details that a clause may ask about, as they are in this case: those that it was read to ask, then what else
    the NLU found, the likeliest first.
    """
    case = known_case(turn)
    with turn.hearing(one.message, one.reading):
        read = [d for d in details_of_the_case(turn) if not (d.again or comes_first(turn, d))]
        of_case = [d for d in lines_of(turn, one.clause.details) if d.fits(case)]
    first = {detail.id: detail for detail in reversed(of_case) if not detail.again}
    return [*read, *(first[name] for name in one.clause.details if name in first)]


def says_briefly(turn: Turn, detail: Detail) -> str:
    """What a detail says, in its first sentence where the reply gets long and that says enough; nothing where it was
    said before in either way.
    """
    says = new_way(turn, detail) or ""
    first = first_sentences(says, 1) if says else ""
    is_long = len((turn.words + says).split()) > _MOST_WORDS
    return first if is_long and len(first.split()) >= _SAYS_ENOUGH else says
