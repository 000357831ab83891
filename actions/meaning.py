"""The action that says what a word means."""

from __future__ import annotations

from typing import Optional

from actions.answering import answer_questions, likely_questions
from actions.asides import asides
from actions.phrases import questions_asked
from actions.turn import Turn, TurnAction

_NOTICED, _MOSTLY = 0.01, 0.5  # of what the NLU leaves to questions beside the word, at least


class ActionMeaning(TurnAction):
    intents = ("meaning",)

    def name(self) -> str:
        return "action_meaning"

    def reply(self, turn: Turn) -> None:
        """Give the glossary's entry of each word that is asked about; then answer what else the message asks, and ask
        the open question again.

        «No sé qué es eso» to a question of ours is about its word.
        """
        terms = turn.reading.terms
        if not terms and turn.pending_fact:
            terms = [term for term in [turn.knowledge.facts[turn.pending_fact].explained_by] if term]
        if not terms:
            offered = [turn.knowledge.term(term) for term in ("queja", "informe", "en_tramite", "procesada")]
            buttons = [{"title": t.names[0], "payload": f'/meaning{{"term": "{t.id}"}}'} for t in offered]
            turn.say("meaning", topic="meaning", asks=turn.pending_fact, buttons=buttons)
        asked = turn.reading.questions or _asked_beside(turn)
        asks_again = turn.knowledge.tables.keys().isdisjoint(asked)  # a topic's answer asks by itself
        explain_terms(turn, terms, turn.pending_fact if asks_again else None)
        answer_questions(turn, asked)
        if asks_again:
            turn.ask_again()


def _asked_beside(turn: Turn) -> list[str]:
    """«¿Qué es la instantánea? ¿Y quién nos denunció?» asks of a word and something else: that which stands out."""
    if questions_asked(turn.reading.text) <= max(1, len(turn.reading.terms)):
        return []
    likely = likely_questions(turn)
    total = sum(guess["confidence"] for guess in likely)
    return [g["name"] for g in likely[:1] if g["confidence"] >= max(_NOTICED, _MOSTLY * total)]


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
