"""The facts of the case under discussion: what a message does to them.

A supposition that contradicts a stated fact sets it aside (slot `set_aside`) until the person speaks of the case as it
is. Cases talked about before are kept in the slot `cases`: a list with the facts, the topic, the principal and the
words of each, and whether it is yet to be filed; and None for the one under discussion.
"""

from __future__ import annotations

from typing import Optional

from actions.cases.both_cases import asks_of_the_effect, cases_of, is_of_all, share_facts, take_names
from actions.cases.by_clause.switch import resolve_cases, take_up
from actions.cases.by_message.mentions import asked_about
from actions.cases.by_message.several_cases import (
    join_cases,
    keep_words,
    move_what_was_told,
    tell_each,
)
from actions.cases.by_message.switch import ask_from, go_to, switch_case
from actions.cases.by_message.two_cases_told import split_case
from actions.cases.labels_by_facts import called_by_facts
from actions.cases.party_of_all import share_role
from actions.cases.planned_complaint import place_one_to_come
from actions.cases.principal import store_principal
from actions.cases.stored_cases import tell_of
from actions.cases.unanswered_messages import unanswered
from actions.reading.entities import RETRACTED
from actions.reading.general_rule import beside_the_rule
from actions.reading.phrases import contains, in_claim, normalize
from actions.reading.rejected_reply import denies_another
from actions.reading.tracker_state import case_changed_last, facts_stored_last
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

_AS_IT_IS = ("correction", "next_step")  # intents that speak of the case as it is
_NOT_YET_DONE = frozenset({"withdraw", "where", "before_withdrawing", "refund"})  # asked of one not withdrawn yet
_SETTLED = "issues_resolved"


def store_facts(turn: Turn) -> None:
    """Store what the latest message states, takes back or supposes, in the case that it speaks of; and who the person
    is in all of them, where it says that.
    """
    _store(turn)
    share_role(turn)


def _store(turn: Turn) -> None:
    join_cases(turn)
    is_to_come = place_one_to_come(turn)
    resolved = None if turn.cases.is_one_case or is_to_come else resolve_cases(turn)
    if resolved:
        take_up(turn, resolved)
    elif not is_to_come:
        split_case(turn)
        keep_words(turn)
        _tell_apart(turn)
    is_placed = is_to_come or resolved is not None
    if not (turn.cases.one_of_them or is_placed):
        take_names(turn)
    reading = turn.reading
    for fact, value in unanswered(turn).items():
        turn.set(fact, value)
        turn.before[fact] = value
    was_of_all = is_of_all(turn)
    if was_of_all and not (turn.cases.one_of_them or is_placed) and _only_calls_one(turn):
        told = {fact: value for fact, value in turn.reading.stated.items() if fact != "status"}
        turn.reading = turn.reading._replace(stated=told)
    is_another = reading.intent == "new_case" and bool(turn.facts or turn.topic)
    if not (turn.cases.one_of_them or turn.cases.is_one_case or turn.cases.is_split or is_placed):
        switch_case(turn)
    reading = turn.reading
    if _is_over(turn):
        leave_supposition(turn)
    if reading.intent not in turn.knowledge.stated_in and not (reading.stated or reading.retracted):
        return
    if is_another and not (turn.cases.goes_to_one or turn.cases.is_split or is_placed):
        return  # what is said of a case that was not begun yet is not said of this one
    for fact in reading.retracted:
        if not denies_another(turn.knowledge, reading.text, fact, turn.facts.get(fact)):
            turn.set(fact, _value_before(turn, fact))
    _take_back_of_all(turn)
    stated = {fact: value for fact, value in reading.stated.items() if fact not in reading.second_case}
    aside = dict(turn.get("set_aside") or {})
    held = turn.facts
    is_news = reading.of_the_rule or any(reading.stated.get(f, held.get(f)) != held.get(f) for f in reading.supposed)
    goes_back = not is_news and _says_as_it_is(turn)  # «¿y la mía?»
    if reading.supposes and not goes_back:
        supposed = {fact: value for fact, value in stated.items() if fact in reading.supposed}
        # What was unstated is so again, too, where the message itself says that it only supposes.
        before = {fact: held.get(fact) for fact, value in supposed.items() if held.get(fact) != value}
        for fact, value in beside_the_rule(held, stated, reading.what_if).items() if reading.of_the_rule else ():
            before[fact] = value
            turn.set(fact, None)
        aside = {**{fact: value for fact, value in before.items() if value or reading.what_if}, **aside}
        aside = {fact: value for fact, value in aside.items() if fact in supposed or fact not in stated}
    elif aside and _speaks_of_it_as_it_is(turn):
        stated = {**aside, **stated}
        aside = {}
    for fact, value in stated.items():
        turn.set(fact, value)
    share_facts(turn, was_of_all)
    if not is_placed:
        store_principal(turn)
    if turn.facts.get("party") != "complainant" and turn.get("to_come"):
        turn.set("to_come", None)
    if aside != (turn.get("set_aside") or {}):
        turn.set("set_aside", aside or None)


def _value_before(turn: Turn, fact: str) -> Optional[str]:
    """The value that a fact, which is taken back, had before the last message changed it: «no, aún no está retirada»
    leaves «en trámite», and «no sé si la cerraron» or «no sé si es informe» nothing.
    """
    may_be_open = search(turn.knowledge.phrases.may_be_open, normalize(turn.reading.text))
    if may_be_open or fact == "kind" or case_changed_last(turn.tracker):
        return None
    return facts_stored_last(turn.tracker, turn.knowledge).get(fact)


def _only_calls_one(turn: Turn) -> bool:
    """Whether the message, of several cases of which none is known to stand so, calls one by its state: «¿y la
    cerrada?» tells where none of them stands.
    """
    text = normalize(turn.reading.text)
    if turn.reading.second_case or search(turn.knowledge.phrases.both, text):
        return False
    return turn.reading.stated.get("status") in [way.get("status", "") for way, _ in called_by_facts(turn, text)]


def drop_question_of_no_case(turn: Turn) -> None:
    """Await no fact any more of who has no case of their own: nobody can say it."""
    if turn.pending_fact and search(turn.knowledge.phrases.no_own_case, normalize(turn.reading.text)):
        turn.set("pending_question", None)


def leave_supposition(turn: Turn) -> None:
    """Hold again what a supposition set aside, where the message speaks of the case as it is: «¿entonces la mía?»"""
    aside = turn.get("set_aside")
    if aside and (_is_over(turn) or (not turn.reading.supposes and _says_as_it_is(turn))):
        for fact, value in aside.items():
            if value or fact != "party":  # who may withdraw it is who filed it
                turn.set(fact, value)
        turn.set("set_aside", None)


def keep_what_is_awaited(turn: Turn) -> None:
    """Hold from now on that not all is settled, where who filed it means to wait for that: «no la quito hasta que
    pague, ¿verdad?» The reply to that is the same.
    """
    facts, knowledge = turn.facts, turn.knowledge
    may_wait = facts.get("party") == "complainant" and facts.get("status") not in OVER and not turn.get("to_come")
    is_put = turn.reading.intent == "confirm" or "?" not in turn.reading.text
    place = in_claim(knowledge, knowledge.phrases.settle_first, turn.reading.text)
    plan = normalize(turn.reading.text[slice(*place)]) if place else ""
    # «Si me paga, la quito» says nothing of whether they were paid.
    if may_wait and is_put and plan and not plan.startswith("si ") and _SETTLED not in facts:
        turn.set(_SETTLED, "no")


def restore_facts(turn: Turn) -> None:
    """Give the facts that the message before the latest changed the values that they had before it."""
    for fact, value in facts_stored_last(turn.tracker, turn.knowledge).items():
        turn.set(fact, value)


def _take_back_of_all(turn: Turn) -> None:
    """What the person says that they never said, «no he dicho que sea por marca», they did not say of another case."""
    if not contains(turn.reading.text, turn.knowledge.phrases.taken_back):
        return
    denied = {
        f: turn.before.get(f) for f in turn.knowledge.facts if f in (*turn.reading.retracted, *turn.reading.stated)
    }
    for number, case in enumerate(cases_of(turn)):
        said = {
            f: RETRACTED
            for f, value in denied.items()
            if case and case["facts"].get(f) == value != turn.reading.stated.get(f)
        }
        if said:
            tell_of(turn, number, said)


def _tell_apart(turn: Turn) -> None:
    """Where the message tells something of one case and asks about another, keep what it tells with the one that it is
    said of, and go to the other.
    """
    cases = cases_of(turn)
    asked = asked_about(turn, cases)
    if asked is None:
        move_what_was_told(turn)
        tell_each(turn)
        return
    for number, facts in asked.told.items():
        tell_of(turn, number, facts)
    if asks_of_the_effect(turn):
        turn.reading = turn.reading._replace(stated={}, second_case={})
        return
    if cases[asked.number] is not None:
        go_to(turn, asked.number)
    held = turn.facts
    news = {fact: value for fact, value in asked.stated.items() if value not in (held.get(fact), RETRACTED)}
    turn.reading = turn.reading._replace(stated=news, second_case={})
    ask_from(turn, len(turn.reading.text) - len(asked.rest))
    if any(asked.told.values()) and search(turn.knowledge.phrases.what_to_do, normalize(asked.rest)):
        turn.reading = turn.reading._replace(intent="next_step", questions=[], details=[])
    turn.cases.one_of_them = True


def _speaks_of_it_as_it_is(turn: Turn) -> bool:
    """What answers a question that was asked within a supposition follows from it; any other statement does not."""
    reading = turn.reading
    if contains(reading.text, turn.knowledge.phrases.not_asked):
        return False
    states = (reading.stated and turn.pending not in reading.stated) or reading.intent in _AS_IT_IS
    return bool(states) or _says_as_it_is(turn)


def _is_over(turn: Turn) -> bool:
    """Whether a message rests no more on where the case was supposed to stand: it asks where it stands, or plans to
    withdraw later one supposed closed, «que pague y luego la quito», or, after «¿y si ya la quité?», asks how.
    """
    reading, phrases, text = turn.reading, turn.knowledge.phrases, normalize(turn.reading.text)
    is_told = "status" in (*reading.stated, *reading.retracted)
    if is_told or "status" not in (turn.get("set_aside") or {}):
        return False
    is_plan = in_claim(turn.knowledge, phrases.settle_first, text) or search(phrases.not_withdrawn, text)
    if turn.facts.get("status") != "withdrawn":
        follows = turn.facts.get("status") != "processed" or search(phrases.follows_from_it, text)
        return reading.intent == "status_check" or (bool(is_plan) and not follows)
    is_plan = is_plan or search(phrases.own_withdrawal, text)
    return bool(is_plan or not _NOT_YET_DONE.isdisjoint((reading.intent, *reading.questions)))


def _says_as_it_is(turn: Turn) -> bool:
    phrases = turn.knowledge.phrases  # «no, mire, aún no la he puesto», after «ponga que ya la cerraron»
    is_not_filed = turn.get("to_come") and search(phrases.not_filed, normalize(turn.reading.text))
    return bool(is_not_filed or search(phrases.case_as_it_is, normalize(turn.reading.text)))
