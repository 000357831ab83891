"""Answering who says that the last reply missed: the question before stays open, in the light of what is now known."""

from __future__ import annotations

import re

from actions.cases.by_message.mentions import judges_several
from actions.reading.details_named import is_named
from actions.reading.earlier_questions import earlier_question, earlier_summary
from actions.reading.entities import says_what_is_asked
from actions.reading.insistence import asks_whether_it_is_right, only_presses
from actions.reading.low_confidence import FALLBACK
from actions.reading.message import Reading
from actions.reading.phrases import asks_something, normalize
from actions.reading.rejected_reply import answered_last, asks_instead, asks_what_they_say, named_topic, rejects
from actions.reading.tracker_state import case_changed_last, facts_stored_last
from actions.replies.answering import restated
from actions.replies.new_wording import was_said_last
from actions.replies.statements import say_what_is_held
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY, OVER, first_sentences, split_yes_or_no

_OF_ANY_CASE = "withdraw"
_AT_LEAST = 2  # sentences of what holds instead


def ask_anew_of_that_case(turn: Turn) -> None:
    """Take the message to ask what the one before did, where it only says which case that was asked of: «le preguntaba
    por la de mi hermano».
    """
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    is_of_a_case = turn.cases.goes_to_one or (turn.cases.stays and turn.get("cases"))
    is_question = "?" in text or asks_what_they_say(turn.knowledge, turn.tracker.latest_message)
    if not is_of_a_case or is_question or not search(phrases.meant_of, text):
        return
    if before := earlier_question(turn.tracker, turn.knowledge):
        _take_up(turn, before)
        turn.was_missed = True


def ask_anew_what_was_put(turn: Turn) -> None:
    """Take the message to put to us what the one before did, where it only asks whether that is right, or presses for a
    plain answer to it.
    """
    tracker, knowledge = turn.tracker, turn.knowledge
    if asks_whether_it_is_right(knowledge, tracker.latest_message) and (summary := earlier_summary(tracker, knowledge)):
        _take_up(turn, summary)
        turn.cases.names_several = turn.cases.names_several or judges_several(turn)
    elif only_presses(knowledge, normalize(turn.reading.text)):
        before = earlier_question(tracker, knowledge)
        if before and before.intent == "confirm" and not before.pressed:
            _take_up(turn, before)


def ask_nothing_beside(turn: Turn) -> None:
    """Take a correction that changes the answer that was given last, and puts no question, to ask for that alone."""
    only_tells = turn.reading.intent == "correction" and "?" not in turn.reading.text and turn.changed
    if only_tells and turn.topic and words_change(turn, turn.topic, turn.before):
        turn.reading = turn.reading._replace(details=[])


def ask_anew_as_put_right(turn: Turn) -> None:
    """Take who says no more than who is who, or what was never said, to ask what the message before did, unless that is
    the topic talked about, or this is answered otherwise now: «no, la puso mi cliente», after «¿y quién paga eso?»
    """
    reading = turn.reading
    of_a_case = turn.cases.goes_to_one or turn.cases.is_one_case or turn.cases.is_split or turn.cases.told_of_each
    is_read_so = reading.intent == turn.tracker.latest_message["intent"]["name"] == "correction"
    mends = turn.changed.keys() == {"party"} or (turn.gone and not turn.changed)
    if not is_read_so or of_a_case or turn.cases.names_several or not mends:
        return
    asks = asks_something(turn.knowledge, reading.text)
    if asks or reading.questions or reading.details or says_what_is_asked(turn.tracker.latest_message):
        return
    before = earlier_question(turn.tracker, turn.knowledge)
    if before is None or turn.topic in (before.details or before.questions):
        return
    if not (turn.topic and words_change(turn, turn.topic, turn.before)):
        say_what_is_held(turn, None)
        _take_up(turn, before)
        turn.asks_again = True


def _take_up(turn: Turn, before: Reading) -> None:
    """Take the message to ask what another one did; what that supposed is supposed of the case under discussion."""
    supposed = {fact: value for fact, value in before.stated.items() if fact in before.supposed}
    aside = dict(turn.get("set_aside") or {})
    for fact, value in supposed.items():
        if turn.facts.get(fact) != value:
            aside.setdefault(fact, turn.facts.get(fact))  # what was set aside before is what was stated
            turn.set(fact, value)
    if aside:
        turn.set("set_aside", aside)
    turn.reading = before._replace(stated=supposed, retracted=[], second_case={}, beside=[])


def beg_pardon(turn: Turn) -> None:
    """Say first that the message before was misread, where this one only says of which case that was asked, or that it
    asks something else than what was answered last.
    """
    if turn.was_missed or _asks_something_else(turn):
        turn.lead_with("misread")


def _asks_something_else(turn: Turn) -> bool:
    """Whether the message says that it asks something else than what was answered last; no second time running."""
    if not asks_instead(turn.knowledge, turn.tracker.latest_message) or turn.responder.has_apologized:
        return False
    asked, questions = turn.reading.intent, {*turn.knowledge.tables, *turn.knowledge.subjects}
    is_new = asked in questions - answered_last(turn.tracker, turn.knowledge)
    is_new = is_new or (asked == "correction" and bool(turn.reading.details))
    details = turn.knowledge.details_called(turn.reading.details)
    return is_new and not any(was_said_last(turn, detail) for detail in details)


def answer_whether_it_changes(turn: Turn) -> bool:
    """Say whether what was just told changes the answer that was given before, and what it is; whether it is asked."""
    parts = re.split(r"[.,;:!?¿\n]", normalize(turn.reading.text))
    asked = [part for part in parts if part.strip() and search(turn.knowledge.phrases.does_it_change, part)]
    if not asked:
        return False
    if turn.cases.switched and turn.reading.intent == FALLBACK:
        # «Dos son por marca y la otra por un retraso, ¿cambia algo?»
        turn.reading = turn.reading._replace(intent="inform")
    if turn.topic is None or turn.cases.goes_to_one or turn.cases.names_several:
        return False
    if any(is_named(turn.knowledge, name, turn.reading.text) for name in turn.reading.details):
        return False  # «le pido la computadora a un amigo, ¿es lo mismo?»
    before = dict(turn.before)
    if not (turn.changed or turn.gone):
        if case_changed_last(turn.tracker):
            return False  # what was stored then is of another case
        mended = {f: v for f, v in facts_stored_last(turn.tracker, turn.knowledge).items() if v}
        before = {**turn.facts, **mended}
        if before == turn.facts and not turn.reading.stated:
            return False
    named = named_topic(turn.knowledge, asked[0])  # «¿cambia lo de volver a presentarla?»
    # «No está procesada, ¿cambia algo?», after mediation, is of the withdrawal.
    answered = [*turn.responder.topics_in_order, turn.topic, _OF_ANY_CASE]
    changed = next((t for t in answered if words_change(turn, t, before)), turn.topic)
    topic = named or changed
    if not turn.reading.supposes:
        say_what_is_held(turn, topic)
    decision = decide(turn.knowledge, topic, turn.facts)
    name = "it_changes" if words_change(turn, topic, before) else "correction_same"
    again = "_again" if decision.verdict == turn.responder.last_verdict else ""
    text = first_sentences(turn.responder.text(f"utter_{decision.verdict}{again}", turn.facts), _AT_LEAST)
    turn.say(name, sentence=split_yes_or_no(text)[1], **restated(turn, topic))
    turn.set("topic", topic)
    turn.set("pending_question", decision.asks)
    turn.ask_again()
    return True


def words_change(turn: Turn, topic: str, before: dict[str, str]) -> bool:
    """Whether the answer on a topic is another one than with the facts that were held before. Over an infringement, a
    report is withdrawn as a complaint is.
    """
    if topic not in turn.knowledge.tables:
        return False
    if {turn.facts.get("ground"), before.get("ground")} <= {*OF_INTELLECTUAL_PROPERTY}:
        before = {**before, "kind": turn.facts.get("kind", turn.knowledge.unstated["kind"])}
    now, then = (
        turn.responder.first_sentence(decide(turn.knowledge, topic, facts).verdict, facts)
        for facts in (turn.facts, before)
    )
    return now != then


def grant_what_is_so(turn: Turn, told: dict[str, str], otherwise: str) -> None:
    """Grant what is told of the case, and say what follows for what was asked before; for another topic otherwise."""
    rejected = answered_last(turn.tracker, turn.knowledge)
    before = earlier_question(turn.tracker, turn.knowledge)
    asked = [question for question in (before.questions if before else []) if question in turn.knowledge.tables]
    topic = next((q for q in [*asked, otherwise] if q not in rejected and _goes_with(turn, q)), otherwise)
    decision = decide(turn.knowledge, topic, turn.facts)
    names = (f"utter_{decision.verdict}{again}" for again in ("", "_again"))
    texts = [first_sentences(turn.responder.text(name, turn.facts), 1) for name in names]
    sentence = next((text for text in texts if not turn.responder.told(text)), texts[-1])
    noted = turn.responder.in_words(told)
    # «No me contestó lo de la marca» tells nothing that is to be granted.
    is_bare = rejects(turn.knowledge, turn.reading.text) or is_said_in(sentence, noted)
    name = "out_of_place_bare" if is_bare else "out_of_place"
    turn.say(name, facts_in_words=noted, sentence=split_yes_or_no(sentence)[1], **restated(turn, topic))
    turn.set("topic", topic)


def _goes_with(turn: Turn, topic: str) -> bool:
    """Whether the case as it is decides the topic, and nothing of a complaint that is over is asked of it."""
    is_over = turn.facts.get("status") in OVER
    return not (is_over and topic in ("respondent_request", "before_withdrawing", "where"))
