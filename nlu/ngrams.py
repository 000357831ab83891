"""A whole message as numbers: n-grams of its words, of its characters, and pairs of words near one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from nlu.machines import IN_PROCESSES
from nlu.text import word_pairs


def new_vectorizer(words: Sequence[int] = (), reach: int = 0, characters: Sequence[Sequence[int]] = ()) -> FeatureUnion:
    """Blocks of features, each weighted (tf-idf) and scaled to length 1: raw counts overweight long n-grams.

    Args:
        words: the fewest and the most words of an n-gram.
        reach: how many words apart a pair may stand.
        characters: the same of characters, for one or more blocks, which are together as long as another block.

        What is left out is no block.
    """
    blocks, weights = [], {}
    for fewest, most in characters:
        name = f"{fewest}-{most} characters"
        blocks.append((name, _block(analyzer="char_wb", ngram_range=(fewest, most))))
        weights[name] = len(characters) ** -0.5
    if words:
        blocks.append(("words", _block(token_pattern=r"\w+|[?¿]", ngram_range=tuple(words))))
    if reach:
        blocks.append(("pairs", _block(analyzer=partial(word_pairs, reach=reach))))
    return FeatureUnion(blocks, transformer_weights=weights)


def learn(vectorizer: FeatureUnion, texts: list[str]) -> csr_matrix:
    """Learn the n-grams of the folded texts, by two processes. Returns the texts' features, a row each."""
    vectorizer.set_params(n_jobs=2)
    with IN_PROCESSES:
        features = vectorizer.fit_transform(texts)
    vectorizer.set_params(n_jobs=None)  # one message is read faster by one process
    return features


def _block(**how: Any) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, **how)
