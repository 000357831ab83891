"""Being told to erase what was said, or asked to show it, in a message of whatever intent."""

from __future__ import annotations

import re
from typing import Optional

from rasa_sdk import Tracker

from actions.reading.phrases import normalize, questions_in, sentences_in
from actions.reading.tracker_state import said, transcript
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

ERASE = "erase"  # the intent, and what is asked then


def orders_erasure(tracker: Tracker, knowledge: Knowledge, text: str) -> bool:
    """Whether a message tells us to erase what was said, or insists on it where it told us so before: «¿y el borrado?»
    is else one of the listing.
    """
    phrases, written = knowledge.phrases, normalize(text)
    if search(phrases.erasure_order, written):
        return True
    return search(phrases.erasure_insists, written) is not None and _was_spoken_of(tracker, knowledge)


def confirms_erasure(knowledge: Knowledge, text: str) -> bool:
    """Whether a sentence of a message says nothing but «sí» to our question whether to erase."""
    return any(_only_confirms(knowledge, text[begin:end]) for begin, end in sentences_in(text))


def refuses_erasure(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says to our question whether to erase that nothing is to be erased."""
    return search(knowledge.phrases.erasure_refused, normalize(text)) is not None


def answers_whether_to_erase(tracker: Tracker, knowledge: Knowledge, text: str) -> Optional[str]:
    """«affirm» or «deny», of a message that answers whether to erase and asks nothing: «por favor, sí. Gracias»"""
    if tracker.get_slot("pending_question") != ERASE or "?" in text:
        return None
    if refuses_erasure(knowledge, text):
        return "deny"
    return "affirm" if _only_confirms(knowledge, text) else None


def tells_others(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks whether somebody gets to read it: «¿el vendedor ve lo que le escribo?»"""
    pattern = knowledge.phrases.details_named["tell_others"].pattern
    return any(search(pattern, asked) for asked in questions_in(normalize(text)))


def asks_for_a_copy(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks to be given what is kept of this conversation: «¿me enseña lo que guarda de mí?»"""
    asked, written = knowledge.phrases.copy_asked, normalize(text)
    if search(asked.not_with, written):
        return False
    return any(search(asked.before, written[: found.start()]) for found in re.finditer(asked.of, written))


def _was_spoken_of(tracker: Tracker, knowledge: Knowledge) -> bool:
    was_asked = any((message.response or "").startswith("utter_erase") for message in said(tracker))
    written = (normalize(text) for who, text in transcript(tracker)[:-1] if who == "user")
    return was_asked or any(search(knowledge.phrases.erasure_order, text) for text in written)


def _only_confirms(knowledge: Knowledge, text: str) -> bool:
    """Whether a text says nothing but «sí» to our question whether to erase."""
    return re.fullmatch(knowledge.phrases.erasure_confirmed, normalize(text).lstrip(" ¡!.,;:-")) is not None
