"""The clauses of a message that asks several things, each as the NLU read it by itself."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from actions.reading.entities import AROUND
from actions.reading.phrases import normalize

# What stands before a clause, and with what the sentence before ends.
_BEFORE, _ENDS = " ¿¡", ".;?!\n"
_LEAST_WORDS = 3
_CONDITION = re.compile(r"si\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:[ye]|pero|adem[aá]s|tambi[eé]n)\b\W*", re.IGNORECASE)


class AskedClause(NamedTuple):
    """A clause that asks something.

    Attributes:
        text: its words, without what it begins and ends with.
        start, end: where it stands.
        is_marked: it is written as a question.
        is_apart: it begins its sentence.
        intent, confidence: what it is read as.
        details: of data/knowledge/details.yml, that it may ask about, each with how sure that is.
    """

    text: str
    start: int
    end: int
    is_marked: bool
    is_apart: bool
    intent: str
    confidence: float
    details: dict[str, float]

    @property
    def words(self) -> int:
        return len(normalize(self.text).split())


def asked_clauses(message: dict[str, Any]) -> list[AskedClause]:
    """Those of a message, given as its parse data, in its order; none of a message that asks one thing."""
    text = message.get("text") or ""
    return [
        AskedClause(
            _words(text[clause["start"] : clause["end"]]),
            clause["start"],
            clause["end"],
            "?" in text[clause["start"] : clause["end"]],
            not text[: clause["start"]].strip(_BEFORE) or text[: clause["start"]].strip(_BEFORE)[-1] in _ENDS,
            clause["intent"],
            clause["confidence"],
            dict(clause["details"]),
        )
        for clause in (message.get("reading") or {}).get("clauses") or ()
    ]


def _words(clause: str) -> str:
    """What a clause asks, without what joins it to the one before, and what is told first: «hola, ¿me avisan?»"""
    words = clause.strip(AROUND)
    joined = _JOINED.match(words)
    words = words[joined.end() :] if joined else words
    told, comma, asked = words.rpartition(",")
    is_told = comma and not _CONDITION.match(told) and len(asked.split()) >= _LEAST_WORDS
    return asked.strip(AROUND) if is_told else words
