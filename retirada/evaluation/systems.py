"""The systems that `make bench-nlu` compares. Each is trained in one process and read with in another of its own.

`python -m retirada.evaluation.systems train|read NAME FOLDER`: FOLDER has `data/` (training data), and for reading
`texts.json`; what comes of it goes to `trained.json` or `read.json` there.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csc_matrix
from sklearn.feature_extraction.text import CountVectorizer

from retirada.evaluation.dataset import OUT_OF_SCOPE
from retirada.evaluation.embeddings import embedded, embedder
from retirada.nlu.training_data import read_folder
from retirada.paths import PROJECT
from retirada.server.settings import configure_logging
from retirada.yaml_files import read_yaml

Guess = tuple[str, float, dict[str, str], bool]  # intent, confidence, facts, whether the system itself asks back
OURS, DIET, LOGISTIC, BM25, NEIGHBOUR = "ours", "stock-diet", "stock-logistic", "bm25", "embedding-neighbour"
TITLES = {
    OURS: "Retirada",
    DIET: "stock Rasa, DIET",
    LOGISTIC: "stock Rasa, logistic regression",
    BM25: "BM25 retrieval",
    NEIGHBOUR: "nearest sentence embedding",
}
# As `rasa init` writes it, without what concerns neither intents nor entities. The threshold is set by the bench.
_COUNTS = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]


def pipeline(name: str, epochs: int) -> dict[str, Any]:
    """The Rasa configuration of a system."""
    if name == OURS:
        return read_yaml(PROJECT / "config.yml")
    classifier = {
        DIET: {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True, "random_seed": 1},
        LOGISTIC: {"name": "LogisticRegressionClassifier"},
    }[name]
    # Both read the data with the project's importer: Rasa's own would take longer than the training.
    importers = [{"name": "retirada.nlu.components.importer.CachedImporter"}]
    return {"recipe": "default.v1", "language": "es", "importers": importers, "pipeline": [*_COUNTS, classifier]}


def train(name: str, folder: Path) -> None:
    """Train the system on FOLDER/data; write the seconds to trained.json."""
    started = time.perf_counter()
    seconds = None
    if name in (OURS, DIET, LOGISTIC):
        configure_logging()
        from rasa.model_training import train_nlu

        config = folder / f"{name}.yml"
        config.write_text(yaml.safe_dump(pipeline(name, int(os.environ["EPOCHS"]))), encoding="utf-8")
        started = time.perf_counter()
        train_nlu(str(config), str(folder / "data"), str(folder), fixed_model_name=name)
    else:
        examples = read_folder(folder / "data")
        texts, intents = [e.text for e in examples], [e.intent for e in examples]
        if name == BM25:
            learnt: Any = _bm25_index(texts)
        else:
            learnt, seconds = embedded(texts)
        (folder / f"{name}.pickle").write_bytes(pickle.dumps((learnt, np.array(intents))))
    seconds = seconds or time.perf_counter() - started
    (folder / "trained.json").write_text(json.dumps({"seconds": seconds}), encoding="utf-8")


def read(name: str, folder: Path) -> None:
    """Read FOLDER/texts.json with the trained system on one core; write guesses, times and memory to read.json."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    reader = {BM25: _bm25_reader, NEIGHBOUR: _neighbour_reader}.get(name, _rasa_reader)(name, folder)
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    for text in texts[:50]:  # warm-up
        reader(text)
    guesses, milliseconds = [], []
    for text in texts:
        started = time.perf_counter()
        guesses.append(reader(text))
        milliseconds.append(1000 * (time.perf_counter() - started))
    found = {
        "guesses": guesses,
        "p50": float(np.percentile(milliseconds, 50)),
        "p95": float(np.percentile(milliseconds, 95)),
        "megabytes": _resident_megabytes(),
    }
    (folder / "read.json").write_text(json.dumps(found), encoding="utf-8")


def _rasa_reader(name: str, folder: Path) -> Callable[[str], Guess]:
    configure_logging()
    from retirada.evaluation.rasa_reader import load

    read_one = load(folder / f"{name}.tar.gz")

    def read_as_guess(text: str) -> Guess:
        reading = read_one(text)
        # The names of stock Rasa's entities carry the value: see bench.write_data.
        facts = dict(fact.split("__") for fact in reading.facts if "__" in fact) or reading.facts
        return reading.intent, reading.confidence, facts, reading.asks_back

    return read_as_guess


def _bm25_index(texts: list[str], k1: float = 1.5, b: float = 0.75) -> tuple[CountVectorizer, csc_matrix]:
    counter = CountVectorizer(strip_accents="unicode", token_pattern=r"\w+", dtype=np.float32)
    counts = counter.fit_transform(texts)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    weights = counts.tocoo()
    longer = 1 - b + b * lengths[weights.row] / lengths.mean()
    rarity = np.log1p((len(texts) - seen + 0.5) / (seen + 0.5))[weights.col]
    weights.data = (rarity * weights.data * (k1 + 1) / (weights.data + k1 * longer)).astype(np.float32)
    return counter, weights.tocsc()


def _bm25_reader(name: str, folder: Path) -> Callable[[str], Guess]:
    (counter, weights), intents = pickle.loads((folder / f"{name}.pickle").read_bytes())
    column = counter.vocabulary_
    cut = counter.build_analyzer()

    def read_one(text: str) -> Guess:
        known = [column[word] for word in set(cut(text)) if word in column]
        if not known:
            return OUT_OF_SCOPE, 0.0, {}, False
        scores = np.asarray(weights[:, known].sum(axis=1)).ravel()
        return str(intents[scores.argmax()]), float(scores.max()), {}, False

    return read_one


def _neighbour_reader(name: str, folder: Path) -> Callable[[str], Guess]:
    vectors, intents = pickle.loads((folder / f"{name}.pickle").read_bytes())
    embed = embedder()

    def read_one(text: str) -> Guess:
        likeness = vectors @ embed(text)
        return str(intents[likeness.argmax()]), float(likeness.max()), {}, False

    return read_one


def _resident_megabytes() -> float:
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Do what the arguments say."""
    what, name, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    {"train": train, "read": read}[what](name, folder)


if __name__ == "__main__":
    main()
