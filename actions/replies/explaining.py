"""What words mean: those that the glossary has, and those of the official notes."""

from __future__ import annotations

from typing import Optional

from actions.replies.asides import asides
from actions.turn.turn import Turn


def explain_note(turn: Turn, note: str) -> None:
    """Say what an official note means, with its page."""
    shown, one = turn.knowledge.notes, turn.knowledge.note(note)
    meaning = shown.presentation.format(text=one.plainly, page=one.page, copy=shown.copies[one.copied])
    turn.say("meaning_of_own", topic="meaning", asks=turn.pending_fact, meaning=meaning)


def explain_terms(turn: Turn, terms: list[str], asks: Optional[str]) -> None:
    """Say what the glossary says of each term. The answer is about the first; `asks` is the question that is open."""
    for term in map(turn.knowledge.term, terms):
        meaning = term.says if term.sources else f"{term.says} {turn.knowledge.glossary.own}"
        turn.say(
            "meaning_of" if term.sources else "meaning_of_own",
            topic="meaning",
            about=terms[0],
            sources=term.sources,
            asks=asks,
            meaning=meaning,
            asides=[*asides(turn, "meaning"), *asides(turn, term.id)] if term.sources else (),
        )
