"""What a message says only to reproach us: «¿cuántas veces se lo digo?»"""

from __future__ import annotations

from typing import Any

from actions.reading.phrases import blanked, find_all, normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge


def without_reproach(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with blanked out what only complains that it has to be said again, and what
    was read there: «¿cuántas veces se lo digo?»; and of which what is asked is not why: «te lo pregunto porque ya hablé
    con ellos».
    """
    written, entities = message.get("text") or "", message.get("entities", [])
    reproaches = list(find_all(knowledge.phrases.says_it_was_said, written))
    for begin, end in reproaches:
        entities = [e for e in entities if not begin - 1 <= e.get("start", -2) < end]
    reading = message.get("reading") or {}
    before = normalize(written[: (reading.get("asked") or (0, 0))[0]])
    if search(knowledge.phrases.says_why_it_asks, before):
        message = {**message, "reading": {**reading, "asked": None}}
    return {**message, "text": blanked(written, reproaches), "entities": entities}
