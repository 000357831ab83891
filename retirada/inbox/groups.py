"""Messages that ask the same, as one group, however they are written."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from retirada.inbox.messages import Message
from retirada.nlu.language import create_language
from retirada.operator_texts import operator_texts

MAX_GROUPS = 50  # that are shown, those of the most people
MAX_TEXTS = 4000  # that are compared with one another: a matrix of 128 MB. The most frequent; the others wait
# Messages are as far apart as the words that they don't share; that both are read as one intent brings them nearer.
_SAME_INTENT = 1.0
_NO_INTENT = ("elsewhere", "other_alibaba")  # what is read as one of these has nothing in common
_DISTANCE = 0.6


class Group(NamedTuple):
    """Messages that ask the same.

    Attributes:
        messages: the most typical first.
    """

    messages: Sequence[Message]

    @property
    def typical(self) -> Message:
        return self.messages[0]

    @property
    def id(self) -> str:
        """16 hex digits, the same for as long as the group has the same messages."""
        texts = "\n".join(sorted(message.text for message in self.messages))
        return hashlib.sha256(texts.encode()).hexdigest()[:16]

    @property
    def n_people(self) -> int:
        """In how many conversations it was asked."""
        return len({message.conversation for message in self.messages})

    @property
    def intents(self) -> list[str]:
        """What they were read as, the most frequent first."""
        return [intent for intent, _ in Counter(message.intent for message in self.messages).most_common()]

    @property
    def reasons(self) -> list[str]:
        counts = Counter(reason for message in self.messages for reason in message.reasons)
        return [reason for reason, _ in counts.most_common()]

    @property
    def confidence(self) -> float:
        """The mean of the messages' confidences, 0 to 1."""
        return float(np.mean([message.confidence for message in self.messages]))


def group(messages: Iterable[Message]) -> tuple[list[Group], int]:
    """The groups, those of the most people first, and how many messages were too many to be grouped."""
    nlp = create_language()
    alike: dict[tuple[str, ...], list[Message]] = defaultdict(list)
    for message in messages:
        norms = tuple(token.norm_ for token in nlp.make_doc(message.text) if any(map(str.isalnum, token.norm_)))
        if norms:
            alike[norms].append(message)
    texts = sorted(alike, key=lambda norms: -len(alike[norms]))
    left = sum(len(alike[norms]) for norms in texts[MAX_TEXTS:])
    texts = texts[:MAX_TEXTS]
    if not texts:
        return [], left
    similarity = _similarity(texts, [alike[norms][0] for norms in texts])
    found: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(_labels(similarity)):
        found[label].append(number)
    groups = []
    for numbers in found.values():
        typical = sorted(numbers, key=lambda number: -similarity[number, numbers].mean())
        groups.append(Group([message for number in typical for message in alike[texts[number]]]))
    return sorted(groups, key=lambda one: -one.n_people), left


def _labels(similarity: np.ndarray) -> np.ndarray:
    """The number of the cluster of each text, (n_texts,), from their similarities, (n_texts, n_texts)."""
    if len(similarity) == 1:
        return np.zeros(1, dtype=int)
    clustering = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="average", distance_threshold=_DISTANCE
    )
    return clustering.fit_predict(1 - similarity)


def _similarity(texts: Sequence[tuple[str, ...]], messages: Sequence[Message]) -> np.ndarray:
    """(len(texts), len(texts)): the cosine of their words, weighed by rarity, and of what they were read as."""
    # Cut off, so that «tarda» and «tardan» are one; those of three letters and less say nothing of the subject.
    words = TfidfVectorizer(analyzer=lambda norms: [norm[:5] for norm in norms if len(norm) > 3], sublinear_tf=True)
    try:
        counted = words.fit_transform(texts)
    except ValueError:  # no text has a word so long
        counted = csr_matrix((len(texts), 0))
    intents = sorted({message.intent for message in messages} - set(_NO_INTENT))
    known = [number for number, message in enumerate(messages) if message.intent in intents]
    weights = [_SAME_INTENT * messages[number].confidence for number in known]
    columns = [intents.index(messages[number].intent) for number in known]
    read = csr_matrix((weights, (known, columns)), shape=(len(texts), len(intents)))
    features = hstack([counted, read]).tocsr()
    lengths = np.sqrt(features.multiply(features).sum(axis=1)).A1
    scaled = diags(1 / np.maximum(lengths, 1e-9)) @ features
    return np.asarray((scaled @ scaled.T).todense())


def described(group: Group) -> list[str]:
    """The columns of a group: people, what it was read as, confidence, reasons, the most typical text."""
    texts = operator_texts().inbox
    return [
        str(group.n_people),
        ", ".join(group.intents[:3]),
        f"{group.confidence:.2f}".replace(".", ","),
        ", ".join(texts.reasons[reason] for reason in group.reasons),
        group.typical.text,
    ]
