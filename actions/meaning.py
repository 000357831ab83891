"""The action that says what a word means."""

from __future__ import annotations

import re

from actions.reading.low_confidence import WITH_CARE
from actions.reading.note_wording import note_asked_about, word_asked, words_asked_about
from actions.reading.official_pages import question_number
from actions.reading.phrases import normalize, questions_asked, stems
from actions.reading.rejected_reply import rejects
from actions.reading.terms import KINDS, terms_named
from actions.reading.tracker_state import last_turn, message_before
from actions.replies.answering import answer_questions, likely_questions
from actions.replies.details import answer_details_apart
from actions.replies.explaining import explain_note, explain_terms
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.prefilter import search

_QUOTED, _FEW = 2, 5  # words, at least; of a word of theirs, at most
_QUOTED_WORDS = re.compile(r"[«\"“]([^«»\"“”\n]+)[»\"”]")
_PARTS = re.compile(r"[.,;:?!¿¡\n]|\by\b")
_LIKELY = 0.2  # what the NLU gives to a topic that is named beside the word, at least
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
        term = word_asked(turn.knowledge, turn.reading.text)
        is_of_the_guide = term is not None and bool(turn.knowledge.term(term).sources)
        if not is_of_the_guide and (note := note_asked_about(turn.tracker, turn.knowledge, turn.reading.text)):
            explain_note(turn, note)
            turn.ask_again()
            return
        if not terms and question_number(turn.reading.text):
            self._action_for("sources").reply(turn)  # «¿qué es la pregunta 7?»
            turn.ask_again()
            return
        if not terms and _quotes_the_last_reply(turn):
            self._action_for("rephrase").reply(turn)
            return
        if not terms and turn.pending_fact:
            terms = [term for term in [turn.knowledge.facts[turn.pending_fact].explained_by] if term]
        if not terms and rejects(turn.knowledge, turn.reading.text):
            # «No me contestó, ¿qué es?» asks for the word of the message before, nearly each of which names a kind.
            named = terms_named(turn.knowledge, message_before(turn.tracker))
            terms = [term for term in named if term not in KINDS][:1]
        if not terms:
            offered = [turn.knowledge.term(term) for term in ("queja", "informe", "en_tramite", "procesada")]
            buttons = [{"title": t.names[0], "payload": f'/meaning{{"term": "{t.id}"}}'} for t in offered]
            quoted = _QUOTED_WORDS.search(turn.reading.text)
            if quoted and len(quoted[1].split()) <= _FEW:
                turn.say("meaning_unknown", topic="meaning", asks=turn.pending_fact, buttons=buttons, word=quoted[1])
            else:
                turn.say("meaning", topic="meaning", asks=turn.pending_fact, buttons=buttons)
        names = [normalize(name) for term in terms for name in turn.knowledge.term(term).names]
        asked = turn.reading.questions or _named_beside(turn, names) or _asked_beside(turn)
        asks_again = turn.knowledge.tables.keys().isdisjoint(asked)  # a topic's answer asks by itself
        explain_terms(turn, terms, turn.pending_fact if asks_again else None)
        if answer_details_apart(turn, names):
            return
        answer_questions(turn, asked)
        if asks_again:
            turn.ask_again()


def _quotes_the_last_reply(turn: Turn) -> bool:
    """«¿Qué quiere decir que la guía lo admite?»: several words that are asked about are of the last reply."""
    heard = stems("\n".join(message.text for message in last_turn(turn.tracker)))
    parts = words_asked_about(turn.tracker, turn.knowledge, turn.reading.text)[:1]
    return any(len(stems(part) & heard) >= _QUOTED for part in parts)


def _named_beside(turn: Turn, terms: list[str]) -> list[str]:
    """«No entiendo qué es procesada, ¿la puedo quitar yo?» names, in words without the term, a topic that is likely."""
    parts = _PARTS.split(normalize(turn.reading.text))
    rest = " . ".join(part for part in parts if not any(term in part for term in terms))
    names = turn.knowledge.phrases.names
    topics = [guess["name"] for guess in likely_questions(turn) if guess["confidence"] >= _LIKELY]
    return [t for t in topics if t in turn.knowledge.tables and t in names and search(names[t], rest)][:1]


def _asked_beside(turn: Turn) -> list[str]:
    """«¿Qué es la instantánea? ¿Y quién nos denunció?» asks of a word and something else: that which stands out."""
    if questions_asked(turn.reading.text) <= max(1, len(turn.reading.terms)):
        return []
    likely = [guess for guess in likely_questions(turn) if guess["name"] not in WITH_CARE]
    total = sum(guess["confidence"] for guess in likely)
    return [g["name"] for g in likely[:1] if g["confidence"] >= max(_NOTICED, _MOSTLY * total)]
