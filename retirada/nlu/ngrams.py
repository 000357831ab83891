"""A whole message as numbers: n-grams of its words, of its characters, and pairs of words near one another.

The same as scikit-learn's TfidfVectorizer gives, but for rare words. But that one's n-grams are strings, and counting
them takes as long as all machines take to learn from them. Here each token has a number, an n-gram is one number made
of theirs, and NumPy counts those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix

from retirada.nlu.sparse import flat, ones
from retirada.nlu.text import beginnings

_WORD = re.compile(r"\w+|[?¿]")
_LEAST = 2  # n-grams of fewer texts teach nothing
_UNKNOWN = 1  # the number of all other tokens; with 0, n-grams of different lengths could be one number

_Cut = Callable[[str], list[str]]
_Features = tuple[np.ndarray, np.ndarray, np.ndarray]  # rows, columns and what is there


class Ngrams:
    """Blocks of features, each weighted (tf-idf) and scaled to length 1: raw counts overweight long n-grams."""

    def __init__(self, words: Sequence[int] = (), reach: int = 0, characters: Sequence[int] = ()) -> None:
        """What is left out is no block. Words seen less than three times and words never seen are one and the same:
        who uses them often asks about something else.

        Args:
            words: the fewest and the most words of an n-gram.
            reach: how many words apart a pair may stand.
            characters: the fewest and the most characters of an n-gram; the space beside a word is one.
        """
        self._blocks: list[_Block] = []
        if characters:
            self._blocks.append(_Block(_spaced, list, _in_a_row(*characters), least=1))
        if words:
            self._blocks.append(_Block(_whole, _WORD.findall, _in_a_row(*words), least=3))
        if reach:
            at_a_distance = [(0, distance) for distance in range(1, reach + 1)]
            self._blocks.append(_Block(_whole, beginnings, at_a_distance, least=3))

    def learn(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the n-grams of the folded texts. Returns the texts' features, a row each."""
        return self._side_by_side([block.learn(texts) for block in self._blocks], len(texts))

    def of(self, texts: Sequence[str]) -> csr_matrix:
        """The folded texts' features, as `learn` gives them."""
        return self._side_by_side([block.of(texts) for block in self._blocks], len(texts))

    def _side_by_side(self, found: list[_Features], texts: int) -> csr_matrix:
        *starts, size = np.cumsum([0, *(len(block.rarity) for block in self._blocks)])
        rows = np.concatenate([rows for rows, _, _ in found])
        columns = np.concatenate([columns + start for (_, columns, _), start in zip(found, starts, strict=True)])
        values = np.concatenate([values for _, _, values in found])
        return csr_matrix((values, (rows, columns)), shape=(texts, size))


class _Block:
    def __init__(self, pieces: _Cut, tokens: _Cut, shapes: list[tuple[int, ...]], least: int) -> None:
        """A text is cut into pieces, each different one is read once, and no n-gram reaches beyond its piece.

        `shapes`: where the tokens of an n-gram stand, counted from its first. `least`: how often a token has to be
        in the pieces to have a number of its own.
        """
        self._pieces, self._tokens, self._shapes, self._least = pieces, tokens, shapes, least
        self._numbers: dict[str, int] = {}
        self._known = np.array([], dtype=np.int64)  # the n-grams, sorted: the columns
        self.rarity = np.array([], dtype=np.float32)  # of each

    def learn(self, texts: Sequence[str]) -> _Features:
        pieces: dict[str, int] = {}
        cut = [[pieces.setdefault(piece, len(pieces)) for piece in self._pieces(text)] for text in texts]
        tokens = [self._tokens(piece) for piece in pieces]
        seen = Counter(chain.from_iterable(tokens))
        often = sorted(token for token, times in seen.items() if times >= self._least)
        self._numbers = {token: number for number, token in enumerate(often, _UNKNOWN + 1)}
        rows, ngrams = self._ngrams(tokens)
        self._known, columns = np.unique(ngrams, return_inverse=True)
        counts = ones(*flat(cut), (len(texts), len(pieces))) @ ones(rows, columns, (len(pieces), len(self._known)))
        texts_with = np.bincount(counts.indices, minlength=len(self._known))
        kept = texts_with >= _LEAST
        self._known = self._known[kept]
        self.rarity = np.log((1 + len(texts)) / (1 + texts_with[kept]), dtype=np.float32) + 1
        counts = counts[:, kept].tocoo()
        return self._weighted(counts.row, counts.col, counts.data)

    def of(self, texts: Sequence[str]) -> _Features:
        text_of, pieces = flat([self._pieces(text) for text in texts])
        rows, ngrams = self._ngrams([self._tokens(piece) for piece in pieces])
        columns = np.searchsorted(self._known, ngrams)
        found = self._known.take(columns, mode="clip") == ngrams
        columns_in_all = text_of[rows[found]] * len(self._known) + columns[found]
        columns_in_all, counts = np.unique(columns_in_all, return_counts=True)
        return self._weighted(*np.divmod(columns_in_all, len(self._known)), counts)

    def _ngrams(self, tokens: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Of which piece each n-gram is, and all n-grams of the pieces, given as their tokens."""
        piece, in_a_row = flat(tokens)
        numbers = np.array([self._numbers.get(token, _UNKNOWN) for token in in_a_row], dtype=np.int64)
        found = list(self._of_shapes(numbers, piece))
        return np.concatenate([rows for rows, _ in found]), np.concatenate([ngrams for _, ngrams in found])

    def _of_shapes(self, numbers: np.ndarray, piece: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        base = len(self._numbers) + _UNKNOWN + 1
        for shape in self._shapes:
            count = max(0, len(numbers) - shape[-1])
            ngrams = np.zeros(count, dtype=np.int64)
            for place in shape:
                ngrams = ngrams * base + numbers[place : place + count]
            within = piece[:count] == piece[shape[-1] :][:count]
            yield piece[:count][within], ngrams[within]

    def _weighted(self, rows: np.ndarray, columns: np.ndarray, counts: np.ndarray) -> _Features:
        values = (1 + np.log(counts)) * self.rarity[columns]
        lengths = np.sqrt(np.bincount(rows, values**2))
        return rows, columns, (values / lengths[rows]).astype(np.float32)


def _in_a_row(fewest: int, most: int) -> list[tuple[int, ...]]:
    return [tuple(range(length)) for length in range(fewest, most + 1)]


def _whole(text: str) -> list[str]:
    return [text]


def _spaced(text: str) -> list[str]:
    return [f" {word} " for word in text.split()]
