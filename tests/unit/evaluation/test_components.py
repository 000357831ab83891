"""The readers that `make check-data` and the cross-validation train outside of Rasa."""

from __future__ import annotations

from retirada.evaluation.components import linear_scores
from retirada.evaluation.dataset import TRAINING
from retirada.nlu.training_data import read_examples


def test_a_linear_reader_is_trained_on_training_examples():
    few = [example for name in ("greet", "where") for example in read_examples(TRAINING / f"{name}.yml")[:100]]
    found = linear_scores(few, ["hola, buenas", "¿dónde se retira?"])
    assert [found.labels.intents[best] for best in found.log_proba.argmax(axis=1)] == ["greet", "where"]
