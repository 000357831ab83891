"""A few sparse rows, and their product with learnt coefficients."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix


class Cells(NamedTuple):
    """The cells of a matrix that are not zero, each named once."""

    rows: np.ndarray
    columns: np.ndarray
    values: np.ndarray

    def times(self, coef: csr_matrix, n_rows: int) -> np.ndarray:
        """The matrix of `n_rows` rows, multiplied by `coef`: (n_rows, n_labels), dense.

        >>> Cells(np.array([0, 1]), np.array([1, 0]), np.array([2.0, 3.0])).times(csr_matrix([[0, 1], [5, 0]]), 2)
        array([[10.,  0.],
               [ 0.,  3.]])
        """
        order = self.rows.argsort(kind="stable")
        starts = np.searchsorted(self.rows[order], np.arange(n_rows + 1)).astype(np.int32)
        columns, values = self.columns[order].astype(np.int32), self.values[order].astype(np.float32)
        # Row by row, because from coordinates SciPy takes longer to sort them than to multiply.
        matrix = csr_matrix((values, columns, starts), shape=(n_rows, coef.shape[0]))
        return (matrix @ coef).toarray()

    @classmethod
    def side_by_side(cls, *blocks: tuple[Cells, int]) -> Cells:
        """Matrices of the same rows, given with their numbers of columns, as one."""
        starts = np.cumsum([0, *(width for _, width in blocks)])[:-1]
        columns = [cells.columns + start for (cells, _), start in zip(blocks, starts, strict=True)]
        return cls(
            np.concatenate([cells.rows for cells, _ in blocks]),
            np.concatenate(columns),
            np.concatenate([cells.values for cells, _ in blocks]),
        )
