"""A message as numbers, by scikit-learn's definition of them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from retirada.nlu.ngrams import Ngrams

# Each word is in three different texts, or more.
TEXTS = ["puedo retirar la queja?", "la queja la retire", "y otra queja, puedo?", "a", "", "puedo puedo puedo", "otra?"]
TEXTS += ["retirar la otra y retire a", "y a retire retirar"]
UNSEEN = ["retirar otra queja nueva", "la la la", "", "zzz", "q", "queja? retirar la"]


def _pairs(text: str) -> list[str]:
    cut = [word[:5] for word in re.findall(r"\w+", text)]
    return [f"{first} {second}" for i, first in enumerate(cut) for second in cut[i + 1 : i + 4]]


@pytest.mark.parametrize(
    ("block", "same"),
    [
        ({"characters": [2, 5]}, {"analyzer": "char_wb", "ngram_range": (2, 5)}),
        ({"words": [1, 2]}, {"token_pattern": r"\w+|[?¿]", "ngram_range": (1, 2)}),
        ({"reach": 3}, {"analyzer": _pairs}),
    ],
)
def test_a_block_is_what_scikit_learn_gives(block, same):
    """Columns stand in another order, so what is compared is how near the texts are to one another."""
    ngrams, vectorizer = Ngrams(**block), TfidfVectorizer(sublinear_tf=True, min_df=2, **same)
    learnt, expected = ngrams.learn(TEXTS), vectorizer.fit_transform(TEXTS)
    np.testing.assert_allclose((learnt @ learnt.T).toarray(), (expected @ expected.T).toarray(), atol=1e-6)
    read, expected_read = ngrams.of(UNSEEN), vectorizer.transform(UNSEEN)
    np.testing.assert_allclose((read @ learnt.T).toarray(), (expected_read @ expected.T).toarray(), atol=1e-6)


def test_what_was_learnt_from_is_read_as_it_was_learnt():
    ngrams = Ngrams(words=[1, 2], reach=6, characters=[2, 5])
    learnt = ngrams.learn(TEXTS)
    np.testing.assert_allclose(ngrams.of(TEXTS).toarray(), learnt.toarray(), atol=1e-6)


def test_a_rare_word_is_like_one_never_seen_and_tells_something():
    ngrams = Ngrams(words=[1, 1])
    ngrams.learn(["la queja", "la queja de julieta", "la queja de romeo"])
    rare, unseen, without = ngrams.of(["queja de julieta", "queja de hamlet", "queja de"]).toarray()
    np.testing.assert_array_equal(rare, unseen)
    assert not np.array_equal(rare, without)


def test_pairs_are_the_same_for_forms_of_a_word():
    ngrams = Ngrams(reach=2)
    ngrams.learn(["otra tras retirarla", "otra tras retirar", "otra tras retiro"])
    first, second = ngrams.of(["otra tras retirarla", "otra tras retiro"]).toarray()
    np.testing.assert_array_equal(first, second)


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_text_can_be_read(texts):
    ngrams = Ngrams(words=[1, 2], reach=6, characters=[2, 5])
    ngrams.learn(TEXTS)
    assert ngrams.of(texts).shape[0] == len(texts)
