"""Which of the details that the NLU found a message asks about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, Optional

from actions.reading.entities import details_read, is_within
from actions.reading.phrases import (
    ASKED,
    claim_start,
    normalize,
    sentences_in,
)
from actions.reading.restated_question import question_place
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# Confidences from which a detail is asked about. Rare as each is, the NLU hardly ever gives more than a tenth.
SURE = 0.045
_SURE_BESIDE = 0.07  # where a question is asked that it does not go with, or in the place of whose answer it stands
SURE_BESIDE_A_NAME = 0.3  # where another is named in so many words
CLEARLY = 0.3  # so sure the NLU is of a detail that is asked in so many words
_SURE_AGAIN = 0.03  # where else the answer that was just given would be said again
IN_A_PART = 0.07  # and where it is not clear what else a message asks that says so: «pregunto si…»
_OPEN = 0.03  # that the guide leaves it open, whatever it is, where the answer to the question was just given
_OPEN_AT_ONCE = 0.2  # and where it was not
_MOST_DETAILS = 2
_CLEAR_SUBJECT, _BESIDE_A_SUBJECT = 0.7, 0.2
_BESIDE_IT = 0.1  # what the NLU gives to a subject that is named beside another one, at least


def details_asked(
    knowledge: Knowledge,
    entities: Iterable[dict[str, Any]],
    asked: Collection[str],
    topic: Optional[str] = None,
    text: str = "",
) -> list[str]:
    """The ids of the details that a message asks about, in its order.

    The NLU has to be surer of one that does not go with a question that is asked, or is said instead of its answer, and
    of a second one in the same question. The same words ask one thing.

    Args:
        entities: of the message, as the NLU read them.
        asked: the intents of the message.
        topic: that was answered last.
        text: of the message.
    """
    details = [entity for entity in entities if entity["entity"] == "detail"]
    if not details:
        return []
    goes_with = going_with(knowledge, asked)
    in_place = _of_intents(_details_in_place(knowledge), asked)
    leaves_open = open_details(knowledge)
    is_question = not {*knowledge.tables, *knowledge.subjects}.isdisjoint(asked)

    def is_sure(entity: dict[str, Any]) -> bool:
        name = entity["value"]
        if name in leaves_open:
            return name in goes_with and confidence(entity) >= (_OPEN if topic in asked else _OPEN_AT_ONCE)
        is_beside = name in in_place or (is_question and name not in goes_with)
        least = _SURE_BESIDE if is_beside else SURE
        return confidence(entity) >= (min(least, _SURE_AGAIN) if topic in asked else least)

    def order(entity: dict[str, Any]) -> tuple[bool, bool, float]:
        is_read = "confidence_entity" in entity  # and not what the words are
        is_beside = is_read and is_question and entity["value"] not in goes_with
        return entity["value"] in leaves_open, is_beside, -confidence(entity)

    found = sorted(filter(is_sure, details), key=order)
    likeliest = found[:1]
    for entity in found[1:]:
        placed = [e for e in likeliest if "end" in e]
        apart = "end" not in entity or all(e["end"] <= entity["start"] or entity["end"] <= e["start"] for e in placed)
        if apart and (confidence(entity) >= _SURE_BESIDE or (placed and is_another_question(text, entity, placed))):
            likeliest.append(entity)
    likeliest = sorted(likeliest[:_MOST_DETAILS], key=lambda entity: entity.get("start", 0))
    return list(dict.fromkeys(entity["value"] for entity in likeliest))


@lru_cache(maxsize=1)
def open_details(knowledge: Knowledge) -> frozenset[str]:
    """The ids of the details that only say that the guide leaves open what is asked, whatever it is."""
    return frozenset(detail.id for detail in knowledge.details if detail.again)


def is_another_question(text: str, entity: dict[str, Any], others: list[dict[str, Any]]) -> bool:
    """Whether a detail stands in another question of the text than the others: «¿cuánto tarda? ¿Y cuánto tengo yo?»"""
    asked = [found.span() for found in ASKED.finditer(text)]
    within = [next((span for span in asked if span[0] <= e["start"] < span[1]), None) for e in (entity, *others)]
    return None not in within and within[0] not in within[1:]


def only_sure_details(message: dict[str, Any], least: float) -> dict[str, Any]:
    """The message, given as its parse data, without the details of which the NLU is less sure."""
    sure = [e for e in message.get("entities", []) if e["entity"] != "detail" or confidence(e) >= least]
    return {**message, "entities": sure}


def clear_details(
    knowledge: Knowledge, message: dict[str, Any], least: float = CLEARLY, in_claim: bool = False
) -> set[str]:
    """The ids of the details of a message, given as its parse data, of which the NLU is sure; with `in_claim`, without
    those of what the message only tells before it asks.
    """
    start = claim_start(knowledge, message.get("text") or "") if in_claim else 0
    details = (e for e in details_read(message) if e.get("end", start) >= start)
    return {e["value"] for e in details if confidence(e) >= least}


def only_details_of_the_claim(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, without the details that the NLU read where it only tells something, before
    it asks: «no me copió nadie, vino roto. ¿Qué es mediar?»
    """
    start, entities = claim_start(knowledge, message.get("text") or ""), message.get("entities", [])
    told = [e for e in entities if e["entity"] == "detail" and "confidence_entity" in e and e.get("end", start) < start]
    return {**message, "entities": [entity for entity in entities if entity not in told]}


def only_details_of_the_question(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, without the details that the NLU hardly read in what it only tells after it
    says what it asks: «le pregunté si fue mi proveedor. Yo le compro las zapatillas a él».
    """
    text, (_, end) = message.get("text") or "", question_place(knowledge, message)
    told = [s for s in sentences_in(text) if end and s[0] >= end and not text[: s[1]].endswith("?")]
    entities = message.get("entities", [])
    beside = [e for e in entities if e["entity"] == "detail" and confidence(e) < CLEARLY and is_within(e, *told)]
    return {**message, "entities": [entity for entity in entities if entity not in beside]}


def going_with(knowledge: Knowledge, asked: Collection[str]) -> set[str]:
    """The ids of the details that go with one of the intents."""
    return _of_intents(_details_of(knowledge), asked)


def _of_intents(details: Mapping[str, list[str]], intents: Collection[str]) -> set[str]:
    return {detail for intent in intents for detail in details.get(intent, ())}


@lru_cache(maxsize=1)
def _details_of(knowledge: Knowledge) -> Mapping[str, list[str]]:
    """Intent → the ids of the details that go with it."""
    return _by_intent((intent, detail.id) for detail in knowledge.details for intent in detail.of)


@lru_cache(maxsize=1)
def _details_in_place(knowledge: Knowledge) -> Mapping[str, list[str]]:
    """Intent → the ids of the details that are said instead of its answer."""
    return _by_intent((intent, detail.id) for detail in knowledge.details for intent in detail.instead_of)


def _by_intent(details: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for intent, detail in details:
        found[intent].append(detail)
    return found


def subjects_named(knowledge: Knowledge, message: dict[str, Any], intent: str) -> list[str]:
    """The subjects next door that a message names beside the one that it was read as, which the NLU thinks of, too:
    «¿quién me denunció? y apelar, ¿cuesta?»
    """
    guesses = message.get("intent_ranking") or []
    others = (g["name"] for g in guesses if g["name"] != intent and g["confidence"] >= _BESIDE_IT)
    named = named_subjects(knowledge, message.get("text") or "")
    return [name for name in others if name in named] if intent in knowledge.subjects else []


def topics_named(knowledge: Knowledge, message: dict[str, Any], intent: str) -> list[str]:
    """The topic that a message names beside the subject next door that it was read as, where the NLU is sure of
    neither: «dicen que copié, ¿cómo hago para que la quiten?»
    """
    first, *others = message.get("intent_ranking") or [{"confidence": 1.0}]
    if intent not in knowledge.subjects or first["confidence"] >= _CLEAR_SUBJECT:
        return []
    names, text = knowledge.phrases.names, normalize(message.get("text") or "")
    likely = (g["name"] for g in others[:1] if g["name"] in knowledge.tables and g["confidence"] >= _BESIDE_A_SUBJECT)
    return [name for name in likely if name in names and search(names[name], text)]


def named_subjects(knowledge: Knowledge, text: str) -> list[str]:
    """The subjects next door that a text names in so many words."""
    names = knowledge.phrases.names
    return [name for name in knowledge.subjects if name in names and search(names[name], normalize(text))]


def confidence(entity: dict[str, Any]) -> float:
    """How sure the NLU is of a detail or a claim; what was found by its words is sure."""
    return float(entity.get("confidence_entity", 1.0))
