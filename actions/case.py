"""What the tracker says of the person's case, and the structured answer built from it."""

from __future__ import annotations

from typing import Any, Optional

from rasa_sdk import Tracker

from actions import knowledge as kn
from actions.rulebook import Decision

KNOWLEDGE = kn.load()


def stated_facts(tracker: Tracker) -> dict[str, str]:
    """The facts stated so far in the conversation: fact name → value, unstated ones left out."""
    slots = {fact: tracker.get_slot(fact) for fact in KNOWLEDGE.facts}
    return {fact: value for fact, value in slots.items() if value}


def answer_of(decision: Decision, facts: dict[str, str]) -> dict[str, Any]:
    """The `answer` that goes with a verdict, for whoever audits or renders the conversation."""
    return _answer(decision.topic, decision.verdict, list(decision.sources), list(decision.notes), facts, decision.asks)


def answer_without_verdict(facts: dict[str, str], topic: Optional[str] = None, asks: Optional[str] = None) -> dict:
    """The `answer` of a turn of conversation; `topic` is `out_of_scope` where the assistant declines."""
    return _answer(topic, None, [], [], facts, asks)


def _answer(topic, verdict, sources, notes, facts, asks) -> dict[str, Any]:
    return {
        "topic": topic,
        "verdict": verdict,
        "sources": sources,
        "notes": notes,
        "facts": facts,
        "asks": asks,
        "rulebook": KNOWLEDGE.version,
    }


def footer(decision: Decision) -> str:
    """The last lines of an answer: its official notes, then its visible source line."""
    lines = [KNOWLEDGE.notes.presentation.format(**KNOWLEDGE.note(note_id).dict()) for note_id in decision.notes]
    return "\n".join([*lines, source_line(decision.sources)])


def source_line(source_ids: list[str]) -> str:
    """«Fuente: preguntas 1, 2 y 3 de la guía.» for P1, P2, P3, in ascending order."""
    numbers = [str(n) for n in sorted(int(s[1:]) for s in source_ids)]
    if len(numbers) == 1:
        return KNOWLEDGE.sources.citation_one.format(list=numbers[0])
    return KNOWLEDGE.sources.citation_many.format(list=", ".join(numbers[:-1]) + " y " + numbers[-1])
