"""What learning the topics and learning the facts have in common: linear machines, and two processes to fit them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.svm import LinearSVC

# Topics and facts are learnt at once (run/rasa.py); joblib's processes, which they share, are not made for that.
IN_PROCESSES = threading.Lock()


def by_two_processes(calls: Iterable[Any]) -> list[Any]:
    """What the calls, `joblib.delayed`, return."""
    with IN_PROCESSES:
        return Parallel(n_jobs=2)(calls)


def fit_machines(machine: LinearSVC, features: csr_matrix, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit a copy of the machine to each column of `wanted` (rows × labels, of 0 and 1).

    Returns:
        (weights, biases): features × labels and one for each label; `row @ weights + biases` are the margins.
    """
    # What the processes share, they may not sort; and what is not double, liblinear would convert for each label.
    features = features.astype(np.float64)
    features.sort_indices()
    columns = [np.ascontiguousarray(column) for column in wanted.T]
    # liblinear fits the labels one after the other: two processes halve the time.
    fitted = by_two_processes(delayed(_fit)(machine, features, column) for column in columns)
    weights = np.vstack([weight for weight, _ in fitted]).T
    # One row a feature, in memory order: multiplying a sparse row by it then copies nothing.
    return np.ascontiguousarray(weights), np.array([bias for _, bias in fitted])


def _fit(machine: LinearSVC, features: csr_matrix, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    fitted = clone(machine).fit(features, wanted)
    return fitted.coef_[0].astype(np.float32), fitted.intercept_[0]
