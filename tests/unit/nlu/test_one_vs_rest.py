"""The classifiers of retirada/nlu/readers/one_vs_rest.py, each beside scikit-learn's own."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random
from sklearn.svm import LinearSVC

from retirada.nlu.readers.one_vs_rest import fit_one_vs_rest

CLASSIFIER = LinearSVC(random_state=1)


@pytest.fixture(scope="module")
def features() -> csr_matrix:
    return random(600, 80, density=0.1, format="csr", random_state=1, dtype=np.float32)


@pytest.fixture(scope="module")
def targets(features: csr_matrix) -> np.ndarray:
    return (features[:, :7].toarray() > 0).astype(int)


def test_each_label_is_fitted_as_scikit_learn_fits_it(features: csr_matrix, targets: np.ndarray) -> None:
    weights = np.where(targets == 1, 3.0, 1.0)
    coef, intercept = fit_one_vs_rest(CLASSIFIER, features, targets, sample_weight=weights)
    for label in range(targets.shape[1]):
        own = LinearSVC(random_state=1).fit(features.astype(np.float64), targets[:, label], weights[:, label])
        assert np.allclose(coef[:, [label]].toarray()[:, 0], own.coef_[0], atol=1e-6)
        assert np.isclose(intercept[label], own.intercept_[0])


def test_screening_keeps_what_the_labels_are_told_by(features: csr_matrix, targets: np.ndarray) -> None:
    whole, screened = (fit_one_vs_rest(CLASSIFIER, features, targets, step) for step in (1, 4))
    predicted = [(features @ coef).toarray() + intercept > 0 for coef, intercept in (whole, screened)]
    assert np.mean(predicted[0] == predicted[1]) > 0.97
    assert np.mean(predicted[1] == targets) > 0.97


def test_small_coefficients_are_left_out(features: csr_matrix, targets: np.ndarray) -> None:
    fitted = (fit_one_vs_rest(CLASSIFIER, features, targets, coef_threshold=threshold) for threshold in (0.0, 0.1))
    dense, sparse = (coef.toarray() for coef, _ in fitted)
    assert (sparse == np.where(np.abs(dense) >= 0.1, dense, 0)).all()
    assert 0 < np.count_nonzero(sparse) < np.count_nonzero(dense)
