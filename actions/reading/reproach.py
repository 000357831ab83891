"""What a message says only to reproach us: «¿cuántas veces se lo digo?», «me contesta como si la hubiera puesto yo»."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, as_fact, as_read, is_within
from actions.reading.phrases import Place, blanked, find_all, normalize, sentences_in
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge


def without_reproach(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with blanked out what only complains that it has to be said again, and what
    was read there: «¿cuántas veces se lo digo?»; and of which what is asked is not why: «te lo pregunto porque ya hablé
    con ellos».
    """
    written, entities = message.get("text") or "", message.get("entities", [])
    reproaches = [*find_all(knowledge.phrases.says_it_was_said, written), *_of_what_was_assumed(knowledge, message)]
    for begin, end in reproaches:
        entities = [e for e in entities if not begin - 1 <= e.get("start", -2) < end]
    reading = message.get("reading") or {}
    before = normalize(written[: (reading.get("asked") or (0, 0))[0]])
    if search(knowledge.phrases.says_why_it_asks, before):
        message = {**message, "reading": {**reading, "asked": None}}
    return {**message, "text": blanked(written, reproaches), "entities": entities}


def _of_what_was_assumed(knowledge: Knowledge, message: dict[str, Any]) -> list[Place]:
    """The sentences «¿quién le dijo que la quiero retirar?» beside others, which deny no fact."""
    text, assumed = message.get("text") or "", knowledge.phrases.assumed_by_us
    facts = [e for e in message.get("entities", []) if as_fact(e)["entity"] in knowledge.facts]
    sentences = [place for place in sentences_in(text) if text[slice(*place)].strip()]
    said = [place for place in sentences if search(assumed, normalize(text[slice(*place)]))]
    only_these = said == sentences
    return [] if only_these else [place for place in said if not any(is_within(fact, place) for fact in facts)]


def without_as_if(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with blanked out whom it says that we take the person for; who we do hold
    them to be, that takes back: «me contesta como si fuera el que se quejó».
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    places = list(find_all(knowledge.phrases.as_if, text))
    said = [e for e in entities if is_within(e, *places)]
    parties = [fact for fact in map(as_fact, said) if fact["entity"] == "party"]
    if not parties:
        return message  # «como si fuera un aviso nuevo»
    denied = [e for e in parties if e["value"] == tracker.get_slot("party")]
    taken_back = [as_read("party", RETRACTED, (e["start"], e["end"])) for e in denied[:1]]
    kept = [e for e in entities if e not in said]
    return {**message, "text": blanked(text, places), "entities": [*kept, *taken_back]}
