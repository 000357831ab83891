"""Whether a message denies a fact that it names, or what is held of the case."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, read_facts
from actions.reading.phrases import contains, normalize, place_as_written, without_questions
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge


def denied_by(knowledge: Knowledge, before: str, pattern: str) -> bool:
    """Whether what stands before a fact in its clause denies it by a pattern; not where that only says what was not
    said: «no he dicho que no sea por copia».
    """
    return search(pattern, before) is not None and not contains(before, knowledge.phrases.taken_back)


def denies_what_is_held(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, takes back a fact that is held, or says that the complaint is of the
    other kind, or not withdrawn: «no era un reporte, era una queja».
    """
    text, phrases = normalize(without_questions(message.get("text") or "")), knowledge.phrases
    read = read_facts(knowledge, message)
    if any(value == RETRACTED and tracker.get_slot(fact) for fact, value in read.items()):
        return True
    other = phrases.kind_denied.get(read.get("kind", ""), "$^")
    is_other_kind = tracker.get_slot("kind") not in (None, read.get("kind")) and search(other, text)
    is_withdrawn = tracker.get_slot("status") == "withdrawn" and not read.get("status")
    is_not = search(phrases.not_withdrawn, text) or asks_on_screen(knowledge, text)
    return bool(is_other_kind or (is_withdrawn and is_not))


def says_it_is_not_withdrawn(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, says so, and no sentence before tells that it was: «ella la quitó.
    ¿Por qué me habla de pedirle que la retire?»; or tells that the page still asks: «le di a cancelar y pregunta si
    estoy segura».
    """
    text = message.get("text") or ""
    if asks_on_screen(knowledge, text):
        return True
    found = search(knowledge.phrases.not_withdrawn, normalize(text))
    if found is None or search(knowledge.phrases.next_complaint, normalize(text)):
        return False  # «si me pone otra, ¿sirve pedirle que la retire?»
    before = text[: place_as_written(text, found.span())[0]]
    begins = max(before.rfind(end) for end in ".!?\n") + 1
    read = [e for e in message.get("entities", []) if str(e["value"]).split("=")[-1] == "withdrawn"]
    return not any("start" in e and e["end"] <= begins for e in read)


def asks_on_screen(knowledge: Knowledge, text: str) -> bool:
    """Whether a text tells that the page asks whether one is sure, or for something more: nothing is withdrawn until it
    was answered.
    """
    phrases, written = knowledge.phrases, normalize(text)
    asks_if_sure = search(phrases.details_named["second_confirmation"].pattern, written)
    return asks_if_sure is not None or search(phrases.page_asks_more, written) is not None


def lacks_device(knowledge: Knowledge, text: str, entity: dict[str, Any], before: str, after: str) -> bool:
    """«No prende la notebook» and «la compu se rompió» name a device that is not used; «¿no sirve el celular?» asks."""
    named, phrases = normalize(text[entity["start"] : entity["end"]]), knowledge.phrases
    lacks = search(phrases.lacks_device, before + named) is not None
    asks = re.match(r"[^.,;:!?]*\?", after)
    return (lacks and not asks) or search(phrases.device_is_out, after) is not None
