"""What a message tells, and then doubts or denies: «me dijeron que ya la cerraron, ¿será cierto?», «dice que pagó y es
mentira».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from actions.reading.entities import RETRACTED, as_fact
from actions.reading.phrases import contains, normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_MAY_BE_HEARSAY = ("status", "issues_resolved", "evidence")
_OTHERWISE = {"yes": "no", "no": "yes"}


def without_what_is_doubted(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a text, without what it is not sure of; of what it denies, the contrary, where there is one. What
    a clause says after that counts instead: «dice que la cerraron, pero yo la veo en trámite».
    """
    believed = list(_as_believed(knowledge, text, entities))
    lost = {e["entity"]: e["end"] for e in entities if e not in believed and "start" in e}
    known = {e["entity"] for e in believed}
    after = [e for e in map(as_fact, believed) if e["entity"] in lost.keys() - known]
    return [*believed, *(e for e in after if e.get("start", -1) >= lost[e["entity"]])]


def is_doubted(knowledge: Knowledge, text: str, start: int, end: int) -> bool:
    """Whether a text is not sure of what it tells from one place to another, would find it out, or denies it: «ojalá la
    cierren», «quiero ver si la cerraron», «… y no lo creo».
    """
    before, after = normalize(text[:start]), normalize(text[end:])
    phrases = knowledge.phrases
    doubts = search(phrases.may_be_so, before) or re.match(phrases.doubts, after)
    # «Quiero saber si la cerrada se puede retirar» tells of one.
    asks_the_rule = re.match(rf"[^.,;:!?\n]*(?:{phrases.can_it})", after)
    finds_out = search(phrases.finds_out_whether, before) and not asks_the_rule
    return bool(doubts or finds_out) or _is_denied(knowledge, before, after)


def _is_denied(knowledge: Knowledge, before: str, after: str) -> bool:
    """Whether somebody else tells what stands between these, and the person denies it: «dice que pagó, pero no»."""
    phrases = knowledge.phrases
    is_told = search(phrases.told_by_others, before) or re.match(phrases.told_by_others_after, after)
    return bool(is_told and re.match(phrases.is_a_lie, after))


def _as_believed(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entity in entities:
        fact, is_second = as_fact(entity), entity["entity"] == "second_case"
        name = str(entity["value"]).partition("=")[0] if is_second else fact["entity"]
        is_open = name in _MAY_BE_HEARSAY and "start" in entity and not str(fact["value"]).endswith(RETRACTED)
        if not (is_open and is_doubted(knowledge, text, entity["start"], entity["end"])):
            yield entity
        elif is_second:
            yield {**entity, "value": f"{name}={RETRACTED}"}  # «… y la otra no sé si la cerraron»
        elif fact["value"] in _OTHERWISE:
            before, after = normalize(text[: entity["start"]]), normalize(text[entity["end"] :])
            if _is_denied(knowledge, before, after):
                is_so = fact["value"] == "yes" or _is_told_as_open(knowledge, text[: entity["end"]])
                yield {**fact, "value": _OTHERWISE[fact["value"]]} if is_so else fact


def _is_told_as_open(knowledge: Knowledge, text: str) -> bool:
    """Whether others tell that something is not so, «dice que no tengo pruebas»; else, as of «jura que ya pagó, pero
    no», a «no» is what the NLU made of the person's own denial.
    """
    return contains(re.split(r"[.,;:!?]", text)[-1], knowledge.phrases.denies)


def is_in_their_words(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Me escribió: "listo, ya retiré todo"» says of the other party that they filed it."""
    filed = "start" in entity and (entity["entity"], entity["value"]) == ("party", "complainant")
    before = normalize(text[: entity["start"]]) if filed else ""
    return search(knowledge.phrases.mention.in_their_words, before) is not None
