"""What a part of a message says of the case that it speaks of: each fact is read where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.reading.clauses import CASE_CLAUSE_END
from actions.reading.doubted_facts import is_doubted
from actions.reading.entities import RETRACTED, as_fact, is_within
from actions.reading.facts_of_something_else import is_ones_own, says_nothing
from actions.reading.facts_of_the_case import listings_removed, without_listings
from actions.reading.phrases import clause_of, is_asked, normalize
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search

CALLED_BY = ("kind", "ground", "party")  # facts that name a case, and are no news of it
_OF_WHERE_IT_STANDS = ("status", "issues_resolved")
ALLOWS = {"issues_resolved": "yes", "status": "in_process"}  # what a withdrawal takes


def facts_within(turn: Turn, start: int, end: int, denied: Sequence[tuple[int, int]] = ()) -> Facts:
    """The facts that a part of the message states.

    Args:
        denied: where clauses about a case that is not meant begin and end.
    """
    part, phrases = normalize(turn.reading.text[start:end]), turn.knowledge.phrases
    if search(phrases.no_idea, part):
        return {}
    stated = dict(turn.reading.stated)
    for clause in denied:
        for fact in read_within(turn, *clause):
            stated.pop(fact, None)
    read = read_within(turn, start, end, unplaced=end == len(turn.reading.text))
    # «Ya me devolvió la mitad», «acaban de cerrarla» are told by their words, whatever was read of them; but that all
    # is settled, «esa nos llegó ayer», only where it was read, too, or is said in so many words; and nothing that was
    # read over two parts.
    is_settled = search(phrases.shown["issues_resolved"]["yes"], part) is not None
    in_words = [
        e
        for e in turn.reading.told
        if e["entity"] in _OF_WHERE_IT_STANDS and start <= e.get("start", -1) and e.get("end", 0) <= end
    ]
    read |= {e["entity"]: e["value"] for e in in_words if e["value"] != "yes" or e["entity"] in read or is_settled}
    apart = _read_apart(turn, start, end) if turn.reading.intent in turn.knowledge.stated_in else {}
    told = {
        f: value
        for f, value in read.items()
        if value in (stated.get(f), turn.reading.second_case.get(f)) or apart.get(f) == value
    }
    if _withdrew(turn, start, end):
        told["status"] = "withdrawn"  # of two states of two cases in a message, one is read
    elif stated.get("status") == "withdrawn" and "status" not in told and search(phrases.did_not_withdraw, part):
        told["status"] = RETRACTED  # «la del bolso no la retiré, retiré la del reloj»
    return told


def _withdrew(turn: Turn, start: int, end: int) -> bool:
    """Whether a part of the message tells that the person withdrew it: not «ya quité el anuncio», and not «la retiramos
    con el acuerdo pagado, ¿correcto?», which plans it.
    """
    part, phrases = normalize(turn.reading.text[start:end]), turn.knowledge.phrases
    took = search(phrases.took_it_back, part)
    if not took:
        return False
    before = part[: took.start()]
    is_a_thing = search(phrases.object_is_a_thing, part[took.start() :])
    is_planned = re.match(r"l[ao] \w+amos$", took[0]) and turn.reading.intent == "confirm"
    is_asked = search(phrases.somebody_asks, before) or _is_asked(turn, start, took.end())
    if is_a_thing or is_planned or is_asked or search(phrases.may_be_so, before):
        return False
    removed = listings_removed(turn.tracker, turn.knowledge, turn.reading.text, turn.reading.told)
    return not any(start <= begin < end for begin, _ in removed)


def _is_asked(turn: Turn, start: int, end: int) -> bool:
    """Whether what ends there, counted from the start of a part of the message, is asked: «¿la retiramos?»"""
    return re.match(r"[^.,;:!?]*\?", normalize(turn.reading.text[start:])[end:]) is not None


def case_clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a text, each with where it begins."""
    start = 0
    for end in CASE_CLAUSE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.start() if end[0].isalpha() else end.end()
    yield start, text[start:]


def surely(turn: Turn, told: Facts) -> Facts:
    """What is told where no case is named, without what would allow to withdraw one, unless the whole message states
    it: a few words that are read alone, «¡por fin!», settle nothing.
    """
    stated = turn.reading.stated
    return {fact: v for fact, v in told.items() if stated.get(fact) == v or ALLOWS.get(fact) != v}


def read_within(turn: Turn, start: int, end: int, unplaced: bool = True) -> Facts:
    """The facts that were read in a part of the message, stated or not, and, if `unplaced`, those of which it is not
    known where they stand.
    """
    entities = turn.tracker.latest_message.get("entities", [])
    entities = without_listings(turn.tracker, turn.knowledge, turn.reading.text, entities)
    within = [e for e in entities if (start <= e["start"] < end if "start" in e else unplaced)]
    read = {e["entity"]: e["value"] for e in within if e["entity"] in turn.knowledge.facts}
    second = (e["value"].split("=") for e in within if e["entity"] == "second_case")
    # What is said of the first only is said here, and not taken back.
    of_second = {fact: value for fact, value in second if value != RETRACTED or fact not in read}
    return {**_read_apart(turn, start, end), **read, **of_second}


def _read_apart(turn: Turn, start: int, end: int) -> Facts:
    """The facts that single clauses in a part of the message state, beside what was read of the whole."""
    message, asks = turn.tracker.latest_message, turn.knowledge.phrases.asks_us_again_whether
    text = message.get("text") or ""
    within = [e for e in message.get("entities", []) if is_within(e, (start, end))]
    of_clauses = [e for e in within if e["entity"] == "in_clause"]
    # «¿La primera sigue siendo que no?» says nothing of where it stands.
    told = [e for e in of_clauses if not search(asks, normalize(clause_of(text, e)))]
    # «Ya me pagó, ¿entonces ya la retiro?» asks whether to withdraw it; «ya me quitaron puntos» is of no withdrawal.
    told = [e for e in told if not (is_asked(text, e) and is_ones_own(turn.knowledge, text, e))]
    told = [e for e in told if not says_nothing(turn.knowledge, text, as_fact(e))]
    # «Esa no sé si la cerraron»
    told = [e for e in told if not is_doubted(turn.knowledge, text, e["start"], e["end"])]
    return dict(e["value"].split("=") for e in told)
