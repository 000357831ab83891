"""A Rasa entity extractor: the facts of the case that a message states.

How they are read: retirada/nlu/fact_reader.py.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from retirada.nlu.fact_reader import Fact, FactReader, be_a_helper
from retirada.nlu.kept import keep, kept


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FactExtractor(EntityExtractorMixin, GraphComponent):
    """Adds at most one entity for each fact to a message, spanning the words that say it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: of the machines. `threshold`: the margin of its most telling word, and that of the message times
        `message_weight`, from which a fact is believed. `words`, `reach`: of the message as a whole, see
        retirada/nlu/ngrams.py. `hash_bits`: of the number of features that a word's surroundings are hashed to.
        `every_stray`: of the messages out of scope, every so manieth is learnt from. `every_word`, `every_message`:
        see retirada/nlu/machines.py.
        """
        return {
            "C": 1.0,
            "threshold": -0.4,
            "message_weight": 0.7,
            "words": [1, 2],
            "reach": 4,
            "hash_bits": 18,
            "every_stray": 6,
            "every_word": 16,
            "every_message": 4,
            "random_state": 1,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._reader = FactReader(config)

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
            component._reader = kept(folder / "facts")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the messages' entity annotations."""
        # In another process: topics are learnt at the same time (retirada/server/rasa_patches.py), and
        # threads would wait for one another.
        with ProcessPoolExecutor(1, get_context("spawn"), initializer=be_a_helper) as process:
            self._reader = process.submit(self._reader.learn, *self.lessons(training_data)).result()
        with self._storage.write_to(self._resource) as folder:
            keep(self._reader, folder / "facts")
        return self._resource

    def lessons(self, training_data: TrainingData) -> tuple[list[str], list[tuple[str, list[Fact]]]]:
        """All texts, and, with their facts, those in scope and some of those out of scope: they state none, and a
        part of them shows it.
        """
        messages = training_data.intent_examples
        strays = [message for message in messages if message.get(INTENT) == "out_of_scope"]
        others = [message for message in messages if message.get(INTENT) != "out_of_scope"]
        telling = others + strays[:: self._config["every_stray"]]
        return [message.get(TEXT) for message in messages], [(m.get(TEXT), _facts(m)) for m in telling]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the facts found to each message's entities."""
        for message in messages:
            if message.get(TEXT):
                found = [
                    {"entity": fact.name, "value": fact.value, "start": fact.start, "end": fact.end}
                    for fact in self._reader.read(message.get(TEXT))
                ]
                message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages


def _facts(message: Message) -> list[Fact]:
    return [Fact(e["entity"], e["value"], e["start"], e["end"]) for e in message.get(ENTITIES, [])]
