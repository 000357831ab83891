"""Each clause of a message that asks several things, as it is read by itself: what the actions answer where the message
as a whole says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

import numpy as np

from retirada.nlu.asked_about import likely_details
from retirada.nlu.catalog import Catalog
from retirada.nlu.language import CONJUNCTIONS, INTERROGATIVES
from retirada.nlu.reader import Scores
from retirada.nlu.utterance import Utterance

_SEVERAL = 2
_AND, _OR = frozenset({"y", "e"}), frozenset({"o", "u"})
_IF = "si"
_WHAT_IS_ASKED = INTERROGATIVES | {"cuando"}
_READ_AS_ONE = 0.8  # so surely read as a question, a clause that goes on after one asks, too, though no mark says so

AskedClause = dict[str, Any]


def asked_clauses(scores: Scores, utterance: Utterance, catalog: Catalog) -> list[AskedClause]:
    """Of a message with several clauses that ask, each of them in its order: where it stands (`start`, `end`), what it
    is read as (`intent`, `confidence`), and the `details` that it may ask about, each with how sure that is. Empty of a
    message that asks one thing.

    Args:
        scores: of the message and of each of its clauses.
    """
    clauses = list(utterance.clauses())
    asking = list(_asking(scores, utterance, clauses, catalog))
    if len(asking) < _SEVERAL:
        return []
    return [{"start": clauses[first].offsets[0][0], **_read(scores, clauses[last], last + 1)} for first, last in asking]


def _asking(
    scores: Scores, utterance: Utterance, clauses: list[Utterance], catalog: Catalog
) -> Iterator[tuple[int, int]]:
    """The numbers of the clauses that ask something, each with that of the one in which it begins: written as a
    question, begun like one, or going on after one. «¿Es de ustedes | o de la ley?» and «¿y si pago | y no la quita?»
    ask one thing.
    """
    sentences = [utterance.sentence_of(clause) for clause in clauses]
    asked_in: set[int] = set()  # sentences
    condition: Optional[int] = None
    for number, clause in enumerate(clauses):
        sentence, is_joined = sentences[number], clause.norms[0] in CONJUNCTIONS
        if sentence in asked_in and clause.norms[0] in _OR:
            continue
        asks = _asks(clause) or utterance.is_in_question(clause) or _is_condition(clause)
        if not asks and is_joined and asked_in and (sentence in asked_in or sentence == sentences[-1]):
            asks = _is_read_as_question(scores, number + 1, catalog)
        if not asks:
            continue
        asked_in.add(sentence)
        if _is_mere_condition(clause) and sentence in sentences[number + 1 :]:
            condition = number
            continue
        leads_on = condition is not None and sentences[condition] == sentence
        yield condition if condition is not None and leads_on else number, number
        condition = None


def _asks(clause: Utterance) -> bool:
    """Whether a clause, or a part of it, is a question: «no tengo computadora, cómo la quito»."""
    commas = [i + 1 for i, norm in enumerate(clause.norms) if norm == ","]
    return any(clause._replace(norms=clause.norms[start:]).asks for start in (0, *commas))


def _is_read_as_question(scores: Scores, row: int, catalog: Catalog) -> bool:
    intent, confidence = _likeliest(scores, row)
    return confidence >= _READ_AS_ONE and intent in catalog.questions


def _is_condition(clause: Utterance) -> bool:
    """«Y si gano lo sancionan»."""
    words = [norm for norm in clause.norms if norm.isalnum()]
    return clause.norms[0] in _AND and words[1:2] == [_IF]


def _is_mere_condition(clause: Utterance) -> bool:
    """«Y si pago», and not «y si pago cuándo la quitan»."""
    return _is_condition(clause) and "?" not in clause.norms and _WHAT_IS_ASKED.isdisjoint(clause.norms)


def _read(scores: Scores, clause: Utterance, row: int) -> AskedClause:
    intent, confidence = _likeliest(scores, row)
    return {
        "end": clause.offsets[-1][1],
        "intent": intent,
        "confidence": round(confidence, 4),
        "details": likely_details(scores, row),
    }


def _likeliest(scores: Scores, row: int) -> tuple[str, float]:
    """What a clause is read as, and how surely."""
    best = int(scores.log_proba[row].argmax())
    return scores.labels.intents[best], float(np.exp(scores.log_proba[row, best]))
