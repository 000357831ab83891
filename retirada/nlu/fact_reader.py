"""Which facts of the case a text states: what `retirada/nlu/fact_extractor.py` learns and asks.

A linear model reads each word with the words around it, as far as eight to each side, and says which
fact it states. So «no está en trámite, ya la cerraron» gives status=processed: the negation is among the
words around «trámite». Another reads the message as a whole, which decides where the words alone are
doubtful. A fact is believed when what its most telling word and the message say for it is enough.

Apart from the extractor so that another process can learn them without loading Rasa.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from multiprocessing import parent_process
from threading import Thread
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from retirada.nlu.machines import fit_machines
from retirada.nlu.ngrams import Ngrams
from retirada.nlu.speller import Speller
from retirada.nlu.surroundings import word_features
from retirada.nlu.text import Word, fold, words


class Fact(NamedTuple):
    """A fact, as the domain's entities name it, its value, and where the text says it."""

    name: str
    value: str
    start: int
    end: int


class FactReader:
    """Reads at most one value of each fact from a text. What its settings are: see retirada/nlu/fact_extractor.py."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._ngrams = Ngrams(settings["words"], settings["reach"])
        self._speller = Speller([])
        self._facts: np.ndarray = np.array([])
        self._of_word = self._of_message = (np.array([]), np.array([]))  # weights and biases

    def learn(self, texts: Sequence[str], annotated: Sequence[tuple[str, list[Fact]]]) -> FactReader:
        """Learn from texts with their facts, and how words are spelt from all `texts`. Returns itself."""
        self._speller = Speller(map(fold, texts))
        sentences = [words(text) for text, _ in annotated]
        stated = [_facts_of(facts, cut) for (_, facts), cut in zip(annotated, sentences, strict=True)]
        facts = [fact for of_words in stated for fact in of_words]
        features = _without_rare(self._surroundings(sentences))
        labels = MultiLabelBinarizer()
        by_word = labels.fit_transform([[fact] if fact else [] for fact in facts])
        machine = LinearSVC(C=self._settings["C"], tol=1.0, random_state=self._settings["random_state"])
        self._facts = labels.classes_
        self._of_word = fit_machines(machine, features, by_word, self._settings["every_word"])
        whole = self._ngrams.learn([_joined(cut) for cut in sentences])
        by_message = labels.transform([set(of_words) - {""} for of_words in stated])
        self._of_message = fit_machines(machine, whole, by_message, self._settings["every_message"])
        return self

    def read(self, text: str) -> list[Fact]:
        """The facts that the text states."""
        cut = [(self._speller.mend_word(word), *place) for word, *place in words(text)]
        if not cut:
            return []
        weights, biases = self._of_message
        of_message = self._ngrams.of([_joined(cut)]) @ weights + biases
        weights, biases = self._of_word
        of_words = self._surroundings([cut]) @ weights + biases
        margins = of_words + self._settings["message_weight"] * of_message - self._settings["threshold"]
        best: dict[str, int] = {}
        for column in np.argsort(-margins.max(axis=0)):
            if margins[:, column].max() > 0:
                best.setdefault(self._facts[column].split("=")[0], column)
        return [_said(cut, self._facts[column], of_words[:, column]) for column in best.values()]

    def _surroundings(self, sentences: Sequence[list[Word]]) -> csr_matrix:
        return word_features([[word for word, _, _ in cut] for cut in sentences], self._settings["hash_bits"])


def _said(cut: list[Word], fact: str, margins: np.ndarray) -> Fact:
    first = last = int(margins.argmax())
    while first > 0 and margins[first - 1] > 0:
        first -= 1
    while last + 1 < len(cut) and margins[last + 1] > 0:
        last += 1
    return Fact(*fact.split("="), cut[first][1], cut[last][2])


def _joined(cut: list[Word]) -> str:
    return " ".join(word for word, _, _ in cut)


def _without_rare(matrix: csr_matrix, least: int = 2) -> csr_matrix:
    """The matrix without the features of fewer than `least` words: they teach nothing and fill the model."""
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    matrix.data[seen[matrix.indices] < least] = 0
    matrix.eliminate_zeros()
    return matrix


def _facts_of(facts: list[Fact], cut: list[Word]) -> list[str]:
    """For each word the fact that it is annotated with («status=processed»), or an empty string."""
    of_words = [""] * len(cut)
    for fact in facts:
        for i, (_, start, end) in enumerate(cut):
            if start < fact.end and end > fact.start:
                of_words[i] = f"{fact.name}={fact.value}"
    return of_words


def be_a_helper() -> None:
    """Look for no garbage (retirada/server/rasa_patches.py says why),
    and end when the training does, even if that is killed.
    """
    gc.disable()

    def end_with_the_training() -> None:
        parent_process().join()
        os._exit(1)

    Thread(target=end_with_the_training, daemon=True).start()
