"""The action that says what a word means."""

from __future__ import annotations

from actions.asides import asides
from actions.turn import Turn, TurnAction


class ActionMeaning(TurnAction):
    intents = ("meaning",)

    def name(self) -> str:
        return "action_meaning"

    def reply(self, turn: Turn) -> None:
        """Give the glossary's entry of each word that is asked about, then ask the open question again.

        «No sé qué es eso» to a question of ours is about its word.
        """
        terms = turn.reading.terms
        if not terms and turn.pending_fact:
            terms = [term for term in [turn.knowledge.facts[turn.pending_fact].explained_by] if term]
        if not terms:
            offered = [turn.knowledge.term(term) for term in ("queja", "informe", "en_tramite", "procesada")]
            buttons = [{"title": t.names[0], "payload": f'/meaning{{"term": "{t.id}"}}'} for t in offered]
            turn.say("meaning", topic="meaning", asks=turn.pending_fact, buttons=buttons)
        explain_terms(turn, terms)


def explain_terms(turn: Turn, terms: list[str]) -> None:
    """Say what the glossary says of each term, then ask the open question again. The answer is about the first."""
    for term in map(turn.knowledge.term, terms):
        meaning = term.says if term.sources else f"{term.says} {turn.knowledge.glossary.own}"
        turn.say(
            "meaning_of" if term.sources else "meaning_of_own",
            topic="meaning",
            about=terms[0],
            sources=term.sources,
            asks=turn.pending_fact,
            meaning=meaning,
            asides=asides(turn, "meaning") if term.sources else (),
        )
    turn.ask_again()
