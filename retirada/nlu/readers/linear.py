"""The linear reader: support vector classifiers on n-grams, one for each intent and fact value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from retirada.nlu.readers.features import NgramVectorizer, flatten
from retirada.nlu.readers.one_vs_rest import fit_one_vs_rest
from retirada.nlu.readers.persistence import Arrays, load_arrays, save_arrays
from retirada.nlu.readers.reader import CLAIM, DETAIL, Labels, ReaderExample, Scores, log_softmax
from retirada.nlu.readers.sparse import CooMatrix
from retirada.nlu.readers.token_features import token_cells, token_features
from retirada.nlu.utterance import Utterance


class LinearReader:
    """Reads intents and fact values from the message as a whole, and fact values from each token with its surroundings.

    A fact is as likely as its most telling token and the whole message, together, make it.

    Args:
        C: of the intents' classifiers.
        facts_C: of the facts' classifiers.
        characters, words, window: see NgramVectorizer.
        hash_bits: token features are hashed to 2 ** hash_bits columns.
        negative_step, token_negative_step: see fit_one_vs_rest.
        detail_step, token_detail_step, claim_step: see Labels.training_masks, of details in the message as a whole
            and in its tokens, and of claims.
        coef_threshold: see fit_one_vs_rest.
        softmax_scale: factor of the margins from which intents' probabilities are made.
        message_weight, fact_bias, fact_scale: a fact's log-odds are fact_scale * (margin of its most telling token +
            message_weight * margin of the message + fact_bias).
        mature: see Labels.intent_weights.
        random_state: seed of the solver.

    Attributes:
        labels_: the intents and facts.
        subjects_: (n_intents,), whether an intent is next door.
        prior_adjustment_: (n_intents,), see Labels.prior_adjustment.
        vectorizer_: of the whole message.
        contexts_: of the conversation, crossed with the words of short messages.
        coef_, intercept_: of the whole message, for n_intents + n_facts + 1 labels:
            the last column is of all subjects together, if there are any.
        token_coef_, token_intercept_: of tokens, for n_facts labels.
    """

    def __init__(
        self,
        C: float = 0.5,
        facts_C: float = 1.0,
        characters: tuple[int, int] | None = (3, 4),
        words: tuple[int, int] | None = (1, 2),
        window: int = 6,
        hash_bits: int = 18,
        negative_step: int = 8,
        token_negative_step: int = 16,
        detail_step: int = 2,
        token_detail_step: int = 10,
        claim_step: int = 30,
        coef_threshold: float = 0.02,
        softmax_scale: float = 6.0,
        message_weight: float = 0.7,
        fact_bias: float = 0.4,
        fact_scale: float = 3.0,
        mature: int = 2000,
        random_state: int = 1,
    ) -> None:
        self.settings = {name: value for name, value in locals().items() if name not in ("self", "__class__")}
        self.vectorizer_ = NgramVectorizer(characters, words, window)
        self.contexts_ = CountVectorizer(analyzer=Utterance.context_features, binary=True, min_df=3, dtype=np.float32)

    def fit(self, examples: Sequence[ReaderExample], subjects: Collection[str] = ()) -> LinearReader:
        """Learn from the examples; the same examples give the same reader.

        Args:
            subjects: intents that are, together, one class more: what is next door is told from the rest first, and
                from one another second. Each alone has few rows beside those of a topic.
        """
        self.labels_ = Labels.of(examples)
        self.subjects_ = np.isin(self.labels_.intents, list(subjects))
        utterances = [example.utterance._replace(context=example.contexts[0]) for example in examples]
        contexts = normalize(self.contexts_.fit_transform(utterances))
        features = hstack([self.vectorizer_.fit_transform([u.norms for u in utterances]), contexts], format="csr")
        intents, facts = self.labels_.intent_targets(examples), self.labels_.fact_targets(examples)
        self.prior_adjustment_ = self.labels_.prior_adjustment(intents)
        step = self.settings["negative_step"]
        weights = np.where(intents == 1, self.labels_.intent_weights(intents, self.settings["mature"]), 1.0)
        threshold = self.settings["coef_threshold"]
        of_intents = fit_one_vs_rest(self._classifier("C"), features, intents, step, weights, threshold)
        steps = {DETAIL: self.settings["detail_step"], CLAIM: self.settings["claim_step"]}
        masks = self.labels_.training_masks(intents, facts, steps)
        fitted = [of_intents, self._fit_facts(features, facts, masks, step)]
        if self.subjects_.any():
            next_door = intents[:, self.subjects_].any(axis=1, keepdims=True).astype(int)
            fitted.append(fit_one_vs_rest(self._classifier("C"), features, next_door, step, coef_threshold=threshold))
        self.coef_ = hstack([coef for coef, _ in fitted], format="csr")
        self.intercept_ = np.concatenate([intercept for _, intercept in fitted])
        masks = self.labels_.training_masks(intents, facts, {**steps, DETAIL: self.settings["token_detail_step"]})
        coef, self.token_intercept_ = self._fit_tokens(examples, masks)
        self.token_coef_ = coef.tocsr()
        return self

    def predict(self, utterances: Sequence[Utterance]) -> Scores:
        """What is found in utterances of one token or more."""
        margins = self._cells(utterances).dot(self.coef_, len(utterances)) + self.intercept_
        n_intents, n_facts = len(self.labels_.intents), len(self.labels_.facts)
        intents, facts_margins, next_door = np.split(margins, [n_intents, n_intents + n_facts], axis=1)
        log_proba = log_softmax(self._log_proba(intents, next_door) + self.prior_adjustment_)
        of_tokens = token_cells([u.norms for u in utterances], self.settings["hash_bits"])
        ends = np.cumsum([len(u.norms) for u in utterances])
        token_margins = of_tokens.dot(self.token_coef_, ends[-1]) + self.token_intercept_
        of_utterances = np.split(token_margins, ends[:-1])
        facts = np.array([of_tokens.max(axis=0) for of_tokens in of_utterances])
        facts += self.settings["message_weight"] * facts_margins + self.settings["fact_bias"]
        return Scores(self.labels_, log_proba, self.settings["fact_scale"] * facts, of_utterances)

    def _log_proba(self, intents: np.ndarray, next_door: np.ndarray) -> np.ndarray:
        """Log-probabilities of the intents, (n, n_intents).

        Args:
            intents: the margins of each, (n, n_intents).
            next_door: those of all subjects as one class, (n, 1), or (n, 0) if there are none.
        """
        scale, subjects = self.settings["softmax_scale"], self.subjects_
        if not subjects.any():
            return log_softmax(scale * intents)
        outer = log_softmax(scale * np.hstack([intents[:, ~subjects], next_door]))
        log_proba = np.empty_like(intents)
        log_proba[:, ~subjects] = outer[:, :-1]
        log_proba[:, subjects] = outer[:, -1:] + log_softmax(scale * intents[:, subjects])
        return log_proba

    def save(self, path: Path) -> None:
        """Write it as path.npz and path.json."""
        arrays = {
            **_as_arrays("coef", self.coef_),
            "intercept": self.intercept_,
            "subjects": self.subjects_,
            "prior_adjustment": self.prior_adjustment_,
            **_as_arrays("token_coef", self.token_coef_),
            "token_intercept": self.token_intercept_,
            "contexts": self.contexts_.get_feature_names_out().astype(str),
            **self.vectorizer_.state(),
        }
        labels = {"intents": self.labels_.intents, "facts": self.labels_.facts}
        save_arrays(path, arrays, {"settings": self.settings, **labels})

    @classmethod
    def load(cls, path: Path) -> LinearReader:
        """What `save` wrote.

        Raises:
            ModelFileError: there is no usable file.
        """

        def read(arrays: Arrays, stored: dict[str, Any]) -> LinearReader:
            reader = cls(**stored["settings"])
            reader.labels_ = Labels(stored["intents"], stored["facts"])
            reader.vectorizer_.set_state(arrays)
            reader.contexts_.vocabulary_ = {name: column for column, name in enumerate(arrays["contexts"].tolist())}
            reader.coef_ = _from_arrays("coef", arrays)
            reader.token_coef_ = _from_arrays("token_coef", arrays)
            reader.intercept_, reader.token_intercept_ = arrays["intercept"], arrays["token_intercept"]
            reader.subjects_, reader.prior_adjustment_ = arrays["subjects"], arrays["prior_adjustment"]
            return reader

        return load_arrays(path, read)

    def _cells(self, utterances: Sequence[Utterance]) -> CooMatrix:
        """The features that `fit` learnt from, of a few utterances."""
        words = self.vectorizer_.cells([u.norms for u in utterances])
        vocabulary = self.contexts_.vocabulary_
        known = [[vocabulary[f] for f in set(u.context_features()) if f in vocabulary] for u in utterances]
        rows, columns = flatten(known)
        values = 1 / np.sqrt([len(features) for features in known for _ in features])
        contexts = CooMatrix(rows, np.array(columns, dtype=np.int64), values)
        return CooMatrix.hstack((words, self.vectorizer_.n_features), (contexts, len(vocabulary)))

    def _classifier(self, C: str) -> LinearSVC:
        return LinearSVC(C=self.settings[C], tol=0.1, random_state=self.settings["random_state"])

    def _fit_facts(
        self, features: csr_matrix, targets: np.ndarray, masks: Mapping[str, np.ndarray], step: int
    ) -> tuple[csc_matrix, np.ndarray]:
        """As fit_one_vs_rest; details and claims are learnt only from the rows that `masks` has for them."""
        names = self.labels_.fact_names
        parts = [(~np.isin(names, list(masks)), features, targets)]
        parts += [(names == name, features[rows], targets[rows]) for name, rows in masks.items()]
        fitted = [
            fit_one_vs_rest(
                self._classifier("facts_C"),
                rows,
                of_rows[:, columns],
                step,
                coef_threshold=self.settings["coef_threshold"],
            )
            for columns, rows, of_rows in parts
            if columns.any()
        ]
        place = np.argsort(np.concatenate([np.flatnonzero(columns) for columns, _, _ in parts]))
        coef = hstack([coef for coef, _ in fitted], format="csc")[:, place]
        return coef, np.concatenate([intercept for _, intercept in fitted])[place]

    def _fit_tokens(
        self, examples: Sequence[ReaderExample], masks: Mapping[str, np.ndarray]
    ) -> tuple[csc_matrix, np.ndarray]:
        features = token_features([example.utterance.norms for example in examples], self.settings["hash_bits"])
        rare = np.bincount(features.indices, minlength=features.shape[1]) < 2
        features.data[rare[features.indices]] = 0
        features.eliminate_zeros()
        targets = np.concatenate([_token_targets(example, self.labels_) for example in examples])
        n_tokens = [len(example.utterance.norms) for example in examples]
        of_tokens = {name: np.repeat(rows, n_tokens) for name, rows in masks.items()}
        return self._fit_facts(features, targets, of_tokens, self.settings["token_negative_step"])


def _as_arrays(name: str, matrix: csr_matrix) -> Arrays:
    # Of half the precision: half the file, and no verdict depends on the rest.
    return {
        f"{name}.data": matrix.data.astype(np.float16),
        f"{name}.indices": matrix.indices.astype(np.int16),
        f"{name}.indptr": matrix.indptr,
        f"{name}.shape": np.array(matrix.shape),
    }


def _from_arrays(name: str, arrays: Arrays) -> csr_matrix:
    data, indices, indptr, shape = (arrays[f"{name}.{part}"] for part in ("data", "indices", "indptr", "shape"))
    return csr_matrix((data.astype(np.float32), indices.astype(np.int32), indptr), shape=tuple(shape))


def _token_targets(example: ReaderExample, labels: Labels) -> np.ndarray:
    """Which facts each token of the example states: (n_tokens, n_facts) of 0 and 1."""
    targets = np.zeros((len(example.utterance.norms), len(labels.facts)), dtype=np.int8)
    for fact in example.facts:
        for i, (start, end) in enumerate(example.utterance.offsets):
            if start < fact.end and end > fact.start:
                targets[i, labels.facts.index(fact.label)] = 1
    return targets
