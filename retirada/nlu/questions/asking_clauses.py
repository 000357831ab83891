"""The clauses of a message that ask something, each as it is read by itself."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from retirada.nlu.catalog import Catalog
from retirada.nlu.readers.reader import CONFIRM, Scores
from retirada.nlu.utterance import Utterance

# What can stand beside a question that is asked in the same message: «gracias. ¿y desde el celular?»
ASIDES = (
    *("greet", "thanks", "goodbye", "acknowledge", "dont_know", "correction", "feedback", "rephrase"),
    *("english", "portuguese", "chinese"),
)
STATEMENT = "inform"  # what is told before a question
TELLS = (*ASIDES, STATEMENT, "affirm", "deny")
REQUESTED = ("bot_challenge", "human", "privacy")  # of these, what is asked for without asking
_CLEARLY_REQUESTED = 0.97
FEW_WORDS = 4  # fewer point to what the rest of the message says, unless they are as clear as this:
CLEAR_IN_FEW_WORDS = 0.97
_PUT_AS = (CONFIRM, "correction")
_LEAST_OF_A_CLAIM = 0.08  # what a claim leaves to the topic that it claims something of


class Question(NamedTuple):
    """What is asked: the intent, and the clause that asks it, by its number from 0; None of the whole message."""

    intent: str
    clause: Optional[int] = None


class AskingClause(NamedTuple):
    """A clause that asks: its number, how it is read, in which sentence it stands, whether it asks by itself, and
    whether it has but a few words.
    """

    number: int
    intent: str
    column: int
    confidence: float
    sentence: int
    is_whole: bool
    is_short: bool


def asking_clauses(scores: Scores, utterance: Utterance, catalog: Catalog) -> list[AskingClause]:
    """The clauses that ask something, each as it is read by itself; of a claim, the topic that is claimed of."""
    intents = scores.labels.intents
    found = []
    clauses = list(utterance.clauses())
    for number, clause in enumerate(clauses):
        read = scores.log_proba[number + 1]
        column = int(read.argmax())
        confidence = float(np.exp(read[column]))
        is_requested = intents[column] in REQUESTED and confidence >= _CLEARLY_REQUESTED
        if not (clause.asks or utterance.is_in_question(clause) or is_requested):
            continue
        words = sum(norm.isalnum() for norm in clause.norms)
        before = clauses[number - 1] if number else None
        if before and utterance.sentence_of(before) == utterance.sentence_of(clause):
            # «¿es un robot | o una persona?»: the halves of a sentence that are read alike are surer together.
            half = scores.log_proba[number]
            if int(half.argmax()) == column:
                confidence = 1 - (1 - confidence) * (1 - float(np.exp(half[column])))
                words += sum(norm.isalnum() for norm in before.norms)
        if intents[column] == "sources" and "why" in intents:
            confidence += float(np.exp(read[intents.index("why")]))  # «¿en qué se basa?» is either, after a story
        is_short = words < FEW_WORDS
        if is_short and confidence < CLEAR_IN_FEW_WORDS:
            continue
        topic = max((i for i, name in enumerate(intents) if name in catalog.topics), key=lambda i: read[i])
        if intents[column] == CONFIRM and np.exp(read[topic]) >= _LEAST_OF_A_CLAIM:
            column = topic
        if column == topic:
            # Put as a claim, or as a correction of our answer, it asks the same.
            confidence = float(sum(np.exp(read[i]) for i, name in enumerate(intents) if i == topic or name in _PUT_AS))
        sentence = utterance.sentence_of(clause)
        found.append(AskingClause(number, intents[column], column, confidence, sentence, clause.asks, is_short))
    return found
