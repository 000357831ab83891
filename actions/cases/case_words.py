"""What is said of each of several cases, in words."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Optional

from actions.reading.entities import RETRACTED
from actions.reading.phrases import normalize
from actions.reading.tracker_state import transcript

if TYPE_CHECKING:
    from actions.turn import Turn

_NAME = re.compile(
    r"(?:^|[.;:,?!] )de (?:las?|los|el) (\w{4,})"
    r"|\b(?:la|el|al|lo|esa|ese|las|los|hablo|hablaba|refiero) (?:que )?(?:(?:queja|denuncia|reclamacion|reclamo"
    r"|informe|reporte|caso|asunto|tema|clienta|cliente|compradora?|vendedora?|senora?|duen[oa]) )?"
    r"(?:de|del|contra|con|a)(?: (?:la|el|los|las|mi|un|una))? (\w{4,})"
)
_CLAUSE_END = re.compile(r"[.,;:]|\by\b")


def words(text: str) -> list[str]:
    """The words of four letters and more, in lower case and without accents.

    >>> words("La de Disney, por copia")
    ['copia', 'disney']
    """
    return sorted(set(re.findall(r"\w{4,}", normalize(text))))


def words_of_case(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> list[str]:
    """What was said of the case under discussion, but for the latest message and what was said of another first."""
    said: set[str] = set()
    for event in reversed(turn.tracker.events):
        if event["event"] == "slot" and event["name"] == "case_words":
            break
        if event["event"] == "user" and event.get("text") != turn.reading.text:
            said.update(words(event.get("text") or ""))
    return sorted({*(turn.get("case_words") or []), *new_words(said, cases)})


def new_words(said: Collection[str], cases: list[Optional[dict[str, Any]]]) -> set[str]:
    """Of these words, those that were said of none of the cases kept."""
    return set(said).difference(*(case.get("words") or [] for case in cases if case))


def said_of_both(turn: Turn) -> tuple[str, str]:
    """Of a message that tells of two cases, what it says of the first, and of the second."""
    text = turn.reading.text
    starts = [
        e["start"]
        for e in turn.tracker.latest_message.get("entities", [])
        if e["entity"] == "second_case" and "start" in e and not e["value"].endswith(f"={RETRACTED}")
    ]
    before = text[: min(starts, default=0)]
    heads = [match.start() for match in _NAME.finditer(before.lower())]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    # «En la de la marca, no tenemos prueba» is all of the second.
    cut = heads[-1] if len(heads) > 1 else ends[-1] if ends else 0
    return text[:cut], text[cut:]


def words_of_both(turn: Turn) -> tuple[list[str], list[str]]:
    """Of a message that tells of two cases, the words that it says of the first, and of the second: it may come back to
    the first, «una por copia y otra por el envío; la de la copia sigue y la del envío no».
    """
    first, rest = said_of_both(turn)
    said: tuple[list[str], list[str]] = (words(first), [])
    second, start = True, len(first)
    of_second = {e["start"]: e["entity"] == "second_case" for e in _telling_apart(turn)}
    for end in [*(len(first) + match.end() for match in _CLAUSE_END.finditer(rest)), len(turn.reading.text)]:
        clause = turn.reading.text[start:end]
        second = next((of_it for at, of_it in of_second.items() if start <= at < end), second)
        if names := names_in(normalize(clause)):
            second = names.isdisjoint(said[0]) and (second or not names.isdisjoint(said[1]))
        said[second].extend(words(clause))
        start = end
    return said


def _telling_apart(turn: Turn) -> list[dict[str, Any]]:
    """The entities that say of one of two cases what is not so of the other."""
    told = [e for e in turn.tracker.latest_message.get("entities", []) if "start" in e]
    facts = turn.reading.second_case
    return [e for e in told if e["entity"] in facts or e["entity"] == "second_case"]


def names_in(text: str) -> set[str]:
    """What cases are called by in the text, as `normalize` writes it: «la de las tazas», «el cliente de las tazas»."""
    return {match[1] or match[2] for match in _NAME.finditer(text)}


def names_before(turn: Turn) -> set[str]:
    """What cases were called by in earlier messages."""
    said = [normalize(text) for who, text in transcript(turn.tracker)[:-1] if who == "user"]
    return {name for text in said for name in names_in(text)}
