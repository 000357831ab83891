"""One linear support vector classifier for each label."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.svm import LinearSVC

from retirada.nlu.reader import end_with_parent

# A margin of 1 or more is outside a classifier's support; a little more, as the screening model is less exact.
_CONFIDENT = 1.05
_SCREENING_TOL = 1.0  # of the screening model, which only has to find the rows
_N_PROCESSES = 2  # beside the network's: what would keep one core busy after it, two share


def fit_one_vs_rest(
    classifier: LinearSVC,
    features: csr_matrix,
    targets: np.ndarray,
    negative_step: int = 1,
    sample_weight: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Fit a copy of the classifier to each column of `targets`.

    A support vector machine is made of the rows of which it is not confident, and these are few. So a screening model,
    which learns from the rows with the label and each `negative_step`-th of the others, finds them. It takes a third
    of the time that all rows take.

    Args:
        features: (n_rows, n_features).
        targets: (n_rows, n_labels) of 0 and 1.
        negative_step: 1 trains on all rows.
        sample_weight: (n_rows, n_labels), what a row counts for a label. Default: 1.

    Returns:
        (coef, intercept): (n_features, n_labels) and (n_labels,); `features @ coef + intercept` are the margins.
    """
    features = features.astype(np.float64)  # what is not double, liblinear would convert for each label
    features.sort_indices()
    one_vs_rest = _OneVsRest(classifier, features, targets, negative_step, sample_weight)
    # Forked, the processes share the features, of which each copy would be half a gigabyte.
    pool = ProcessPoolExecutor(_N_PROCESSES, get_context("fork"), _share, (one_vs_rest,))
    with pool as processes:
        fitted = list(processes.map(_fit_label, range(targets.shape[1])))
    coef, intercept = zip(*fitted, strict=True)
    return np.array(coef).T, np.array(intercept, dtype=np.float32)


class _OneVsRest(NamedTuple):
    classifier: LinearSVC
    features: csr_matrix
    targets: np.ndarray
    negative_step: int
    sample_weight: np.ndarray | None

    def fit(self, label: int) -> tuple[np.ndarray, float]:
        """The coefficients (n_features,) and the intercept of a label."""
        target = self.targets[:, label]
        rows = np.arange(len(target))
        if self.negative_step > 1:
            sampled = np.flatnonzero((target == 1) | (rows % self.negative_step == 0))
            screening = self._fit_rows(label, sampled, tol=_SCREENING_TOL)
            margins = screening.decision_function(self.features) * np.where(target == 1, 1, -1)
            rows = np.flatnonzero(margins < _CONFIDENT)
        model = self._fit_rows(label, rows)
        return model.coef_[0].astype(np.float32), model.intercept_[0]

    def _fit_rows(self, label: int, rows: np.ndarray, **settings: float) -> LinearSVC:
        weight = None if self.sample_weight is None else self.sample_weight[rows, label]
        model = clone(self.classifier).set_params(**settings)
        return model.fit(self.features[rows], self.targets[rows, label], weight)


_shared: _OneVsRest  # in a process of the pool


def _share(one_vs_rest: _OneVsRest) -> None:
    global _shared
    end_with_parent()
    _shared = one_vs_rest


def _fit_label(label: int) -> tuple[np.ndarray, float]:
    return _shared.fit(label)


def sparse_coefficients(coef: np.ndarray, threshold: float) -> csr_matrix:
    """(n_features, n_labels), without the coefficients smaller than `threshold`: of most features, a few labels have
    any, and dense ones take ten times the memory.
    """
    return csr_matrix(np.where(np.abs(coef) >= threshold, coef, 0), dtype=np.float32)
