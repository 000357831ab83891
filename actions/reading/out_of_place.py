"""Who says that the last reply was beside their case: «¿por qué me habla de pedirle que la retire, si ya la quitó?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import as_read
from actions.reading.phrases import normalize, place_as_written
from retirada.rulebook.schema import Knowledge


def with_what_is_so(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with all blanked out but what it holds against the last reply, as a thing
    that it tells: «si ya la quitó» of «¿por qué me habla de pedirle que la retire si ya la quitó?» Others as they are.
    """
    text = message.get("text") or ""
    place = _told_against(knowledge, text)
    if place is None or text.startswith("/") or tracker.get_slot("topic") is None:
        return message
    begin, end = place
    facts = _facts_within(knowledge, message, begin, end)
    if not facts:
        return message
    told = " " * begin + text[begin:end].rstrip("?!. ") + "."
    reading = {**(message.get("reading") or {}), "asked": None, "denied": []}
    intent = {**message["intent"], "name": "correction"}
    return {**message, "text": told, "intent": intent, "entities": facts, "reading": reading}


def without_reproach(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with blanked out what only complains that it has to be said again, and what
    was read there: «¿cuántas veces se lo digo?»; and of which what is asked is not why: «te lo pregunto porque ya hablé
    con ellos».
    """
    written, entities = message.get("text") or "", message.get("entities", [])
    text = written
    for found in re.finditer(knowledge.phrases.says_it_was_said, normalize(written)):
        begin, end = place_as_written(written, found.span())
        text = text[:begin] + " " * (end - begin) + text[end:]
        entities = [e for e in entities if not begin - 1 <= e.get("start", -2) < end]
    reading = message.get("reading") or {}
    before = normalize(written[: (reading.get("asked") or (0, 0))[0]])
    if re.search(knowledge.phrases.says_why_it_asks, before):
        message = {**message, "reading": {**reading, "asked": None}}
    return {**message, "text": text, "entities": entities}


def is_out_of_place(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says that what was answered does not go with the case."""
    return _told_against(knowledge, text) is not None


def _told_against(knowledge: Knowledge, text: str) -> Optional[tuple[int, int]]:
    """Where the words begin and end that a message holds against the last reply."""
    written, phrases = normalize(text), knowledge.phrases
    if found := re.search(phrases.why_speak_of_it, written):
        return place_as_written(text, found.span(1))
    # «Ella la quitó. ¿Por qué me habla de pedirle que la retire?»
    asked = re.search(phrases.why_insist, written)
    begin = place_as_written(text, asked.span())[0] if asked else 0
    before = max(text.rfind(end, 0, begin) for end in ".,;!\n") + 1
    return (0, before) if before else None


def _facts_within(knowledge: Knowledge, message: dict[str, Any], begin: int, end: int) -> list[dict[str, Any]]:
    """The facts that were read between two places, and that the words say outright there."""
    read = [e for e in message.get("entities", []) if e["entity"] in knowledge.facts and "start" in e]
    facts = [e for e in read if begin <= e["start"] < end]
    known, written = {e["entity"] for e in facts}, normalize((message.get("text") or "")[begin:end])
    if "status" not in known and re.search(knowledge.phrases.is_gone, written):
        facts.append(as_read("status", "withdrawn", (begin, end)))
    return facts
