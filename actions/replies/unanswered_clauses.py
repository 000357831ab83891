"""What a message asks that the reply has not answered yet: of several questions, each gets its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Optional

from actions.reading.asked_clauses import AskedClause
from actions.reading.details_only_told import SAYS_WHERE_IT_STANDS
from actions.reading.phrases import normalize, sentences_in
from actions.reading.terms import KINDS
from actions.reading.tracker_state import last_turn, verdicts_last
from actions.replies.already_answered import is_answered
from actions.replies.claims_read import claims_in
from actions.replies.details_of_clauses import (
    CLEAR,
    VERY_CLEAR,
    detail_asked,
    details_that_answer,
    is_within_a_detail,
    says_briefly,
)
from actions.replies.guide_answers import say_points
from actions.replies.open_questions import says_it_is_open
from actions.replies.separate_questions import (
    ACTS,
    ASKS_FOR,
    FEW_WORDS,
    UNCLEAR,
    Asked,
    claims_and_asks_what_to_do,
    is_open,
    is_said,
    is_told_what_to_do,
    questions_alone,
    say_in_a_sentence,
    says_otherwise,
)
from actions.replies.statements import say_next_step
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide

_MOST_QUESTIONS = 3
_LIKELY = 0.7  # so sure of a subject next door, a clause that is a question of its own asks about it
_CLEARLY_PUT, _BOTH = 0.8, 2  # so sure of it, a clause puts a claim to us; so many, at most
# So likely what a clause asks, and what the whole message does, both together say it.
_MAY_BE_BOTH, _HARDLY_BOTH, _MAY_BE_THE_WHOLE = 0.05, 0.02, 0.14
_OR_IF = re.compile(r"(?:o|si)\b", re.IGNORECASE)  # begins the other half of a question, or a condition
_LEFT_TO_A_TOPIC = 0.15  # by a claim: it is of that
# What is said of these says all that there is to be said, or they ask nothing.
_LEAVES_NOTHING = ("distress", "erase", "feedback", "new_case", "human")


def answer_what_is_left(turn: Turn, act: Callable[[str, str], None]) -> bool:
    """Answer what clauses of the message ask that the reply says nothing of, with a line each; what nothing answers,
    the guide leaves open, and that is said of it. Whether that is what the message asks first, and no more.

    Args:
        act: replies to an act, given with the words that ask for it.
    """
    reading = turn.reading
    if reading.is_button or reading.second_case or turn.cases.names_several or reading.intent in _LEAVES_NOTHING:
        return False
    if reading.intent == "fraud" and not reading.details:
        return False  # it is refused
    if reading.intent == "meaning" and not SAYS_WHERE_IT_STANDS.isdisjoint(reading.details):
        return False  # «¿qué es procesada? Aquí pone «closed». ¿Eso es?»
    asked = questions_alone(turn)
    if reading.intent == "correction":  # «no me contestó. ¿Él la puede quitar o no? ¿Y los puntos vuelven?»
        ours = turn.knowledge.phrases.takes_up_ours
        of_it = (one for one in asked if one.clause.is_marked and one.clause.intent != "correction")
        asked = [one for one in of_it if not search(ours, normalize(one.clause.text))]
    if not asked and claims_and_asks_what_to_do(turn):
        say_next_step(turn, turn.topic)
    if not asked and turn.replies and _asks_if_withdrawable(turn) and not is_answered(turn, "withdraw"):
        say_in_a_sentence(turn, "withdraw")  # unless the reply says it
        return reading.intent != "correction"
    left = [one for one in asked if not _is_answered(turn, one, asked)]
    for one in left[: max(0, _MOST_QUESTIONS - (len(asked) - len(left)))]:
        if says := _judged(turn, one):
            turn.say("detail_beside", details=says)
            continue
        topic, left_open = _claimed_of(turn, one.clause) or _likely_of_both(turn, one), is_open(turn, one)
        with turn.hearing(one.message, one.reading):
            if topic:
                say_in_a_sentence(turn, topic)
            else:
                _answer(turn, one, act, left_open)
    return 0 < len(left) < len(asked) and left == asked[: len(left)] and reading.intent != "correction"


def _asks_if_withdrawable(turn: Turn) -> bool:
    """«No me dijo si puedo o no», without a verb, asks it of what was answered last, where it asks for nothing else."""
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    found = search(phrases.whether_withdrawable, text)
    was_asked = any(message.answer.get("topic") == "withdraw" for message in last_turn(turn.tracker))
    is_of_it = was_asked and not search(phrases.can_do_else, text)
    return found is not None and bool(is_of_it or search(phrases.to_withdraw, found[0]))


def _is_answered(turn: Turn, one: Asked, asked: list[Asked]) -> bool:
    """Whether what the clause puts to us was judged, or it only asks whether something changes; or the reply says a
    detail that was read in the clause or that it may ask about, or that belongs to the subject that it is read as,
    unless another clause asks for it; or what it is read as and no detail of it.
    """
    clause = one.clause
    is_judged = any(start < clause.end and clause.start < end for start, end in turn.judged)
    is_judged = is_judged and not re.match(ASKS_FOR, normalize(clause.text))
    if is_judged or (clause.is_put and turn.reading.intent == "confirm"):
        return True
    if one.intent == "distress" and turn.responder.text("utter_suffers", turn.facts) in turn.words:
        return True  # «¿va preso? No duerme» was told that we are sorry
    if is_told_what_to_do(turn, one, " ".join(reply.get("details") or "" for reply in turn.replies)):
        return True
    if is_within_a_detail(turn, clause) or search(turn.knowledge.phrases.does_it_change, normalize(clause.text)):
        return True
    read = [e for e in turn.tracker.latest_message.get("entities", []) if clause.holds(e)]
    if any(e["entity"] == "second_topic" and _was_replied_to(turn, e["value"]) for e in read):
        return True
    if one.points:
        of_us = all((point.says or "\n") in turn.words or (point.again or "\n") in turn.words for point in one.points)
        return of_us or any(reply["response"].startswith("utter_sources") for reply in turn.replies)
    if any(is_said(turn, detail) for detail in details_that_answer(turn, one, asked)):
        return True
    if one.intent == "meaning" and one.reading.terms:
        terms = one.reading.terms if set(one.reading.terms).isdisjoint(KINDS) else one.reading.terms[:1]
        return all(is_said_in(turn.words, turn.knowledge.term(term).says) for term in terms)
    is_read = clause.confidence >= UNCLEAR and _was_replied_to(turn, clause.intent)
    is_read = is_read or (one.intent != clause.intent and _was_replied_to(turn, one.intent))
    return is_read and detail_asked(turn, one) is None


def _was_replied_to(turn: Turn, intent: str) -> bool:
    is_of_the_whole = intent == turn.reading.intent and not turn.judged  # «¿voy bien? ¿Y guardan lo que escribo?»
    was_asked = is_of_the_whole or intent in turn.responder.answered
    return is_answered(turn, intent) or (intent in ACTS and was_asked)


def _answer(turn: Turn, one: Asked, act: Callable[[str, str], None], left_open: bool) -> None:
    clause, intent = one.clause, one.intent
    if one.points:
        say_points(turn, one.points)
    elif detail := detail_asked(turn, one):
        turn.say("detail_beside", details=says_briefly(turn, detail))
    elif not _is_clear(turn, one):
        _say_it_is_open(turn, clause, left_open)
    elif intent in ACTS and intent != "why":
        act(intent, clause.text)
    elif intent in (*turn.knowledge.tables, *turn.knowledge.subjects):
        say_in_a_sentence(turn, intent)
    else:
        _say_it_is_open(turn, clause, left_open)


def _judged(turn: Turn, one: Asked) -> str:
    """What is so of what a clause clearly puts to us, if that was not said: «¿qué es procesada? ¿entonces ya perdí?»"""
    clause = one.clause
    is_put = clause.intent == "confirm" and clause.confidence >= _CLEARLY_PUT
    ends_so = search(turn.knowledge.phrases.put_to_us, normalize(one.message["text"]))
    if not is_put and (ends_so is None or _is_clear(turn, one)):  # «y luego la quito. ¿Verdad? ¿Y quién hizo la guía?»
        return ""
    sentences = (start for start, end in sentences_in(turn.reading.text) if end <= clause.start)
    is_short = is_put and clause.words <= FEW_WORDS  # «primero pagan y luego cancelo. ¿Está bien así?»
    before = max(sentences, default=0) if is_short else clause.start
    claims = [one for one in claims_in(turn, turn.tracker.latest_message) if one.overlaps(before, clause.end)]
    new = (one.claim for one in claims if is_put or not (one.claim.topic and is_answered(turn, one.claim.topic)))
    return " ".join([claim.says for claim in new if not is_said_in(turn.words, claim.says)][:_BOTH])


def _claimed_of(turn: Turn, clause: AskedClause) -> Optional[str]:
    """The topic of which a clause likely puts something to us: «¿qué es la instantánea? ¿O sea que pierdo puntos?»"""
    is_judged = turn.judged or turn.reading.intent == "confirm"
    if clause.intent != "confirm" or is_judged or not clause.is_marked or clause.words < FEW_WORDS:
        return None
    topics = [name for name in clause.ranking if name in turn.knowledge.tables]
    return next((name for name in topics[:1] if clause.ranking[name] >= _LEFT_TO_A_TOPIC), None)


def _likely_of_both(turn: Turn, one: Asked) -> Optional[str]:
    """The question, not answered yet, that a clause may ask and the whole message as well, where the clause alone is
    not clear: «nos pide que la retiremos. ¿Tiene sentido? ¿Le evita la sanción?»
    """
    clause, knowledge = one.clause, turn.knowledge
    is_half = _OR_IF.match(clause.text) or not (clause.is_marked and clause.is_apart)
    if is_half or _is_clear(turn, one) or detail_asked(turn, one):
        return None
    others = {*knowledge.tables, *knowledge.subjects}
    least = _MAY_BE_BOTH if clause.intent in (*others, *ACTS) else _HARDLY_BOTH  # of what is read as told
    others -= {turn.reading.intent, *turn.reading.questions}
    whole = {guess["name"]: guess["confidence"] for guess in turn.reading.ranking if guess["name"] in others}
    may_be = {name: sure * clause.ranking.get(name, 0) for name, sure in whole.items() if sure >= _MAY_BE_THE_WHOLE}
    sure = {name: both for name, both in may_be.items() if both >= least}
    likely = max(sure, key=lambda name: sure[name], default=None)
    return None if likely is None or is_answered(turn, likely) else likely


def _say_it_is_open(turn: Turn, clause: AskedClause, left_open: bool) -> None:
    if left_open:
        turn.say("detail_beside", details=says_it_is_open(turn, f"¿{clause.text}?"), topic="out_of_scope")


def _is_clear(turn: Turn, one: Asked) -> bool:
    """Whether it is clear what a clause asks; less so where its verdict was the last one."""
    clause, intent = one.clause, one.intent
    if intent != clause.intent:
        return says_otherwise(turn, one)
    is_whole = clause.is_apart or re.match(ASKS_FOR, normalize(clause.text))  # «¿qué hago y hasta cuándo tengo?»
    if intent in turn.knowledge.subjects and clause.is_marked and is_whole and clause.words >= FEW_WORDS:
        return clause.confidence >= _LIKELY  # «¿y eso se paga?»: its line says what it is of
    named = turn.knowledge.phrases.names.get(intent)
    if named and clause.is_marked and clause.confidence >= UNCLEAR and search(named, normalize(clause.text)):
        return True  # «¿y puedo deshacerlo?»
    may_be_else = not clause.is_marked or clause.words <= FEW_WORDS
    if intent in turn.knowledge.tables:
        may_be_else |= decide(turn.knowledge, intent, turn.facts).verdict in verdicts_last(turn.tracker)
    return clause.confidence >= (VERY_CLEAR if may_be_else else CLEAR)
