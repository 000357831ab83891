"""`make grow`: whether the assistant takes a new question, as docs/growth.md.

Topics in turn are made young: all but a few of their training rows are put away, as on the day when an editor adds the
topic with so many examples. Both readers are trained on what is left, and read the held-out questions, whose authors
saw no training row. TOPICS, EXAMPLES: which, and how many, separated by commas. Takes some ten minutes for each.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context

import numpy as np
from tabulate import tabulate
from tqdm import tqdm

from retirada.evaluation.ablate import N_SYNTHETIC, as_prediction
from retirada.evaluation.components import language, reader_examples
from retirada.evaluation.dataset import HELDOUT, Example, questions, read_examples, training_examples
from retirada.evaluation.outcomes import evaluate
from retirada.nlu.catalog import read_catalog
from retirada.nlu.linear import LinearReader
from retirada.nlu.network import NetworkReader
from retirada.nlu.reader import Example as ReaderExample
from retirada.nlu.reader import Scores, average
from retirada.nlu.utterance import Utterance
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, load

TABLE = PROJECT / "docs" / "growth.md"
TOPICS = os.environ.get("TOPICS", "mediation,ip_review,should_file").split(",")
EXAMPLES = [int(number) for number in os.environ.get("EXAMPLES", "50,15").split(",")]
OFFERED = 3  # so many topics are offered where the assistant asks back
HEADER = ["new topic", "examples", "its questions", "answered %", "answered or offered %", "other verdicts right %"]


def young(rows: Sequence[Example], topic: str, n: int) -> list[Example]:
    """The rows without all but `n` of the topic, always the same."""
    own = sorted((row for row in rows if row.intent == topic), key=lambda row: zlib.crc32(row.text.encode()))
    kept = {row.place for row in own[:n]}
    return [row for row in rows if row.intent != topic or row.place in kept]


def predict(
    reader: LinearReader | NetworkReader,
    examples: list[ReaderExample],
    subjects: frozenset[str],
    asked: list[Utterance],
) -> Scores:
    """Train the reader, and read. In a process of its own."""
    return reader.fit(examples, subjects).predict(asked)


def scores(rows: Sequence[Example], texts: Sequence[str]) -> Scores:
    """What both readers, trained on the rows side by side, find in the texts."""
    catalog = read_catalog()
    nlp = language([row.text for row in rows])
    examples = reader_examples(nlp, rows, N_SYNTHETIC)
    asked = [Utterance.from_doc(nlp(text)) for text in texts]
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        both = [
            processes.submit(predict, reader, examples, catalog.subjects, asked)
            for reader in (LinearReader(), NetworkReader())
        ]
        linear, network = (future.result() for future in both)
        return average(linear, network, catalog.subjects)


def row_of(rules: Knowledge, topic: str, n: int) -> list[str]:
    """A row of the table."""
    asked = [question for question in questions(read_examples(HELDOUT)) if question.topic in rules.tables]
    found = scores(young(training_examples(), topic, n), [question.text for question in asked])
    own = np.array([question.topic == topic for question in asked])
    ranks = np.argsort(-found.log_proba, axis=1)
    column = found.labels.intents.index(topic)
    right = np.array([evaluate(rules, q, as_prediction(found, i)).guess_correct for i, q in enumerate(asked)])
    return [
        topic,
        str(n),
        str(own.sum()),
        f"{100 * (ranks[own, 0] == column).mean():.0f}",
        f"{100 * (ranks[own, :OFFERED] == column).any(axis=1).mean():.0f}",
        f"{100 * right[~own].mean():.1f}",
    ]


def main() -> None:
    """Make each topic young, print and write the table."""
    rules, rows = load(), []
    for topic, n in tqdm([(topic, n) for topic in TOPICS for n in EXAMPLES], desc="Topics", disable=None):
        rows.append(row_of(rules, topic, n))
        print(rows[-1], flush=True)
    table = tabulate(rows, HEADER, tablefmt="github", disable_numparse=True)
    made = datetime.now().strftime("%Y-%m-%d")
    note = f"`make grow` wrote this on {made}. What is new is what `retirada/evaluation/grow.py` makes so."
    TABLE.write_text(f"# Whether a new question takes\n\n{note}\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
