"""A Rasa featurizer: the sentence as weighted character and word n-grams."""

from __future__ import annotations

from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from nlu.text import fold


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Adds one sparse sentence feature to each message. Needs no tokenizer.

    Each block is weighted (tf-idf) and scaled to length 1 before the two are joined: raw counts
    overweight long n-grams.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"characters": [2, 5], "words": [1, 3], "min_messages": 2}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        self._config, self._storage, self._resource, self._name = config, storage, resource, name
        self._vectorizer: FeatureUnion | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> NgramFeaturizer:
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._vectorizer = joblib.load(folder / "vectorizer.joblib")
        return component

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        for key in ("characters", "words"):
            low, high = config[key]
            if not 1 <= low <= high:
                raise ValueError(f"NgramFeaturizer: `{key}` must be [shortest, longest], not {config[key]}.")

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the n-grams of the training messages and their weights."""
        common = {"sublinear_tf": True, "min_df": self._config["min_messages"], "dtype": np.float32}
        self._vectorizer = FeatureUnion(
            [
                (
                    "characters",
                    TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(self._config["characters"]), **common),
                ),
                (
                    "words",
                    TfidfVectorizer(token_pattern=r"\w+|[?¿]", ngram_range=tuple(self._config["words"]), **common),
                ),
            ]
        )
        self._vectorizer.fit([fold(message.get(TEXT)) for message in training_data.intent_examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._vectorizer, folder / "vectorizer.joblib", compress=1)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence feature to each message that has a text."""
        messages = [message for message in messages if message.get(TEXT)]
        if messages:
            matrix = self._vectorizer.transform([fold(message.get(TEXT)) for message in messages])
            for row, message in zip(matrix, messages, strict=True):
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._name))
        return messages


def sentence_features(messages: list[Message]) -> csr_matrix:
    """The sentence features of the messages, one row each, as `NgramFeaturizer` left them."""
    return vstack([message.get_sparse_features(TEXT)[1].features for message in messages], format="csr")
