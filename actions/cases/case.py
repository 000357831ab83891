"""The facts of the case under discussion: what a message does to them. Nothing else stores facts.

A supposition that contradicts a stated fact sets it aside (slot `set_aside`) until the person speaks of the case as it
is. Cases talked about before are kept in the slot `cases`: a list with the facts, the topic, the principal and the
words of each, and None for the one under discussion.
"""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.another_case import (
    begins_another,
    called_otherwise,
    called_party,
    filed_anew,
    of_both,
    still_for,
)
from actions.cases.both_cases import (
    OF_ONE,
    asks_of_the_effect,
    cases_of,
    is_of_all,
    share_facts,
    speaks_of_all,
    status_of,
    take_names,
    the_open_one,
)
from actions.cases.case_names import (
    case_meant,
    only_names_case,
)
from actions.cases.case_words import new_words, words, words_of_case
from actions.cases.facts_within import facts_within, surely
from actions.cases.mentions import asked_about, words_before
from actions.cases.principal import new_principal, spoken_of, store_principal
from actions.cases.several_cases import (
    asked_of_two,
    join_cases,
    keep_both,
    keep_words,
    kept_as,
    move_what_was_told,
    tell_each,
    tell_of,
)
from actions.cases.told_at_once import ask_of_each, split_case
from actions.cases.unanswered import unanswered
from actions.reading.details_asked import LEAVE_IT
from actions.reading.entities import RETRACTED, values
from actions.reading.intent import FALLBACK
from actions.reading.message import Reading
from actions.reading.phrases import contains, normalize
from actions.reading.rejected import denies_another
from actions.reading.the_rule import beside_the_rule
from actions.reading.tracker_state import facts_stored_last, last_turn
from actions.turn.turn import Turn

_ASKS_ON = ("refile", "next_step")
_AS_IT_IS = ("correction", "next_step")  # intents that speak of the case as it is
_MEANS_AN_OPEN_ONE = {"duration", "where", "before_withdrawing"}  # ask of a case that can still be withdrawn
_ACTS = ("status_check", "next_step")
_A_NAME = 6  # words: «¿y la que me pusieron a mí?»
_REPLIES = ("affirm", "deny", "dont_know")


def store_facts(turn: Turn) -> None:
    """Store what the latest message states, takes back or supposes, in the case that it speaks of."""
    join_cases(turn)
    split_case(turn)
    ask_of_each(turn)
    keep_words(turn)
    _tell_apart(turn)
    if not turn.one_of_them:
        take_names(turn)
    reading = turn.reading
    for fact, value in unanswered(turn).items():
        turn.set(fact, value)
        turn.before[fact] = value
    was_of_all = is_of_all(turn)
    is_another = reading.intent == "new_case" and bool(turn.facts or turn.topic)
    if not (turn.one_of_them or turn.is_one_case or turn.is_split):
        _switch_case(turn)
    reading = turn.reading
    if reading.intent not in turn.knowledge.stated_in and not reading.stated:
        return
    if is_another and not (turn.switched or turn.one_of_them or turn.is_split):
        return  # what is said of a case that was not begun yet is not said of this one
    for fact in reading.retracted:
        if not denies_another(turn.knowledge, reading.text, fact, turn.facts.get(fact)):
            turn.set(fact, None)
    stated = {fact: value for fact, value in reading.stated.items() if fact not in reading.second_case}
    aside = dict(turn.get("set_aside") or {})
    held = turn.facts
    is_news = reading.of_the_rule or any(reading.stated.get(f, held.get(f)) != held.get(f) for f in reading.supposed)
    goes_back = not is_news and contains(reading.text, turn.knowledge.phrases.case_as_it_is)  # «¿y la mía?»
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
    store_principal(turn)
    _go_to_the_one_asked(turn)
    if aside != (turn.get("set_aside") or {}):
        turn.set("set_aside", aside or None)


def restore_facts(turn: Turn) -> None:
    """Give the facts that the message before the latest changed the values that they had before it."""
    for fact, value in facts_stored_last(turn.tracker, turn.knowledge).items():
        turn.set(fact, value)


def begin_case(turn: Turn) -> None:
    """Keep the case under discussion with the others, and begin one without facts."""
    _go_to(turn, len(cases_of(turn)))


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
        _go_to(turn, asked.number)
    held = turn.facts
    news = {fact: value for fact, value in asked.stated.items() if value not in (held.get(fact), RETRACTED)}
    turn.reading = turn.reading._replace(stated=news, second_case={})
    if any(asked.told.values()) and re.search(turn.knowledge.phrases.what_to_do, normalize(asked.rest)):
        turn.reading = turn.reading._replace(intent="next_step", questions=[], details=[])
    turn.one_of_them = True


def _go_to_the_one_asked(turn: Turn) -> None:
    """Where the message tells of two cases and then asks about one of them, keep both and go to that one."""
    reading = turn.reading
    number = asked_of_two(turn) if reading.second_case else None
    if number is None:
        return
    told = (reading.first_case, reading.second_case)
    kept = keep_both(turn, *told, turn.topic or "withdraw")
    _go_to(turn, kept[number])
    intent, questions = reading.intent, reading.questions
    if turn.facts.get("status") == "withdrawn" and len(questions) > 1:
        questions = [question for question in questions if question != "withdraw"]  # that is only told
        intent = questions[0] if intent == "withdraw" else intent
    turn.reading = reading._replace(intent=intent, questions=questions, stated={}, second_case={})
    turn.one_of_them = True


def _switch_case(turn: Turn) -> None:
    """Begin another case, or go back to one, where the message says so."""
    reading = turn.reading
    if reading.intent in _REPLIES or reading.second_case or reading.is_button:
        if reading.is_button and turn.pending == "new_case" and begins_another(turn):
            begin_case(turn)
        return
    if speaks_of_all(turn) or (asks_of_the_effect(turn) and not reading.stated):
        return
    party = called_party(turn)
    if party and "party" in reading.stated:  # whatever it is read as: «la que le puso él a mi mujer»
        turn.reading = reading = reading._replace(stated={**reading.stated, "party": party})
    meant, asked_last = case_meant(turn, cases_of(turn)), turn.topic
    if reading.stated.get("status") == "withdrawn" and not reading.supposes:
        is_over = meant is not None and status_of(turn, meant) == "processed"
        if is_over or (meant is None and is_of_all(turn)):
            meant = the_open_one(turn)  # «la saqué»; «ya quité la otra» is not of the one that is closed
    if meant is None and not is_of_all(turn) and _MEANS_AN_OPEN_ONE.intersection(reading.questions):
        meant = the_open_one(turn) if turn.facts.get("status") in ("processed", "withdrawn") else None
    if anew := filed_anew(turn):
        begin_case(turn)
        turn.reading = reading._replace(stated={**reading.stated, **anew})
        if reading.intent in _ASKS_ON and not reading.details:  # whether it can be is no question any more
            turn.reading = turn.reading._replace(intent="next_step", questions=[], details=[LEAVE_IT])
    elif meant is None and (turn.facts or turn.topic) and begins_another(turn):
        whose, start = new_principal(turn) or spoken_of(turn) or still_for(turn), called_otherwise(turn)
        if start is not None:  # «la de las fotos sigue, ¿y la del reloj, que ya la cerraron?»
            of_old = facts_within(turn, 0, start)
            tell_of(turn, cases_of(turn).index(None), surely(turn, of_old))
            rest = {fact: value for fact, value in reading.stated.items() if fact not in of_old}
            turn.reading = reading = reading._replace(
                stated={**of_both(turn), **rest, **facts_within(turn, start, len(reading.text))}
            )
        begin_case(turn)
        if re.search(turn.knowledge.phrases.what_to_do, normalize(reading.text)):
            reading = reading._replace(intent="next_step", questions=[], details=[])
            turn.reading = reading
        if party:
            turn.reading = reading._replace(stated={**reading.stated, "party": party})
        if party and _only_names(reading):  # «¿y la que me pusieron a mí?»
            turn.set("topic", asked_last)
            turn.reading = turn.reading._replace(intent="inform", questions=[], details=[], ranking=[])
        if whose:
            turn.set("principal", whose)
    elif meant is not None and cases_of(turn)[meant] is not None:
        _go_to(turn, meant)
        held = turn.facts
        news = {fact: value for fact, value in reading.stated.items() if held.get(fact) != value}
        said = turn.tracker.latest_message
        # «La segunda no es por copia» takes nothing back of one that is for spam.
        retracted = [f for f in reading.retracted if {held.get(f), RETRACTED}.intersection(values(said, f))]
        # What only names the case decides nothing: «¿y la que me pusieron me baja puntos?»
        is_unclear = not news and said["intent"]["name"] == FALLBACK and reading.intent == "inform"
        intent = FALLBACK if is_unclear else reading.intent
        turn.reading = reading = reading._replace(intent=intent, stated=news, retracted=retracted)
        act = _act_of_last_reply(turn, asked_last)
        if (asked_last or act) and (only_names_case(turn) or _only_names(reading)):
            # «¿Y la otra?» asks of it what was asked last.
            turn.set("topic", asked_last)
            questions = [act] if act in turn.knowledge.subjects else []
            turn.reading = turn.reading._replace(intent=act or "inform", questions=questions, details=[], ranking=[])


def _only_names(reading: Reading) -> bool:
    """Whether nothing was understood of a message that is hardly more than a name: «¿y los guantes qué?»"""
    return reading.intent in (FALLBACK, "elsewhere") and len(reading.text.split()) <= _A_NAME


def _act_of_last_reply(turn: Turn, topic: Optional[str]) -> Optional[str]:
    """What the last reply did, where that is no topic: it said where to look, what to do, or a line on a subject.

    Args:
        topic: that was talked about.
    """
    last = last_turn(turn.tracker)
    answers = [message.answer for message in last]
    done = [answer.get("about") if answer.get("topic") == "out_of_scope" else answer.get("topic") for answer in answers]
    act = next((act for act in done if act in _ACTS or act in turn.knowledge.subjects), None)
    if act in turn.knowledge.subjects and any(message.response in OF_ONE for message in last):
        return "next_step"  # the subject was one point of what was said of several
    return None if act == "next_step" and topic else act


def _go_to(turn: Turn, number: int) -> None:
    cases = list(cases_of(turn))
    if is_of_all(turn) and turn.topic:
        cases = [case and {**case, "topic": turn.topic} for case in cases]  # that was answered of each of them last
    as_stated = {**turn.facts, **(turn.get("set_aside") or {})}
    stated = {fact: value for fact, value in as_stated.items() if value}
    current = cases.index(None)
    taken_up = (cases[number] if number < len(cases) else None) or {"facts": {}, "topic": None}
    said = {*words_of_case(turn, cases), *(() if is_of_all(turn) else words_before(turn, cases, number))}
    cases[current] = {**kept_as(turn, sorted(said)), "facts": stated}
    cases[number : number + 1] = [None]
    if len(cases) > 2 and stated.items() <= taken_up["facts"].items():
        del cases[current]  # what was said of both cases of a message is none of its own
    turn.set("cases", cases)
    forget_case(turn)
    turn.set("case_words", sorted({*taken_up.get("words", []), *new_words(words(turn.reading.text), cases)}))
    for fact, value in taken_up["facts"].items():
        turn.set(fact, value)
    for slot in ("topic", "principal"):
        if taken_up.get(slot):
            turn.set(slot, taken_up[slot])
    turn.before = turn.facts
    turn.switched = True


def forget_case(turn: Turn) -> None:
    """Forget the case under discussion. That `topic` is reset marks where another begins."""
    for fact in turn.facts:
        turn.set(fact, None)
    for slot in ("set_aside", "pending_question", "principal", "topic", "of_all_cases"):
        turn.set(slot, None)
    turn.responder.begin_case()


def _speaks_of_it_as_it_is(turn: Turn) -> bool:
    """What answers a question that was asked within a supposition follows from it; any other statement does not."""
    reading = turn.reading
    if contains(reading.text, turn.knowledge.phrases.not_asked):
        return False
    states = (reading.stated and turn.pending not in reading.stated) or reading.intent in _AS_IT_IS
    return bool(states) or contains(reading.text, turn.knowledge.phrases.case_as_it_is)
