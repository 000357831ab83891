"""What tells which fact a token states: the token, its letters, and the tokens around it, hashed to columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from scipy.sparse import csr_matrix

from retirada.nlu.readers.features import count_matrix, flatten
from retirada.nlu.readers.sparse import CooMatrix

WINDOW = 8  # how far tokens are seen


def token_features(texts: Sequence[Sequence[str]], bits: int) -> csr_matrix:
    """Binary features of each token of tokenized texts, each row scaled to length 1: (n_tokens, 2 ** bits)."""
    rows, columns = _found(texts, bits)
    matrix = count_matrix(rows, columns, (sum(map(len, texts)), 2**bits))
    n_features = np.diff(matrix.indptr)
    matrix.data = np.repeat(1 / np.sqrt(n_features, dtype=np.float32), n_features)
    return matrix


def token_cells(texts: Sequence[Sequence[str]], bits: int) -> CooMatrix:
    """What `token_features` gives, for a few texts."""
    rows, columns = _found(texts, bits)
    rows, columns = np.divmod(np.unique(rows * 2**bits + columns), 2**bits)
    return CooMatrix(rows, columns, 1 / np.sqrt(np.bincount(rows))[rows])


def _found(texts: Sequence[Sequence[str]], bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Row (token) and column of each feature of tokenized texts; some come more than once."""
    text, in_a_row = flatten(texts)
    hashes = [_hashes(token) for token in in_a_row]
    # Pad each message by the window, so that windows never cross messages.
    at = np.arange(len(hashes)) + WINDOW * (1 + text)
    token = np.full(len(hashes) + WINDOW * (1 + len(texts)), PADDING)
    prefix = token.copy()
    token[at] = [number for number, _, _ in hashes]
    prefix[at] = [number for _, number, _ in hashes]

    here = at[:, np.newaxis]  # beside each other: one column for each place
    near, next_to, first = np.arange(-3, 4), np.arange(-1, 2), np.arange(-2, 2)
    placed = [
        _combine(tuple(f"{offset}" for offset in near), token[here + near]),
        _combine(tuple(f"{offset} prefix" for offset in next_to), prefix[here + next_to]),
        _combine(tuple(f"{offset} bigram" for offset in first), token[here + first], token[here + first + 1]),
        _combine(("around",), token[here - 1], token[here + 1]),
    ]
    row = np.arange(len(hashes))
    found = [(np.repeat(row, combined.shape[1]), combined.ravel()) for combined in placed]
    for side, steps in (("before", -np.arange(1, WINDOW + 1)), ("after", np.arange(1, WINDOW + 1))):
        there = token[here + steps]
        is_token = there != PADDING
        found.append((np.nonzero(is_token)[0], _combine((side,), there[is_token])))
    token_of, fourgrams = flatten([parts for _, _, parts in hashes])
    found.append((token_of, _combine(("letters",), np.array(fourgrams, dtype=np.uint64))))

    columns = np.concatenate([hashes for _, hashes in found]) >> np.uint64(64 - bits)
    return np.concatenate([rows for rows, _ in found]), columns.astype(np.int64)


@lru_cache(maxsize=50_000)
def _hashes(token: str) -> tuple[int, int, list[int]]:
    """Hashes of the token, of its first four letters, and of each four letters in a row, ends marked."""
    spelled = f"^{token}$"
    return _hash(token), _hash(token[:4]), [_hash(spelled[k : k + 4]) for k in range(len(spelled) - 3)]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _combine(places: tuple[str, ...], *hashes: np.ndarray) -> np.ndarray:
    """The tokens' hashes as one, another for each place where tokens can stand: (n, len(places)), or (n,) of one."""
    combined = np.zeros_like(hashes[0])
    for n, hashed in enumerate(hashes):
        combined += hashed * _multipliers(places, n)
    return combined


@cache
def _multipliers(places: tuple[str, ...], n: int) -> np.ndarray:
    return np.array([_hash(f"{place} {n}") | 1 for place in places], dtype=np.uint64)


PADDING = np.uint64(_hash(""))
