"""What a message asks beside what was answered of it, as if it were a message of its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Optional

from actions.reading.entities import as_read, is_within


def rest_of(message: dict[str, Any], places: Collection[tuple[int, int]]) -> Optional[dict[str, Any]]:
    """The message, given as its parse data, as if it said only what stands in these places: with what was read there,
    and read as its first clause there that asks something; None where none of them was read by itself.
    """
    text, reading = message.get("text") or "", message.get("reading") or {}
    clauses = [clause for clause in reading.get("clauses") or () if is_within(clause, *places)]
    if not clauses:
        return None
    kept = [entity for entity in message.get("entities", []) if is_within(entity, *places)]
    known = {(entity["entity"], entity["value"]) for entity in kept}
    for clause in clauses:
        place = (clause["start"], clause["end"])
        found = [as_read("second_topic", clause["intent"], place)] if clause is not clauses[0] else []
        found += [
            as_read("detail", name, place) | {"confidence_entity": sure}
            for name, sure in dict(clause["details"]).items()
        ]
        kept += [entity for entity in found if (entity["entity"], entity["value"]) not in known]
    first = {"name": clauses[0]["intent"], "confidence": clauses[0]["confidence"]}
    ranking = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != first["name"]]
    left = (1 - first["confidence"]) / max(sum(guess["confidence"] for guess in ranking), 1e-9)
    return {
        **message,
        "text": "".join(c if any(s <= at < e for s, e in places) else " " for at, c in enumerate(text)),
        "intent": first,
        "intent_ranking": [first, *({**guess, "confidence": left * guess["confidence"]} for guess in ranking)],
        "entities": kept,
        "reading": {**reading, "clauses": clauses},
    }
