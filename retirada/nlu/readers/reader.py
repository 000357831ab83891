"""What both readers have in common: which labels there are, and what is found in an utterance."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Optional

import numpy as np
from sklearn.preprocessing import MultiLabelBinarizer

from retirada.nlu.context import Context
from retirada.nlu.utterance import Fact, Utterance

# The entities of what is asked beside the guide's questions, and of what is put to be confirmed: of
# data/knowledge/details.yml and claims.yml.
DETAIL, CLAIM = "detail", "claim"
CONFIRM = "confirm"  # the intent of what is put to us for confirmation


class ReaderExample(NamedTuple):
    """A training example as the readers are fitted on it: read, with what it is taught in.

    Attributes:
        utterance: the message; its own context is not looked at.
        intents: one, or two where a message asks two things.
        facts: what the message states.
        contexts: some of those in which it may be said.
        repeats: how many times the network sees it in an epoch.
    """

    utterance: Utterance
    intents: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    contexts: tuple[Optional[Context], ...] = (None,)
    repeats: int = 1


class Labels:
    """Intents and fact values as columns.

    Attributes:
        intents: sorted names.
        facts: sorted labels («status=processed»).
        fact_names: of each of them («status»).
    """

    def __init__(self, intents: Sequence[str], facts: Sequence[str]) -> None:
        self.intents, self.facts = list(intents), list(facts)
        self.fact_names = np.array([label.split("=")[0] for label in facts], dtype=str)

    @classmethod
    def of(cls, examples: Sequence[ReaderExample]) -> Labels:
        """The labels that occur in the examples."""
        return cls(
            sorted({intent for example in examples for intent in example.intents}),
            sorted({fact.label for example in examples for fact in example.facts}),
        )

    def intent_targets(self, examples: Sequence[ReaderExample]) -> np.ndarray:
        """(len(examples), n_intents) of 0 and 1."""
        return MultiLabelBinarizer(classes=self.intents).fit_transform([example.intents for example in examples])

    def intent_weights(self, targets: np.ndarray, mature: int) -> np.ndarray:
        """Class weights, (n_intents,): sqrt(mature / n) of an intent with n < `mature` examples, else 1. Without them a
        young topic is lost beside its neighbours.
        """
        return np.sqrt(np.maximum(1, mature / np.maximum(1, targets.sum(axis=0)))).astype(np.float32)

    @staticmethod
    def prior_adjustment(targets: np.ndarray) -> np.ndarray:
        """(n_intents,): what is added to the log-odds of intents with few examples (logit adjustment).

        A reader has learnt how rare they are in the training data, which says nothing of how rare they are in life.
        """
        n = np.maximum(1, targets.sum(axis=0))
        return 0.5 * (np.log(np.maximum(1, 2000 / n)) + np.log(np.maximum(1, 500 / n)))

    def fact_targets(self, examples: Sequence[ReaderExample]) -> np.ndarray:
        """(len(examples), n_facts) of 0 and 1."""
        stated = [{fact.label for fact in example.facts} for example in examples]
        return MultiLabelBinarizer(classes=self.facts).fit_transform(stated)

    def training_masks(
        self, intent_targets: np.ndarray, fact_targets: np.ndarray, steps: Mapping[str, int]
    ) -> dict[str, np.ndarray]:
        """Which examples the classifiers of an entity are trained on: entity → (n_examples,) of bool.

        All that have a value of the entity; of the others, the negatives, every `step`-th, since some of them ask for a
        detail and are not annotated. For claims, also all of the intent «confirm»: there, every claim is annotated.

        Args:
            steps: entity, «detail» or «claim» → step.
        """
        every = np.arange(len(fact_targets))
        taught = {
            name: fact_targets[:, self.fact_names == name].any(axis=1) | (every % step == 0)
            for name, step in steps.items()
        }
        if CLAIM in taught and CONFIRM in self.intents:
            taught[CLAIM] |= intent_targets[:, self.intents.index(CONFIRM)] > 0
        return taught


class Scores(NamedTuple):
    """What a reader finds in n utterances.

    Attributes:
        labels: the columns.
        log_proba: (n, n_intents), log-probabilities that sum to 1.
        facts: (n, n_facts), log-odds of each fact value.
        tokens: for each utterance (n_tokens, n_facts), how much each token states a fact; None if the reader cannot
            tell.
    """

    labels: Labels
    log_proba: np.ndarray
    facts: np.ndarray
    tokens: Optional[list[np.ndarray]] = None

    def split(self, at: int) -> tuple[Scores, Scores]:
        """The scores of the first utterances, and those of the others."""
        halves = (slice(at), slice(at, None))
        first, second = (
            self._replace(
                log_proba=self.log_proba[half], facts=self.facts[half], tokens=self.tokens and self.tokens[half]
            )
            for half in halves
        )
        return first, second

    def span(self, row: int, fact: int) -> tuple[int, int]:
        """First and last of the tokens around the most telling one that state the fact."""
        assert self.tokens is not None, "this reader cannot tell where facts are stated"
        margins = self.tokens[row][:, fact]
        first = last = int(margins.argmax())
        while first > 0 and margins[first - 1] > 0:
            first -= 1
        while last + 1 < len(margins) and margins[last + 1] > 0:
            last += 1
        return first, last


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Log-probabilities of each row of scores: (n, n_classes) → the same shape.

    The same as `scipy.special.log_softmax`, which takes four times as long for a few rows.
    """
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def average(
    linear: Scores,
    network: Scores,
    subjects: Collection[str],
    network_weight: float = 0.5,
    network_fact_weight: float = 0.3,
    young: Mapping[str, float] = MappingProxyType({}),
) -> Scores:
    """The weighted average of both readers' scores.

    A subject next door is as likely as all of them together where it is the likeliest of them: whichever it is, the
    message asks for no verdict. A young topic is likelier than the readers make it: they have seen too little of it.

    Args:
        subjects: the intents of subjects next door.
        network_weight, network_fact_weight: of the network's log-probabilities, and of its log-odds of facts.
        young: what is added to the log-probabilities of topics with few training rows, see young_topics.
    """
    added = [young.get(intent, 0.0) for intent in linear.labels.intents]
    log_proba = log_softmax((1 - network_weight) * linear.log_proba + network_weight * network.log_proba + added)
    columns = np.flatnonzero([intent in subjects for intent in linear.labels.intents])
    if len(columns):
        best = columns[log_proba[:, columns].argmax(axis=1)]
        log_proba[np.arange(len(best)), best] = np.logaddexp.reduce(log_proba[:, columns], axis=1)
    facts = (1 - network_fact_weight) * linear.facts + network_fact_weight * network.facts
    return linear._replace(log_proba=log_proba, facts=facts)


def end_with_parent() -> None:
    """End this process as soon as its parent ends, even if that is killed, and even if it already was: nobody else
    would.

    Raises:
        RuntimeError: `multiprocessing` did not start this process.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("only what multiprocessing has started can end with its parent")

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def fit_and_save(reader: Any, examples: Sequence[ReaderExample], subjects: Collection[str], path: Path) -> None:
    """Fit the reader and save it: here, so that another process can do it without loading Rasa."""
    reader.fit(examples, subjects).save(path)
