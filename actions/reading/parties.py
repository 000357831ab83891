"""Who the person is, as a message says it outright: «el acusado es él», «la que se queja soy yo»."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.reading.entities import RETRACTED, as_read
from actions.reading.phrases import normalize, without_questions
from actions.reading.principal import names
from retirada.rulebook.schema import Knowledge

_FILED = "party=complainant"  # as a clause is read, or a second case
_NOBODY = re.compile(r"\b(?:no|nadie|nunca)\b[^.,;:!?]*$")


def says_who_filed(knowledge: Knowledge, text: str) -> Optional[re.Match[str]]:
    """Where a message says outright that the person filed it, or that somebody else is the accused: whom they speak for
    it does not say then.
    """
    told, phrases = normalize(without_questions(text)), knowledge.phrases
    found = re.search(phrases.i_filed, told) or re.search(phrases.another_accused, told)
    return None if found and names(knowledge).search(found[0]) else found


def with_who_filed(knowledge: Knowledge, message: dict[str, Any], held: Optional[str]) -> dict[str, Any]:
    """The message, given as its parse data, with the person as who filed it where it says so outright, or in one clause
    while it denies in another that anybody accused them. A denial alone takes back that they are the accused.

    Args:
        held: who they were taken for.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    if text.startswith("/"):
        return message
    told = normalize(without_questions(text))
    outright, denied = says_who_filed(knowledge, text), re.search(knowledge.phrases.not_accused, told)
    read = next((e for e in entities if e["entity"] == "party"), None)
    of_a_relative = names(knowledge).search(told)
    place = outright.span() if outright else None
    if place is None and not of_a_relative:
        place = next(((e["start"], e["end"]) for e in entities if e["value"] == _FILED and _is_told(told, e)), None)
        if not denied and (read is None or read["value"] != "complainant"):
            place = None  # a clause alone says less than the whole
    if place:
        value = "complainant"
    elif denied and held == "respondent" and not of_a_relative:
        place, value = denied.span(), RETRACTED
    else:
        return message
    kept = [e for e in entities if e["entity"] != "party" and e["value"] not in (_FILED, "party=respondent")]
    return {**message, "entities": [*kept, as_read("party", value, place)]}


def _is_told(told: str, entity: dict[str, Any]) -> bool:
    """Whether a clause says it in no question, and does not deny it."""
    said = told[entity["start"] : entity["end"]]
    return bool(said.strip()) and not _NOBODY.search(told[: entity["end"]])
