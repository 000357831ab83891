"""Who the person is in all their cases: «las dos me las pusieron a mí», «mi cliente es el denunciado»."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.both_cases import cases_of
from actions.cases.stored_cases import tell_of
from actions.reading.entities import RETRACTED
from actions.reading.phrases import Place, normalize, place_as_written, without_questions
from actions.reading.who_filed import party_told
from actions.turn.turn import Turn
from retirada.prefilter import search


def share_role(turn: Turn) -> None:
    """Where a message about several cases says who the person is, and not only who filed one of them, keep it with
    those of which that was not known; with all of them, where it speaks of all.
    """
    if len(cases_of(turn)) == 1 or turn.reading.second_case or turn.reading.supposes:
        return
    phrases, text = turn.knowledge.phrases, without_questions(turn.reading.text)
    party, (start, end) = _told(turn, text)
    if party is None:
        return
    begin = max(text.rfind(mark, 0, start) for mark in ".;:?!") + 1
    clause = normalize(text[begin:end] + re.split(r"[.,;:?!]", text[end:])[0])
    of_all = search(phrases.both, clause) is not None  # «soy yo el que las puso ambas»
    if not of_all and not search(phrases.is_somebody, normalize(text[begin:end])):
        return
    whose = turn.get("principal")
    for number, case in enumerate(cases_of(turn)):
        facts, who = (case["facts"], case.get("principal")) if case else (turn.facts, whose)
        if who in (None, whose) and (of_all or "party" not in facts):
            tell_of(turn, number, {"party": party})


def _told(turn: Turn, text: str) -> tuple[Optional[str], Place]:
    """Who the person is, as the NLU reads it, or as the words of a text without its questions say outright; and where
    that is.
    """
    entities = turn.tracker.latest_message.get("entities", [])
    read = [e for e in entities if e["entity"] == "party" and e["value"] != RETRACTED and "start" in e]
    for e in read:
        if text[e["start"] : e["end"]].strip():
            return e["value"], (e["start"], e["end"])
    told = party_told(turn.knowledge, normalize(text), turn.get("principal"), None)
    return (told.party, place_as_written(text, told.span)) if told and told.outright else (None, (0, 0))
