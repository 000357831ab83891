"""A Rasa entity extractor: the facts of the case that a message states.

A fact is a property of the whole sentence more than of a span («no está en trámite, ya la cerraron»), so
two linear models judge it together: one reads the sentence, the other each word with the words around it.
The annotated spans teach the second; each fact found is handed on as an ordinary Rasa entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import FeatureHasher
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from nlu.ngram_featurizer import NgramFeaturizer, sentence_features
from nlu.text import words

NOTHING = "-"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FactExtractor(EntityExtractorMixin, GraphComponent):
    """Adds at most one entity for each fact to a message, spanning the words that say it."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [NgramFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`sentence_weight`: what the sentence's margin counts against the best word's. `threshold`: the
        weighted margin from which a fact is believed."""
        return {"C": 0.3, "sentence_weight": 0.3, "threshold": -0.4, "hash_bits": 18, "random_state": 1}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._hasher = FeatureHasher(
            2 ** config["hash_bits"], input_type="string", alternate_sign=False, dtype=np.float32
        )
        self._words: LinearSVC | None = None
        self._sentences: OneVsRestClassifier | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> FactExtractor:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._words, component._sentences = joblib.load(folder / "facts.joblib")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the messages' entity annotations."""
        messages = training_data.intent_examples
        tokens = [words(message.get(TEXT)) for message in messages]
        labels = [label for message, cut in zip(messages, tokens, strict=True) for label in _labels(message, cut)]
        self._words = self._new_model().fit(self._word_features(tokens), labels)

        values = [value for value in self._words.classes_ if value != NOTHING]
        stated = np.array([[value in _values(message) for value in values] for message in messages])
        self._sentences = OneVsRestClassifier(self._new_model(), n_jobs=1)
        self._sentences.fit(sentence_features(messages), stated.astype(int))
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self._words, self._sentences), folder / "facts.joblib")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the facts found to each message's entities."""
        for message in messages:
            if message.get(TEXT):
                found = self.add_extractor_name(self._facts(message))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _facts(self, message: Message) -> list[dict[str, Any]]:
        cut = words(message.get(TEXT))
        if not cut:
            return []
        by_word = self._words.decision_function(self._word_features([cut]))
        by_sentence = self._sentences.decision_function(sentence_features([message]))[0]
        values = [i for i, value in enumerate(self._words.classes_) if value != NOTHING]
        by_word = by_word[:, values]
        weight = self._config["sentence_weight"]
        score = weight * by_sentence + (1 - weight) * by_word.max(axis=0)

        best: dict[str, int] = {}
        for i in np.argsort(-score):
            fact = self._words.classes_[values[i]].split("=")[0]
            if score[i] > self._config["threshold"]:
                best.setdefault(fact, i)
        return [self._entity(cut, self._words.classes_[values[i]], by_word[:, i]) for i in best.values()]

    def _entity(self, cut: list[tuple[str, int, int]], fact: str, margins: np.ndarray) -> dict[str, Any]:
        first = last = int(margins.argmax())
        while first > 0 and margins[first - 1] > 0:
            first -= 1
        while last + 1 < len(cut) and margins[last + 1] > 0:
            last += 1
        name, value = fact.split("=")
        return {"entity": name, "value": value, "start": cut[first][1], "end": cut[last][2]}

    def _new_model(self) -> LinearSVC:
        return LinearSVC(C=self._config["C"], random_state=self._config["random_state"])

    def _word_features(self, tokens: list[list[tuple[str, int, int]]]) -> csr_matrix:
        """One row a word: itself, its letters and the words around it, hashed and scaled to length 1."""
        features = (_surroundings([word for word, _, _ in cut], i) for cut in tokens for i in range(len(cut)))
        matrix = self._hasher.transform(features)
        matrix.data[:] = 1
        return normalize(matrix, copy=False)


def _surroundings(sentence: list[str], i: int) -> Iterator[str]:
    padded = ["#"] * 3 + sentence + ["#"] * 3
    at = i + 3
    near = padded[at - 3 : at + 4]
    for offset, word in enumerate(near):
        yield f"{offset}={word}"
    for offset in range(1, 6):
        yield f"{offset}^{near[offset][:4]}"
    for offset in range(1, 5):
        yield f"{offset}2={near[offset]} {near[offset + 1]}"
    for offset in range(1, 4):
        yield f"{offset}3={near[offset]} {near[offset + 1]} {near[offset + 2]}"
    yield f"around={near[2]} {near[4]}"
    yield from (f"before={word}" for word in sentence[max(0, i - 8) : i])
    yield from (f"after={word}" for word in sentence[i + 1 : i + 9])
    spelled = f"^{sentence[i]}$"
    for length in (3, 4):
        yield from (spelled[k : k + length] for k in range(len(spelled) - length + 1))


def _labels(message: Message, cut: list[tuple[str, int, int]]) -> list[str]:
    labels = [NOTHING] * len(cut)
    for entity in message.get(ENTITIES, []):
        for i, (_, start, end) in enumerate(cut):
            if start < entity["end"] and end > entity["start"]:
                labels[i] = f"{entity['entity']}={entity['value']}"
    return labels


def _values(message: Message) -> set[str]:
    return {f"{entity['entity']}={entity['value']}" for entity in message.get(ENTITIES, [])}
