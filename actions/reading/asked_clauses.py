"""The clauses of a message that asks several things, each as the NLU read it by itself."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from actions.reading.entities import AROUND, as_read
from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import normalize

# What stands before a clause, and with what the sentence before ends.
_BEFORE, _ENDS = " ¿¡", ".:;?!\n"
_LEAST_WORDS = 3
_UNCLEAR = 0.45  # as config.yml has it: less sure of what a message of its own asks, the NLU is unsure
_CONDITION = re.compile(r"si\b", re.IGNORECASE)
_CLEAR = 0.5  # as sure, a detail in a condition is asked with what follows it
_JUST_BEFORE = re.compile(r"\bsi\b[^.!?;\n]*,\s*¿?\s*$", re.IGNORECASE)  # a condition
_JOINED = re.compile(r"(?:[ye]|pero|adem[aá]s|tambi[eé]n)\b\W*", re.IGNORECASE)
_COUNTED = re.compile(r"\d\)\s*|(?:lo )?(?:primero|segundo|tercero)[,:]\s*|(?:dos|tres) \w+s:\s*", re.IGNORECASE)
# «… o no?», alone no question; and the other half of one, which has its mark: «¿hay que enviarlo | o basta con eso?»
_ONLY_OR_NOT = re.compile(r"\W*(?:s[ií]\W+)?o no\W*", re.IGNORECASE)
_OTHER_HALF = re.compile(r"[\s,]*o\b[^.!;?\n]*\?", re.IGNORECASE)
_ASKS_FOR_A_YES = re.compile(r",?\s*¿?\s*\w+\s*\?")  # of «…, ¿no?», «…, ¿verdad?»
# What was read of a message as a whole, and says nothing of what one of its clauses asks.
_OF_THE_WHOLE = ("detail", "claim", "second_topic", "term")


class AskedClause(NamedTuple):
    """A clause that asks something.

    Attributes:
        text: its words, without what it begins and ends with.
        start, end: where it stands in the message.
        is_marked: it is written as a question.
        is_apart: it begins its sentence.
        is_put: it is put as a claim, with a word that asks for a yes.
        intent, confidence: what it is read as.
        details: of data/knowledge/details.yml, that it may ask about, each with how sure that is.
        ranking: what else it may be read as, each with how sure that is.
    """

    text: str
    start: int
    end: int
    is_marked: bool
    is_apart: bool
    is_put: bool
    intent: str
    confidence: float
    details: dict[str, float]
    ranking: dict[str, float]

    @property
    def words(self) -> int:
        return len(normalize(self.text).split())

    def holds(self, entity: dict[str, Any]) -> bool:
        """Whether an entity of the message stands in the clause."""
        return self.start <= entity.get("start", -1) < self.end

    def alone(self, message: dict[str, Any]) -> dict[str, Any]:
        """The clause of a message, given as its parse data, as that of a message of its own."""
        text = (message.get("text") or "")[self.start : self.end]
        found = [e for e in message.get("entities", []) if self.holds(e) and e["entity"] not in _OF_THE_WHOLE]
        placed = [{**e, "start": e["start"] - self.start, "end": min(e["end"], self.end) - self.start} for e in found]
        details = [
            {**as_read("detail", name, (0, len(text))), "confidence_entity": sure}
            for name, sure in self.details.items()
        ]
        ranking = [{"name": name, "confidence": sure} for name, sure in self.ranking.items()]
        if self.confidence < _UNCLEAR:
            ranking.insert(0, {"name": FALLBACK, "confidence": 1 - self.confidence})
        return {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": [*placed, *details]}


def asked_clauses(message: dict[str, Any]) -> list[AskedClause]:
    """Those of a message, given as its parse data, in its order; none of a message that asks one thing."""
    text = message.get("text") or ""
    clauses = [
        AskedClause(
            _words(text[clause["start"] : clause["end"]]),
            clause["start"],
            clause["end"],
            "?" in text[clause["start"] : clause["end"]] or _OTHER_HALF.match(text, clause["end"]) is not None,
            not text[: clause["start"]].strip(_BEFORE) or text[: clause["start"]].strip(_BEFORE)[-1] in _ENDS,
            _ASKS_FOR_A_YES.match(text, clause["end"]) is not None,
            clause["intent"],
            clause["confidence"],
            {**_of_the_condition(message, clause["start"]), **dict(clause["details"])},
            dict(clause.get("ranking") or {clause["intent"]: clause["confidence"]}),
        )
        for clause in (message.get("reading") or {}).get("clauses") or ()
    ]
    asking = [clause for clause in clauses if not _ONLY_OR_NOT.fullmatch(text[clause.start : clause.end])]
    return asking if len(asking) > 1 else []


def _of_the_condition(message: dict[str, Any], start: int) -> dict[str, float]:
    """The details that stand in the condition before a clause, each with how sure that is: «si la resuelven mientras
    negociamos, ¿aún podríamos retirarla?»
    """
    condition = _JUST_BEFORE.search((message.get("text") or "")[:start])
    begin = condition.start() if condition else start
    before = [e for e in message.get("entities", []) if begin <= e.get("start", -1) < start]
    sure = {e["value"]: e.get("confidence_entity", 1.0) for e in before if e["entity"] == "detail"}
    return {name: confidence for name, confidence in sure.items() if confidence >= _CLEAR}


def _words(clause: str) -> str:
    """What a clause asks, without what joins it to the one before, and what is told first: «hola, ¿me avisan?»"""
    words = clause.strip(AROUND)
    for leads in (_COUNTED, _JOINED):
        if led := leads.match(words):
            words = words[led.end() :]
    told, comma, asked = words.rpartition(",")
    is_told = comma and not _CONDITION.match(told) and len(asked.split()) >= _LEAST_WORDS
    return asked.strip(AROUND) if is_told else words
