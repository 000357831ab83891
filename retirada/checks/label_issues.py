"""Examples whose label the other examples speak against, found by cleanlab: some labels are wrong, some only hard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from cleanlab.filter import find_label_issues
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

from retirada.nlu.language import normalize
from retirada.nlu.training_data import Example

FOLDS = 4


class LabelIssue(NamedTuple):
    """An example, and the intent that the others speak for.

    Attributes:
        given_confidence, likely_confidence: confidence in its own intent and in `likely_intent`, 0 to 1, of a
            classifier that learnt from the others.
    """

    example: Example
    likely_intent: str
    given_confidence: float
    likely_confidence: float

    def __str__(self) -> str:
        own, other = f"{self.given_confidence:.2f}", f"{self.likely_confidence:.2f}"
        return f"{self.example.place}\t{self.example.intent} {own}\t{self.likely_intent} {other}\t{self.example.marked}"


def label_issues(examples: Sequence[Example]) -> list[LabelIssue]:
    """The examples with a doubtful label, the most doubtful first. Intents of less than FOLDS examples are left out."""
    counts = Counter(example.intent for example in examples)
    intents = sorted(intent for intent, count in counts.items() if count >= FOLDS)
    examples = [example for example in examples if example.intent in intents]
    if len(intents) < 2:
        return []
    classifier = make_pipeline(
        TfidfVectorizer(preprocessor=normalize, analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        SGDClassifier(loss="log_loss", alpha=1e-6, random_state=1, n_jobs=2),
    )
    given = np.searchsorted(intents, [example.intent for example in examples])
    texts = [example.text for example in examples]
    confidence = cross_val_predict(classifier, texts, given, cv=FOLDS, method="predict_proba")
    doubtful = find_label_issues(given, confidence, return_indices_ranked_by="normalized_margin", n_jobs=1)
    likely = confidence.argmax(axis=1)
    return [
        LabelIssue(examples[i], intents[likely[i]], confidence[i, given[i]], confidence[i, likely[i]]) for i in doubtful
    ]
