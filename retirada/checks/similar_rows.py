"""Rows of other intents that say the same as a young topic's: beside thousands of them, its few rows teach nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.svm import LinearSVC

from retirada.nlu.catalog import young_topics
from retirada.nlu.language import create_language
from retirada.nlu.readers.features import NgramVectorizer
from retirada.nlu.training_data import Example

_FOLDS = 3
_FEW = 100  # rows of the topic: a classifier of fewer is too careful, and needs the help of what it finds
_MARGIN_OF_FEW = -0.4
_ROUNDS_OF_FEW = 5
_HOME = 0.1  # of the rows found: the share, and the number, from which an intent is searched for more
_HOME_ROWS = 3
_WORTH_TELLING = 0.06  # of a topic's rows: what an intent must have that is told of


class SimilarRows:
    """Finds the rows that say the same as a topic's.

    Args:
        rows: all training examples.
    """

    def __init__(self, rows: Sequence[Example]) -> None:
        nlp = create_language()
        norms = [[token.norm_ for token in nlp.make_doc(row.text) if not token.is_space] for row in rows]
        self._rows = rows
        self._words = np.array([" ".join(filter(str.isalnum, words)) for words in norms])
        self._features = NgramVectorizer((3, 4), (1, 2), 6).fit_transform(norms)
        self._intents = np.array([row.intent for row in rows])
        self._folds = np.random.default_rng(1).integers(0, _FOLDS, len(rows))

    def of(self, topic: str) -> list[Example]:
        """The rows of other intents that a classifier takes for the topic's, and those that have the words of one of
        these or of the topic's own; the likeliest first.

        Each row is judged by a classifier that was not told what it is. Where the topic has few, an intent with many
        such rows is searched again, with these taken for the topic's: fifteen rows know few of the words of three
        hundred.
        """
        own = self._intents == topic
        least, rounds = (_MARGIN_OF_FEW, _ROUNDS_OF_FEW) if own.sum() < _FEW else (0.0, 1)
        margins = first = self._margins(own, own)
        found = ~own & (margins > least)
        counts = Counter(self._intents[found])
        homes = [intent for intent, n in counts.items() if n >= max(_HOME_ROWS, _HOME * found.sum())]
        at_home = np.isin(self._intents, homes)
        for _ in range(rounds - 1):
            margins = self._margins(own, own | (found & at_home))
            found = ~own & (margins > least) & (at_home | (first > least))
        same = ~own & np.isin(self._words, self._words[own | found])
        return [self._rows[i] for i in np.argsort(-margins) if found[i] or same[i]]

    def _margins(self, own: np.ndarray, positive: np.ndarray) -> np.ndarray:
        """The margin of each row by a classifier of the rows of other folds; all learn from the topic's own rows."""
        margins = np.zeros(len(own))
        for fold in range(_FOLDS):
            judged = self._folds == fold
            learnt = own | ~judged
            classifier = LinearSVC(C=0.5, class_weight="balanced", tol=0.1, random_state=1)
            classifier.fit(self._features[learnt], positive[learnt])
            margins[judged] = classifier.decision_function(self._features[judged])
        return margins


def advice(rows: Sequence[Example], topics: Sequence[str]) -> Iterator[str]:
    """One line for each intent that has several rows like those of a young topic."""
    n_rows = Counter(row.intent for row in rows)
    young = young_topics(n_rows, topics)
    if not young:
        return
    similar = SimilarRows(rows)
    for topic in young:
        for intent, n in Counter(row.intent for row in similar.of(topic)).most_common():
            if n >= _WORTH_TELLING * n_rows[topic]:
                yield f"{intent} has {n} rows like those of {topic}: move them? See `make move-rows TOPIC={topic}`."
