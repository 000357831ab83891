"""Which entries of the glossary a message is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from actions.reading.details_asked import confidence
from actions.reading.entities import values
from actions.reading.low_confidence import FALLBACK
from actions.reading.note_wording import terms_in_questions, word_asked
from actions.reading.phrases import contains, normalize, quotes_in, without_questions
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_A_PARTY = "parte_reclamante"
_HARDLY = 0.3  # less sure of a term, the NLU took another word for it
_OTHER_PARTY, WHOSE_PROOF = "la_otra_parte", "whose_proof"  # a term; the detail on what question 7 means by it
KINDS = ("queja", "informe")  # the glossary's two words for what is filed: who asks for a difference asks for theirs


def terms_asked(knowledge: Knowledge, message: dict[str, Any], intent: str) -> list[str]:
    """The glossary's entries that are asked about: as they were read, or else as they stand in the message."""
    if intent not in ("meaning", FALLBACK):
        return []
    text = message.get("text") or ""
    if meant := [term for term, asks in knowledge.phrases.terms_meant.items() if search(asks, normalize(text))]:
        return meant
    if intent == "meaning" and asks_which_party(knowledge, text):
        parties = (term for term in terms_named(knowledge, text) if knowledge.term(term).fact == "party")
        return [next(parties, _A_PARTY)]
    read = [term for term in values(message, "term") if term in knowledge.term_ids]
    literal = None
    if intent == "meaning" and not text.startswith("/"):
        literal = word_asked(knowledge, text) or next(iter(terms_in_questions(knowledge, text)), None)
    asks_of_one = intent == "meaning" and not (literal or contains(text, knowledge.phrases.differ))
    quotes = quotes_in(text) if asks_of_one else []
    in_quotes = [term for quote in quotes for term in terms_named(knowledge, quote)]
    if quotes and set(read).isdisjoint(in_quotes):  # «"escrow", ¿qué es?» asks for a word that is none of ours
        hardly = {e["value"] for e in message["entities"] if e["entity"] == "term" and confidence(e) < _HARDLY}
        return [term for term in read if term not in hardly] or in_quotes[:1]
    if literal and set(read).isdisjoint(terms_named(knowledge, text)):
        read = []  # the NLU took it for a word that it is like
    if intent == "meaning" and contains(text, knowledge.phrases.differ):
        # «¿En qué se diferencia una queja en trámite de una procesada?» asks for neither kind.
        named = (term for term in knowledge.glossary.terms if contains(text, map(normalize, term.names)))
        others = list(dict.fromkeys([*read, *(term.id for term in named)]))
        two = [term for term in others if term not in KINDS]
        return two if len(two) > 1 else list(KINDS) if set(read) <= set(KINDS) else read
    if not read and intent == "meaning" and not text.startswith("/"):
        read = [literal] if literal else terms_named(knowledge, text)[:1]
    return list(dict.fromkeys(read))


def asks_which_party(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks which of the parties somebody is, «¿el reclamante soy yo o es él?», and does not tell it,
    «quien la presentó soy yo».
    """
    told = re.search(rf"(?:{knowledge.phrases.i_am_who_filed})(?! o\b)", normalize(without_questions(text)))
    return told is None and search(knowledge.phrases.which_party, normalize(text)) is not None


def terms_named(knowledge: Knowledge, text: str) -> list[str]:
    """The ids of the glossary's entries that stand in a text. «Aviso» stands in «aviso de queja», and «queja» too: what
    is longest comes first.
    """
    named = [term for term in knowledge.glossary.terms if contains(text, map(normalize, term.names))]
    longest = sorted(named, key=lambda term: -max(len(n) for n in term.names if contains(text, [normalize(n)])))
    return [term.id for term in longest]


def is_of_whose_proof(terms: Sequence[str], details: Collection[str]) -> bool:
    """Whether a part of a message asks only for the term that its detail is about, which is one question: «¿cómo que
    «la otra parte»? ¿Las pruebas las tengo que tener yo?»

    Args:
        terms: of the part.
        details: of the message.
    """
    return list(terms) == [_OTHER_PARTY] and WHOSE_PROOF in details
