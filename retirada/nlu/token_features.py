"""What tells which fact a token states: the token, its letters, and the tokens around it, hashed to columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from scipy.sparse import csr_matrix

from retirada.nlu.features import count_matrix, flatten
from retirada.nlu.sparse import Cells

WINDOW = 8  # how far tokens are seen


def token_features(texts: Sequence[Sequence[str]], bits: int) -> csr_matrix:
    """Binary features, each row scaled to length 1: (total tokens, 2 ** bits)."""
    rows, columns = _found(texts, bits)
    matrix = count_matrix(rows, columns, (sum(map(len, texts)), 2**bits))
    n_features = np.diff(matrix.indptr)
    matrix.data = np.repeat(1 / np.sqrt(n_features, dtype=np.float32), n_features)
    return matrix


def token_cells(texts: Sequence[Sequence[str]], bits: int) -> Cells:
    """The same features, for a few texts."""
    rows, columns = _found(texts, bits)
    rows, columns = np.divmod(np.unique(rows * 2**bits + columns), 2**bits)
    return Cells(rows, columns, 1 / np.sqrt(np.bincount(rows))[rows])


def _found(texts: Sequence[Sequence[str]], bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of each feature, some more than once."""
    text, in_a_row = flatten(texts)
    hashes = [_hashes(token) for token in in_a_row]
    # Pad each message by the window, so that windows never cross messages.
    at = np.arange(len(hashes)) + WINDOW * (1 + text)
    token = np.full(len(hashes) + WINDOW * (1 + len(texts)), PADDING)
    prefix = token.copy()
    token[at] = [number for number, _, _ in hashes]
    prefix[at] = [number for _, number, _ in hashes]

    row = np.arange(len(hashes))
    found = [(row, _combine(f"{offset}", token[at + offset])) for offset in range(-3, 4)]
    found += [(row, _combine(f"{offset} prefix", prefix[at + offset])) for offset in range(-1, 2)]
    found += [(row, _combine(f"{first} bigram", token[at + first], token[at + first + 1])) for first in range(-2, 2)]
    found.append((row, _combine("around", token[at - 1], token[at + 1])))
    for side, step in (("before", -1), ("after", 1)):
        for distance in range(1, WINDOW + 1):
            there = token[at + step * distance] != PADDING
            found.append((row[there], _combine(side, token[at + step * distance][there])))
    token_of, fourgrams = flatten([parts for _, _, parts in hashes])
    found.append((token_of, _combine("letters", np.array(fourgrams, dtype=np.uint64))))

    columns = np.concatenate([hashes for _, hashes in found]) >> np.uint64(64 - bits)
    return np.concatenate([rows for rows, _ in found]), columns.astype(np.int64)


@lru_cache(maxsize=50_000)
def _hashes(token: str) -> tuple[int, int, list[int]]:
    """Of the token, of its prefix, and of each four letters of it."""
    spelled = f"^{token}$"
    return _hash(token), _hash(token[:4]), [_hash(spelled[k : k + 4]) for k in range(len(spelled) - 3)]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _combine(where: str, *hashes: np.ndarray) -> np.ndarray:
    """The tokens' hashes as one, another for each place where tokens can stand."""
    combined = np.zeros(len(hashes[0]), dtype=np.uint64)
    for n, hashed in enumerate(hashes):
        combined += hashed * _multiplier(f"{where} {n}")
    return combined


@cache
def _multiplier(name: str) -> np.uint64:
    return np.uint64(_hash(name) | 1)


PADDING = np.uint64(_hash(""))
