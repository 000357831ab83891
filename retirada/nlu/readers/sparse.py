"""A few sparse rows, and their product with learnt coefficients."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import _sparsetools, csr_matrix


class CooMatrix(NamedTuple):
    """A sparse matrix in coordinate format: row, column and value of each cell that is not zero."""

    rows: np.ndarray
    columns: np.ndarray
    values: np.ndarray

    def dot(self, coef: csr_matrix, n_rows: int) -> np.ndarray:
        """The matrix of `n_rows` rows, multiplied by `coef`, of float32: (n_rows, n_labels), dense.

        >>> coef = csr_matrix([[0, 1], [5, 0]], dtype=np.float32)
        >>> CooMatrix(np.array([0, 1]), np.array([1, 0]), np.array([2.0, 3.0])).dot(coef, 2)
        array([[10.,  0.],
               [ 0.,  3.]], dtype=float32)
        """
        order = self.rows.argsort(kind="stable")
        starts = np.searchsorted(self.rows[order], np.arange(n_rows + 1)).astype(np.int32)
        columns, values = self.columns[order].astype(np.int32), self.values[order].astype(np.float32)
        # What `csr_matrix @` calls. Around it, SciPy counts the cells first, and checks and wraps each matrix anew:
        # that takes three times as long.
        n_labels = coef.shape[1]
        found = np.empty(n_rows + 1, np.int32), np.empty(n_rows * n_labels, np.int32), np.empty(n_rows * n_labels, "f4")
        sizes, right = (n_rows, n_labels), (coef.indptr, coef.indices, coef.data)
        _sparsetools.csr_matmat(*sizes, starts, columns, values, *right, *found)
        product = np.zeros(sizes, dtype=np.float32)
        _sparsetools.csr_todense(*sizes, *found, product)
        return product

    @classmethod
    def hstack(cls, *blocks: tuple[CooMatrix, int]) -> CooMatrix:
        """Matrices of the same rows, given with their numbers of columns, as one."""
        starts = np.cumsum([0, *(width for _, width in blocks)])[:-1]
        columns = [cells.columns + start for (cells, _), start in zip(blocks, starts, strict=True)]
        return cls(
            np.concatenate([cells.rows for cells, _ in blocks]),
            np.concatenate(columns),
            np.concatenate([cells.values for cells, _ in blocks]),
        )
