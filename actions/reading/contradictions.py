"""Two answers of one conversation that seem to disagree: «antes dijo que no y ahora que sí, ¿en qué quedamos?»"""

from __future__ import annotations

import re
from typing import Optional

from rasa_sdk import Tracker

from actions.reading.phrases import contains, normalize
from actions.reading.tracker_state import last_verdict, verdicts_last
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

OF_A_PAGE = frozenset({"which_holds", "official_contradicts"})  # details that set the guide against an official page
# «¿Da igual o ayuda?», «si no se puede retirar, ¿por qué dice que una retirada ayuda?»
_EITHER = re.compile(r"(?:\bo\b(?! (?:que )?no\b)|\b(?:por ?que|como(?: es)? que) (?:\w+ ){0,2}?dic)[^.?!]*\?")


def says_they_differ(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says that two answers, or two sources, differ, or asks which holds: «¿da igual o ayuda?»"""
    phrases, written = knowledge.phrases, normalize(text)
    if puts_both(knowledge, written):
        return True
    if holds_two_against_us(knowledge, text):
        return True
    return any(search(pattern, written) for pattern in (phrases.differs, phrases.two_sayings))


def holds_two_against_us(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says that what we said is not what we said before: «primero que no, ahora que depende»."""
    phrases = knowledge.phrases
    return contains(text, phrases.contradicts) or search(phrases.says_otherwise, normalize(text)) is not None


def puts_both(knowledge: Knowledge, written: str) -> bool:
    """Whether a normalized text asks how both sides of what we said go together: «¿da igual o ayuda?»"""
    return bool(_EITHER.search(written) and knowledge.sources.quoted_in(written))


def is_not_for_theirs(knowledge: Knowledge, text: str, ground: Optional[str]) -> bool:
    """Whether a message says, of a complaint on another ground, that what we said is of intellectual property."""
    return ground == "other" and search(knowledge.phrases.not_for_mine, normalize(text)) is not None


def speaks_of_our_answers(knowledge: Knowledge, text: str, ground: Optional[str]) -> bool:
    """Whether a message, whatever it was read as, puts two things that we said side by side, holds one against us, or
    says that it is not for a complaint on such a ground.
    """
    two_sayings = search(knowledge.phrases.two_sayings, normalize(text))
    is_held = contains(text, knowledge.phrases.reminds)
    return bool(two_sayings) or is_held or is_not_for_theirs(knowledge, text, ground)


def disputes_an_answer(knowledge: Knowledge, text: str, ground: Optional[str]) -> bool:
    """Whether a message that asks why finds that what we said does not hold, or not with something else."""
    return says_they_differ(knowledge, text) or speaks_of_our_answers(knowledge, text, ground)


def means_our_answers(knowledge: Knowledge, tracker: Tracker, text: str) -> bool:
    """Whether «¿cuál vale?» is asked of two answers of the guide, and not of the guide and a page: the message names
    none, and a verdict that was given last differs from another answer, and from no page.
    """
    last = last_verdict(tracker)
    verdicts = verdicts_last(tracker) or ({last.answer["verdict"]} if last else set())
    pairs = [pair for pair in knowledge.sources.differing if pair.verdicts & verdicts]
    names_a_page = search(knowledge.phrases.of_a_page, normalize(text)) is not None
    return bool(pairs) and not (names_a_page or any(contains(p.says, knowledge.phrases.official_page) for p in pairs))


def asks_how_they_fit(knowledge: Knowledge, text: str, answers_us: bool) -> list[tuple[str, str]]:
    """The act of asking how two things go together, with its words, of a message that answers our question as well."""
    return [("why", text)] if answers_us and "?" in text and says_they_differ(knowledge, text) else []
