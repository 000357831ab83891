"""What answers our question in a word or two, or turns a fact round: «sí, sigue», «¿y si no?»"""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import as_read
from actions.reading.phrases import is_asked, knows_no_state, normalize, place_as_written, without_questions
from actions.reading.proof import offers_some
from retirada.prefilter import search
from retirada.rulebook.decision import facts_that_matter
from retirada.rulebook.schema import Knowledge

ACTS_BESIDE = ("bot_challenge", "human", "privacy", "sources")  # what asks of us, after an answer to our question
_FEW_WORDS = 2
_FIRST_SENTENCE = re.compile(r"[^.!?¿]*[.!]?")


def said_in_a_word(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts that a message, given as its parse data, says in so few words, as the NLU would read them."""
    text = message.get("text") or ""
    return _otherwise(tracker, knowledge, text) or _in_the_words_of_the_question(tracker, knowledge, message)


def _otherwise(tracker: Tracker, knowledge: Knowledge, text: str) -> list[dict[str, Any]]:
    """«¿Y si no?» supposes the other value of the fact that the last verdict rests on; as the NLU would read it."""
    topic = tracker.get_slot("topic")
    if topic not in knowledge.tables or normalize(text).strip(" ¿?.,!") not in knowledge.phrases.otherwise:
        return []
    facts = {name: tracker.get_slot(name) for name in knowledge.facts if tracker.get_slot(name)}
    other = {"yes": "no", "no": "yes"}
    resting = [fact for fact in facts_that_matter(knowledge, topic, facts) if facts[fact] in other]
    return [as_read(fact, other[facts[fact]]) for fact in resting[:1]]


def _in_the_words_of_the_question(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]
) -> list[dict[str, Any]]:
    """«Sí, sigue» and «trámite» answer what was asked in the words of one of its values, and «no es infracción» that
    there is no proof of one; as the NLU would read it.
    """
    pending, text = tracker.get_slot("pending_question"), message.get("text") or ""
    told = without_questions(text)  # «sí hay pruebas. ¿Entonces?»
    if message["intent"]["name"] in ACTS_BESIDE:
        told = _FIRST_SENTENCE.findall(text)[0]  # «en trámite. ¿Usted es un robot?»
    is_open = tracker.get_slot("topic") and not tracker.get_slot("status")
    if pending is None and is_open and len(text.split()) <= _FEW_WORDS:
        pending = "status"  # «trámite», to who was told to look where it stands
    read = [entity for entity in message.get("entities", []) if entity["entity"] == pending]
    if pending in knowledge.facts and read and message["intent"]["name"] in ACTS_BESIDE:
        return read if "start" in read[0] and "?" in text and not is_asked(text, read[0]) else []
    if pending not in knowledge.facts or text.startswith("/") or not told.strip() or read:
        return []
    is_about_the_reply = message["intent"]["name"] in ("correction", "feedback")
    says_nothing = is_about_the_reply or knows_no_state(knowledge, text) or offers_some(knowledge, text)
    for value, pattern in () if says_nothing else knowledge.phrases.answers.get(pending, {}).items():
        if found := search(pattern, normalize(told)):
            return [as_read(pending, value, place_as_written(told, found.span()))]
    words = _words(told) - set(knowledge.phrases.fillers)
    meanings = knowledge.facts[pending].meaning.items()
    named = [value for value, meaning in meanings if words and words <= _words(meaning)]
    return [as_read(pending, named[0])] if len(named) == 1 else []


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", normalize(text)))
