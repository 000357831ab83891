"""Linear machines that learn from the rows of which a rough one is not sure."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from retirada.nlu.machines import fit_machines

MACHINE = LinearSVC(random_state=1)


@pytest.fixture(scope="module")
def rows():
    """2,000 rows of length 1, a tenth of which have each of two labels, with some mislabelled."""
    chance = np.random.default_rng(1)
    features = chance.normal(size=(2000, 30))
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    scores = features[:, :2] + chance.normal(scale=0.05, size=(2000, 2))
    return csr_matrix(features), (scores > np.quantile(scores, 0.9, axis=0)).astype(int)


def _found(rows, every):
    features, wanted = rows
    weights, biases = fit_machines(MACHINE, features, wanted, every)
    return features @ weights + biases > 0


def test_the_doubtful_rows_teach_what_all_rows_do(rows):
    assert (_found(rows, every=8) == _found(rows, every=1)).mean() > 0.99


def test_labels_are_found(rows):
    assert (_found(rows, every=8) == rows[1]).mean() > 0.95
