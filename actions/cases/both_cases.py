"""Two cases or more at once: «las dos siguen pendientes», «¿cuál de las dos puedo quitar?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.by_message.case_names import names_several
from actions.cases.by_message.mentions import judges_several
from actions.cases.case_words import said_that_two
from actions.cases.labels import differing_in
from actions.cases.labels_by_facts import called_by_facts
from actions.reading.entities import RETRACTED
from actions.reading.phrases import normalize
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search

_NAMES = ("kind", "ground")  # «el informe es por las fotos, los dos siguen pendientes» names one by them
_OF_NONE_ALONE = ("one_affects_other", "several_at_once", "both_sides")  # details
OF_ONE = ("utter_case", "utter_each_agrees", "utter_each_is")  # responses that name one of several cases


def cases_of(turn: Turn) -> list[Optional[dict[str, Any]]]:
    """The cases of the conversation, None in place of the one under discussion; see actions/cases/case.py."""
    return turn.get("cases") or [None]


def kept_cases(turn: Turn) -> list[dict[str, Any]]:
    """The cases talked about before."""
    return [case for case in cases_of(turn) if case]


def all_cases(turn: Turn) -> list[Facts]:
    """The facts of each case of the conversation, in their order; one where there are not several."""
    if is_of_all(turn):
        return [{**turn.facts, **case["facts"]} for case in kept_cases(turn)]
    return [case["facts"] if case else turn.facts for case in cases_of(turn)]


def principals(turn: Turn) -> list[Optional[str]]:
    """Whom the person speaks for in each case, in the order of `all_cases`."""
    if is_of_all(turn):
        return [case.get("principal") for case in kept_cases(turn)]
    return [case.get("principal") if case else turn.get("principal") for case in cases_of(turn)]


def is_of_all(turn: Turn) -> bool:
    """Whether several cases were told of and none of them was gone to since: what is held now is so of all."""
    return bool(turn.get("of_all_cases"))


def of_each_case(turn: Turn, *told: Facts) -> list[Facts]:
    """The facts of cases of one message: what is held of all, and what was told of each; without what is not known of
    it.
    """
    return [{f: v for f, v in {**turn.facts, **facts}.items() if v != RETRACTED} for facts in told]


def asks_of_the_effect(turn: Turn) -> bool:
    """Whether the message asks if one case affects another, or of several at once: that is of none of them alone."""
    named, text = turn.knowledge.phrases.details_named, normalize(turn.reading.text)
    return any(name in turn.reading.details and search(named[name].pattern, text) for name in _OF_NONE_ALONE)


def speaks_of_all(turn: Turn) -> bool:
    """Whether the message is about several cases of the conversation together."""
    if turn.cases.one_of_them:
        return False
    phrases = turn.knowledge.phrases
    says_so = search(phrases.both, re.sub(phrases.no_case, "", normalize(turn.reading.text)))
    return turn.cases.names_several or (bool(says_so) and len(all_cases(turn)) > 1)


def is_of_two_alike(turn: Turn) -> bool:
    """Whether the message asks about two cases of which nothing different was told: «tengo dos, ¿puedo retirarlas?»"""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    asks_of_both = any(search(p, re.sub(phrases.no_case, "", text)) for p in (phrases.both, phrases.them))
    return len(cases_of(turn)) == 1 and asks_of_both and said_that_two(turn)


def take_names(turn: Turn) -> None:
    """Where the message names several cases by their facts, those are no news of the case under discussion."""
    reading, cases = turn.reading, cases_of(turn)
    if len(cases) > 1 and set(reading.second_case) == {"party"} and (reading.supposes or asks_of_the_effect(turn)):
        # «Si yo quito la mía y él la suya»
        stated = {fact: value for fact, value in reading.stated.items() if fact != "party"}
        turn.reading = reading._replace(stated=stated, second_case={}, supposed=reading.supposed - {"party"})
    turn.cases.names_several = turn.cases.names_several or judges_several(turn) or names_several(turn, cases)
    if turn.cases.names_several:
        told = {*turn.reading.second_case, *turn.knowledge.phrases.called, *differing_in(all_cases(turn))}
        stated = {fact: value for fact, value in turn.reading.stated.items() if fact not in told}
        turn.reading = turn.reading._replace(stated=stated, second_case={}, supposed=frozenset())


def share_facts(turn: Turn, was_of_all: bool) -> None:
    """Where what the message states is so of all cases, keep it with each. What tells them apart stays as it is, unless
    the message says that it is about all of them.

    Args:
        was_of_all: see `is_of_all`, before the message.
    """
    about_all = speaks_of_all(turn)
    says_all = search(turn.knowledge.phrases.all_filed, normalize(turn.reading.text))
    of_each = was_of_all and (says_all or not turn.cases.switched)
    if not (about_all or of_each) or turn.reading.second_case or turn.reading.supposes:
        return
    kept = kept_cases(turn)
    of_one = _of_one_only(turn)
    for fact in of_one.intersection(turn.reading.stated) if is_of_all(turn) else ():
        turn.set(fact, turn.before.get(fact))  # what is held now is so of all
    if of_each:
        of_one &= differing_in(all_cases(turn))
    shared = {
        fact: value
        for fact, value in turn.reading.stated.items()
        if fact not in of_one
        and ((about_all and fact not in _NAMES) or len({case["facts"].get(fact) for case in kept}) == 1)
    }
    cases = [case and {**case, "facts": {**case["facts"], **shared}} for case in cases_of(turn)]
    turn.cases.changed_in_all = {
        f: v for f, v in shared.items() if any(c["facts"].get(f) not in (None, v) for c in kept)
    }
    if shared and kept:
        turn.set("cases", cases)


def _of_one_only(turn: Turn) -> set[str]:
    """The facts told of the case under discussion, before a question about all, «sigue abierta. ¿Quito las dos?», and
    those by which one is called: «las dos son por fotos; en la que cerraron perdí puntos».
    """
    of_one = set()
    for e in turn.tracker.latest_message.get("entities", []):
        start = max(turn.reading.text.rfind(end, 0, e.get("start", 0)) for end in ".?!,") + 1
        sentence = re.split(r"[.?!]", normalize(turn.reading.text[start:]), maxsplit=1)
        is_of_several = search(turn.knowledge.phrases.of_several, sentence[0])
        rest = "".join(sentence[1:])
        asks = "?" in rest or search(turn.knowledge.phrases.sums_up_all, rest)
        is_asked_then = bool(asks) and not is_of_several
        is_called = any(e["entity"] in way for way, _ in called_by_facts(turn, sentence[0]))
        if "start" in e and (is_asked_then or is_called):
            of_one.add(e["entity"])
    return of_one


def the_open_one(turn: Turn) -> Optional[int]:
    """The number of the one case that can have been withdrawn: «la saqué», of who told of an open and a closed one."""
    of_all = is_of_all(turn)
    numbers = [number for number, case in enumerate(cases_of(turn)) if case or not of_all]
    still = [number for number in numbers if held_of(turn, number, "status") in (None, "in_process")]
    return still[0] if len(still) == 1 else None


def held_of(turn: Turn, number: int, fact: str) -> Optional[str]:
    """What is held of the case of that number."""
    case = cases_of(turn)[number]
    return (case["facts"] if case else turn.facts).get(fact)
