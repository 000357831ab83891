"""What a message tells, and then doubts or denies: «me dijeron que ya la cerraron, ¿será cierto?», «dice que pagó y es
mentira».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from actions.reading.entities import RETRACTED, as_fact
from actions.reading.phrases import normalize
from retirada.rulebook.schema import Knowledge

_MAY_BE_HEARSAY = ("status", "issues_resolved", "evidence")
_OTHERWISE = {"yes": "no", "no": "yes"}


def without_what_is_doubted(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a text, without what it is not sure of; of what it denies, the contrary, where there is one."""
    return list(_as_believed(knowledge, text, entities))


def is_doubted(knowledge: Knowledge, text: str, start: int, end: int) -> bool:
    """Whether a text is not sure of what it tells from one place to another: «ojalá la cierren», «… y no lo creo»."""
    before, after = normalize(text[:start]), normalize(text[end:])
    return bool(re.search(knowledge.phrases.may_be_so, before) or re.match(knowledge.phrases.doubts, after))


def _as_believed(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entity in entities:
        fact = as_fact(entity)
        is_open = fact["entity"] in _MAY_BE_HEARSAY and "start" in entity and fact["value"] != RETRACTED
        if is_open and re.match(knowledge.phrases.is_a_lie, normalize(text[entity["end"] :])):
            if fact["value"] in _OTHERWISE:
                yield {**fact, "value": _OTHERWISE[fact["value"]]}
        elif not (is_open and is_doubted(knowledge, text, entity["start"], entity["end"])):
            yield entity
