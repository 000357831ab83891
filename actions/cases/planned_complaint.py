"""A complaint that nobody filed yet, and that the person may file: a case of its own, of which they are the
complainant, beside the one that they received. The slot `to_come` says that the case under discussion is one.
"""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.both_cases import cases_of, is_of_all
from actions.cases.by_message.switch import begin_case, go_to
from actions.cases.facts_within import read_within
from actions.cases.labels import are_to_come
from actions.reading.asked_in_words import meant_by_words
from actions.reading.details_named import is_named
from actions.reading.phrases import FIRST_PERSON, clause_of, normalize, without_questions
from actions.reading.principal import names
from actions.reading.supposing import supposes_one_filed
from actions.reading.tracker_state import last_turn
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

SLOT = "to_come"
_OF_A_WITHDRAWAL = ("withdraw", "refile", "reopen")
_OTHER_MATTER, _OF_A_COURT = "other_matter", ("accuse_the_liar", "sue_for_damages")  # details
_OF_FILING, _HOW_TO_FILE = "should_file", "first_filing"
_AGAIN = frozenset({"refile", "reopen"})  # asked by who has filed one
_OF_ONE_FILED = ("party", "status", "issues_resolved")  # facts that only a complaint that was filed has
_OF_SOMETHING_ELSE = frozenset(
    {"fraud", "authority", "other_platform", "elsewhere", "account", "erase", "privacy", "human", "feedback"}
)
_ONLY_THE_ACCUSED_ASKS = frozenset(
    {"respondent_request", "ip_notice", "ip_remove_listing", "respond_deadline", "appeal"}
)
# What is asked of the one received, after one word of the other; of what comes of it, where it is not of «él».
_OF_THE_RECEIVED = _ONLY_THE_ACCUSED_ASKS | frozenset(
    {
        "ip_review",
        "points",
        "next_step",
        "confirm",
        "status_check",
        "settlement",
        "mediation",
        "who_complained",
        "lawyer",
    }
)
_OF_ITS_EFFECT = frozenset({"ip_outcomes", "ip_withdrawal_effect", "points"})
_QUESTION = re.compile(r"¿[^?]*\?")
_LAST_CLAUSE = re.compile(r"[^.,;:!¿?]*(?=\?)")  # of a question


def place_one_to_come(turn: Turn) -> bool:
    """Go to the complaint that the person may file, or begin it, where the message speaks of it, and back to the one
    received where it speaks of that; whether it was placed so. One that was filed is to come no more.
    """
    if turn.reading.is_button or is_of_all(turn) or not re.search(r"\w", turn.reading.text):
        return False
    number = _number_of_one(turn)
    if number is not None and _was_filed(turn):
        _take_up(turn, number)
        stated = {**turn.reading.stated, "party": "complainant"}
        turn.set(SLOT, None)
        turn.reading = turn.reading._replace(stated=stated, second_case={})
        return True
    if _speaks_of_it(turn, number):
        told, asked = _told_of_it(turn), _asked_of_it(turn)
        if _tells_of_one_received(turn):  # «me denunció por mi logo. ¿Lo puedo denunciar yo?»
            for fact, value in turn.reading.stated.items():
                turn.set(fact, value)
            told = {"party": "complainant"}
        if number is not None:
            _take_up(turn, number)
        elif turn.facts.get("party") == "respondent" or _is_for_something_else(turn) or _is_of_a_new_one(turn):
            begin_case(turn)
        turn.set(SLOT, True)
        turn.reading = turn.reading._replace(**asked)
        retracted = [fact for fact in turn.reading.retracted if fact not in _OF_ONE_FILED]
        turn.reading = turn.reading._replace(stated=told, second_case={}, supposed=frozenset(), retracted=retracted)
        return True
    if turn.get(SLOT) and (received := _received(turn)) is not None and _is_of_the_received(turn):
        go_to(turn, received)
    elif turn.get(SLOT) and received is None and "status" in turn.reading.stated and not turn.reading.supposes:
        turn.set(SLOT, None)  # it has to have been filed
    return False


def _take_up(turn: Turn, number: int) -> None:
    if cases_of(turn)[number] is not None:
        go_to(turn, number)


def _number_of_one(turn: Turn) -> Optional[int]:
    """The number of the case that is to come; None where there is none."""
    held = are_to_come(turn)
    return held.index(True) if True in held else None


def _received(turn: Turn) -> Optional[int]:
    """The number of the complaint that the person received, which is kept beside the one to come."""
    kept = [number for number, case in enumerate(cases_of(turn)) if case and case["facts"].get("party") == "respondent"]
    return kept[-1] if kept else None


def _told_of_it(turn: Turn) -> dict[str, str]:
    """What the message tells of the complaint that is to come, which is in no state; who asks how one files it tells
    the ground, too.
    """
    reading = turn.reading
    read = {**read_within(turn, 0, len(reading.text)), **reading.stated}
    told = reading.stated if reading.intent in turn.knowledge.stated_in else {"ground": read.get("ground")}
    stated = {fact: value for fact, value in told.items() if value and fact not in _OF_ONE_FILED}
    return {**stated, "party": "complainant"}


def _asked_of_it(turn: Turn) -> dict[str, Any]:
    """What of the reading is put otherwise: who only names it, «no la que recibí: la que pondría yo», asks of it what
    was asked last; and one for something else is not filed again.
    """
    reading, words = turn.reading, turn.knowledge.asked_in_words.names_to_come
    asked = [message.answer.get("topic") for message in last_turn(turn.tracker)]
    topic = next((topic for topic in asked if topic in _OF_A_WITHDRAWAL), None)
    if topic and meant_by_words(turn.knowledge, words, reading.intent, reading.text):
        return {"intent": topic, "questions": [topic], "details": [], "beside": []}
    if _is_for_something_else(turn):
        return {"details": [_OTHER_MATTER, *reading.details]}
    return {}


def _speaks_of_it(turn: Turn, number: Optional[int]) -> bool:
    """Whether the message speaks of a complaint that the person may file, in so many words, or asks whether to file
    where nothing is known of one that was filed.

    Args:
        number: of the case that is to come, if there is one.
    """
    reading, phrases, party = turn.reading, turn.knowledge.phrases, turn.facts.get("party")
    text, asked = normalize(reading.text), {reading.intent, *reading.questions}
    says_so = any(search(pattern, text) for pattern in (phrases.plans_to_file, phrases.would_file))
    if search(phrases.would_not_file, text) or asked & _OF_SOMETHING_ELSE:
        return False
    if party == "respondent" and any(is_named(turn.knowledge, name, text) for name in _OF_A_COURT):
        return False  # «¿lo puedo denunciar por chantaje?», «¿lo puedo demandar por las pérdidas?»
    if not says_so and turn.has_written(phrases.no_own_case):
        return False  # who asks for the rule plans none
    if number is not None:
        return says_so or (not turn.get(SLOT) and search(phrases.not_filed, text) is not None)
    if search(phrases.mention.i_filed, re.sub(phrases.not_filed, " ", text)) or _is_filed_again(turn, text):
        return False
    if party == "respondent" or _tells_of_one_received(turn):
        return says_so and not _asks_of_the_received(turn)
    is_not_filed = _says_it_is_not_filed(turn)
    if search(phrases.complains_back, text) and not (says_so or is_not_filed):
        return False  # «me amenaza con poner una queja» is of theirs
    if party == "complainant":
        plans_it = says_so or search(phrases.plans_another, text) is not None
        is_beside = (plans_it and _is_for_something_else(turn)) or _is_of_a_new_one(turn)
        is_own = not turn.get("principal")  # «yo no he puesto nada», of who spoke of somebody else's
        return is_beside or (is_not_filed and is_own and "status" not in turn.facts)
    stated = reading.stated.keys() - {"party", *(("issues_resolved",) if is_not_filed else ())}
    is_known = bool(asked & _AGAIN) or not {*turn.facts, *stated}.isdisjoint(_OF_ONE_FILED)
    is_known |= search(phrases.mention.one_before, text) is not None
    is_anothers = names(turn.knowledge).search(text) is not None
    plans_one = search(phrases.plans_to_file, normalize(without_questions(reading.text))) is not None
    if is_known or is_anothers or (reading.intent == _HOW_TO_FILE and not (is_not_filed or plans_one)):
        return False  # who only asks how one is filed has no case yet
    return says_so or is_not_filed or _OF_FILING in asked


def _says_it_is_not_filed(turn: Turn) -> bool:
    """Whether the message tells, and does not ask, that no complaint was filed yet, «aún no la he puesto, ¿la podré
    retirar?», and not why one was, «no la he puesto por maldad».
    """
    told = normalize(_QUESTION.sub(" ", turn.reading.text))
    found = search(turn.knowledge.phrases.not_filed, told)
    return found is not None and re.match(r" (?:por|para)\b", told[found.end() :]) is None


def _tells_of_one_received(turn: Turn) -> bool:
    """Whether the message tells of one that the person received, where nothing was known of any: not «si denuncio, ¿le
    quitan puntos?»
    """
    if "party" in turn.facts or turn.reading.stated.get("party") != "respondent":
        return False
    read = [e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] == "party"]
    clauses = [normalize(clause_of(turn.reading.text, entity)) for entity in read]
    third_person = turn.knowledge.phrases.third_person
    return not any(search(third_person, c) and not FIRST_PERSON.search(c) for c in clauses)


def _is_filed_again(turn: Turn, text: str) -> bool:
    """Whether one that the person filed, and that is kept, is to be filed anew: «¿y la otra la vuelvo a poner?»"""
    kept = any(case and case["facts"].get("party") == "complainant" for case in cases_of(turn))
    return kept and search(turn.knowledge.phrases.not_a_first_one, text) is not None


def _is_for_something_else(turn: Turn) -> bool:
    """Whether who filed one speaks of something else: «si otra vez le compro y sale mala»."""
    is_filed = turn.facts.get("party") == "complainant" and not turn.get(SLOT)
    return is_filed and search(turn.knowledge.phrases.of_another_deal, normalize(turn.reading.text)) is not None


def _is_of_a_new_one(turn: Turn) -> bool:
    """Whether who filed one that is over, and plans another, asks of that: «voy a poner otra», «¿la podré retirar?»"""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    is_over = turn.facts.get("party") == "complainant" and turn.facts.get("status") in OVER and not turn.get(SLOT)
    if not is_over or not search(phrases.own_withdrawal, text) or search(phrases.case_as_it_is, text):
        return False
    return any(search(phrases.plans_another, normalize(said)) for said in (*turn.written_before[-1:], text))


def _was_filed(turn: Turn) -> bool:
    """Whether the message tells that the complaint to come was filed: «al final ya la puse»."""
    phrases, told = turn.knowledge.phrases, normalize(without_questions(turn.reading.text))
    told = re.sub(phrases.not_filed, " ", told)  # «ni siquiera la he puesto»
    return search(phrases.filed_now, told) is not None and not (turn.reading.supposes or supposes_it_filed(turn))


def supposes_it_filed(turn: Turn) -> bool:
    """Whether the message, as it was written, supposes that the complaint to come was filed."""
    return supposes_one_filed(turn.knowledge, turn.written[-1])


def _is_of_the_received(turn: Turn) -> bool:
    """Whether the message is rather of the complaint that was received: it names it, «la que me pusieron», wants it
    all summed up, asks whether to wait, tells where it stands, speaks of the other party's withdrawal, asks what only
    the accused asks, or gives up the one to come: «no quiero denunciarlo, vuelvo a la mía».
    """
    reading, phrases = turn.reading, turn.knowledge.phrases
    text, asked = normalize(reading.text), {reading.intent, *reading.questions}
    names_it = (phrases.called["party"]["respondent"], phrases.mention.against_me)
    if any(search(pattern, text) for pattern in (*names_it, phrases.sums_up_all, phrases.leaves_it)):
        return True
    if "status" in reading.stated and not reading.supposes:
        return True
    if search(phrases.own_withdrawal, text):
        return False
    goes_back = any(search(pattern, text) for pattern in (phrases.would_not_file, phrases.mention.back_to_own))
    if goes_back or search(phrases.they_withdraw, text) or asked & _OF_THE_RECEIVED:
        return True
    return bool(asked & _OF_ITS_EFFECT) and FIRST_PERSON.search(text) is not None


def _asks_of_the_received(turn: Turn) -> bool:
    """Whether the message, that speaks of filing one, asks of the complaint that was received: «pienso denunciarlo yo.
    ¿La que me pusieron se puede retirar?», «si lo denuncio, ¿me quitan la sanción?»
    """
    reading, phrases = turn.reading, turn.knowledge.phrases
    question = normalize(" ".join(_LAST_CLAUSE.findall(reading.text)))
    asked = {reading.intent, *reading.questions}
    is_named = search(phrases.called["party"]["respondent"], question) is not None
    is_of_me = any(re.search(pattern, question) for pattern in (FIRST_PERSON, phrases.mention.myself))
    return is_named or bool(asked & _ONLY_THE_ACCUSED_ASKS) or (bool(asked & _OF_ITS_EFFECT) and is_of_me)
