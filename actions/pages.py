"""The official pages that the assistant has mentioned, and which of them somebody asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Optional

from rasa_sdk import Tracker

from actions.phrases import contains, normalize
from actions.tracker_state import Said, last_turn, said
from retirada.rulebook.schema import Knowledge

_RARE = 2  # notes: a word that stands in more of them names none
_STEM = 5  # letters: «sanciones» names «la sanción»
_NOT_LONG = 20
_QUESTION = re.compile(r"\b(?:pregunta|punto|(?:falta|existe|hay) la)(?![a-z])\s*(?:numero|n[°º.]|#)?\s*(\d+|[a-z]+)\b")
_NUMBERS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")


def question_number(text: str) -> Optional[int]:
    """The number of the guide's question that a message speaks of, if it does."""
    named = _QUESTION.search(normalize(text))
    number = named[1] if named else ""
    return _NUMBERS.index(number) + 1 if number in _NUMBERS else int(number) if number.isdecimal() else None


def notes_mentioned(knowledge: Knowledge, message: Said) -> list[str]:
    """The ids of the notes whose pages a message of the assistant gives, or speaks of."""
    answer = message.answer
    notes = list(answer.get("notes", []))
    if contains(message.text, knowledge.phrases.official_page):
        details = {detail.id for detail in knowledge.details if detail.says in message.text}
        of_details = [note.id for note in knowledge.notes.notes if not details.isdisjoint(note.details)]
        row = knowledge.row(answer.get("row") or "")
        notes += of_details or [*(row[1].notes if row else []), *knowledge.notes_for(answer.get("about") or "")]
    return list(dict.fromkeys(notes))


def notes_asked_for(tracker: Tracker, knowledge: Knowledge, text: str) -> list[str]:
    """The ids of the notes whose pages a message asks for: of those mentioned, the ones that its words name («la de la
    mala fe»), else those mentioned last; empty where none was mentioned.
    """
    mentioned = [notes for message in said(tracker) if (notes := notes_mentioned(knowledge, message))]
    named = _named(knowledge, text)
    best = max((named[note] for notes in mentioned for note in notes), default=0)
    if best == 0:
        return mentioned[0] if mentioned else []
    return list(dict.fromkeys(note for notes in mentioned for note in notes if named[note] == best))


def pages_of(knowledge: Knowledge, notes: Iterable[str]) -> str:
    """The addresses of the notes' pages, a line each."""
    return "\n".join(dict.fromkeys(f"• {knowledge.note(note).page}" for note in notes))


def asks_for_a_page(tracker: Tracker, knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks for an official page: it says so; or, where one was mentioned, asks for an address, or
    says after a reply about pages which one is meant.
    """
    phrases = knowledge.phrases
    if contains(text, phrases.official_page) and contains(text, [*phrases.which, *phrases.address]):
        return True
    if len(text.split()) > _NOT_LONG or not notes_asked_for(tracker, knowledge, text):
        return False
    if contains(text, phrases.address):
        return not contains(text, phrases.the_guide)
    about_pages = any((message.response or "").startswith("utter_sources") for message in last_turn(tracker))
    points_to_one = re.search(phrases.names_case, normalize(text)) is not None and bool(_named(knowledge, text))
    return about_pages and (contains(text, phrases.official_page) or points_to_one) and "?" not in text


def asks_who_says_it(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks where what we say comes from, or whether we are Alibaba's."""
    written = normalize(text)
    return any(re.search(pattern, written) for pattern in (knowledge.phrases.where_from, knowledge.phrases.of_alibaba))


def _named(knowledge: Knowledge, text: str) -> Counter[str]:
    """Note id → how many words of the text stand in this note and hardly in another."""
    phrases = knowledge.phrases
    points = _stems(" ".join([*phrases.official_page, *phrases.which, *phrases.address]))
    pointing = {stem for stem in points if not stem.isdigit()}  # a year names a page
    of_notes = {note.id: _stems(note.text) for note in knowledge.notes.notes}
    notes_with = Counter(stem for stems in of_notes.values() for stem in stems)
    words = {stem for stem in _stems(text) - pointing if 0 < notes_with[stem] <= _RARE}
    return Counter({note: len(words & stems) for note, stems in of_notes.items() if words & stems})


@lru_cache(maxsize=100)  # the notes are looked through for each message that may ask for a page
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"\w{4,}", normalize(text)))


def names_a_page(knowledge: Knowledge, text: str) -> bool:
    """Whether a text speaks of a page, or of an address."""
    return contains(text, [*knowledge.phrases.address, *knowledge.phrases.official_page])
