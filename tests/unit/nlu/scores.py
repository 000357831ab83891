"""Scores that say what a test wants, and what a message is read to ask with them."""

from __future__ import annotations

import numpy as np

from retirada.nlu.catalog import Catalog
from retirada.nlu.components.classifier import AveragedClassifier
from retirada.nlu.language import create_language
from retirada.nlu.questions.clauses import questions
from retirada.nlu.readers.reader import Labels, Scores
from retirada.nlu.utterance import Utterance

INTENTS = [
    "acknowledge",
    "bot_challenge",
    "confirm",
    "cost",
    "human",
    "inform",
    "meaning",
    "next_step",
    "other_platform",
    "refile",
    "sources",
    "thanks",
    "withdraw",
]
CATALOG = Catalog(frozenset({"withdraw", "refile"}), frozenset({"cost", "other_platform"}))


def utterance(text: str) -> Utterance:
    return Utterance.from_doc(create_language()(text))


def asked(text: str, whole: dict[str, float], *clauses: dict[str, float]) -> list[str]:
    """The intents that the message is read with.

    Args:
        whole, clauses: the likelihood of intents, of the message and of each of its clauses.
    """
    rows = np.array([[read.get(name, 1e-4) for name in INTENTS] for read in (whole, *clauses)])
    scores = Scores(Labels(INTENTS, []), np.log(rows), np.zeros((len(rows), 0)))
    assert len(list(utterance(text).clauses())) == len(clauses)
    found, _ = questions(scores, utterance(text), CATALOG, AveragedClassifier.get_default_config())
    return [question.intent for question in found]


REFILE, COST, TOLD = {"refile": 0.99}, {"cost": 0.99}, {"inform": 0.99}
