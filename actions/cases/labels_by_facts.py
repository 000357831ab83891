"""Which of several cases is called by what is so of it: «la cerrada», «y la de la marca», «el informe»."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.reading.entities import RETRACTED, read_facts
from actions.turn.turn import Turn
from retirada.prefilter import search

TELLING = ("ground", "party")  # what cases are best called by
_KIND_OF_CLITIC = {"o": "report", "a": "complaint"}  # el informe, la queja
_CLITIC = re.compile(r"\b(?:retir|cancel|quit|anul|sac|present|reabr|pon)\w*?[aei]r(?:me|se)?l([oa])\b")
_MASCULINE_COMPLAINT = r"\b(?:reclamo|reporte|expediente)s?\b"
_OF_A_KIND = re.compile(
    r"\b(?:la|el|al|del|es[ae]|est[ae]|mi|de) (?:queja|denuncia|reclamacion|reclamo|demanda|informe|reporte)\b"
)


def described(
    turn: Turn, cases: list[Optional[dict[str, Any]]], text: str, read: Optional[dict[str, str]]
) -> Optional[int]:
    """The number of the case that the text names by its facts, «y la de la marca», «el informe»."""
    if read is None:
        read = read_facts(turn.knowledge, turn.tracker.latest_message)
    stated = {fact: value for fact, value in read.items() if value != RETRACTED}
    held = held_of_each(turn, cases)
    kinds = {facts["kind"] for facts in held.values()}
    called = [way for way, _ in called_by_facts(turn, text)]
    together = {fact: value for way in called for fact, value in way.items()}
    ways = [together] if len(together) == len(called) else called[:1]
    if search(turn.knowledge.phrases.names_case, text):
        telling = {fact: value for fact, value in stated.items() if fact in TELLING}
        # «Volviendo a la que me pusieron, es por una marca» says of which it is and something new.
        ways += [telling, stated, *({fact: value} for fact, value in telling.items())]
    if len(kinds) > 1 and (kind := kind_called(turn, text)):
        ways.append({"kind": kind})
    found = (case_of(way, held) for way in ways if way)
    return next((number for number in found if number is not None), None)


def kind_called(turn: Turn, text: str) -> Optional[str]:
    """The kind by which a case is called in the text, «el informe», or that «retirarlo» is said of; None where it names
    both, or none.
    """
    named = kinds_named(turn, text)
    if not named:
        return _kind_by_gender(turn, text)
    return named[0] if len(named) == 1 and _OF_A_KIND.search(text) else None


def kinds_named(turn: Turn, text: str) -> list[str]:
    """The kinds that the text names, «una queja», of a case or not."""
    return [kind for kind, pattern in turn.knowledge.phrases.kinds_named.items() if search(pattern, text)]


def _kind_by_gender(turn: Turn, text: str) -> Optional[str]:
    """The kind that «retirarlo», «volver a presentarla» are said of, of who called a complaint by no masculine word."""
    said = {found[1] for found in _CLITIC.finditer(text)}
    if len(said) != 1 or turn.has_written(_MASCULINE_COMPLAINT):
        return None
    return _KIND_OF_CLITIC[said.pop()]


def called_by_facts(turn: Turn, text: str) -> list[tuple[dict[str, str], re.Match[str]]]:
    """What cases are called by in the text, «la cerrada», each fact with the words that say it."""
    called = turn.knowledge.phrases.called.items()
    ways = [({fact: value}, search(pattern, text)) for fact, of in called for value, pattern in of.items()]
    return [(way, found) for way, found in ways if found]


def case_of(way: dict[str, str], held: dict[int, dict[str, str]]) -> Optional[int]:
    """The number of the one case of which these facts are held; None where there is none, or several."""
    fitting = [number for number, facts in held.items() if way.items() <= facts.items()]
    return fitting[0] if len(fitting) == 1 else None


def held_of_each(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> dict[int, dict[str, str]]:
    """The number of each case → its facts; of several at once, what is held now is so of all, and no case's own."""
    unstated = turn.knowledge.unstated
    held = {number: {**unstated, **case["facts"]} for number, case in enumerate(cases) if case}
    if not turn.get("of_all_cases"):
        held[cases.index(None)] = {**unstated, **turn.facts}
    return held
