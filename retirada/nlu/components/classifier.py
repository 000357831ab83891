"""What a message is taken for: the average of both readers decides."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from retirada.nlu.catalog import Catalog, read_catalog, young_topics
from retirada.nlu.components.base import StoredComponent
from retirada.nlu.components.readers import SCORES
from retirada.nlu.entities import entities
from retirada.nlu.reader import Scores, average
from retirada.nlu.training import UTTERANCE
from retirada.nlu.utterance import Utterance

READING = "reading"  # message property, kept with the event for whoever audits it
_RANKING_LENGTH = 8
# What can stand beside a question that is asked in the same message: «gracias. ¿y desde el celular?»
_ASIDES = (
    *("greet", "thanks", "goodbye", "acknowledge", "dont_know", "correction", "feedback", "rephrase"),
    *("english", "portuguese", "chinese"),
)
_STATEMENT = "inform"  # what is told before a question
_TELLS = (*_ASIDES, _STATEMENT, "affirm", "deny")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AveragedClassifier(StoredComponent, IntentClassifier, EntityExtractorMixin):
    """Sets each message's intent, ranking and entities, and `reading`: what either reader made of it, in which context.

    A second question, or one beside a courtesy or a correction, is handed on as the entity `second_topic` where the
    whole message leaves room for it and one of its clauses, alone, asks it.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`network_weight`, `network_fact_weight`: of the network's log-probabilities and of its log-odds of facts;
        the linear reader has the rest. `second_gap`: how far, in log-probability of the whole message, a second
        question may lie behind. `clause_confidence`: of the clause that asks it; `aside_clause_confidence`: where all
        else is a courtesy, a correction, another language, or was not meant. `swap_gap`: how far behind at most, to be
        answered first where it is asked first.
        """
        return {
            "network_weight": 0.5,
            "network_fact_weight": 0.3,
            "second_gap": 5.5,
            "clause_confidence": 0.9,
            "aside_clause_confidence": 0.7,
            "swap_gap": 0.7,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._weights = config["network_weight"], config["network_fact_weight"]
        self._catalog = Catalog(frozenset(), frozenset())
        self._young: dict[str, float] = {}

    def _read_from(self, folder: Path) -> None:
        self._catalog = Catalog.from_json(srsly.read_json(folder / "catalog.json"))
        self._young = srsly.read_json(folder / "young.json")

    def train(self, training_data: TrainingData) -> Resource:
        """Remember which intents are topics, which of them are young, and which are subjects next door."""
        self._catalog = read_catalog()
        rows = Counter(message.get(INTENT) for message in training_data.intent_examples)
        self._young = young_topics(rows, self._catalog.topics)
        with self._storage.write_to(self._resource) as folder:
            srsly.write_json(folder / "catalog.json", self._catalog.as_json())
            srsly.write_json(folder / "young.json", self._young)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            linear, network = (message.get(SCORES.format(name)) for name in ("linear", "network"))
            if linear is None:  # nothing to read in it
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
            else:
                self._decide(message, linear, network)
        return messages

    def _decide(self, message: Message, linear: Scores, network: Scores) -> None:
        utterance: Utterance = message.get(UTTERANCE)
        averaged = average(linear, network, self._catalog.subjects, *self._weights, self._young)
        intents = averaged.labels.intents
        ranking: list[dict[str, Any]] = [
            {"name": intents[i], "confidence": float(np.exp(averaged.log_proba[0, i]))}
            for i in self._likeliest(averaged)
        ]
        asked, confidence = self._meant(averaged, utterance)
        if not asked:
            asked, confidence = self._questions(averaged, utterance), ranking[0]["confidence"]
        others = [guess for guess in ranking[1:] if guess["name"] != asked[0]]
        ranking = [{"name": asked[0], "confidence": confidence}, *others]
        found = entities(averaged, utterance, message.get(TEXT), asked[0])
        if len(asked) == 2:
            found.append({"entity": "second_topic", "value": asked[1], "start": 0, "end": len(message.get(TEXT))})
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(ENTITIES, self.add_extractor_name(found), add_to_output=True)
        reading = {
            "linear": _best(linear),
            "network": _best(network),
            "is_topic": ranking[0]["name"] in self._catalog.topics,
            "topic_confidence": max(
                (g["confidence"] for g in ranking if g["name"] in self._catalog.topics), default=0.0
            ),
            "young": {guess["name"]: guess["confidence"] for guess in ranking if guess["name"] in self._young},
            "context": None if utterance.context is None else utterance.context._asdict(),
        }
        message.set(READING, reading, add_to_output=True)

    def _likeliest(self, scores: Scores) -> list[int]:
        """The likeliest intents, two topics at least among them: asking back offers a choice."""
        order = np.argsort(-scores.log_proba[0])
        first, rest = order[: _RANKING_LENGTH - 2], order[_RANKING_LENGTH - 2 :]
        return [*first, *[i for i in rest if scores.labels.intents[i] in self._catalog.topics][:2]]

    def _questions(self, scores: Scores, utterance: Utterance) -> list[str]:
        """The intent of the message, or the two that its clauses ask, in their order."""
        intents, whole = scores.labels.intents, scores.log_proba[0]
        best = int(whole.argmax())
        if intents[best] not in (*self._catalog.questions, *_ASIDES, _STATEMENT):
            return [intents[best]]
        is_aside = intents[best] in _ASIDES
        sure = np.log(self._config["aside_clause_confidence" if is_aside else "clause_confidence"])
        written = ["?" in clause.norms for clause in utterance.clauses()]
        asked_by: dict[int, int] = {}
        for number, clause in enumerate(scores.log_proba[1:]):
            intent = int(clause.argmax())
            # What is told beside a question that is written as one is a story: if beside the guide, it asks nothing.
            is_story = any(written) and not written[number] and intents[intent] in self._catalog.subjects
            if intents[intent] in self._catalog.questions and clause[intent] > sure and not is_story:
                asked_by.setdefault(intent, number)
        second = max((i for i in asked_by if i != best), key=lambda i: whole[i], default=None)
        if second is None or whole[best] - whole[second] > self._config["second_gap"]:
            return [intents[best]]
        if is_aside or intents[best] == _STATEMENT:
            return [intents[best], intents[second]]
        # What is told before the question can sound like one: unless it is written as one, or both are likely, the
        # likelier comes first.
        asked_later = asked_by[second] > asked_by.get(best, -1)
        is_question = written[asked_by[second]]
        nearly_as_likely = whole[best] - whole[second] < self._config["swap_gap"]
        in_order = [second, best] if (is_question or nearly_as_likely) and not asked_later else [best, second]
        return [intents[i] for i in in_order]

    def _meant(self, scores: Scores, utterance: Utterance) -> tuple[list[str], float]:
        """Of «no le pregunté X, le pregunto Y», what Y asks, as `_questions` gives it, and how sure its clause is;
        [] where none of the clauses that are left is sure of anything.
        """
        rejects = [clause.rejects for clause in utterance.clauses()]
        left = [row for row, rejecting in enumerate(rejects, start=1) if not rejecting]
        if not any(rejects) or not left:
            return [], 0.0
        row = max(left, key=lambda row: scores.log_proba[row].max())
        intent = scores.labels.intents[int(scores.log_proba[row].argmax())]
        confidence = float(np.exp(scores.log_proba[row].max()))
        if confidence < self._config["aside_clause_confidence"] or intent in _TELLS:
            return [], 0.0
        return ["correction", intent] if intent in self._catalog.questions else [intent], confidence


def _best(scores: Scores) -> dict[str, Any]:
    best = int(scores.log_proba[0].argmax())
    return {"intent": scores.labels.intents[best], "confidence": round(float(np.exp(scores.log_proba[0, best])), 4)}
