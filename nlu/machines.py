"""Linear machines, one for each label."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.svm import LinearSVC


def fit_machines(machine: LinearSVC, features: csr_matrix, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit a copy of the machine to each column of `wanted` (rows × labels, of 0 and 1).

    Returns:
        (weights, biases): features × labels and one for each label; `row @ weights + biases` are the margins.
    """
    features = features.astype(np.float64)  # what is not double, liblinear would convert for each label
    features.sort_indices()
    fitted = [clone(machine).fit(features, column) for column in wanted.T]
    # One row a feature, in memory order: multiplying a sparse row by it then copies nothing.
    weights = np.ascontiguousarray(np.vstack([of_label.coef_ for of_label in fitted]).T, dtype=np.float32)
    return weights, np.array([of_label.intercept_[0] for of_label in fitted])
