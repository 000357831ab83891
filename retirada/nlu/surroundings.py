"""What tells which fact a word states: the word, its letters, and the words around it, as numbers.

All of them are hashed: a word, by itself, to a number of 64 bits once, and its number, by where it stands, to a
column. NumPy does that for all words of the training data in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from scipy.sparse import csr_matrix

from retirada.nlu.sparse import flat, ones

_REACH = 8  # how far words are seen


def word_features(sentences: Sequence[Sequence[str]], bits: int) -> csr_matrix:
    """One row for each word of the sentences: itself, its letters and the words around it, hashed to 2 ** `bits`
    columns and scaled to length 1.
    """
    sentence, in_a_row = flat(sentences)
    words = [_numbers(word) for word in in_a_row]
    # Between sentences stands as much of nothing as a word sees, so that it sees none but its own.
    at = np.arange(len(words)) + _REACH * (1 + sentence)
    word = np.full(len(words) + _REACH * (1 + len(sentences)), _NOTHING)
    beginning = word.copy()
    word[at] = [number for number, _, _ in words]
    beginning[at] = [number for _, number, _ in words]

    row = np.arange(len(words))
    found = [(row, _hashed(f"{offset}", word[at + offset])) for offset in range(-3, 4)]
    found += [(row, _hashed(f"{offset} begins", beginning[at + offset])) for offset in range(-1, 2)]
    found += [(row, _hashed(f"{first} and next", word[at + first], word[at + first + 1])) for first in range(-2, 2)]
    found.append((row, _hashed("around", word[at - 1], word[at + 1])))
    for side, step in (("before", -1), ("after", 1)):
        for distance in range(1, _REACH + 1):
            there = word[at + step * distance] != _NOTHING
            found.append((row[there], _hashed(side, word[at + step * distance][there])))
    word_of, letters = flat([parts for _, _, parts in words])
    found.append((word_of, _hashed("letters", np.array(letters, dtype=np.uint64))))

    rows = np.concatenate([rows for rows, _ in found])
    columns = np.concatenate([hashes for _, hashes in found]) >> np.uint64(64 - bits)
    matrix = ones(rows, columns, (len(words), 2**bits))
    features = np.diff(matrix.indptr)  # what is there twice is there
    matrix.data = np.repeat(1 / np.sqrt(features, dtype=np.float32), features)
    return matrix


@lru_cache(maxsize=50_000)
def _numbers(word: str) -> tuple[int, int, list[int]]:
    """Of the word, of its beginning, and of each four letters of it."""
    spelled = f"^{word}$"
    return _number(word), _number(word[:4]), [_number(spelled[k : k + 4]) for k in range(len(spelled) - 3)]


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _hashed(where: str, *words: np.ndarray) -> np.ndarray:
    """The words' numbers as one, another for each place where words can stand."""
    hashed = np.zeros(len(words[0]), dtype=np.uint64)
    for n, word in enumerate(words):
        hashed += word * _multiplier(f"{where} {n}")
    return hashed


@cache
def _multiplier(name: str) -> np.uint64:
    return np.uint64(_number(name) | 1)


_NOTHING = np.uint64(_number(""))
