"""What a message is taken for: the average of both readers decides."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Optional

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
from retirada.nlu.questions.asking_clauses import Question
from retirada.nlu.questions.clause_readings import asked_clauses
from retirada.nlu.questions.clauses import questions
from retirada.nlu.questions.corrected_question import (
    ASKED_PART,
    ASKS_NOTHING,
    AskedPart,
    as_question,
    is_asked,
    is_clear,
)
from retirada.nlu.readers.details_and_terms import Entity, claims, details, terms
from retirada.nlu.readers.entities import entities
from retirada.nlu.readers.examples import UTTERANCE
from retirada.nlu.readers.reader import Scores, average
from retirada.nlu.utterance import Utterance

READING = "reading"  # message property, kept with the event for whoever audits it
_RANKING_LENGTH = 8
# «No hablo de una marca, hablo de que no llegó» corrects what we held, and asks of no parcel.
_CORRECTED = ("ground", "status", "issues_resolved")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AveragedClassifier(StoredComponent, IntentClassifier, EntityExtractorMixin):
    """Sets each message's intent, ranking and entities, and `reading`: what either reader made of it, in which context.

    A second question, or one beside a courtesy or a correction, is handed on as the entity `second_topic`, on the
    clause that asks it, where the whole message leaves room for it and that clause, alone, asks it; and so are those of
    clauses that stand on their own (retirada/nlu/questions/clauses.py).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The weights of the readers' average, and the thresholds of a second question (see questions.py).

        `network_weight`, `network_fact_weight`: of the network, in the average of the log-probabilities of intents and
            in that of the log-odds of facts; the linear reader has the rest.
        `second_gap`: the largest difference, in log-probability of the whole message, between a second question and the
            first.
        `swap_gap`: the largest such difference at which the second is answered first, where it is asked first.
        `clause_confidence`: the least confidence, read alone, of the clause that asks the second.
        `aside_clause_confidence`: the same where all else is a courtesy, a correction or another language.
        `own_clause_confidence`: the least confidence of a clause that is a question of its own beside another one.
        `unclear_confidence`: below it, the whole message is unclear, and such a clause counts by itself.
        `whole_confidence`: the same where no clause asks what the whole message was read as.
        """
        return {
            "network_weight": 0.5,
            "network_fact_weight": 0.3,
            "second_gap": 5.5,
            "clause_confidence": 0.9,
            "aside_clause_confidence": 0.7,
            "swap_gap": 0.7,
            "own_clause_confidence": 0.85,
            "whole_confidence": 0.55,
            "unclear_confidence": 0.45,
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
        of_all = average(linear, network, self._catalog.subjects, *self._weights, self._young)
        whole, of_asked = of_all.split(1 + len(list(utterance.clauses())))
        asked: Optional[AskedPart] = message.get(ASKED_PART)
        averaged, said, intents = whole, utterance, whole.labels.intents
        found: list[Entity] = []
        if asked and asked.is_question:
            of_asked = as_question(of_asked)
        if asked and is_asked(of_asked) and (asked.disowns or is_clear(of_asked)):
            found = entities(whole, utterance, message.get(TEXT), intents[int(whole.log_proba[0].argmax())])
            is_next_door = intents[int(of_asked.log_proba[0].argmax())] in self._catalog.subjects
            if not (is_next_door and any(entity["entity"] in _CORRECTED for entity in found)):
                averaged, said = of_asked, asked.utterance
        ranking: list[dict[str, Any]] = [
            {"name": intents[i], "confidence": float(np.exp(averaged.log_proba[0, i]))}
            for i in self._likeliest(averaged)
        ]
        runners_up = ranking[1:]
        (first, *others), confidence = questions(averaged, said, self._catalog, self._config)
        if said is utterance:
            found = entities(whole, utterance, message.get(TEXT), first.intent)
        else:
            others = [question for question in others if question.intent not in ASKS_NOTHING]
            if not is_clear(of_asked):
                first, confidence = Question("correction"), 1 - ranking[0]["confidence"]
                runners_up = ranking  # what it was read as may be asked, too
        rest = [guess for guess in runners_up if guess["name"] != first.intent]
        ranking = [{"name": first.intent, "confidence": confidence}, *rest]
        if first.intent == "meaning":
            found += terms(averaged, said)
        found += [*details(averaged, said), *claims(averaged, said)]
        clauses = list(said.clauses())
        for question in others:
            offsets = said.offsets if question.clause is None else clauses[question.clause].offsets
            start, end = offsets[0][0], offsets[-1][1]
            found.append({"entity": "second_topic", "value": question.intent, "start": start, "end": end})
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
            "asked": None if said is utterance else [said.offsets[0][0], said.offsets[-1][1]],
            "denied": [] if said is utterance or asked is None else asked.denied,
            "clauses": asked_clauses(averaged, said, self._catalog),
            "young": {guess["name"]: guess["confidence"] for guess in ranking if guess["name"] in self._young},
            "context": None if utterance.context is None else utterance.context._asdict(),
        }
        message.set(READING, reading, add_to_output=True)

    def _likeliest(self, scores: Scores) -> list[int]:
        """The likeliest intents, two topics at least among them: asking back offers a choice."""
        order = np.argsort(-scores.log_proba[0])
        first, rest = order[: _RANKING_LENGTH - 2], order[_RANKING_LENGTH - 2 :]
        return [*first, *[i for i in rest if scores.labels.intents[i] in self._catalog.topics][:2]]


def _best(scores: Scores) -> dict[str, Any]:
    best = int(scores.log_proba[0].argmax())
    return {"intent": scores.labels.intents[best], "confidence": round(float(np.exp(scores.log_proba[0, best])), 4)}
