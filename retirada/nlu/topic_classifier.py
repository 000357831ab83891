"""A Rasa intent classifier: which topic the person asks about, and whether a second one as well."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from retirada.nlu.kept import keep, kept
from retirada.nlu.machines import fit_machines
from retirada.nlu.ngrams import Ngrams
from retirada.nlu.speller import Speller
from retirada.nlu.text import fold
from retirada.nlu.two_topics import clauses, joined_questions

# The lookup table of platforms and offices that are none of the assistant's business, and how they are all read.
LOOKUP = "other_place"
SOMEWHERE_ELSE = "otrositio"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """One linear support vector machine for each intent, on weighted n-grams of characters and of words, and
    pairs of words that stand near one another.

    The pairs tell apart what no word alone does («otra … después de retirar» and «retirar otra»). The margins
    become confidences by a softmax.

    A second topic is handed on as the entity `second_topic` when the whole message speaks for it and one of
    its clauses, alone, asks for it.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: of the machines. `characters`, `words`, `reach`: see retirada/nlu/ngrams.py. `every`: see
        retirada/nlu/machines.py.
        `joined`: how many two-topic messages are made up to learn from. `not_topics`: intents that are
        no question of their own. `sharpness`: of the softmax.
        `second_margin`, `clause_margin`: margins, of the message and of one of its clauses, from which a second
        topic is believed; from `first_margin` on, it is answered first if it is asked first.
        """
        return {
            "C": 0.5,
            "characters": [3, 4],
            "words": [1, 2],
            "reach": 6,
            "every": 8,
            "joined": 1500,
            "not_topics": [],
            "sharpness": 6.0,
            "second_margin": -0.4,
            "clause_margin": 0.0,
            "first_margin": -0.1,
            "ranking_length": 8,
            "random_state": 1,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._ngrams = Ngrams(config["words"], config["reach"], config["characters"])
        self._speller = Speller([])
        self._places = _any_of([])
        self._intents: np.ndarray = np.array([])
        self._weights: np.ndarray = np.array([])
        self._biases: np.ndarray = np.array([])

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
            (
                component._speller,
                component._places,
                component._ngrams,
                component._intents,
                weights,
                component._biases,
            ) = kept(folder / "topics")
        component._weights = weights.astype(np.float32)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents of the training messages, and of messages made up of two of them."""
        tables = [table["elements"] for table in training_data.lookup_tables if table["name"] == LOOKUP]
        self._speller = Speller(fold(message.get(TEXT)) for message in training_data.intent_examples)
        self._places = _any_of([name for names in tables for name in names])
        rows = [(message.get(TEXT), (message.get(INTENT),)) for message in training_data.intent_examples]
        questions = [(text, intent) for text, (intent,) in rows if intent not in self._config["not_topics"]]
        rows += joined_questions(questions, self._config["joined"], self._config["random_state"])
        features = self._ngrams.learn([self._read(text) for text, _ in rows])
        labels = MultiLabelBinarizer()
        wanted = labels.fit_transform([intents for _, intents in rows])
        machine = LinearSVC(C=self._config["C"], tol=1.0, random_state=self._config["random_state"])
        self._intents = labels.classes_
        self._weights, self._biases = fit_machines(machine, features, wanted, self._config["every"])
        with self._storage.write_to(self._resource) as folder:
            weights = self._weights.astype(np.float16)  # half the file
            learnt = (self._speller, self._places, self._ngrams, self._intents, weights, self._biases)
            keep(learnt, folder / "topics")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set each message's intent and intent ranking, and the entity `second_topic` if it has one."""
        for message in messages:
            if not message.get(TEXT):
                continue
            margins = self._margins([message.get(TEXT)])[0]
            confidences = _softmax(self._config["sharpness"] * margins)
            ranking = [
                {"name": str(self._intents[i]), "confidence": float(confidences[i])} for i in self._best(margins)
            ]
            asked = self._topics_asked(message.get(TEXT), margins)
            if len(asked) == 2:
                ranking[0] = {**ranking[0], "name": asked[0]}
                entity = {"entity": "second_topic", "value": asked[1], "start": 0, "end": len(message.get(TEXT))}
                entity["extractor"] = type(self).__name__  # `rasa test nlu` reads it
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _best(self, margins: np.ndarray) -> list[int]:
        """The likeliest intents, two topics at least among them: asking back offers a choice."""
        likeliest = np.argsort(-margins)
        first, rest = np.split(likeliest, [self._config["ranking_length"] - 2])
        return [*first, *rest[self._is_topic()[rest]][:2]]

    def _is_topic(self) -> np.ndarray:
        return np.array([intent not in self._config["not_topics"] for intent in self._intents])

    def _topics_asked(self, text: str, margins: np.ndarray) -> list[str]:
        """The one topic of the message, or two in the order in which its clauses ask for them."""
        best = int(margins.argmax())
        is_topic = self._is_topic()
        others = is_topic & (margins > self._config["second_margin"])
        others[best] = False
        parts = clauses(text)
        if not is_topic[best] or not others.any() or len(parts) < 2:
            return [str(self._intents[best])]

        clause_margins = self._margins(parts)
        asked_by: dict[int, int] = {}
        for number, intent in enumerate(clause_margins.argmax(axis=1)):
            if is_topic[intent] and clause_margins[number, intent] > self._config["clause_margin"]:
                asked_by.setdefault(int(intent), number)
        candidates = [i for i in asked_by if others[i]]
        if not candidates:
            return [str(self._intents[best])]
        second = max(candidates, key=lambda i: margins[i])
        # What is told before the question can sound like one, and a best topic that no clause asks for alone is
        # what the whole message is about: it comes first unless the other is likely, too.
        asked_later = asked_by[second] > asked_by.get(best, -1)
        in_order = [best, second] if asked_later or margins[second] < self._config["first_margin"] else [second, best]
        return [str(self._intents[i]) for i in in_order]

    def _read(self, text: str) -> str:
        return self._speller.mend(self._places.sub(SOMEWHERE_ELSE, fold(text)))

    def _margins(self, texts: list[str]) -> np.ndarray:
        features = self._ngrams.of([self._read(text) for text in texts])
        return features @ self._weights + self._biases


def _any_of(names: list[str]) -> re.Pattern[str]:
    """A pattern that finds any of the names, folded, as whole words; the longest where several fit."""
    longest_first = sorted((re.escape(fold(name)) for name in names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first) or '(?!)'})\b")


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()
