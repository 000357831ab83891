"""What a message asks beside what it was read as: other questions, and acts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, tells_of_a_case, value_known
from actions.reading.phrases import is_asked, normalize
from actions.reading.terms import is_of_whose_proof, terms_named
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_LOOKS, _LIKELY_BESIDE = "status_check", 0.2
_ONLY_OR_NOT = r"\W*(?:si )?o no\W*$"  # presses for an answer, and asks nothing itself
_TOLD_OF_IT = ("elsewhere", "order", "refund")  # how one works, or came to be in it, and asks nothing


def asked_besides(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Iterator[str]:
    """What else a message was read to ask, but for words that ask what another word means, «¿cambia algo?», which is of
    what was asked before, and, of who filed it, a mere «¿me conviene?», which is of the withdrawal. To who asks what to
    do, words of comfort are said before, and what is only told beside it asks nothing.
    """
    text = message.get("text") or ""
    is_filed = value_known(tracker, message, "party") == "complainant"
    for entity in message.get("entities", []):
        words = normalize(text[entity.get("start", 0) : entity.get("end")])
        of_another = [*knowledge.phrases.terms_meant.values(), knowledge.phrases.does_it_change]
        asks_nothing = re.match(_ONLY_OR_NOT, words) or any(search(pattern, words) for pattern in of_another)
        is_done = is_filed and entity["value"] == "should_file"
        is_story = entity["value"] in _TOLD_OF_IT and intent != entity["value"] and tells_of_a_case(knowledge, message)
        is_told = intent in ("next_step", "rephrase") and entity["value"] in ("distress", "elsewhere")
        is_told = is_told or (is_story and not is_asked(text, entity))  # «trabajo de noche y me pusieron una queja»
        if entity["entity"] == "second_topic" and not (asks_nothing or is_done or is_told):
            yield entity["value"]


def acts_beside(
    knowledge: Knowledge, message: dict[str, Any], intent: str, details: Collection[str], stated: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The acts beside the intent; whether the guide is official, a detail says. Who takes back where it stands, or asks
    what a word means, may ask where one sees it: «dije que creo, ¿cómo lo averiguo?»
    """
    told = {detail.of[0] for detail in knowledge.details_called(details)} & {"sources"} | {intent}
    if RETRACTED in stated.values():
        told.add("sources")  # «no la retiré, ¿de dónde saca eso?»
    others = [entity for entity in message.get("entities", []) if entity["entity"] == "second_topic"]
    acts = (e for e in others if e["value"] not in {*knowledge.tables, *knowledge.subjects, *told})
    for act, words in ((e["value"], (message.get("text") or "")[e.get("start", 0) : e.get("end")]) for e in acts):
        if act == "sources" and search(knowledge.phrases.does_the_guide_say_it, normalize(words)):
            continue  # «me ofrece la mitad. ¿Qué dice la guía de eso?» asks of that
        if act != "meaning" or not is_of_whose_proof(terms_named(knowledge, words), details):
            yield act, words
    likely = {guess["name"] for guess in message.get("intent_ranking") or [] if guess["confidence"] >= _LIKELY_BESIDE}
    asks_how = search(knowledge.phrases.how_to_know, normalize(message.get("text") or "")) is not None
    is_taken_back = stated.get("status") == RETRACTED and "correction" in likely and (asks_how or _LOOKS in likely)
    is_beside_a_word = intent == "meaning" and {intent, _LOOKS} <= likely and asks_how
    if intent != _LOOKS and (is_taken_back or is_beside_a_word) and _LOOKS not in (e["value"] for e in others):
        yield _LOOKS, message.get("text") or ""
