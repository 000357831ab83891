"""What a message asks by its words, whatever the NLU read it as: the entries of data/knowledge/asked_in_words.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Optional

from actions.reading.phrases import contains, normalize, questions_in
from retirada.prefilter import search
from retirada.rulebook.asked_in_words import Asked
from retirada.rulebook.schema import Knowledge


def meant_by_words(
    knowledge: Knowledge,
    entries: Iterable[Asked],
    intent: str,
    text: str,
    told: Mapping[str, str] = {},
    held: Mapping[str, str] = {},
) -> Optional[str]:
    """The intent of the first of the entries that fits a message; None where none does.

    Args:
        intent: what the message was read as.
        told: the facts that were read in it.
        held: the facts that were known before.
    """
    written = normalize(text)
    fitting = (e for e in entries if _may_fit(e, intent, written, told, held) and _is_said(knowledge, e, written))
    return next((entry.means for entry in fitting), None)


def _may_fit(entry: Asked, intent: str, written: str, told: Mapping[str, str], held: Mapping[str, str]) -> bool:
    if entry.read_as and intent not in entry.read_as:
        return False
    if entry.question and ("?" in written) == (entry.question == "none"):
        return False
    if entry.unless and _are_so(entry.unless, told, held):
        return False
    return _are_so(entry.tells, told) and _are_so(entry.when, told, held)


def _are_so(conditions: Mapping[str, list[str]], *facts: Mapping[str, str]) -> bool:
    return all(any(known.get(fact) in values for known in facts) for fact, values in conditions.items())


def _is_said(knowledge: Knowledge, entry: Asked, written: str) -> bool:
    if any(says(knowledge, name, written) for name in entry.but_not):
        return False
    places = questions_in(written) if entry.question == "within" else [written]
    return any(
        search(entry.pattern or "", place) and all(says(knowledge, name, place) for name in entry.words)
        for place in places
    )


def asks_for_the_whole(knowledge: Knowledge, text: str) -> bool:
    """Whether a message that was taken for «rephrase» asks for the whole of the case in short, and not only for what
    was said last.
    """
    return any(says(knowledge, name, text) for name in ("summary", "tell_ones_own"))


def says(knowledge: Knowledge, name: str, text: str) -> bool:
    """Whether a text has the words of data/knowledge/phrases that have this name."""
    words = knowledge.phrases.words(name)
    return contains(text, words) if isinstance(words, list) else search(words, normalize(text)) is not None
