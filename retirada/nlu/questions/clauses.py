"""What a message asks, read clause by clause: one question, or several that each stand on their own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retirada.nlu.catalog import Catalog
from retirada.nlu.questions.asking_clauses import ASIDES, STATEMENT, Question, asking_clauses
from retirada.nlu.questions.second_questions import (
    asked_after_a_claim,
    asked_alone,
    asked_beside_a_courtesy,
    asked_not_told,
    is_asked_there,
    with_others,
)
from retirada.nlu.readers.reader import CONFIRM, Scores
from retirada.nlu.utterance import Utterance

_COURTESIES = ("greet", "thanks", "goodbye", "acknowledge")
_IF = "si"


def questions(
    scores: Scores, utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
) -> tuple[list[Question], float]:
    """The intent of the message, with what else its clauses ask, and how sure the first is.

    Args:
        scores: of the message and, if it has several, of each of its clauses.
        config: see AveragedClassifier.
    """
    found = _of_the_whole(scores, utterance, catalog, config)
    confidence = float(np.exp(scores.log_proba[0].max()))
    asking = asking_clauses(scores, utterance, catalog)
    if (
        len(found) == 1
        and found[0].intent in _COURTESIES
        and (asked := asked_beside_a_courtesy(scores, utterance, config))
    ):
        found, confidence = [asked[0]], asked[1]
    if found[0].intent == CONFIRM and (after := asked_after_a_claim(scores, utterance, asking, catalog)):
        found, confidence = [Question(after.intent, after.number)], after.confidence
    if clause := asked_not_told(found, confidence, scores, utterance, asking, catalog):
        found, confidence = [Question(clause.intent, clause.number)], clause.confidence
    if alone := asked_alone(found, confidence, asking, catalog, config):
        return [Question(clause.intent, clause.number) for clause in alone], alone[0].confidence
    return with_others(found, asking, scores, utterance, catalog, config), confidence


def _of_the_whole(
    scores: Scores, utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
) -> list[Question]:
    """The intent of the message, or the two that its clauses ask, in their order."""
    intents, whole = scores.labels.intents, scores.log_proba[0]
    best = int(whole.argmax())
    if intents[best] not in (*catalog.questions, *ASIDES, STATEMENT):
        return [Question(intents[best])]
    is_aside = intents[best] in ASIDES
    sure = np.log(config["aside_clause_confidence" if is_aside else "clause_confidence"])
    clauses = list(utterance.clauses())
    written = ["?" in clause.norms for clause in clauses]
    asked_by: dict[int, int] = {}
    for number, clause in enumerate(scores.log_proba[1:]):
        intent = int(clause.argmax())
        # What is told beside a question that is written as one is a story: if beside the guide, it asks nothing. Nor
        # does its condition: «si la retira, ¿me puede denunciar otra vez?»
        is_told = any(written) and not clauses[number].asks
        is_story = is_told and (intents[intent] in catalog.subjects or clauses[number].norms[0] == _IF)
        is_of_it = is_story or is_asked_there(intents[best], utterance, number)
        if intents[intent] in catalog.questions and clause[intent] > sure and not is_of_it:
            asked_by.setdefault(intent, number)
    second = max((i for i in asked_by if i != best), key=lambda i: whole[i], default=None)
    first = Question(intents[best], asked_by.get(best))
    if second is None or whole[best] - whole[second] > config["second_gap"]:
        return [first]
    other = Question(intents[second], asked_by[second])
    if is_aside or intents[best] == STATEMENT:
        return [first, other]
    # What is told before the question can sound like one: unless it is written as one, or both are likely, the
    # likelier comes first.
    asked_later = asked_by[second] > asked_by.get(best, -1)
    is_question = written[asked_by[second]]
    nearly_as_likely = whole[best] - whole[second] < config["swap_gap"]
    return [other, first] if (is_question or nearly_as_likely) and not asked_later else [first, other]
