"""What a message tells of the case in a clause of its own, whatever it asks beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import as_fact, as_read, is_within
from actions.reading.phrases import ASKED, clause_of, clauses_in, contains, main_clauses, normalize, sentences_in
from actions.reading.terms import terms_named
from actions.reading.tracker_state import held_facts
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

_ELSEWHERE = "other_place"  # an entity: the name of another platform, or of an authority
# What few words say, whatever the rest.
_CLEAR_ALONE = ("status=withdrawn", "issues_resolved=yes", "issues_resolved=no")
_CLOSED = "processed"
_SHOW_A_CASE = ("party", "kind", "ground")
_A_TAG = 1  # word before a question mark only asks whether it is so: «…, ¿no?»
_LEAST_ALONE = 3  # words: fewer, «¡por fin!», settle nothing


def told_apart(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts of a message, given as its parse data, that stand in a clause that only tells: «hice un reclamo por una
    radio que no llegó, si lo retiro me devuelven el dinero?» None of a sentence that tells of another platform, «LLEGÓ
    TARDE POR LA ADUANA», or of a message of which nothing shows that it is of a complaint.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    if text.startswith("/"):
        return []  # a button's payload is no clause
    telling = list(_telling(knowledge, text))
    told = [e for e in entities if is_within(e, *telling)]
    places = [e for e in entities if e["entity"] == _ELSEWHERE and ("start" not in e or e in told)]
    of_places = [span for span in sentences_in(text) if any(span[0] <= e.get("start", 0) < span[1] for e in places)]
    told = [e for e in told if not is_within(e, *of_places)]
    is_of_a_case = not places and (tracker.get_slot("topic") or held_facts(tracker, knowledge))
    if not is_of_a_case and not any(e["entity"] in _SHOW_A_CASE for e in (told if places else entities)):
        return []
    return [e for e in told if e["entity"] in knowledge.facts]


def with_told_in_a_clause(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what was read in a single clause of it that only tells, where the
    whole says nothing of that: a story's «… y pues la quité, y ahora no contesta».
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    known = {e["entity"] for e in entities}
    if "second_case" in known or text.startswith("/"):
        return message
    entities = _with_closing(knowledge, text, entities)
    message = {**message, "entities": entities}
    read = [e for e in entities if e["entity"] == "in_clause" and e["value"] in _CLEAR_ALONE]
    if not read:
        return message
    telling = [(begin, end) for begin, end in _telling(knowledge, text) if len(text[begin:end].split()) >= _LEAST_ALONE]
    facts = [as_fact(e) for e in read if is_within(e, *telling)]
    return {**message, "entities": [*entities, *(e for e in facts if e["entity"] not in known)]}


def is_told_beside(knowledge: Knowledge, text: str, apart: list[dict[str, Any]], terms: Collection[str]) -> bool:
    """Whether a fact that is told apart says where it stands, and its clause names none of the terms that are asked
    about: «todavía la están revisando, creo. ¿Qué es en trámite?»
    """
    told = {e["value"]: clause_of(text, e) for e in apart if e["entity"] == "status"}
    return any(
        search(knowledge.phrases.value_named["status"].get(value, "$^"), normalize(clause))
        and search(knowledge.phrases.stands_so, normalize(clause))
        and set(terms_named(knowledge, clause)).isdisjoint(terms)
        and not contains(clause, knowledge.phrases.denies)
        for value, clause in told.items()
    )


def _with_closing(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a message; processed, where a clause of its own says so, whatever was read there: «ya la han
    resuelto, ¿todavía puedo?»
    """
    closing = (
        (begin, end)
        for begin, end in _telling(knowledge, text)
        if re.fullmatch(knowledge.phrases.closed_outright, unaccented(text[begin:end]))
    )
    begin, end = next(closing, (0, 0))
    told = [e for e in entities if e["entity"] == "status" and is_within(e, (begin, end))]
    is_read = any(e["entity"] == "status" and e not in told for e in entities)
    if not end or is_read or any(e["value"] == _CLOSED for e in told):
        return entities
    return [*(e for e in entities if e not in told), as_read("status", _CLOSED, (begin, end))]


def only_told(knowledge: Knowledge, text: str) -> str:
    """The text with all blanked out but the clauses that only tell, also of a sentence that ends as a question."""
    told = " " * len(text)
    for begin, end in _telling(knowledge, text):
        told = told[:begin] + text[begin:end] + told[end:]
    return told


def _telling(knowledge: Knowledge, text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses begin and end that tell something: up to their first condition, and, in a sentence that ends
    as a question, up to the first that asks.
    """
    main = main_clauses(knowledge, text)
    asked = [found.span() for found in ASKED.finditer(text)]
    asking_until = 0
    for begin, end in clauses_in(text):
        if begin < asking_until:
            continue
        question = next((span for span in asked if span[0] <= begin < span[1]), None)
        supposes = text[begin:end].strip() and not main[begin:end].strip()
        if question and (
            supposes or _asks_or_supposes(knowledge, main[begin:end]) or _is_tag(knowledge, text[end : question[1]])
        ):
            asking_until = question[1]
        elif not _asks_or_supposes(knowledge, main[begin:end]):
            yield begin, begin + len(main[begin:end].rstrip())


def _is_tag(knowledge: Knowledge, rest: str) -> bool:
    """Whether the rest of a question only asks whether it is so: «¿no?»"""
    return len(re.findall(r"\w+", rest)) <= _A_TAG or re.match(knowledge.phrases.put_to_us, normalize(rest)) is not None


def _asks_or_supposes(knowledge: Knowledge, clause: str) -> bool:
    """Whether a clause asks something, supposes it, or says back what we said."""
    written, phrases = normalize(clause), knowledge.phrases
    patterns = (phrases.begins_a_question, phrases.asks_us_again_whether, phrases.assumed_by_us)
    return contains(written, phrases.asks) or any(search(pattern, written) for pattern in patterns)
