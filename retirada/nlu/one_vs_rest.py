"""One linear support vector classifier for each label."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.svm import LinearSVC

# A margin of 1 or more is outside a classifier's support; a little more, as the screening model is less exact.
_CONFIDENT = 1.05


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
    weights = np.ones(targets.shape) if sample_weight is None else sample_weight
    fitted = [
        _fit(classifier, features, target, weight, negative_step)
        for target, weight in zip(targets.T, weights.T, strict=True)
    ]
    coef = np.vstack([model.coef_ for model in fitted]).T.astype(np.float32)
    return coef, np.array([model.intercept_[0] for model in fitted], dtype=np.float32)


def _fit(
    classifier: LinearSVC, features: csr_matrix, target: np.ndarray, weight: np.ndarray, negative_step: int
) -> LinearSVC:
    rows = np.arange(len(target))
    if negative_step > 1:
        screened = np.flatnonzero((target == 1) | (rows % negative_step == 0))
        screening = clone(classifier).fit(features[screened], target[screened], weight[screened])
        margins = screening.decision_function(features) * np.where(target == 1, 1, -1)
        rows = np.flatnonzero(margins < _CONFIDENT)
    return clone(classifier).fit(features[rows], target[rows], weight[rows])


def sparse_coefficients(coef: np.ndarray, threshold: float) -> csr_matrix:
    """(n_features, n_labels), without the coefficients smaller than `threshold`: of most features, a few labels have
    any, and dense ones take ten times the memory.
    """
    return csr_matrix(np.where(np.abs(coef) >= threshold, coef, 0), dtype=np.float32)
