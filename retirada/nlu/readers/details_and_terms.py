"""From scores to what a message is about: words of the glossary and details of data/knowledge/details.yml that it asks
about, and claims of data/knowledge/claims.yml that it makes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from retirada.nlu.readers.reader import CLAIM, DETAIL, Scores
from retirada.nlu.utterance import Utterance

TERM = "term"
_TERM_THRESHOLD = -3.0  # log-odds, as the next; a message that asks for a meaning nearly always names the word
_DETAIL_THRESHOLD = -4.3  # the actions, which know what is asked, are stricter
# Log-odds by which details are overrated: most of the rows that ask for none do not teach them. What the guide leaves
# open has no words of its own: its questions are less alike.
_DETAIL_PRIOR, _UNSAID_PRIOR = 1.9, 0.9
_UNSAID = f"{DETAIL}=unsaid"
_MOST_DETAILS = 4
_CLAIM_THRESHOLD = -0.5  # log-odds, as the others
_MOST_CLAIMS = 4  # of a message as a whole, and of a clause
_A_MEANING = 3  # words, at least: «¿y qué es IPP?», not «¿… e informe?»

Entity = dict[str, Any]


def terms(scores: Scores, utterance: Utterance) -> list[Entity]:
    """The word of the glossary that is asked about, if any; of «¿qué es la sanción? ¿y qué es IPP?», each.

    Args:
        scores: of the utterance and, if it has several, of each of its clauses.
    """
    read = [scores.labels.intents[int(row.argmax())] for row in scores.log_proba]
    clauses = ((row, c) for row, c in enumerate(utterance.clauses(), start=1) if c.asks and read[row] == "meaning")
    asked = [(row, clause) for row, clause in clauses if sum(map(str.isalnum, clause.norms)) >= _A_MEANING]
    rows = asked if len(asked) > 1 else [(0, utterance)]
    return [term for row, said in rows for term in _likeliest(TERM, _TERM_THRESHOLD, scores, said, row)[:1]]


def details(scores: Scores, utterance: Utterance) -> list[Entity]:
    """The details that may be asked about, in their order."""
    likeliest = _likeliest(DETAIL, _DETAIL_THRESHOLD, _corrected(scores), utterance)[:_MOST_DETAILS]
    return sorted(likeliest, key=lambda entity: entity["start"])


def claims(scores: Scores, utterance: Utterance) -> list[Entity]:
    """The claims of the utterance, in their order, each where it is surest: as a whole, or in one of its clauses.

    Args:
        scores: of the utterance and, if it has several, of each of its clauses.
    """
    surest: dict[str, Entity] = {}
    for row, said in enumerate([utterance, *utterance.clauses()]):
        for claim in _likeliest(CLAIM, _CLAIM_THRESHOLD, scores, said, row)[:_MOST_CLAIMS]:
            known = surest.setdefault(claim["value"], claim)
            if claim["confidence_entity"] >= known["confidence_entity"]:
                surest[claim["value"]] = claim
    return sorted(surest.values(), key=lambda claim: claim["start"])


def likely_details(scores: Scores, row: int) -> list[tuple[str, float]]:
    """The details that one of several utterances may ask about, the likeliest first, each with how sure that is."""
    facts = _corrected(scores).facts[row]
    found = np.flatnonzero((scores.labels.fact_names == DETAIL) & (facts >= _DETAIL_THRESHOLD))
    likely = sorted(found, key=lambda column: -facts[column])[:_MOST_DETAILS]
    return [(scores.labels.facts[c].split("=")[1], round(_probability(facts[c]), 4)) for c in likely]


def _corrected(scores: Scores) -> Scores:
    prior = np.where(np.array(scores.labels.facts) == _UNSAID, _UNSAID_PRIOR, _DETAIL_PRIOR)
    return scores._replace(facts=scores.facts - prior)


def _probability(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def _likeliest(name: str, threshold: float, scores: Scores, utterance: Utterance, row: int = 0) -> list[Entity]:
    """The values of the entity whose log-odds reach the threshold, the likeliest first."""
    found = np.flatnonzero((scores.labels.fact_names == name) & (scores.facts[row] >= threshold))
    likely = sorted(found, key=lambda c: -scores.facts[row, c])
    spans = [scores.span(row, column) for column in likely]
    return [
        {
            "entity": name,
            "value": scores.labels.facts[c].split("=")[1],
            "start": utterance.offsets[a][0],
            "end": utterance.offsets[z][1],
            "confidence_entity": _probability(scores.facts[row, c]),
        }
        for c, (a, z) in zip(likely, spans, strict=True)
    ]
