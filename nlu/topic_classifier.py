"""A Rasa intent classifier: which topic the person asks about."""

from __future__ import annotations

from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.svm import LinearSVC

from nlu.ngram_featurizer import NgramFeaturizer, sentence_features


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """A linear support vector machine, whose margins become confidences by a softmax."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [NgramFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 0.5, "sharpness": 4.0, "ranking_length": 5, "random_state": 1}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._model: LinearSVC | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> TopicClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = joblib.load(folder / "topics.joblib")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents of the training messages."""
        messages = training_data.intent_examples
        self._model = LinearSVC(C=self._config["C"], random_state=self._config["random_state"])
        self._model.fit(sentence_features(messages), [message.get(INTENT) for message in messages])
        self._model.coef_ = self._model.coef_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / "topics.joblib", compress=1)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set each message's intent and intent ranking, confidences between 0 and 1."""
        messages_with_text = [message for message in messages if message.get(TEXT)]
        if messages_with_text:
            margins = self._model.decision_function(sentence_features(messages_with_text))
            all_confidences = _softmax(self._config["sharpness"] * margins)
            for message, confidences in zip(messages_with_text, all_confidences, strict=True):
                best = np.argsort(-confidences)[: self._config["ranking_length"]]
                ranking = [{"name": self._model.classes_[i], "confidence": float(confidences[i])} for i in best]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
