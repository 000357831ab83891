"""The network reader: spaCy's and thinc's own layers, trained from scratch on the same examples as the linear one."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.strings import get_string_id
from thinc.api import (
    Adam,
    HashEmbed,
    Linear,
    Maxout,
    Model,
    NumpyOps,
    Ops,
    chain,
    concatenate,
    fix_random_seed,
    list2ragged,
    ragged2list,
    reduce_max,
    reduce_mean,
    registry,
    use_ops,
    with_array,
)
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from retirada.nlu.context import Context
from retirada.nlu.readers.augmentation import with_typos
from retirada.nlu.readers.network_inference import NetworkInference, TokenIds
from retirada.nlu.readers.persistence import load_bytes, save_bytes
from retirada.nlu.readers.reader import CLAIM, DETAIL, Labels, ReaderExample, Scores, log_softmax
from retirada.nlu.utterance import Utterance

Layer = Model[Any, Any]


@registry.ops("openblas")
class OpenBlasOps(NumpyOps):
    """thinc's operations with NumPy's matrix multiplication, which is three times as fast as thinc's own."""

    name = "openblas"
    gemm = Ops.gemm


class NetworkReader:
    """Reads intents and fact values from the message as a whole; what is known of the conversation comes as tokens
    before it.

    Args:
        width: of the embeddings and of each layer of the encoder.
        depth: layers of the encoder; each sees one token more to each side.
        pieces: of each maxout unit.
        hidden: width of the layer between the pooled tokens and the labels.
        norm_rows, prefix_rows, suffix_rows: of the hash embeddings.
        dropout: of embeddings and layers, while training.
        epochs, batch_size, learn_rate: of training. The rate warms up over a tenth, and decays as a cosine.
        slips: share of the examples that are seen with typos, see with_typos.
        mature: see Labels.intent_weights.
        detail_step, claim_step: see Labels.training_masks.
        random_state: the same seed and examples give the same network.

    Attributes:
        labels_: the intents and facts.
        prior_adjustment_: (n_intents,), see Labels.prior_adjustment.
        model_: the thinc model; its output is (n, n_intents + n_facts).
        inference_: the same, for prediction.
    """

    def __init__(
        self,
        width: int = 96,
        depth: int = 3,
        pieces: int = 2,
        hidden: int = 256,
        norm_rows: int = 12_000,
        prefix_rows: int = 5_000,
        suffix_rows: int = 5_000,
        dropout: float = 0.1,
        epochs: int = 4,
        batch_size: int = 160,
        learn_rate: float = 0.002,
        slips: float = 0.2,
        mature: int = 500,
        detail_step: int = 2,
        claim_step: int = 30,
        random_state: int = 1,
    ) -> None:
        self.settings = {name: value for name, value in locals().items() if name not in ("self", "__class__")}

    def fit(self, examples: Sequence[ReaderExample], subjects: Collection[str] = ()) -> NetworkReader:
        """Learn from the examples, each epoch in the next of their contexts. Shows a progress bar on a terminal.

        `subjects` are intents like others here; the linear reader treats them apart.
        """
        s = self.settings
        fix_random_seed(s["random_state"])
        self.labels_ = Labels.of(examples)
        intents = self.labels_.intent_targets(examples).astype(np.float32)
        self.prior_adjustment_ = self.labels_.prior_adjustment(intents)
        weights = intents @ self.labels_.intent_weights(intents, s["mature"]) / intents.sum(axis=1)
        intents /= intents.sum(axis=1, keepdims=True)
        facts = self.labels_.fact_targets(examples).astype(np.float32)
        masks = self.labels_.training_masks(intents, facts, {DETAIL: s["detail_step"], CLAIM: s["claim_step"]})
        rng = random.Random(s["random_state"])
        tokens = [as_array(map(_ids, example.utterance.norms)) for example in examples]
        misspelt = [as_array(map(_ids, with_typos(example.utterance.norms, rng))) for example in examples]
        self.model_ = _build(s, intents.shape[1] + facts.shape[1])
        self.model_.initialize(X=tokens[:8], Y=np.zeros((8, intents.shape[1] + facts.shape[1]), dtype=np.float32))
        optimizer = Adam(s["learn_rate"], L2=1e-6, use_averages=False)
        generator = np.random.default_rng(s["random_state"])
        seen = np.repeat(np.arange(len(examples)), [example.repeats for example in examples])
        # Always as many threads: sums are then made in the same order. A second one mostly waits for the first.
        with threadpool_limits(1), tqdm(total=s["epochs"], desc="Network", disable=None) as progress:
            for epoch in range(s["epochs"]):
                order = generator.permutation(seen)
                batches = [order[start : start + s["batch_size"]] for start in range(0, len(order), s["batch_size"])]
                for number, batch in enumerate(batches):
                    optimizer.learn_rate = _learn_rate(s["learn_rate"], (epoch + number / len(batches)) / s["epochs"])
                    contexts = [examples[i].contexts[epoch % len(examples[i].contexts)] for i in batch]
                    written = [misspelt[i] if rng.random() < s["slips"] else tokens[i] for i in batch]
                    inputs = [as_array(_context_ids(c)) for c in contexts], written
                    outputs, backprop = self.model_.begin_update([*map(np.concatenate, zip(*inputs, strict=True))])
                    gradient = _gradient(outputs, intents[batch], facts[batch], weights[batch])
                    of_facts = gradient[:, intents.shape[1] :]
                    for name, rows in masks.items():
                        of_facts[np.ix_(~rows[batch], self.labels_.fact_names == name)] = 0
                    backprop(gradient)
                    self.model_.finish_update(optimizer)
                    progress.update(1 / len(batches))
        self.inference_ = NetworkInference(self.model_)
        return self

    def predict(self, utterances: Sequence[Utterance]) -> Scores:
        """What is found in utterances of one token or more."""
        outputs = self.inference_.predict([*map(token_ids, utterances)])
        n_intents = len(self.labels_.intents)
        return Scores(
            self.labels_, log_softmax(outputs[:, :n_intents] + self.prior_adjustment_), outputs[:, n_intents:]
        )

    def save(self, path: Path) -> None:
        """Write it as path.msgpack and path.json."""
        stored: dict[str, Any] = {
            "settings": self.settings,
            "intents": self.labels_.intents,
            "facts": self.labels_.facts,
        }
        stored["prior_adjustment"] = [float(value) for value in self.prior_adjustment_]
        save_bytes(path, self.model_.to_bytes(), stored)

    @classmethod
    def load(cls, path: Path) -> NetworkReader:
        """What `save` wrote.

        Raises:
            ModelFileError: there is no usable file.
        """

        def read(content: bytes, stored: dict[str, Any]) -> NetworkReader:
            reader = cls(**stored["settings"])
            reader.labels_ = Labels(stored["intents"], stored["facts"])
            reader.prior_adjustment_ = np.array(stored["prior_adjustment"])
            n_labels = len(reader.labels_.intents) + len(reader.labels_.facts)
            reader.model_ = _build(reader.settings, n_labels)
            reader.model_.initialize(X=[as_array([_ids("")])], Y=np.zeros((1, n_labels), dtype=np.float32))
            reader.model_.from_bytes(content)
            reader.inference_ = NetworkInference(reader.model_)
            return reader

        return load_bytes(path, read)


def _build(settings: dict[str, Any], n_labels: int) -> Model[list[np.ndarray], np.ndarray]:
    """Hash embeddings of norm, prefix and suffix; a window encoder; its maximum and mean; a hidden layer; labels."""
    with use_ops("openblas"):
        return _layers(settings, n_labels)


def _layers(settings: dict[str, Any], n_labels: int) -> Model[list[np.ndarray], np.ndarray]:
    width, pieces, dropout = settings["width"], settings["pieces"], settings["dropout"]
    rows = (settings["norm_rows"], settings["prefix_rows"], settings["suffix_rows"])
    embeddings: list[Layer] = [HashEmbed(width, n, column=i, seed=i, dropout=dropout) for i, n in enumerate(rows)]
    embed_types: Layer = chain(
        concatenate(*embeddings), Maxout(width, nI=width * len(rows), nP=pieces, normalize=True, dropout=0.0)
    )
    embed: Layer = chain(list2ragged(), with_array(_once_a_type(embed_types)), ragged2list())
    encode = MaxoutWindowEncoder(width, window_size=1, maxout_pieces=pieces, depth=settings["depth"])
    classify: Layer = chain(
        Maxout(settings["hidden"], nI=2 * width, normalize=True, dropout=dropout),
        Linear(n_labels, settings["hidden"]),
    )
    pool: Layer = concatenate(reduce_max(), reduce_mean())
    model: Layer = chain(embed, encode, list2ragged(), pool, classify)
    for name, layer in (("embed", embed_types), ("encode", encode.layers[0]), ("classify", classify)):
        model.set_ref(name, layer)
    return model


def _once_a_type(layer: Layer) -> Layer:
    """The layer on each different row of a batch of token ids: most tokens are some that stand there already."""

    def forward(model: Layer, ids: np.ndarray, is_train: bool) -> tuple[np.ndarray, Callable[[np.ndarray], np.ndarray]]:
        # A norm has one prefix and one suffix.
        _, first, inverse = np.unique(ids[:, 0], return_index=True, return_inverse=True)
        of_types, backprop_types = layer(ids[first], is_train)

        def backprop(gradient: np.ndarray) -> np.ndarray:
            of_types = model.ops.alloc2f(len(first), gradient.shape[1])
            model.ops.scatter_add(of_types, inverse.astype(np.int32), gradient)  # type: ignore[arg-type]
            backprop_types(of_types)
            return np.zeros_like(ids)

        return of_types[inverse], backprop

    def initialize(model: Layer, X: np.ndarray | None = None, Y: np.ndarray | None = None) -> None:
        layer.initialize(X, Y)

    return Model("once_a_type", forward, init=initialize, layers=[layer])


@lru_cache(maxsize=50_000)
def _ids(norm: str) -> TokenIds:
    """Hashes of norm, prefix and suffix."""
    return get_string_id(norm), get_string_id(norm[:5]), get_string_id(norm[-3:])


@lru_cache(maxsize=10_000)
def _context_ids(context: Context | None) -> list[TokenIds]:
    """The ids of a context's features, a token each: they have no prefix or suffix, so one hash stands for all."""
    return [] if context is None else [(get_string_id(feature),) * 3 for feature in context.features()]


def token_ids(utterance: Utterance) -> list[TokenIds]:
    """The ids of its context's features, and after them of its tokens."""
    return [*_context_ids(utterance.context), *map(_ids, utterance.norms)]


def as_array(ids: Iterable[TokenIds]) -> np.ndarray:
    """The ids as one array, (n_tokens, 3) of uint64."""
    return np.array([*ids], dtype=np.uint64).reshape(-1, 3)


def _learn_rate(highest: float, done: float) -> float:
    """The learning rate after the share `done` (0 to 1) of the training: it warms up, and decays as a cosine."""
    return highest * min(1.0, done / 0.1 + 0.01) * 0.5 * (1 + np.cos(np.pi * max(0.0, (done - 0.1) / 0.9))) + 1e-5


def _gradient(outputs: np.ndarray, intents: np.ndarray, facts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The gradient of the loss by the outputs, (n, n_intents + n_facts): the softmax cross-entropy of the intents,
    weighted by example, and the logistic loss of each fact.

    Args:
        intents, facts: the targets, (n, n_intents) and (n, n_facts).
        weights: of the examples, (n,).
    """
    n_intents = intents.shape[1]
    stated = 1 / (1 + np.exp(-np.clip(outputs[:, n_intents:], -30, 30)))
    of_intents = weights[:, np.newaxis] * (np.exp(log_softmax(outputs[:, :n_intents])) - intents)
    return np.concatenate([of_intents, stated - facts], axis=1).astype(np.float32) / len(outputs)
