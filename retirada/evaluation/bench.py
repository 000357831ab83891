"""`make bench-nlu`: this project's NLU beside what one would use otherwise, in one run on the same data.

EPOCHS: of DIET (Rasa's own default of 300 would take hours). ROWS: of the training data, for all systems alike; ours is
shown with all rows, too. SYSTEMS: those to run, by name, separated by commas.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from tqdm import tqdm

from retirada.evaluation.dataset import (
    DEV,
    HELDOUT,
    MARK,
    TRAINING,
    Example,
    Question,
    questions,
    read_examples,
    shared_sets,
    training_examples,
)
from retirada.evaluation.outcomes import Reading, in_scope, judge, summary
from retirada.evaluation.systems import BM25, DIET, LOGISTIC, NEIGHBOUR, OURS, TITLES
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, load
from retirada.server.settings import Settings

BENCH_PYTHON = PROJECT / ".venv-bench" / "bin" / "python"
RESULT = PROJECT / "var" / "evaluation" / "bench.md"
ROWS = 3000  # with all, embeddings and DIET would each take most of an hour
EPOCHS = 5
HELD_BACK = 0.03  # of the development questions in scope: what the others may leave unanswered, as the issue allows
STRAYS = ("real, far out of scope", "real, near out of scope", "real, other complaints")


def rows_of(examples: Sequence[Example], count: int) -> list[Example]:
    """About `count` of the examples, of each intent as large a share; mostly the same ones when the data grow."""
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
    """Every third development question in scope: on these, what is compared gets its threshold."""
    return [question for question in questions(read_examples(DEV)) if question.topic in rules.tables][::3]


def write_data(examples: Sequence[Example], folder: Path, value_in_name: bool) -> None:
    """Write the examples as Rasa NLU files.

    Stock Rasa learns the name of an entity and where it stands, not a value such as `withdrawn`: for it, the name
    carries the value («status__withdrawn»).
    """
    folder.mkdir()
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        marked = MARK.sub(r"[\1](\2__\3)", example.marked) if value_in_name else example.marked
        by_intent[example.intent].append(marked)
    for intent, lines in by_intent.items():
        block = "".join(f"      - {line}\n" for line in lines)
        text = f'version: "3.1"\nnlu:\n  - intent: {intent}\n    examples: |\n{block}'
        (folder / f"{intent}.yml").write_text(text, encoding="utf-8")
    for path in TRAINING.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if "- lookup:" in text and "- intent:" not in text:
            (folder / path.name).write_text(text, encoding="utf-8")


def run(name: str, examples: Sequence[Example], texts: Sequence[str], epochs: int) -> dict:
    """Train and read with one system, each in a process of its own; what both report."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_data(examples, folder / "data", value_in_name=name in (DIET, LOGISTIC))
        (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        python = sys.executable if name == OURS else str(BENCH_PYTHON)
        quiet = {"EPOCHS": str(epochs), "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3"}
        # On one core, libraries that have started two threads wait for themselves: an embedding takes two seconds.
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
                raise SystemExit(f"{TITLES[name]} failed to {step}:\n{done.stderr[-3000:]}")
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
    strays: dict[str, list[str]],
) -> list[str]:
    """The table's row of one system."""
    readings = [Reading(intent, sure, facts, asks) for intent, sure, facts, asks in found["guesses"]]
    judged_dev = [judge(rules, q, r) for q, r in zip(dev, readings, strict=False)]
    if name != OURS:
        # It may leave unanswered what it is unsure of, as far as the issue allows: chosen on development data, as ours.
        scope = in_scope(judged_dev, rules)
        threshold = np.quantile([j.reading.confidence for j in scope], HELD_BACK)
        readings = [r._replace(asks_back=r.confidence < threshold) for r in readings]
    judged = [judge(rules, q, r) for q, r in zip(heldout, readings[len(dev) :], strict=False)]
    measured = summary(judged, rules)
    # Whoever reads no facts gives no verdicts.
    has_facts = name in (OURS, DIET)
    cells = [
        title,
        f"{100 * measured['topic right']:.1f}",
        f"{100 * measured['verdict right']:.1f}" if has_facts else "–",
        f"{100 * measured['wrong verdict without asking back']:.1f}" if has_facts else "–",
        f"{100 * measured['out of scope answered']:.1f}",
    ]
    at = len(dev) + len(heldout)
    for texts in strays.values():
        mine = readings[at : at + len(texts)]
        at += len(texts)
        answered = sum(r.intent in rules.tables and not r.asks_back for r in mine)
        cells.append(f"{100 * answered / len(mine):.1f}")
    return [*cells, *(f"{found[key]:.1f}" for key in ("seconds", "p50", "p95")), f"{found['megabytes']:.0f}"]


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table that reads well as it is, too."""
    widths = [max(len(line[i]) for line in [header, *rows]) for i in range(len(header))]
    lines = [header, ["-" * w if i == 0 else "-" * (w - 1) + ":" for i, w in enumerate(widths)], *rows]
    return "".join(
        "| "
        + " | ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
        + " |\n"
        for line in lines
    )


def main() -> None:
    """Run all systems, print the table and write it to var/evaluation/bench.md."""
    started = time.monotonic()
    epochs = int(os.environ.get("EPOCHS") or EPOCHS)
    names = os.environ.get("SYSTEMS", ",".join((OURS, LOGISTIC, BM25, NEIGHBOUR, DIET))).split(",")
    if unknown := set(names) - TITLES.keys():
        raise SystemExit(f"SYSTEMS: no such system: {', '.join(sorted(unknown))}. There are: {', '.join(TITLES)}.")
    everything = training_examples()
    examples = rows_of(everything, int(os.environ.get("ROWS") or ROWS))
    rules = load()
    heldout = questions(read_examples(HELDOUT))
    dev = threshold_questions(rules)
    strays = {name: texts for name, texts in shared_sets().items() if name in STRAYS}
    texts = [*(q.text for q in [*dev, *heldout]), *(text for group in strays.values() for text in group)]
    runs = [(name, TITLES[name], examples) for name in names]
    if OURS in names and len(examples) < len(everything):
        runs.append((OURS, f"{TITLES[OURS]}, all {len(everything)} rows", everything))
    rows = []
    with tqdm(runs, unit=" systems", leave=False, disable=None) as progress:
        for name, title, learnt in progress:
            progress.set_description(title)
            rows.append(row(name, title, run(name, learnt, texts, epochs), rules, dev, heldout, strays))
    header = ["system", "topic %", "verdict %", "wrong %", "out of scope answered %"]
    header += [f"{name.removeprefix('real, ')} answered %" for name in strays]
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
