"""Who the person is, as a message says it outright: «el acusado es él», «la que se queja soy yo»."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.reading.entities import RETRACTED, as_read
from actions.reading.phrases import normalize, without_questions
from actions.reading.principal import names
from retirada.rulebook.schema import Knowledge

_FILED, _ACCUSED = "party=complainant", "party=respondent"  # as a clause is read, or a second case


def says_who_filed(knowledge: Knowledge, text: str) -> Optional[re.Match[str]]:
    """Where a message says outright that the person filed it, or that somebody else is the accused: whom they speak for
    it does not say then.
    """
    told, phrases = normalize(without_questions(text)), knowledge.phrases
    found = re.search(phrases.i_filed, told) or re.search(phrases.another_accused, told)
    return None if found and names(knowledge).search(found[0]) else found


def with_who_filed(knowledge: Knowledge, message: dict[str, Any], held: Optional[str]) -> dict[str, Any]:
    """The message, given as its parse data, with the person as who filed it where it says so outright, or in one clause
    while it denies in another that anybody accused them. A denial alone takes back that they are the accused; who says
    that somebody else filed it is.

    Args:
        held: who they were taken for.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    if text.startswith("/"):
        return message
    told, phrases = without_questions(text), knowledge.phrases
    written = normalize(told)
    outright, denied = says_who_filed(knowledge, text), re.search(phrases.not_accused, written)
    of_a_relative = names(knowledge).search(written) is not None
    clauses = [e for e in entities if e["value"] == _FILED and "start" in e and _is_told(knowledge, told, e)]
    is_of_two = any(e["entity"] == "second_case" and e["value"].startswith("party=") for e in entities)
    kept = [e for e in entities if e["entity"] != "party"]
    if denied and clauses and not of_a_relative:
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", "complainant", (clauses[0]["start"], clauses[0]["end"]))
    elif outright and not is_of_two:
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", "complainant", outright.span())
    elif denied and held == "respondent" and not of_a_relative:
        party = as_read("party", RETRACTED, denied.span())
    elif held is None and (found := re.search(phrases.accused_them, written)) and not is_of_two:
        party = as_read("party", "respondent", found.span())  # «mi tío vende, y un cliente lo reportó»
    elif (found := re.search(phrases.another_filed, written)) and not (is_of_two or of_a_relative):
        party = as_read("party", "respondent", found.span())
    elif clauses and (_is_asked(told, entities) or (kept == entities and re.search(phrases.further_case, written))):
        # The whole was read to say so in a question only; or, where it takes up a further case, to say nothing of it.
        party = as_read("party", "complainant", (clauses[0]["start"], clauses[0]["end"]))
    else:
        return message
    return {**message, "entities": [*kept, party]}


def _is_told(knowledge: Knowledge, told: str, entity: dict[str, Any]) -> bool:
    """Whether a clause says it in no question, and does not deny it.

    Args:
        told: the message with its questions blanked out.
    """
    is_denied = re.search(knowledge.phrases.denied_before, told[: entity["end"]].lower())
    return bool(told[entity["start"] : entity["end"]].strip()) and not is_denied


def _is_asked(told: str, entities: list[dict[str, Any]]) -> bool:
    """Whether that the person filed it was only read in a question: «yo reporté. ¿Puedo cancelar mi reporte?»"""
    read = [e for e in entities if (e["entity"], e["value"]) == ("party", "complainant") and "start" in e]
    return bool(read) and not told[read[0]["start"] : read[0]["end"]].strip()
