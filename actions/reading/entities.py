"""The entities of a message, as the NLU read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.phrases import Place, blanked
from retirada.rulebook.schema import Knowledge

AROUND = " \n.,;:¿?¡!"
RETRACTED = "retracted"  # the value of a fact that is taken back


def values(message: dict[str, Any], name: str) -> Iterator[str]:
    """The values of a message's entities of that name, in its order."""
    return (entity["value"] for entity in message.get("entities", []) if entity["entity"] == name)


def as_read(name: str, value: str, place: Optional[tuple[int, int]] = None) -> dict[str, Any]:
    """An entity as the NLU would read it, where its words begin and end; of no place, what nothing in the text says."""
    return {"entity": name, "value": value, **({} if place is None else {"start": place[0], "end": place[1]})}


def as_fact(entity: dict[str, Any]) -> dict[str, Any]:
    """The entity; as one of the fact, what was read in a single clause."""
    return as_fact_named(entity) if entity["entity"] == "in_clause" else entity


def as_fact_named(entity: dict[str, Any]) -> dict[str, Any]:
    """An entity whose value names a fact, «party=respondent», as one of that fact."""
    fact, _, value = str(entity["value"]).partition("=")
    return {**entity, "entity": fact, "value": value}


def value_known(tracker: Tracker, message: dict[str, Any], fact: str) -> Any:
    """The value of a fact as the message, given as its parse data, has it, or else as it was held before."""
    return next(values(message, fact), tracker.get_slot(fact))


def read_facts(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, str]:
    """The facts that were read in the message, as stated or as taken back."""
    facts = {}
    for name, fact in knowledge.facts.items():
        for value in values(message, name):
            if value in fact.values or value == RETRACTED:
                facts[name] = value
    return facts


def tells_of_a_case(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether facts were read in the message, given as its parse data, but for that it is a complaint."""
    return bool(read_facts(knowledge, message).items() - knowledge.unstated.items())


def entity(tracker: Tracker, name: str) -> Optional[str]:
    """The value of the latest message's first entity of that name, or None."""
    return next(values(tracker.latest_message, name), None)


def details_read(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The entities of a message, of today or before, that the NLU read as details that it asks about."""
    return [e for e in message.get("entities", []) if e["entity"] == "detail"]


def is_within(part: dict[str, Any], *places: Place) -> bool:
    """Whether an entity, or another part of a message, begins in one of these places of it."""
    return any(start <= part.get("start", -1) < end for start, end in places)


def says_what_is_asked(message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, says what it asks: «le pregunto…», «no eso, sino…»."""
    return bool((message.get("reading") or {}).get("asked"))


def without_what_is_denied(message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, without what it says that it does not ask, blanked out, and what was read
    there: «no le pregunto *por la mediación*, sino si…». What it takes back stays.
    """
    text, found = message.get("text") or "", message.get("entities", [])
    denied = (message.get("reading") or {}).get("denied", ())
    found = [e for e in found if not is_within(e, *denied) or e["value"] == RETRACTED]
    return {**message, "text": blanked(text, denied), "entities": found}


def only_what_is_asked(message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with all blanked out but what it says that it asks, if it says so: «no le
    pregunto si puedo, sino cómo». What is left stands where it stood.
    """
    start, end = (message.get("reading") or {}).get("asked") or (0, None)
    text = message.get("text") or ""
    asked = text[start:end]
    return {**message, "text": " " * start + asked + " " * (len(text) - start - len(asked))}
