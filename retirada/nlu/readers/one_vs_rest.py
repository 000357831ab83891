"""One linear support vector classifier for each label."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack
from sklearn.base import clone
from sklearn.svm import LinearSVC

from retirada.nlu.readers.reader import end_with_parent

# A margin of 1 or more is outside a classifier's support; a little more, as the screening model is less exact.
_CONFIDENT = 1.05
_SCREENING_TOL = 1.0  # of the screening model, which only has to find the rows
_BLOCK = 16  # labels whose screening models see all rows at once: going through them takes most of the time
_N_PROCESSES = 2  # beside the network's: what would keep one core busy after it, two share
_NICENESS = 10  # of theirs: what training waits for is the network


def fit_one_vs_rest(
    classifier: LinearSVC,
    features: csr_matrix,
    targets: np.ndarray,
    negative_step: int = 1,
    sample_weight: np.ndarray | None = None,
    coef_threshold: float = 0.0,
) -> tuple[csc_matrix, np.ndarray]:
    """Fit a copy of the classifier to each column of `targets`.

    A support vector machine is made of the rows of which it is not confident, and these are few. So a screening model,
    which learns from the rows with the label and each `negative_step`-th of the others, finds them. It takes a third
    of the time that all rows take.

    Args:
        features: (n_rows, n_features).
        targets: (n_rows, n_labels) of 0 and 1.
        negative_step: 1 trains on all rows.
        sample_weight: (n_rows, n_labels), what a row counts for a label. Default: 1.
        coef_threshold: smaller coefficients are left out: of most features, a few labels have any, and dense ones take
            ten times the memory.

    Returns:
        (coef, intercept): (n_features, n_labels) and (n_labels,); `features @ coef + intercept` are the margins.
    """
    features = features.astype(np.float64)  # what is not double, liblinear would convert for each label
    features.sort_indices()
    one_vs_rest = _OneVsRest(
        classifier, features, features.astype(np.float32), targets, negative_step, sample_weight, coef_threshold
    )
    # Forked, the processes share the features, of which each copy would be half a gigabyte.
    pool = ProcessPoolExecutor(_N_PROCESSES, get_context("fork"), _share, (one_vs_rest,))
    labels = np.arange(targets.shape[1])
    with pool as processes:
        blocks = processes.map(_fit, [labels[start : start + _BLOCK] for start in range(0, len(labels), _BLOCK)])
        coef, intercept = zip(*[fitted for block in blocks for fitted in block], strict=True)
    return hstack(coef, format="csc"), np.array(intercept, dtype=np.float32)


class _OneVsRest(NamedTuple):
    classifier: LinearSVC
    features: csr_matrix
    to_screen: csr_matrix  # the features, of half the precision: as good for finding rows, in half the time
    targets: np.ndarray
    negative_step: int
    sample_weight: np.ndarray | None
    coef_threshold: float

    def fit(self, labels: np.ndarray) -> list[tuple[csc_matrix, float]]:
        """The coefficients (n_features, 1) and the intercept of each label."""
        models = [self._fit_rows(label, rows) for label, rows in zip(labels, self._rows(labels), strict=True)]
        return [(self._sparse(model.coef_[0]), model.intercept_[0]) for model in models]

    def _sparse(self, coef: np.ndarray) -> csc_matrix:
        kept = np.flatnonzero(np.abs(coef) >= self.coef_threshold)
        return csc_matrix((coef[kept].astype(np.float32), kept, [0, len(kept)]), shape=(len(coef), 1))

    def _rows(self, labels: np.ndarray) -> list[np.ndarray]:
        """For each label, the rows of which a screening model is not confident; if all of these, or none, have the
        label, those that the screening model learnt from.
        """
        numbers = np.arange(len(self.targets))
        if self.negative_step == 1:
            return [numbers] * len(labels)
        every = numbers % self.negative_step == 0
        seen = [np.flatnonzero((self.targets[:, label] == 1) | every) for label in labels]
        screening = [self._fit_rows(label, rows, tol=_SCREENING_TOL) for label, rows in zip(labels, seen, strict=True)]
        coef = np.stack([model.coef_[0] for model in screening], axis=1).astype(np.float32)
        margins = self.to_screen @ coef + np.array([model.intercept_[0] for model in screening])
        margins *= np.where(self.targets[:, labels] == 1, 1, -1)
        unsure = [np.flatnonzero(of_label < _CONFIDENT) for of_label in margins.T]
        return [
            rows if len(np.unique(self.targets[rows, label])) == 2 else screened
            for label, rows, screened in zip(labels, unsure, seen, strict=True)
        ]

    def _fit_rows(self, label: int, rows: np.ndarray, **settings: float) -> LinearSVC:
        weight = None if self.sample_weight is None else self.sample_weight[rows, label]
        model = clone(self.classifier).set_params(**settings)
        return model.fit(self.features[rows], self.targets[rows, label], weight)


_shared: _OneVsRest  # in a process of the pool


def _share(one_vs_rest: _OneVsRest) -> None:
    global _shared
    end_with_parent()
    os.nice(_NICENESS)
    _shared = one_vs_rest


def _fit(labels: np.ndarray) -> list[tuple[np.ndarray, float]]:
    return _shared.fit(labels)
