"""How what a text is made of becomes rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix


def flat(cut: Sequence[Sequence[Any]]) -> tuple[np.ndarray, list[Any]]:
    """Of which list each thing is, and all things in a row.

    >>> flat([["a"], ["b", "c"]])
    (array([0, 1, 1]), ['a', 'b', 'c'])
    """
    return np.repeat(np.arange(len(cut)), [len(things) for things in cut]), list(chain.from_iterable(cut))


def ones(rows: np.ndarray, columns: Sequence[int] | np.ndarray, shape: tuple[int, int]) -> csr_matrix:
    """A one for each row and column; where they meet more than once, the sum."""
    return csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
