"""Which of the facts that a message states it only supposes: «¿y si ya la cerraron?»"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from rasa_sdk import Tracker

from actions.reading.clauses import CLAUSE_END, SENTENCE_OVER_SEMICOLONS
from actions.reading.entities import is_within
from actions.reading.intent import WHAT_IF
from actions.reading.phrases import ASKED, is_asked, normalize
from actions.reading.tracker_state import held_facts
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_WHAT_THEN = re.compile(
    r"\W*(?:(?:ok|vale|bueno|ah|ya|listo|gracias)\W+)*(?:(?:y|pero|entonces|que pasa|qué pasa)\W+)+si\b(?!\s*[,.!])",
    re.IGNORECASE,
)
_LATER_CLAUSE = re.compile(r"\bsi\b.*(?:,| y) ", re.IGNORECASE)
_MAY_CHANGE = ("status", "issues_resolved", "evidence")  # facts of what happens, and not of what the case is
_MY = re.compile(r"(?:mis?|nuestr[ao]s?)\b", re.IGNORECASE)
_MINE_BEFORE = re.compile(r"\b(?:mi|nuestr[ao]) \w+(?: \w+){0,3} ?$", re.IGNORECASE)
_INSISTS = re.compile(r"\W*¡\s*(?:pero\s+)?si\b[^?]*!", re.IGNORECASE)  # «¡si no me ha pagado!» supposes nothing


def only_supposed(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str, stated: Collection[str]
) -> frozenset[str]:
    """Of the facts that the message states, those that it only supposes, and tells in no sentence of their own."""
    goes_without = {
        fact
        for fact in ("party", "kind", "ground", "device")
        if _goes_without_saying(tracker, knowledge, message, fact)
    }
    return _supposed(tracker, message, intent, stated) - _told_apart(message) - goes_without


def adds_only(tracker: Tracker, knowledge: Knowledge, stated: dict[str, str], supposed: Collection[str]) -> bool:
    """Whether a message supposes something, and all else that it states is held: «es un informe, ¿y si fuera queja?»"""
    held = {**knowledge.unstated, **held_facts(tracker, knowledge), **(tracker.get_slot("set_aside") or {})}
    return bool(supposed) and all(fact in supposed or held.get(fact) == value for fact, value in stated.items())


def supposes_from(message: dict[str, Any]) -> int:
    """Where the sentence begins that supposes something: «la mía sigue abierta. Si la quito, ¿él quita la suya?»"""
    marked = [e.get("start", 0) for e in message.get("entities", []) if e["entity"] == "supposed"]
    found = SENTENCE_OVER_SEMICOLONS.finditer(message.get("text") or "")
    return next(
        (sentence.start() for sentence in found if any(sentence.start() <= at < sentence.end() for at in marked)), 0
    )


def supposed_in_a_claim_of_several(message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, supposes something in the last of several claims only, which says
    itself what is so then: «yo no puedo, él sí; si ya está cerrada, nada».
    """
    supposed = [e["start"] for e in message.get("entities", []) if e["entity"] == "supposed" and "start" in e]
    claims = [e["start"] for e in message.get("entities", []) if e["entity"] == "claim" and "start" in e]
    ends = [e.end() for e in CLAUSE_END.finditer(message.get("text") or "")]
    begins = max((end for end in ends if supposed and end <= min(supposed)), default=0)
    return bool(supposed) and any(c < begins for c in claims) and any(c >= begins for c in claims)


def _goes_without_saying(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], fact: str) -> bool:
    """Whether a supposition rests on a fact, which nothing held contradicts: «si retiro mi queja por copia» and «si
    retiro la que presenté» are of who filed it, for that, and «si la puedo quitar con el móvil», of who has one.
    """
    read = [e for e in message.get("entities", []) if e["entity"] == fact]
    if not read or tracker.get_slot(fact) not in (None, read[0]["value"]):
        return False
    start, text = read[0].get("start", 0), message.get("text") or ""
    if fact in ("party", "ground") and search(knowledge.phrases.which_complaint, normalize(text[:start])):
        return True
    words = text[text.rfind(" ", 0, max(start - 1, 0)) + 1 : read[0].get("end", 0)] if fact == "kind" else text[start:]
    if fact == "ground":
        return _MINE_BEFORE.search(text[: read[0].get("start", 0)]) is not None
    return fact == "device" or _MY.match(words) is not None


def _supposed(tracker: Tracker, message: dict[str, Any], intent: str, stated: Collection[str]) -> frozenset[str]:
    """Those that it supposes somewhere: it says so, or asks it."""
    text = message.get("text") or ""
    if text.startswith("/"):
        return frozenset()
    entities = message.get("entities", [])
    marked = [entity for entity in entities if entity["entity"] == "supposed"]
    answers = tracker.get_slot("pending_question") in stated
    # «¿Y si no paga y yo ya la retiré, puedo poner otra?» supposes all of it, whatever is marked.
    what_then = [found.span() for found in SENTENCE_OVER_SEMICOLONS.finditer(text) if _WHAT_THEN.match(found[0])]
    of_it = [e for e in entities if e["entity"] in _MAY_CHANGE and e["entity"] in stated and "start" in e]
    of_it = [
        e for e in of_it if any(begin <= e["start"] < end and _is_of_it(text, begin, e) for begin, end in what_then)
    ]
    if marked and not (answers and not any(is_asked(text, entity) for entity in marked)):
        places = {entity.get("start") for entity in (*marked, *of_it)}
        return frozenset(e["entity"] for e in entities if e["entity"] in stated and e.get("start") in places)
    if intent != "inform":
        return frozenset(e["entity"] for e in of_it)
    if "?" not in text:
        # «Si ya la cerraron» answers «¿en qué punto está?» with a «sí» without its accent.
        return frozenset(stated if WHAT_IF.match(text) and not answers else ())
    # «Sigue abierta. ¿Entonces?» asks something else than what it states.
    after = [text[entity.get("end", 0) :] for entity in entities if entity["entity"] in stated]
    is_asked_of = bool(WHAT_IF.match(text)) or any(ASKED.match(rest) for rest in after or [text])
    return frozenset(stated if is_asked_of else ())


def _is_of_it(text: str, begin: int, entity: dict[str, Any]) -> bool:
    """Whether a sentence that begins with «y si» supposes a fact of it: it asks, or, where people leave out the mark,
    says it in a later clause, «y si me paga y ya la cerraron»; not «y si ya la cerraron», which may be a «sí».
    """
    before = text[begin : entity["start"]]
    return is_asked(text, entity) or ("?" not in text and _LATER_CLAUSE.search(before) is not None)


def _told_apart(message: dict[str, Any]) -> frozenset[str]:
    """The facts that a message tells in a sentence that asks and supposes nothing: «dice en proceso. ¿Y si vuelve?»"""
    told: set[str] = set()
    for sentence in SENTENCE_OVER_SEMICOLONS.finditer(message.get("text") or ""):
        insists = _INSISTS.match(sentence[0]) is not None
        if "?" in sentence[0] or (WHAT_IF.match(sentence[0]) and not insists):
            continue
        within = [e for e in message.get("entities", []) if is_within(e, sentence.span())]
        if insists or all(entity["entity"] != "supposed" for entity in within):
            told |= {entity["entity"] for entity in within}
    return frozenset(told)
