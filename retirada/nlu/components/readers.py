"""The two readers as Rasa components. Each leaves its scores in the message; `AveragedClassifier` makes of them one."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ClassVar, Union

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from retirada.nlu.catalog import read_catalog
from retirada.nlu.components.base import StoredComponent
from retirada.nlu.questions.corrected_question import ASKED_PART
from retirada.nlu.readers.examples import UTTERANCE, training_examples
from retirada.nlu.readers.linear import LinearReader
from retirada.nlu.readers.network import NetworkReader
from retirada.nlu.readers.openblas import training_kernels
from retirada.nlu.readers.reader import end_with_parent, fit_and_save

Reader = Union[LinearReader, NetworkReader]
# Message property: of the message and, if it has several, of each of its clauses; then so of the part that says what is
# asked, if there is one.
SCORES = "{}_scores"


class _ReaderComponent(StoredComponent, IntentClassifier):
    name: ClassVar[str]
    reader_class: ClassVar[type[Reader]]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`n_synthetic`: see retirada/nlu/readers/augmentation.py. All else are arguments of the reader."""
        return {"n_synthetic": 1500, "random_state": 1}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._n_synthetic = self._config.pop("n_synthetic")
        self._reader = self.reader_class(**self._config)

    def _read_from(self, folder: Path) -> None:
        self._reader = self.reader_class.load(folder / self.name)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the reader, in another process: both are trained at the same time, and threads would wait for one
        another.
        """
        catalog = read_catalog()
        examples = training_examples(
            training_data.intent_examples, catalog, self._n_synthetic, self._config["random_state"]
        )
        pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
        with self._storage.write_to(self._resource) as folder, training_kernels(), pool as process:
            process.submit(fit_and_save, self._reader, examples, catalog.subjects, folder / self.name).result()
            self._read_from(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave the scores of each message, of its clauses and of what it says that it asks, in it."""
        for message in messages:
            utterance, asked = message.get(UTTERANCE), message.get(ASKED_PART)
            if utterance and utterance.norms:
                of_asked = [asked.utterance, *asked.utterance.clauses()] if asked else []
                parts = [utterance, *utterance.clauses(), *of_asked]
                message.set(SCORES.format(self.name), self._reader.predict(parts))
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearReaderComponent(_ReaderComponent):
    """See retirada/nlu/readers/linear.py."""

    name = "linear"
    reader_class = LinearReader


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NetworkReaderComponent(_ReaderComponent):
    """See retirada/nlu/readers/network.py."""

    name = "network"
    reader_class = NetworkReader
