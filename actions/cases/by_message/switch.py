"""Which case a message goes to: it begins another one, or goes back to one that was talked about before."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.both_cases import (
    OF_ONE,
    asks_of_the_effect,
    cases_of,
    held_of,
    is_of_all,
    speaks_of_all,
    the_open_one,
)
from actions.cases.by_message.another_case import (
    begins_another,
    called_otherwise,
    called_party,
    of_the_new_one,
    still_for,
    told_party,
)
from actions.cases.by_message.case_names import case_meant, only_names_case
from actions.cases.by_message.mentions import starts_at
from actions.cases.case_words import words, words_of_case
from actions.cases.facts_within import facts_within, surely
from actions.cases.principal import new_principal, spoken_of
from actions.cases.stored_cases import hold, kept_as, tell_of
from actions.reading.details_only_told import LEAVE_IT
from actions.reading.entities import RETRACTED, details_read, values
from actions.reading.intent import FALLBACK
from actions.reading.message import Reading
from actions.reading.phrases import normalize
from actions.reading.tracker_state import last_turn
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

_ASKS_ON = ("refile", "next_step")
_AGAIN = ("refile", "reopen")
_MEANS_AN_OPEN_ONE = {"duration", "where", "before_withdrawing", "until_when"}  # ask of one not closed yet
_TO_COME = re.compile(r"\bnuev[ao]\b")  # «¿cuánto tarda una nueva?» is of none that can be withdrawn
_ACTS = ("status_check", "next_step")
_A_NAME = 6  # words: «¿y la que me pusieron a mí?»
REPLIES = ("affirm", "deny", "dont_know")


def switch_case(turn: Turn) -> None:
    """Begin another case, or go back to one, where the message says so."""
    reading = turn.reading
    if reading.intent in REPLIES or reading.second_case or reading.is_button:
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
        is_over = meant is not None and held_of(turn, meant, "status") == "processed"
        if is_over or (meant is None and is_of_all(turn)):
            meant = the_open_one(turn)  # «la saqué»; «ya quité la otra» is not of the one that is closed
    is_to_come = _TO_COME.search(normalize(reading.text))
    is_this_one = search(turn.knowledge.phrases.mention.points_to_this, normalize(reading.text))
    may_be_open = not (is_of_all(turn) or is_to_come or is_this_one)
    asks_of_open = reading.if_closed or _MEANS_AN_OPEN_ONE.intersection(reading.questions + reading.details)
    if meant is None and may_be_open and asks_of_open:
        meant = the_open_one(turn) if turn.facts.get("status") in OVER else None
        if meant is not None and held_of(turn, meant, "party") == "respondent" != turn.facts.get("party"):
            meant = None  # «¿dónde la quito?» is not of one that they received
    if anew := of_the_new_one(turn):
        _begin_new_one(turn, anew)
    elif meant is None and not turn.cases.stays and (turn.facts or turn.topic) and begins_another(turn):
        is_against = search(turn.knowledge.phrases.mention.against_some, normalize(reading.text))
        filed = "complainant" if is_against and turn.pending == "new_case" else None  # «sí, contra una tienda»
        _begin_another(turn, party or reading.stated.get("party") or told_party(turn)[0] or filed)
    elif meant is not None and cases_of(turn)[meant] is not None:
        _go_back(turn, meant, asked_last)


def _begin_new_one(turn: Turn, anew: dict[str, str]) -> None:
    """Begin the case of the complaint that was filed anew, of which this is so."""
    reading = turn.reading
    begin_case(turn)
    turn.reading = reading._replace(stated={**reading.stated, **anew})
    if reading.intent in _ASKS_ON and not reading.details:  # whether it can be is no question any more
        turn.reading = turn.reading._replace(intent="next_step", questions=[], details=[LEAVE_IT])


def _begin_another(turn: Turn, party: Optional[str]) -> None:
    """Begin another case with what the message says of it.

    Args:
        party: who the person is in it, as they call it, or tell it.
    """
    reading = turn.reading
    whose, start = new_principal(turn) or spoken_of(turn) or still_for(turn), called_otherwise(turn)
    if start is not None:  # «la de las fotos sigue, ¿y la del reloj, que ya la cerraron?»
        of_old = facts_within(turn, 0, start)
        tell_of(turn, cases_of(turn).index(None), surely(turn, of_old))
        rest = {fact: value for fact, value in reading.stated.items() if fact not in of_old}
        turn.reading = reading = reading._replace(stated={**rest, **facts_within(turn, start, len(reading.text))})
    begin_case(turn)
    if party:
        turn.reading = reading._replace(stated={**reading.stated, "party": party})
    if whose:
        turn.set("principal", whose)


def _go_back(turn: Turn, number: int, asked_last: Optional[str]) -> None:
    """Go back to a case with what the message says of it; where it only names it, to what was asked last.

    Args:
        asked_last: the topic that was talked about.
    """
    start = starts_at(turn, cases_of(turn), number)
    go_to(turn, number)
    ask_of_it(turn, start, asked_last)


def ask_of_it(turn: Turn, start: int, asked_last: Optional[str], only_names: bool = False) -> None:
    """Ask of the case that was gone to what the message asks from where it names it, or, where it only names it, what
    was asked last.

    Args:
        only_names: it is known that it does.
    """
    ask_from(turn, start)
    reading = turn.reading
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
    says_no = re.match(turn.knowledge.phrases.begins_with_no, normalize(reading.text))
    meant_it = says_no and intent == "correction" and not (news or retracted or reading.questions or reading.details)
    fits = _fits_here(turn, asked_last)
    echoes = fits != asked_last and reading.intent == "inform" and reading.questions == [asked_last]
    if (asked_last or act) and (meant_it or echoes or only_names or only_names_case(turn) or _only_names(reading)):
        # «¿Y la otra?», or «no, la que sigue pendiente», asks of it what was asked last.
        turn.set("topic", fits)
        questions = [act] if act in turn.knowledge.subjects else []
        turn.reading = turn.reading._replace(intent=act or "inform", questions=questions, details=[], ranking=[])


def _fits_here(turn: Turn, topic: Optional[str]) -> Optional[str]:
    """The topic that was asked of another case; where that one was withdrawn, and this one is still open, whether this
    one can be: it is not filed again yet, nor opened.
    """
    was_withdrawn = any(case and case["facts"].get("status") == "withdrawn" for case in cases_of(turn))
    is_open = {**turn.facts, **turn.reading.stated}.get("status") not in OVER
    return "withdraw" if topic in _AGAIN and was_withdrawn and is_open else topic


def ask_from(turn: Turn, start: int) -> None:
    """Let go of the details of what the message only tells of another case, before `start`, where it names the one that
    it goes to.
    """
    reading = turn.reading
    if not start or "?" in reading.text[:start]:
        return
    read = details_read(turn.tracker.latest_message)
    told = {e["value"] for e in read if e.get("start", start) < start}
    of_it = {e["value"] for e in read if e.get("start", start) >= start}
    turn.reading = reading._replace(details=[detail for detail in reading.details if detail not in told - of_it])


def begin_case(turn: Turn) -> None:
    """Keep the case under discussion with the others, and begin one without facts, or go to one that has none."""
    cases = cases_of(turn)
    untold = (number for number, case in enumerate(cases) if number and case and not case["facts"])
    go_to(turn, next(untold, len(cases)))


def go_to(turn: Turn, number: int) -> None:
    """Keep the case under discussion with the others, and take up the one of this number, or one without facts."""
    cases = list(cases_of(turn))
    if is_of_all(turn) and turn.topic:
        cases = [case and {**case, "topic": turn.topic} for case in cases]  # that was answered of each of them last
    as_stated = {**turn.facts, **(turn.get("set_aside") or {})}
    stated = {fact: value for fact, value in as_stated.items() if value}
    current = cases.index(None)
    taken_up = (cases[number] if number < len(cases) else None) or {"facts": {}, "topic": None}
    start = 0 if is_of_all(turn) else starts_at(turn, cases, number)
    before = {*words(turn.reading.text[:start])}.difference(words(turn.reading.text[start:]))
    said = {*words_of_case(turn, cases), *before}
    cases[current] = {**kept_as(turn, sorted(said)), "facts": stated}
    cases[number : number + 1] = [None]
    if is_of_all(turn):
        del cases[current]  # what is so of all cases is none of its own
    hold(turn, cases, taken_up, words(turn.reading.text))
    turn.cases.switched = True


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
