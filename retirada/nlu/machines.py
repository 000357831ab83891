"""Linear machines, one for each label."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.svm import LinearSVC

# A machine's margin of a row says that it is sure of it from 1 on; a little more, as the rough one is less exact.
_SURE = 1.05


def fit_machines(
    machine: LinearSVC, features: csr_matrix, wanted: np.ndarray, every: int
) -> tuple[np.ndarray, np.ndarray]:
    """Fit a copy of the machine to each column of `wanted` (rows × labels, of 0 and 1).

    A support vector machine is made of the rows of which it is not sure, and these are few. So a rough one, which
    learns from the rows with the label and each `every`-th of the others, finds them. With 1 all rows are learnt from.

    Returns:
        (weights, biases): features × labels and one for each label; `row @ weights + biases` are the margins.
    """
    features = features.astype(np.float64)  # what is not double, liblinear would convert for each label
    features.sort_indices()
    fitted = [_fit(machine, features, column, every) for column in wanted.T]
    # One row a feature, in memory order: multiplying a sparse row by it then copies nothing.
    weights = np.ascontiguousarray(np.vstack([of_label.coef_ for of_label in fitted]).T, dtype=np.float32)
    return weights, np.array([of_label.intercept_[0] for of_label in fitted])


def _fit(machine: LinearSVC, features: csr_matrix, wanted: np.ndarray, every: int) -> LinearSVC:
    if every == 1:
        return clone(machine).fit(features, wanted)
    some = np.flatnonzero((wanted == 1) | (np.arange(len(wanted)) % every == 0))
    rough = clone(machine).fit(features[some], wanted[some])
    margins = rough.decision_function(features) * np.where(wanted == 1, 1, -1)
    doubtful = np.flatnonzero(margins < _SURE)
    return clone(machine).fit(features[doubtful], wanted[doubtful])
