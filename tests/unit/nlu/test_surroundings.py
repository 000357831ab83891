"""What is seen of a word: itself, its letters, and the words around it, none of another sentence."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retirada.nlu.surroundings import word_features

SENTENCE = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=20)


def _alike(first, second):
    return float((first @ second.T).toarray()[0, 0])


@settings(deadline=None)
@given(SENTENCE, SENTENCE)
def test_a_word_sees_nothing_of_another_sentence(before, after):
    together = word_features([before, after], bits=18)
    apart = [word_features([sentence], bits=18) for sentence in (before, after)]
    np.testing.assert_array_equal(together.toarray(), np.vstack([part.toarray() for part in apart]))


def test_the_same_word_is_the_more_alike_the_more_is_alike_around_it():
    ya, no, otra = (
        word_features([cut.split()], bits=18)[2] for cut in ("ya la cerraron", "no la cerraron", "a b cerraron")
    )
    assert 1 > _alike(ya, no) > _alike(ya, otra) > 0


def test_a_word_near_by_counts_more_than_a_word_far_away():
    here, near, far = (
        word_features([cut.split()], bits=18)[5]
        for cut in ("no a b c d retiro", "no a b c si retiro", "si a b c d retiro")
    )
    assert _alike(here, far) > _alike(here, near)


def test_forms_of_a_word_are_alike():
    retiro, retire, quite = (word_features([[word]], bits=18)[0] for word in ("retiro", "retire", "quite"))
    assert _alike(retiro, retire) > _alike(retiro, quite)
