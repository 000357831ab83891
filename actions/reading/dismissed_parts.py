"""What a message waves off, to ask something else: «lo de la mediación ya lo entendí, ¿necesito un abogado?»"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.details_asked import confidence
from actions.reading.entities import details_read, values
from actions.reading.low_confidence import FALLBACK, MEANT
from actions.reading.phrases import blanked, contains, normalize, place_as_written, stems
from actions.reading.rejected_reply import ACTS_ASKED, most_likely, named_question
from actions.reading.tracker_state import held_facts, last_turn, message_before
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_UP_TO_A_CONTRAST = re.compile(
    r"(?:(?![.,;:!?\n]| (?:pero|sino|no (?:por|sobre|lo del?)"
    r"|y (?:yo|lo que|ahora|no|usted(?:es)?|vos|tu|me)) )[^¿¡])+"
)
_ASKS_NOTHING = ("correction", "rephrase", "acknowledge", "deny", FALLBACK)  # what may be read of it as a whole
_HARDLY_MORE = 2  # words: what has no more outside of what is waved off is part of it
_NOTICED = 0.0001  # less that is left to all other questions is noise
_A_DETAIL = 0.04  # so sure, one is asked beside what is waved off


def without_what_is_waved_off(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with blanked out what it does not want to hear of, and without what was
    read there, where it asks something beside that. One that denies what is held stays as it is.
    """
    written, entities = message.get("text") or "", message.get("entities", [])
    places = list(_waved_off(knowledge, written)) if last_turn(tracker) and not written.startswith("/") else []
    text = blanked(written, places)
    if not places or not _puts_a_question(knowledge, text):
        return message

    def is_waved_off(part: dict[str, Any]) -> bool:
        start, end = part.get("start", 0), part.get("end", 0)
        left = re.findall(r"\w+", text[start:end])
        return text[start:end] != written[start:end] and len(left) <= _HARDLY_MORE

    off = [entity for entity in entities if is_waved_off(entity)]
    if any((entity["entity"], entity["value"]) in held_facts(tracker, knowledge).items() for entity in off):
        return message
    kept, reading = [entity for entity in entities if not is_waved_off(entity)], message.get("reading") or {}
    rest = {**message, "text": text, "entities": kept}
    words = " ".join(written[begin:end] for begin, end in places)
    topics = {*_topics_of(tracker, knowledge, words, off)}
    rest["intent_ranking"] = _but_for(message, topics)
    meant = _asked_beside(knowledge, rest, topics)
    if meant:
        of_it = {detail.id for detail in knowledge.details if meant in detail.of}
        rest["entities"] = [e for e in kept if e["entity"] != "detail" or e["value"] in of_it]
    clauses = [clause for clause in reading.get("clauses") or () if not is_waved_off(clause)]
    return {**rest, "reading": {**reading, "clauses": clauses, MEANT: meant}}


def _waved_off(knowledge: Knowledge, text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that wave something off; that the last reply was of something else, or what is not asked,
    only of a message that says what it asks.
    """
    written, phrases = normalize(text), knowledge.phrases
    patterns = [phrases.waves_off]
    # «Me habla de mediar y no sé qué es» asks of that.
    if search(phrases.says_what_it_asks, written) and not search(phrases.not_known_what, written):
        patterns.append(phrases.is_beside_it)
    for clause in _UP_TO_A_CONTRAST.finditer(written):
        if search(phrases.settled, clause[0]):
            continue  # «el resto me da igual» waives it
        found = (search(pattern, clause[0]) for pattern in patterns)
        for start, end in (words.span() for words in found if words):
            yield place_as_written(text, (clause.start() + start, clause.start() + end))


def _puts_a_question(knowledge: Knowledge, text: str) -> bool:
    """Whether a text puts a question, in so many words or by its mark."""
    written, phrases = normalize(text), knowledge.phrases
    begins = any(re.match(phrases.begins_a_question, clause[0]) for clause in _UP_TO_A_CONTRAST.finditer(written))
    says_so = search(phrases.says_what_it_asks, written) or contains(text, phrases.asks)
    return bool(begins or says_so or re.search(r"\w\W*\?", written))


def _topics_of(tracker: Tracker, knowledge: Knowledge, words: str, entities: list[dict[str, Any]]) -> Iterator[str]:
    """What the words wave off: what they name, or was read there; what was answered last, where that, or the question
    before, has some of them.
    """
    yield from filter(None, [named_question(knowledge, words, ())])
    yield from (entity["value"] for entity in entities if entity["entity"] == "second_topic")
    if search(knowledge.phrases.how_to_see_it, normalize(words)):
        yield "status_check"
    heard = stems(message_before(tracker)).union(*(stems(reply.text) for reply in last_turn(tracker)))
    if stems(words) & heard:
        answers = [reply.answer for reply in last_turn(tracker)]
        yield from filter(None, (answer.get(key) for answer in answers for key in ("topic", "about")))


def _but_for(message: dict[str, Any], off: set[str]) -> list[dict[str, Any]]:
    """What a message may ask, likely as it is where it asks nothing of that; as it was read, where there is no more."""
    ranking = message.get("intent_ranking") or []
    others = [guess for guess in ranking if guess["name"] not in (*off, *_ASKS_NOTHING)]
    total = sum(guess["confidence"] for guess in others)
    if total < _NOTICED:
        return ranking
    return [{**guess, "confidence": guess["confidence"] / total} for guess in others]


def _asked_beside(knowledge: Knowledge, rest: dict[str, Any], off: set[str]) -> Optional[str]:
    """What the rest of a message asks, where the whole was read as what it waves off, or as nothing that is asked."""
    intent, others = rest["intent"]["name"], {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED} - off
    named = named_question(knowledge, rest["text"], ())
    if intent not in (*off, *_ASKS_NOTHING) or named == intent:
        return None
    details = [e for e in details_read(rest) if confidence(e) >= _A_DETAIL]
    of_details = [d.of[0] for d in knowledge.details_called([e["value"] for e in details]) if not d.again]
    likeliest = most_likely(rest, others)
    asked = [*values(rest, "second_topic"), likeliest, named, *of_details]
    return next((name for name in asked if name in others), None)
