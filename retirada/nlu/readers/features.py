"""Whole messages as numbers: weighted n-grams of words and characters, and pairs of words near one another.

The same as scikit-learn's TfidfVectorizer gives, but for rare words: there n-grams are strings, and counting them costs
three times as long to train and to read. Here each token has a number, an n-gram is one number made of theirs, and
NumPy counts those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from retirada.nlu.readers.persistence import Arrays
from retirada.nlu.readers.sparse import CooMatrix

MIN_DF = 2  # n-grams of fewer texts teach nothing
_RARE = 1  # the number of all rare and unknown tokens; with 0, n-grams of different lengths could be one number
_PREFIX = 5

Tokens = Sequence[str]


class NgramVectorizer:
    """Blocks of tf-idf features, each scaled to length 1: counts in one block would overweight long n-grams.

    Words seen less than three times count as one and the same, as do words never seen: who uses them often asks
    about something else.

    What is None, or 0, is no block.

    Args:
        characters: the fewest and the most characters of an n-gram within a word.
        words: the fewest and the most words of an n-gram.
        window: how many words apart a pair of words, cut to their prefixes, may stand. So «retirar» and «retirarla»
            are alike, and «otra … después de retirar» differs from «retirar otra».
    """

    def __init__(
        self,
        characters: tuple[int, int] | None = None,
        words: tuple[int, int] | None = None,
        window: int = 0,
    ) -> None:
        self._blocks: dict[str, _NgramBlock] = {}
        if characters:
            self._blocks["characters"] = _NgramBlock(_spaced_words, list, _consecutive(*characters), min_count=1)
        if words:
            self._blocks["words"] = _NgramBlock(_one_piece, _words, _consecutive(*words), min_count=3)
        if window:
            pairs: list[tuple[int, ...]] = [(0, distance) for distance in range(1, window + 1)]
            self._blocks["pairs"] = _NgramBlock(_one_piece, _prefixes, pairs, min_count=3)

    @property
    def n_features(self) -> int:
        """The number of n-grams that were learnt, a column each."""
        return sum(len(block.idf_) for block in self._blocks.values())

    def fit_transform(self, texts: Sequence[Tokens]) -> csr_matrix:
        """Learn the n-grams of the tokenized texts. Returns (len(texts), n_features)."""
        return self._matrix([block.fit_transform(texts) for block in self._blocks.values()], len(texts))

    def transform(self, texts: Sequence[Tokens]) -> csr_matrix:
        """The n-grams of tokenized texts, of those that were learnt: (len(texts), n_features)."""
        return self._matrix([block.transform(texts) for block in self._blocks.values()], len(texts))

    def cells(self, texts: Sequence[Tokens]) -> CooMatrix:
        """What `transform` gives, for a few texts."""
        return self._hstack([block.transform(texts) for block in self._blocks.values()])

    def state(self) -> Arrays:
        """What was learnt, as named arrays: what `set_state` takes."""
        return {f"{name}.{key}": array for name, block in self._blocks.items() for key, array in block.state().items()}

    def set_state(self, arrays: Arrays) -> NgramVectorizer:
        """Take over what another vectorizer of the same arguments learnt."""
        for name, block in self._blocks.items():
            block.set_state({key: arrays[f"{name}.{key}"] for key in ("vocabulary", "ngrams", "idf")})
        return self

    def _matrix(self, blocks: list[CooMatrix], n_texts: int) -> csr_matrix:
        rows, columns, values = self._hstack(blocks)
        return csr_matrix((values, (rows, columns)), shape=(n_texts, self.n_features))

    def _hstack(self, blocks: list[CooMatrix]) -> CooMatrix:
        widths = [len(block.idf_) for block in self._blocks.values()]
        return CooMatrix.hstack(*zip(blocks, widths, strict=True))


class _NgramBlock:
    """One kind of n-gram. A text is cut into pieces, and no n-gram reaches beyond its piece.

    Args:
        pieces: text → pieces. Each different piece is read once.
        tokens: piece → tokens.
        shapes: where the tokens of an n-gram stand, counted from its first.
        min_count: occurrences from which a token is told from the rare ones.

    Attributes:
        vocabulary_: token → number.
        ngrams_: the n-grams known, sorted: the columns.
        idf_: of each.
    """

    def __init__(
        self,
        pieces: Callable[[Tokens], Sequence[Any]],
        tokens: Callable[[Any], Sequence[str]],
        shapes: list[tuple[int, ...]],
        min_count: int,
    ) -> None:
        self.pieces, self.tokens, self.shapes, self.min_count = pieces, tokens, shapes, min_count
        self.vocabulary_: dict[str, int] = {}
        self.ngrams_ = np.array([], dtype=np.int64)
        self.idf_ = np.array([], dtype=np.float32)

    def fit_transform(self, texts: Sequence[Tokens]) -> CooMatrix:
        numbers: dict[Any, int] = {}
        cut = [[numbers.setdefault(piece, len(numbers)) for piece in self.pieces(text)] for text in texts]
        tokens = [self.tokens(piece) for piece in numbers]
        counts = Counter(chain.from_iterable(tokens))
        frequent = sorted(token for token, count in counts.items() if count >= self.min_count)
        self.vocabulary_ = {token: number for number, token in enumerate(frequent, _RARE + 1)}
        rows, ngrams = self._ngrams(tokens)
        self.ngrams_, columns = np.unique(ngrams, return_inverse=True)
        in_pieces = count_matrix(rows, columns, (len(numbers), len(self.ngrams_)))
        in_texts = count_matrix(*flatten(cut), (len(texts), len(numbers))) @ in_pieces
        df = np.bincount(in_texts.indices, minlength=len(self.ngrams_))
        kept = df >= MIN_DF
        self.ngrams_ = self.ngrams_[kept]
        self.idf_ = np.log((1 + len(texts)) / (1 + df[kept]), dtype=np.float32) + 1
        in_texts = in_texts[:, kept].tocoo()
        return self._weigh(in_texts.row, in_texts.col, in_texts.data)

    def transform(self, texts: Sequence[Tokens]) -> CooMatrix:
        text_of, pieces = flatten([self.pieces(text) for text in texts])
        rows, ngrams = self._ngrams([self.tokens(piece) for piece in pieces])
        columns = np.searchsorted(self.ngrams_, ngrams)
        known = self.ngrams_.take(columns, mode="clip") == ngrams if len(self.ngrams_) else np.zeros(len(ngrams), bool)
        cells = text_of[rows[known]] * len(self.ngrams_) + columns[known]
        cells, counts = np.unique(cells, return_counts=True)
        in_texts, in_columns = np.divmod(cells, max(len(self.ngrams_), 1))
        return self._weigh(in_texts, in_columns, counts)

    def state(self) -> Arrays:
        return {"vocabulary": np.array(list(self.vocabulary_), dtype=str), "ngrams": self.ngrams_, "idf": self.idf_}

    def set_state(self, arrays: Arrays) -> None:
        self.vocabulary_ = {token: number for number, token in enumerate(arrays["vocabulary"].tolist(), _RARE + 1)}
        self.ngrams_, self.idf_ = arrays["ngrams"], arrays["idf"]

    def _ngrams(self, tokens: list[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
        """The piece of each n-gram, and all n-grams, of pieces given as their tokens."""
        piece, in_a_row = flatten(tokens)
        numbers = np.array([self.vocabulary_.get(token, _RARE) for token in in_a_row], dtype=np.int64)
        found = list(self._of_shapes(numbers, piece))
        return np.concatenate([rows for rows, _ in found]), np.concatenate([ngrams for _, ngrams in found])

    def _of_shapes(self, numbers: np.ndarray, piece: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        base = len(self.vocabulary_) + _RARE + 1
        for shape in self.shapes:
            count = max(0, len(numbers) - shape[-1])
            ngrams = np.zeros(count, dtype=np.int64)
            for place in shape:
                ngrams = ngrams * base + numbers[place : place + count]
            within = piece[:count] == piece[shape[-1] :][:count]
            yield piece[:count][within], ngrams[within]

    def _weigh(self, rows: np.ndarray, columns: np.ndarray, counts: np.ndarray) -> CooMatrix:
        values = (1 + np.log(counts)) * self.idf_[columns]
        lengths = np.sqrt(np.bincount(rows, values**2))
        return CooMatrix(rows, columns, (values / lengths[rows]).astype(np.float32))


def flatten(lists: Sequence[Sequence[Any]]) -> tuple[np.ndarray, list[Any]]:
    """The index of the list that each item is in, and all items.

    >>> flatten([["a"], ["b", "c"]])
    (array([0, 1, 1]), ['a', 'b', 'c'])
    """
    return np.repeat(np.arange(len(lists)), [len(items) for items in lists]), list(chain.from_iterable(lists))


def count_matrix(rows: np.ndarray, columns: Sequence[int] | np.ndarray, shape: tuple[int, int]) -> csr_matrix:
    """How often each row and column occur together."""
    return csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)


def _consecutive(fewest: int, most: int) -> list[tuple[int, ...]]:
    return [tuple(range(length)) for length in range(fewest, most + 1)]


def _one_piece(text: Tokens) -> list[tuple[str, ...]]:
    return [tuple(text)]


def _spaced_words(text: Tokens) -> list[str]:
    return [f" {token} " for token in text if token.isalnum() or token in "?¿"]


def _words(piece: Tokens) -> list[str]:
    return [token for token in piece if token.isalnum() or token in "?¿"]


def _prefixes(piece: Tokens) -> list[str]:
    return [token[:_PREFIX] for token in piece if token.isalnum()]
