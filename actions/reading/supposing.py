"""What a message supposes in words in which the NLU sees no supposition, or not what it supposes: «pongamos que ya la
cerraron», «si no tuviera pruebas».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from actions.reading.entities import as_read, is_within
from actions.reading.phrases import normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

_IF = "si"
# «Si fuera por fotos»
_UNREAL = re.compile(r"\b(?:fuera|fuese|hubiera|hubiese|estuviera|estuviese|tuviera|tuviese)n?\b")
# Where these are no questions, «si» is «sí», and «digamos que» only goes on to tell.
_STATEMENTS = ("inform", "affirm", "deny", "correction", "new_case")


def as_supposed(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with «si» for other words that suppose, so that all else stands where it
    stood, and with what its suppositions name, whatever the NLU made of it.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    if text.startswith("/") or ("?" not in text and message["intent"]["name"] in _STATEMENTS):
        return message
    if either := search(knowledge.phrases.either_way, unaccented(text).lower()):  # «si sigue, la quita; si no, no»
        entities = [e for e in entities if e["entity"] != "status" or not is_within(e, either.span())]
        return {**message, "entities": entities}
    in_other_words = [found.span() for found in re.finditer(knowledge.phrases.supposing, unaccented(text))]
    for begin, end in in_other_words:
        text = text[:begin] + _IF.rjust(end - begin) + text[end:]
    for clause in re.finditer(knowledge.phrases.supposed_clause, unaccented(text)):
        begin, end = clause.span()
        if not text[begin:].lower().startswith(_IF):
            continue  # «sí»
        named = list(_named(knowledge, text, (begin, end)))
        inside = [e for e in entities if is_within(e, (begin, end))]
        values = {e["entity"]: e["value"] for e in named}
        misread = [e for e in inside if values.get(e["entity"], e["value"]) != e["value"]]
        read = [e for e in inside if e not in misread]
        known = {e["entity"] for e in read}
        entities = [*(e for e in entities if e not in misread), *(e for e in named if e["entity"] not in known)]
        is_unreal = _UNREAL.search(unaccented(text)[begin:end].lower()) is not None
        if named or is_unreal or any(begin < until and start < end for start, until in in_other_words):
            marked = {e["start"] for e in read if e["entity"] == "supposed"}
            facts = [e for e in (*read, *named) if e["entity"] in knowledge.facts and e["start"] not in marked]
            entities += [as_read("supposed", "yes", place) for place in {(e["start"], e["end"]) for e in facts}]
    return {**message, "text": text, "entities": entities}


def supposes_one_filed(knowledge: Knowledge, text: str) -> bool:
    """Whether a text supposes that a complaint was filed: «imagínese que ya la puse», «si la hubiera puesto»."""
    phrases, said = knowledge.phrases, normalize(text)
    after = (said[found.end() :] for found in re.finditer(phrases.supposing, said))
    return search(phrases.had_filed, said) is not None or any(re.match(phrases.supposes_filed, s) for s in after)


def _named(knowledge: Knowledge, text: str, clause: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """The facts that a clause that supposes names, each with the first value that its words are of."""
    written = unaccented(text)
    for fact, patterns in knowledge.phrases.named_if.items():
        found = ((value, re.compile(pattern).search(written, *clause)) for value, pattern in patterns.items())
        if first := next(((value, words) for value, words in found if words), None):
            value, words = first
            yield as_read(fact, value, words.span())
