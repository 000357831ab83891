"""Which question of a message before is asked for again: «no me contestó lo primero», «¿y lo otro?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.asked_clauses import AskedClause, asked_clauses
from actions.reading.entities import AROUND
from actions.reading.phrases import normalize, sentences_in, stems
from actions.reading.tracker_state import PRIVACY_NOTICE, last_turn, said, written_before
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import words_of_details
from retirada.unaccented import unaccented

_AT_MOST = 3  # messages back
_WORD, _MOST_WORDS = 4, 25  # letters by which a word is known; words of a sentence that is no story
_SEVERAL = 2
_SURE = 0.3  # so sure of a detail that a clause asks, its words are what would answer it
_OFFERS = "utter_clarify"  # begins the names of responses of which «lo primero» chooses one
_PLACES = ("first", "second")


def as_asked_before(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> Optional[dict[str, Any]]:
    """The question that a message, given as its parse data, asks for again, as that of a message of its own; None of
    others, and where no message before asked several.
    """
    offers = any((reply.response or "").startswith(_OFFERS) for reply in last_turn(tracker))
    found = None if offers or (message.get("text") or "").startswith("/") else _which(knowledge, message)
    index, before = _several_asked(tracker, knowledge) if found else (0, None)
    if found is None or before is None:
        return None
    which, words = found
    asked, meant = asked_clauses(before), None
    if which in _PLACES:
        meant = next(iter(asked[_PLACES.index(which) :]), None)
    elif which == "of":
        its = [clause for clause in asked if words and words <= stems(clause.text)]
        meant = its[0] if len(its) == 1 else None
    else:
        left = [clause for clause in asked if not _was_answered(tracker, knowledge, clause, index)]
        meant = left[0] if left else asked[1] if which == "other" else None
    return meant.alone(before) if meant else None


def sentence_before(tracker: Tracker, words: frozenset[str]) -> str:
    """The latest sentence of the last messages before the latest that has all of some words, as it is written; empty
    where none has: «¿mi padre se entera?», of «padre».
    """
    texts = reversed(written_before(tracker)[-_AT_MOST:])
    sentences = (text[slice(*place)].strip(AROUND) for text in texts for place in sentences_in(text))
    short = (sentence for sentence in sentences if len(sentence.split()) <= _MOST_WORDS)
    return next((sentence for sentence in short if has_all(sentence, words)), "")


def has_all(text: str, words: frozenset[str]) -> bool:
    """Whether a text has all of some words, each as it begins, and there are any: «borro» is of «borrar»."""
    return {word[:_WORD] for word in words} <= {stem[:_WORD] for stem in stems(text)} and bool(words)


def _which(knowledge: Knowledge, message: dict[str, Any]) -> Optional[tuple[str, frozenset[str]]]:
    """Which question a message asks for again, by its key in phrases/replies.yml, and the words that name it."""
    text, patterns = normalize(message.get("text") or ""), dict(knowledge.phrases.asks_again)
    beside = patterns.pop("beside")
    for name, pattern in patterns.items():
        found = search(pattern, text)
        if found and all(
            re.fullmatch(beside, w) for w in re.findall(r"\w+", text[: found.start()] + text[found.end() :])
        ):
            return name, stems(found[1]) if name == "of" else frozenset()
    return None


def _several_asked(tracker: Tracker, knowledge: Knowledge) -> tuple[int, Optional[dict[str, Any]]]:
    """The number and the parse data of the latest message before that asks several things; of those after it, each asks
    for one of them again.
    """
    asked = [index for index, event in enumerate(tracker.events) if event["event"] == "user"][:-1]
    for index in reversed(asked[-_AT_MOST:]):
        before = tracker.events[index].get("parse_data") or {}
        if len(asked_clauses(before)) >= _SEVERAL:
            return index, before
        if _which(knowledge, tracker.events[index]) is None:
            break
    return 0, None


def _was_answered(tracker: Tracker, knowledge: Knowledge, clause: AskedClause, since: int) -> bool:
    """Whether what was said since a message answers a clause of it."""
    replies = [reply for reply in said(tracker, since) if reply.response != PRIVACY_NOTICE]
    heard = unaccented(" ".join(reply.text for reply in replies))
    details = {name for name, sure in clause.details.items() if sure >= _SURE}
    ways = [way for name, way in words_of_details(knowledge) if name in details]
    if ways:
        return any(unaccented(way[1:]) in heard for way in ways)
    about = {name for reply in replies for name in (reply.answer.get("topic"), reply.answer.get("about"))}
    return clause.intent in about
