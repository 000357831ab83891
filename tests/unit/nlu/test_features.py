"""Messages and tokens as numbers; whole messages by scikit-learn's definition of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import random as sparse_random
from sklearn.feature_extraction.text import TfidfVectorizer

from retirada.nlu.readers.features import NgramVectorizer
from retirada.nlu.readers.token_features import token_cells, token_features

# Each word is in three different texts, or more.
TEXTS = ["puedo retirar la queja ?", "la queja la retire", "y otra queja , puedo ?", "a", "", "puedo puedo puedo"]
TEXTS += ["otra ?", "retirar la otra y retire a", "y a retire retirar"]
TEXTS = [text.split() for text in TEXTS]
UNSEEN = [text.split() for text in ("retirar otra queja nueva", "la la la", "", "zzz", "q", "queja ? retirar la")]
TOKENS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), max_size=20)
ALL = {"characters": (2, 5), "words": (1, 2), "window": 6}


def _characters(text):
    tokens = [f" {token} " for token in text if token.isalnum() or token == "?"]
    return [t[i : i + n] for t in tokens for n in range(2, 6) for i in range(len(t) - n + 1)]


def _words(text):
    tokens = [token for token in text if token.isalnum() or token == "?"]
    return tokens + [f"{first} {second}" for first, second in pairwise(tokens)]


def _pairs(text):
    cut = [token[:5] for token in text if token.isalnum()]
    return [f"{first} {second}" for i, first in enumerate(cut) for second in cut[i + 1 : i + 7]]


@pytest.mark.parametrize(
    ("block", "analyzer"),
    [({"characters": (2, 5)}, _characters), ({"words": (1, 2)}, _words), ({"window": 6}, _pairs)],
    ids=["characters", "words", "pairs"],
)
def test_a_block_is_what_scikit_learn_gives(block, analyzer):
    """Columns stand in another order, so what is compared is how near the texts are to one another."""
    ours = NgramVectorizer(**block)
    theirs = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=2)
    fitted, expected = ours.fit_transform(TEXTS), theirs.fit_transform(TEXTS)
    np.testing.assert_allclose((fitted @ fitted.T).toarray(), (expected @ expected.T).toarray(), atol=1e-6)
    read, expected_read = ours.transform(UNSEEN), theirs.transform(UNSEEN)
    np.testing.assert_allclose((read @ fitted.T).toarray(), (expected_read @ expected.T).toarray(), atol=1e-6)


def test_transform_gives_what_fit_transform_gave_also_after_a_round_trip():
    vectorizer = NgramVectorizer(**ALL)
    fitted = vectorizer.fit_transform(TEXTS).toarray()
    restored = NgramVectorizer(**ALL).set_state(vectorizer.state())
    np.testing.assert_allclose(vectorizer.transform(TEXTS).toarray(), fitted, atol=1e-6)
    np.testing.assert_allclose(restored.transform(TEXTS).toarray(), fitted, atol=1e-6)


def test_a_rare_word_is_like_one_never_seen_and_tells_something():
    vectorizer = NgramVectorizer(words=(1, 1))
    vectorizer.fit_transform([t.split() for t in ("la queja", "la queja de julieta", "la queja de romeo")])
    rare, unseen, without = vectorizer.transform(
        [t.split() for t in ("queja de julieta", "queja de hamlet", "queja de")]
    ).toarray()
    np.testing.assert_array_equal(rare, unseen)
    assert not np.array_equal(rare, without)


@settings(deadline=None)
@given(st.lists(TOKENS, max_size=4))
def test_any_tokens_can_be_read(texts):
    vectorizer = NgramVectorizer(**ALL)
    vectorizer.fit_transform(TEXTS)
    assert vectorizer.transform(texts).shape[0] == len(texts)


def _similarity(first, second):
    return float((first @ second.T).toarray()[0, 0])


@settings(deadline=None)
@given(TOKENS.filter(bool), TOKENS.filter(bool))
def test_a_token_sees_nothing_of_another_message(before, after):
    together = token_features([before, after], bits=10)
    apart = [token_features([text], bits=10) for text in (before, after)]
    np.testing.assert_array_equal(together.toarray(), np.vstack([part.toarray() for part in apart]))


def test_a_token_near_by_counts_more_than_one_far_away():
    here, near, far = (
        token_features([text.split()], bits=18)[5]
        for text in ("no a b c d retiro", "no a b c si retiro", "si a b c d retiro")
    )
    assert _similarity(here, far) > _similarity(here, near)


def test_forms_of_a_word_are_similar():
    retiro, retire, quite = (token_features([[word]], bits=18)[0] for word in ("retiro", "retire", "quite"))
    assert _similarity(retiro, retire) > _similarity(retiro, quite)


@settings(deadline=None)
@given(st.lists(TOKENS.filter(bool), min_size=1, max_size=4))
def test_cells_are_those_of_the_matrices(texts):
    vectorizer = NgramVectorizer(**ALL)
    vectorizer.fit_transform(TEXTS)
    of_tokens = token_features(texts, bits=10)
    for matrix, cells in ((vectorizer.transform(texts), vectorizer.cells(texts)), (of_tokens, token_cells(texts, 10))):
        coef = sparse_random(matrix.shape[1], 7, density=0.5, format="csr", dtype=np.float32, random_state=1)
        product = cells.dot(coef, matrix.shape[0])
        np.testing.assert_allclose(product, (matrix @ coef).toarray(), atol=1e-6)
