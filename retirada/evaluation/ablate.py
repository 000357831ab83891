"""`make ablate`: what each part of the NLU earns, on all training rows, as var/evaluation/ablation.md.

Each variant of a reader is trained and measured alone; then the two readers together. Questions have no context, and
nothing is asked back. VARIANTS: names of those to run, separated by semicolons (default: all; each takes a
training).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from typing import NamedTuple, Union

import numpy as np
from tabulate import tabulate
from tqdm import tqdm

from retirada.evaluation.components import language, reader_examples
from retirada.evaluation.dataset import DEV, HELDOUT, TRAINING, questions
from retirada.evaluation.noise import in_chat_spelling, with_typos
from retirada.evaluation.outcomes import Prediction, evaluate, summary
from retirada.nlu.catalog import read_catalog
from retirada.nlu.readers.linear import LinearReader
from retirada.nlu.readers.network import NetworkReader
from retirada.nlu.readers.openblas import training_kernels
from retirada.nlu.readers.reader import Scores, average, end_with_parent
from retirada.nlu.training_data import read_examples, read_folder
from retirada.nlu.utterance import Utterance
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, load
from retirada.server.settings import configure_logging
from retirada.yaml_files import exit_on_data_error

TABLE = PROJECT / "var" / "evaluation" / "ablation.md"
N_SYNTHETIC = 1500
HEADER = [
    "variant",
    "dev verdict %",
    "held-out topic %",
    "verdict %",
    "with typos %",
    "in chat spelling %",
    "out of scope answered %",
    "training s",
    "p50 ms",
]


class Variant(NamedTuple):
    """A reader that could have been. `without`: pipeline components of the Language that are left out."""

    name: str
    make: Callable[[], Union[LinearReader, NetworkReader]]
    without: tuple[str, ...] = ()
    n_synthetic: int = N_SYNTHETIC
    next_door: bool = True


VARIANTS = [
    Variant("linear", LinearReader),
    Variant("linear, without characters", lambda: LinearReader(characters=None)),
    Variant("linear, without words", lambda: LinearReader(words=None)),
    Variant("linear, without pairs of words", lambda: LinearReader(window=0)),
    Variant("linear, without typo correction", LinearReader, without=("spelling_corrector",)),
    Variant("linear, without other platforms", LinearReader, without=("other_platforms",)),
    Variant("linear, without synthetic examples", LinearReader, n_synthetic=0),
    Variant("linear, next door not told apart first", LinearReader, next_door=False),
    Variant("linear, without screening", lambda: LinearReader(negative_step=1, token_negative_step=1)),
    Variant("linear, young intents not weighted", lambda: LinearReader(mature=1)),
    Variant("linear, facts from tokens alone", lambda: LinearReader(message_weight=0.0, fact_bias=0.0)),
    Variant("linear, all coefficients kept", lambda: LinearReader(coef_threshold=0.0)),
    Variant("network", NetworkReader),
    Variant("network, width 64, depth 3", lambda: NetworkReader(width=64)),
    Variant("network, without typo correction", NetworkReader, without=("spelling_corrector",)),
]


class Bench:
    """The questions, and what each variant finds in them."""

    def __init__(self) -> None:
        self.rules: Knowledge = load()
        self.rows = read_folder(TRAINING)
        self.catalog = read_catalog()
        self.dev, self.heldout = (questions(read_examples(path)) for path in (DEV, HELDOUT))
        scope = [question for question in self.heldout if question.topic in self.rules.tables]
        self.typos = [q._replace(text=with_typos(q.text)) for q in scope]
        self.chat = [q._replace(text=in_chat_spelling(q.text)) for q in scope]
        self.asked = [*self.dev, *self.heldout, *self.typos, *self.chat]

    def run(self, variant: Variant) -> tuple[Scores, float, float]:
        """(what it finds in all questions, seconds of training, p50 of reading one in ms)."""
        nlp = language([row.text for row in self.rows])
        with nlp.select_pipes(disable=list(variant.without)):
            examples = reader_examples(nlp, self.rows, variant.n_synthetic)
            utterances = [Utterance.from_doc(nlp(question.text)) for question in self.asked]
        started = time.process_time()
        reader = variant.make().fit(examples, self.catalog.subjects if variant.next_door else ())
        seconds = time.process_time() - started
        took = []
        for utterance in utterances[:300]:
            started = time.perf_counter()
            reader.predict([utterance])
            took.append(1000 * (time.perf_counter() - started))
        return reader.predict(utterances), seconds, float(np.median(took))

    def measures(self, scores: Scores) -> list[str]:
        """The percentages of a row of the table."""
        predictions = [as_prediction(scores, row) for row in range(len(self.asked))]
        evaluations = [evaluate(self.rules, q, p) for q, p in zip(self.asked, predictions, strict=True)]
        ends = np.cumsum([len(part) for part in (self.dev, self.heldout, self.typos, self.chat)])
        dev, heldout, typos, chat = (
            summary(evaluations[start:end], self.rules) for start, end in zip([0, *ends], ends, strict=False)
        )
        found = [
            dev["verdict right"],
            heldout["topic right"],
            heldout["verdict right"],
            typos["verdict right"],
            chat["verdict right"],
            heldout["out of scope answered"],
        ]
        return [f"{100 * value:.1f}" for value in found]


def as_prediction(scores: Scores, row: int) -> Prediction:
    """The likeliest intent and the facts in a row of the scores."""
    best = int(scores.log_proba[row].argmax())
    facts: dict[str, str] = {}
    for column in np.argsort(-scores.facts[row]):
        name, value = scores.labels.facts[column].split("=")
        if scores.facts[row, column] > 0:
            facts.setdefault(name, value)
    return Prediction(scores.labels.intents[best], float(np.exp(scores.log_proba[row, best])), facts)


def chosen() -> Sequence[Variant]:
    """The variants that VARIANTS names."""
    names = os.environ.get("VARIANTS")
    return [v for v in VARIANTS if v.name in names.split(";")] if names else VARIANTS


@exit_on_data_error()
def main() -> None:
    """Run the variants in a process of its own, in which matrices are multiplied as in `make train`."""
    with training_kernels(), ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent) as pool:
        pool.submit(run_variants).result()


def run_variants() -> None:
    """Run the variants, print the table and write it to var/evaluation/ablation.md."""
    configure_logging()
    bench, rows, found = Bench(), [], {}
    for variant in tqdm(chosen(), desc="Variants", unit="", disable=None):
        scores, seconds, milliseconds = bench.run(variant)
        found[variant.name] = scores
        rows.append([variant.name, *bench.measures(scores), f"{seconds:.0f}", f"{milliseconds:.1f}"])
        print(rows[-1], flush=True)
    if "linear" in found and "network" in found:
        both = average(found["linear"], found["network"], bench.catalog.subjects)
        rows.append(["**linear and network, averaged**", *bench.measures(both), "", ""])
    table = tabulate(rows, HEADER, tablefmt="github", disable_numparse=True)
    made = datetime.now().strftime("%Y-%m-%d")
    note = f"`make ablate` wrote this on {made}: {len(bench.rows)} training rows, {len(bench.heldout)} questions."
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(f"# What each part earns\n\n{note}\n\n{table}\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
