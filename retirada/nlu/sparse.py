"""The product of a few sparse rows with learnt coefficients, without what SciPy does around it for big matrices."""

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
        starts, n_labels = coef.indptr[self.columns], coef.shape[1]
        counts = coef.indptr[self.columns + 1] - starts
        # Where in `coef` each product's other factor is: the cells' rows of it, one after the other.
        ends = counts.cumsum()
        factors = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
        products = coef.data[factors] * np.repeat(self.values, counts)
        cells = np.repeat(self.rows * n_labels, counts) + coef.indices[factors]
        return np.bincount(cells, products, minlength=n_rows * n_labels).reshape(n_rows, n_labels)

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
