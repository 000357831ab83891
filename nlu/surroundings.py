"""What tells which fact a word states: the word, its letters, and the words around it.

Apart from the extractor so that a second process can compute it without loading Rasa.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scipy.sparse import csr_matrix
from sklearn.feature_extraction import FeatureHasher
from sklearn.preprocessing import normalize

from nlu.text import Word


def places_in(cut: list[Word]) -> list[tuple[list[str], int]]:
    """Each word as the sentence it is in and its place there."""
    sentence = [word for word, _, _ in cut]
    return [(sentence, i) for i in range(len(cut))]


def word_features(hasher: FeatureHasher, places: Iterable[tuple[list[str], int]]) -> csr_matrix:
    """One row for each word, given as its sentence and its place there: itself, its letters and the words
    around it, hashed and scaled to length 1.
    """
    matrix = hasher.transform(_surroundings(sentence, i) for sentence, i in places)
    matrix.data[:] = 1
    return normalize(matrix, copy=False)


def _surroundings(sentence: list[str], i: int) -> Iterator[str]:
    padded = ["#"] * 3 + sentence + ["#"] * 3
    at = i + 3
    near = padded[at - 3 : at + 4]
    for offset, word in enumerate(near):
        yield f"{offset}={word}"
    for offset in range(1, 6):
        yield f"{offset}^{near[offset][:4]}"
    for offset in range(1, 5):
        yield f"{offset}2={near[offset]} {near[offset + 1]}"
    yield f"around={near[2]} {near[4]}"
    yield from (f"before={word}" for word in sentence[max(0, i - 8) : i])
    yield from (f"after={word}" for word in sentence[i + 1 : i + 9])
    spelled = f"^{sentence[i]}$"
    yield from (spelled[k : k + 4] for k in range(len(spelled) - 3))
