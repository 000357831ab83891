"""`make bench-nlu`: compares this project's NLU with stock Rasa and retrieval, on the same rows and questions.

Environment:
    EPOCHS: epochs of DIET (default 5; Rasa's own default of 300 would take hours).
    ROWS: training rows that every system gets (default 3000).
    SYSTEMS: names of the systems to run, separated by commas (default: all; `ours-on-all` is ours with all rows, which
        takes as long as a training).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
from tabulate import tabulate
from tqdm import tqdm

from retirada.evaluation.dataset import DEV, HELDOUT, TRAINING, Question, questions, shared_sets
from retirada.evaluation.outcomes import Prediction, evaluate, in_scope, summary
from retirada.evaluation.systems import BM25, DIET, LOGISTIC, NEIGHBOUR, OURS, TITLES
from retirada.nlu.training_data import Example, read_examples, read_folder
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, load
from retirada.server.settings import Settings, configure_logging
from retirada.yaml_files import exit_on_data_error

BENCH_PYTHON = PROJECT / ".venv-bench" / "bin" / "python"
RESULT = PROJECT / "var" / "evaluation" / "bench.md"
ROWS = 3000  # with all, embeddings and DIET would each take most of an hour
EPOCHS = 5
ANNOTATION = re.compile(r"\[([^\[\]]+)\]\((\w+):(\w+)\)")
ABSTENTION = 0.03  # the share of the development questions in scope that a system may leave unanswered
OURS_ON_ALL = "ours-on-all"
SYSTEMS = (OURS, LOGISTIC, BM25, NEIGHBOUR, DIET, OURS_ON_ALL)
REAL_SETS = ("real, far out of scope", "real, near out of scope", "real, other complaints")


def stratified_sample(examples: Sequence[Example], count: int) -> list[Example]:
    """About `count` of the examples, the same share of each intent; mostly the same ones when the data grow."""
    if count >= len(examples):
        return list(examples)
    by_intent: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_intent[example.intent].append(example)
    chosen = []
    for group in by_intent.values():
        group.sort(key=lambda example: zlib.crc32(example.text.encode()))
        chosen += group[: max(2, round(len(group) * count / len(examples)))]
    return chosen


def threshold_questions(rules: Knowledge) -> list[Question]:
    """Every third development question in scope: on these, each system gets its threshold."""
    return [question for question in questions(read_examples(DEV)) if question.topic in rules.tables][::3]


def write_data(examples: Sequence[Example], folder: Path, named: Collection[str] = ()) -> None:
    """Write the examples as Rasa NLU files.

    Args:
        named: for stock Rasa, which learns the name of an entity and where it stands, not a value such as `withdrawn`:
            the facts whose name carries the value («status__withdrawn»). No other entity is written then: the tags of
            all details would take DIET more memory than there is.
    """
    folder.mkdir()
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        marked = ANNOTATION.sub(partial(_with_value, named), example.marked) if named else example.marked
        by_intent[example.intent].append(marked)
    for intent, lines in by_intent.items():
        block = "".join(f"      - {line}\n" for line in lines)
        text = f'version: "3.1"\nnlu:\n  - intent: {intent}\n    examples: |\n{block}'
        (folder / f"{intent}.yml").write_text(text, encoding="utf-8")
    for path in TRAINING.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if "- lookup:" in text and "- intent:" not in text:
            (folder / path.name).write_text(text, encoding="utf-8")


def _with_value(named: Collection[str], annotation: re.Match[str]) -> str:
    words, entity, value = annotation.groups()
    return f"[{words}]({entity}__{value})" if entity in named else words


def run(name: str, examples: Sequence[Example], texts: Sequence[str], epochs: int, facts: Collection[str]) -> dict:
    """Train one system and predict with it, each in a process of its own.

    Args:
        facts: names of the facts that it is to learn.

    Returns:
        what systems.train and systems.read report: seconds, guesses, p50, p95 (ms), megabytes.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_data(examples, folder / "data", facts if name in (DIET, LOGISTIC) else ())
        (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        python = sys.executable if name == OURS else str(BENCH_PYTHON)
        quiet = {"EPOCHS": str(epochs), "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3"}
        # Pinned to one core, two threads of a library wait for each other: an embedding would take two seconds.
        alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        for step, threads in (("train", {}), ("read", alone)):
            done = subprocess.run(
                [python, "-m", "retirada.evaluation.systems", step, name, made],
                cwd=PROJECT,
                env={**Settings.from_environment().environment(), "PYTHONPATH": str(PROJECT), **quiet, **threads},
                capture_output=True,
                text=True,
            )
            if done.returncode:
                killed = "it was killed, as where memory runs out" if done.returncode < 0 else done.stderr[-3000:]
                raise SystemExit(f"{TITLES[name]} failed to {step}: {killed}")
        return {
            **json.loads((folder / "trained.json").read_text(encoding="utf-8")),
            **json.loads((folder / "read.json").read_text(encoding="utf-8")),
        }


def row(
    name: str,
    title: str,
    found: dict,
    rules: Knowledge,
    dev: Sequence[Question],
    heldout: Sequence[Question],
    real_sets: dict[str, list[str]],
) -> list[str]:
    """The table's row of one system."""
    predictions = [Prediction(intent, sure, facts, asks) for intent, sure, facts, asks in found["guesses"]]
    dev_evaluations = [evaluate(rules, q, p) for q, p in zip(dev, predictions, strict=False)]
    # It may leave unanswered what it is least sure of. Ours, too, has a threshold of its own for so few rows.
    scope = in_scope(dev_evaluations, rules)
    threshold = np.quantile([e.prediction.confidence for e in scope], ABSTENTION)
    predictions = [p._replace(asks_back=bool(p.confidence < threshold)) for p in predictions]
    evaluations = [evaluate(rules, q, p) for q, p in zip(heldout, predictions[len(dev) :], strict=False)]
    measured = summary(evaluations, rules)
    # Systems that extract no facts give no verdicts.
    has_facts = name in (OURS, DIET)
    cells = [
        title,
        f"{100 * measured['topic right']:.1f}",
        f"{100 * measured['verdict right']:.1f}" if has_facts else "–",
        f"{100 * measured['wrong verdict without asking back']:.1f}" if has_facts else "–",
        f"{100 * measured['out of scope answered']:.1f}",
    ]
    at = len(dev) + len(heldout)
    for texts in real_sets.values():
        mine = predictions[at : at + len(texts)]
        at += len(texts)
        answered = sum(p.intent in rules.tables and not p.asks_back for p in mine)
        cells.append(f"{100 * answered / len(mine):.1f}")
    return [*cells, *(f"{found[key]:.1f}" for key in ("seconds", "p50", "p95")), f"{found['megabytes']:.0f}"]


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its first column text and the others numbers."""
    align = ["left", *["right"] * (len(header) - 1)]
    return tabulate(rows, header, tablefmt="pipe", colalign=align, disable_numparse=True) + "\n"


@exit_on_data_error()
def main() -> None:
    """Run all systems, print the table and write it to var/evaluation/bench.md."""
    configure_logging()
    started = time.monotonic()
    epochs = int(os.environ.get("EPOCHS") or EPOCHS)
    names = os.environ.get("SYSTEMS", ",".join(SYSTEMS)).split(",")
    if unknown := set(names) - set(SYSTEMS):
        raise SystemExit(f"SYSTEMS: no such system: {', '.join(sorted(unknown))}. There are: {', '.join(SYSTEMS)}.")
    everything = read_folder(TRAINING)
    examples = stratified_sample(everything, int(os.environ.get("ROWS") or ROWS))
    rules = load()
    heldout = questions(read_examples(HELDOUT))
    dev = threshold_questions(rules)
    real_sets = {name: texts for name, texts in shared_sets().items() if name in REAL_SETS}
    texts = [*(q.text for q in [*dev, *heldout]), *(text for group in real_sets.values() for text in group)]
    runs = [
        (OURS, f"{TITLES[OURS]}, all {len(everything)} rows", everything)
        if name == OURS_ON_ALL
        else (name, TITLES[name], examples)
        for name in names
    ]
    rows = []
    with tqdm(runs, unit=" systems", leave=False, disable=None) as progress:
        for name, title, learnt in progress:
            progress.set_description(title)
            found = run(name, learnt, texts, epochs, rules.facts)
            rows.append(row(name, title, found, rules, dev, heldout, real_sets))
            progress.write(" | ".join(rows[-1]))
    header = ["system", "topic %", "verdict %", "wrong %", "out of scope answered %"]
    header += [f"{name.removeprefix('real, ')} answered %" for name in real_sets]
    header += ["training s", "parse p50 ms", "p95 ms", "resident MB"]
    minutes = (time.monotonic() - started) / 60
    said = (
        f"{datetime.now():%Y-%m-%d}: {len(examples)} of {len(everything)} training rows, {len(heldout)} held-out"
        f" questions, DIET with {epochs} epochs, training on {len(os.sched_getaffinity(0))} cores, reading on one.\n"
        f"All of it took {minutes:.0f} minutes.\n\n"
    )
    table = markdown(header, rows)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(said + table, encoding="utf-8")
    print(said + table)


if __name__ == "__main__":
    main()
