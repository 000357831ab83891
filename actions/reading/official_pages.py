"""The official pages that the assistant has mentioned, and which of them somebody asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Optional

from rasa_sdk import Tracker

from actions.reading.phrases import contains, normalize, stems
from actions.reading.rejected_reply import named_topic
from actions.reading.tracker_state import Said, last_turn, said
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge, Note
from retirada.rulebook.wording import split_yes_or_no

RARE = 2  # notes: a word that stands in more of them names none
_NOT_LONG = 20
_NUMBERS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_QUESTION = re.compile(
    r"\b(?:pregunta|las preguntas|punto|(?:falta|existe|hay) la"
    r"|(?:dice|pone|lea|leame|segun|dime|digame|dame|deme|citar) (?:en )?la(?=\s*\d)"
    r"|^\W*(?:(?:y|leemela|leamela)\W+)?la(?=\s*\d))"
    rf"(?![a-z])\s*(?:numero|n[°º.]|#)?\s*(\d+|[a-z]+)\b((?:\s*(?:,|y|e) (?:las? )?(?:preguntas? )?{_NUMBER}\b)*)"
)


def question_numbers(text: str) -> list[int]:
    """The numbers of the guide's questions that a message speaks of together: «las preguntas 1 y 2»."""
    named = _QUESTION.search(normalize(text))
    words = [named[1], *re.findall(_NUMBER, named[2])] if named else []
    numbers = (_NUMBERS.index(word) + 1 if word in _NUMBERS else word for word in words)
    return list(dict.fromkeys(int(number) for number in numbers if str(number).isdecimal()))


def question_number(text: str) -> Optional[int]:
    """The number of the guide's question that a message speaks of, the first of several; None where of none."""
    return next(iter(question_numbers(text)), None)


def notes_spoken_of(knowledge: Knowledge, message: Said) -> list[list[str]]:
    """The ids of the notes whose pages a message speaks of, those first that are meant by «¿qué página?»: what its
    answer rests on, what its details do, and what it gives below or by itself.
    """
    answer = message.answer
    return _notes_spoken_of(
        knowledge, message.text, tuple(answer.get("notes", ())), answer.get("row") or "", answer.get("about") or ""
    )


@lru_cache(maxsize=5_000)  # in each turn, all that was said is read again
def _notes_spoken_of(
    knowledge: Knowledge, text: str, notes: tuple[str, ...], row_id: str, about: str
) -> list[list[str]]:
    phrases = knowledge.phrases.official_page
    noted = [note for note in notes if knowledge.note(note).text in text]
    given = [note.id for note in knowledge.notes.notes if note.id in noted or f" {note.page} (" in text]
    own = text
    for note in noted:
        own = own.replace(knowledge.note(note).text, "")
    ways = _ways_of_saying(knowledge)
    # One that names no page rests on none: «Si conviene pagar, la guía no lo dice».
    details = {name for name, way in ways if way in own and contains(way, phrases)}
    rest = own
    for _, way in ways:
        rest = rest.replace(way, "")
    row = knowledge.row(row_id)
    of_answer = [*(row[1].notes if row else []), *knowledge.notes_for(about)]
    of_details = [note.id for note in knowledge.notes.notes if not details.isdisjoint(note.details)]
    groups = [of_answer if contains(rest, phrases) else [], of_details if contains(own, phrases) else [], given]
    if not any(groups) and contains(own, phrases):
        groups = [of_answer]  # a detail without a note of its own
    return [list(dict.fromkeys(group)) for group in groups if group]


@lru_cache(maxsize=1)
def _ways_of_saying(knowledge: Knowledge) -> list[tuple[str, str]]:
    """The details' texts, each also without the «no» that it begins with, with the id of its detail."""
    texts = ((detail.id, text) for detail in knowledge.details for text in (detail.says, detail.says_again) if text)
    return [(name, way) for name, text in texts for way in dict.fromkeys((text, split_yes_or_no(text)[1]))]


def notes_mentioned(tracker: Tracker, knowledge: Knowledge) -> list[list[str]]:
    """The ids of the notes whose pages each message of this conversation speaks of, the latest first."""
    return [notes for message in said(tracker) for notes in notes_spoken_of(knowledge, message)]


def notes_saying_it(tracker: Tracker, knowledge: Knowledge, text: str) -> list[str]:
    """The ids of the notes that say what a message asks «¿quién lo dice?» of: those mentioned that its words name,
    «lo del castigo por mala fe», or else the last reply's, where it rests on no question of the guide.
    """
    named, mentioned = _named(knowledge, text), notes_mentioned(tracker, knowledge)
    if any(named[note] >= RARE for notes in mentioned for note in notes):  # by a word that no other note has
        return notes_asked_for(tracker, knowledge, text)
    asked, last = search(knowledge.phrases.who_says, normalize(text)), last_turn(tracker)
    if (asked and asked[1] and asked[1].strip()) or any(message.answer.get("sources") for message in last):
        return []  # it names something of the guide, or that was said last
    return [note for message in last for notes in notes_spoken_of(knowledge, message) for note in notes]


def notes_asked_for(tracker: Tracker, knowledge: Knowledge, text: str) -> list[str]:
    """The ids of the notes whose pages a message asks for, where any was mentioned: those of what it asks («¿en qué
    página apelo?»), else of those mentioned, the ones that its words name («la de la mala fe»), else any that they
    surely name, else those that the latest reply means; empty where there is none. Who says that a page just given is
    not the one means another.
    """
    mentioned = notes_mentioned(tracker, knowledge)
    of_it = [note.id for note in knowledge.notes.notes if note.of and search(note.of, normalize(text))]
    if mentioned and of_it:
        return of_it
    named = _named(knowledge, text)
    if named and named.keys().isdisjoint(note for notes in mentioned for note in notes):
        most = max(named.values())
        if most > RARE:  # by more than one word that hardly another has
            return [note for note, count in named.items() if count == most]
    best = max((named[note] for notes in mentioned for note in notes), default=0)
    meant = [[note for note in notes if named[note] == best] for notes in mentioned]
    if search(knowledge.phrases.not_that_page, normalize(text)):
        given = "\n".join(message.text for message in last_turn(tracker) if _gives_pages(message))
        others = [[note for note in notes if knowledge.note(note).page not in given] for notes in meant]
        meant = others if any(others) else meant
    if best == 0:
        return next((notes for notes in meant if notes), [])
    return list(dict.fromkeys(note for notes in meant for note in notes))


def pages_of(knowledge: Knowledge, notes: Iterable[str]) -> str:
    """The addresses of the notes' pages, a line each."""
    return "\n".join(dict.fromkeys(f"• {knowledge.note(note).page}" for note in notes))


def asks_for_a_page(tracker: Tracker, knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks for an official page: it says so; or, where one was mentioned, asks for an address, or
    says after a reply about pages which one is meant.
    """
    phrases, last = knowledge.phrases, last_turn(tracker)
    if asks_of_the_guide(knowledge, text):
        return False
    if contains(text, phrases.official_page) and contains(text, [*phrases.which, *phrases.address]):
        return True
    is_another = any(map(_gives_pages, last)) and search(phrases.not_that_page, normalize(text))
    if is_another and contains(text, [*phrases.official_page, *phrases.address]):
        return True
    asks_where = contains(text, phrases.address)
    about_pages = any((message.response or "").startswith("utter_sources") for message in last)
    is_short = len(text.split()) <= _NOT_LONG and (asks_where or about_pages)
    if not is_short or not notes_asked_for(tracker, knowledge, text):
        return False
    if asks_where:
        return not contains(text, phrases.the_guide)
    points_to_one = search(phrases.names_case, normalize(text)) is not None and bool(_named(knowledge, text))
    return about_pages and (contains(text, phrases.official_page) or points_to_one) and "?" not in text


def asks_of_the_guide(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks for the guide's own date, author, address or law, for what one of its questions says, or
    for one that it has not.
    """
    number, written = question_number(text), normalize(text)
    if number is not None and (
        knowledge.question(f"P{number}") is None or search(knowledge.phrases.reads_out, written)
    ):
        return True
    return search(knowledge.phrases.guide_itself, written) is not None


def asks_who_says_it(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks where what we say comes from, who says it, or whether we are Alibaba's."""
    written = normalize(text)
    phrases = knowledge.phrases
    asks = any(search(pattern, written) for pattern in (phrases.where_from, phrases.of_alibaba))
    return asks or said_by_whom(knowledge, text) is not None


def said_by_whom(knowledge: Knowledge, text: str) -> Optional[str]:
    """The topic of which a message asks who says it; empty where it asks that of what was just said, and None where it
    asks no such thing: «¿quién dice que no me paga?»
    """
    asked = search(knowledge.phrases.who_says, normalize(text))
    words = (asked[1] or "").strip() if asked else ""
    return named_topic(knowledge, words) if words else "" if asked else None


def _gives_pages(message: Said) -> bool:
    return (message.response or "").startswith("utter_sources_notes")


def _named(knowledge: Knowledge, text: str) -> Counter[str]:
    """Note id → how much of the text stands in this note and hardly in another: a word of it alone counts double."""
    phrases = knowledge.phrases
    points = stems(" ".join([*phrases.official_page, *phrases.which, *phrases.address]))
    with_it = notes_with(knowledge)
    pointing = {stem for stem in points if with_it[stem] != 1}  # a year names a page, and so does «artículo»
    nothing = frozenset(knowledge.about_guide.only_asks_whose)
    words = {stem for stem in stems(text, nothing) - pointing if 0 < with_it[stem] <= RARE}
    each = {note.id: words & _stems_of(knowledge, note) for note in knowledge.notes.notes}
    shared = {name: sum(1 + RARE - with_it[stem] for stem in found) for name, found in each.items()}
    return Counter({note: count for note, count in shared.items() if count})


@lru_cache(maxsize=1)
def notes_with(knowledge: Knowledge) -> Counter[str]:
    """Word → how many notes have it."""
    return Counter(stem for note in knowledge.notes.notes for stem in _stems_of(knowledge, note))


def _stems_of(knowledge: Knowledge, note: Note) -> frozenset[str]:
    """The words that name a note: its own, its page's, and how we read that, «¿quién es ese tercero?»"""
    return stems(f"{note.text} {note.page} {knowledge.notes.copies[note.copied]}")


def names_a_page(knowledge: Knowledge, text: str) -> bool:
    """Whether a text speaks of a page, or of an address."""
    return contains(text, [*knowledge.phrases.address, *knowledge.phrases.official_page])
