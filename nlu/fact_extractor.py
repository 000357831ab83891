"""A Rasa entity extractor: the facts of the case that a message states.

A linear model reads each word with the words around it, as far as eight to each side, and says which
fact it states. So «no está en trámite, ya la cerraron» gives status=processed: the negation is among the
words around «trámite». Another reads the message as a whole, which decides where the words alone are
doubtful. A fact is believed when what its most telling word and the message say for it is enough.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from joblib import delayed
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction import FeatureHasher
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from nlu.kept import keep, kept
from nlu.machines import by_two_processes, fit_machines
from nlu.ngrams import Ngrams
from nlu.speller import Speller
from nlu.surroundings import places_in, word_features
from nlu.text import Word, fold, words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FactExtractor(EntityExtractorMixin, GraphComponent):
    """Adds at most one entity for each fact to a message, spanning the words that say it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`threshold`: the margin of its most telling word, and that of the message times `message_weight`, from
        which a fact is believed. `words`, `reach`: of the message as a whole, see nlu/ngrams.py. `every_stray`,
        `every_silent`: of the messages out of scope, and of the words that state nothing, every so manieth is
        read in training.
        """
        return {
            "C": 1.0,
            "threshold": -0.15,
            "message_weight": 0.7,
            "words": [1, 2],
            "reach": 6,
            "hash_bits": 18,
            "every_stray": 6,
            "every_silent": 8,
            "random_state": 1,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._hasher = FeatureHasher(
            2 ** config["hash_bits"], input_type="string", alternate_sign=False, dtype=np.float32
        )
        self._ngrams = Ngrams(config["words"], config["reach"])
        self._speller = Speller([])
        self._facts: np.ndarray = np.array([])
        self._of_word = self._of_message = (np.array([]), np.array([]))  # weights and biases

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
            (
                component._speller,
                component._ngrams,
                component._facts,
                component._of_word,
                component._of_message,
            ) = kept(folder / "facts")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the messages' entity annotations."""
        self._speller = Speller(fold(message.get(TEXT)) for message in training_data.intent_examples)
        messages = self._telling(training_data.intent_examples)
        sentences = [words(message.get(TEXT)) for message in messages]
        stated = [_facts_of(message, cut) for message, cut in zip(messages, sentences, strict=True)]
        facts = [fact for of_words in stated for fact in of_words]
        places = [place for cut in sentences for place in places_in(cut)]
        # Nine words in ten state nothing. A part of them teaches as much, in less than half of the time.
        read = [n for n, fact in enumerate(facts) if fact or n % self._config["every_silent"] == 0]
        halves = [[places[n] for n in part] for part in np.array_split(read, 2)]
        hashed = by_two_processes(delayed(word_features)(self._hasher, half) for half in halves)
        features = _without_rare(vstack(hashed, format="csr"))
        labels = MultiLabelBinarizer()
        by_word = labels.fit_transform([[facts[n]] if facts[n] else [] for n in read])
        machine = LinearSVC(C=self._config["C"], tol=1.0, random_state=self._config["random_state"])
        self._facts, self._of_word = labels.classes_, fit_machines(machine, features, by_word)
        whole = self._ngrams.learn([_joined(cut) for cut in sentences])
        by_message = labels.transform([set(of_words) - {""} for of_words in stated])
        self._of_message = fit_machines(machine, whole, by_message)
        with self._storage.write_to(self._resource) as folder:
            keep((self._speller, self._ngrams, self._facts, self._of_word, self._of_message), folder / "facts")
        return self._resource

    def _telling(self, messages: list[Message]) -> list[Message]:
        """The messages without most of those out of scope: they state no facts, and a part of them shows it."""
        strays = [message for message in messages if message.get(INTENT) == "out_of_scope"]
        others = [message for message in messages if message.get(INTENT) != "out_of_scope"]
        return others + strays[:: self._config["every_stray"]]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the facts found to each message's entities."""
        for message in messages:
            if message.get(TEXT):
                found = self.add_extractor_name(self._entities(message))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        cut = [(self._speller.mend_word(word), *place) for word, *place in words(message.get(TEXT))]
        if not cut:
            return []
        weights, biases = self._of_message
        of_message = self._ngrams.of([_joined(cut)]) @ weights + biases
        weights, biases = self._of_word
        margins = word_features(self._hasher, places_in(cut)) @ weights + biases
        margins += self._config["message_weight"] * of_message - self._config["threshold"]
        best: dict[str, int] = {}
        for column in np.argsort(-margins.max(axis=0)):
            if margins[:, column].max() > 0:
                best.setdefault(self._facts[column].split("=")[0], column)
        return [self._entity(cut, self._facts[column], margins[:, column]) for column in best.values()]

    def _entity(self, cut: list[Word], fact: str, margins: np.ndarray) -> dict[str, Any]:
        first = last = int(margins.argmax())
        while first > 0 and margins[first - 1] > 0:
            first -= 1
        while last + 1 < len(cut) and margins[last + 1] > 0:
            last += 1
        name, value = fact.split("=")
        return {"entity": name, "value": value, "start": cut[first][1], "end": cut[last][2]}


def _joined(cut: list[Word]) -> str:
    return " ".join(word for word, _, _ in cut)


def _without_rare(matrix: csr_matrix, least: int = 2) -> csr_matrix:
    """The matrix without the features of fewer than `least` words: they teach nothing and fill the model."""
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    matrix.data[seen[matrix.indices] < least] = 0
    matrix.eliminate_zeros()
    return matrix


def _facts_of(message: Message, cut: list[Word]) -> list[str]:
    """For each word the fact that it is annotated with («status=processed»), or an empty string."""
    facts = [""] * len(cut)
    for entity in message.get(ENTITIES, []):
        for i, (_, start, end) in enumerate(cut):
            if start < entity["end"] and end > entity["start"]:
                facts[i] = f"{entity['entity']}={entity['value']}"
    return facts
