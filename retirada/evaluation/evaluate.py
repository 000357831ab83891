"""`make evaluate`: how well the assistant understands, as var/evaluation/report.html and a short table.

Trains if needed, then predicts with the trained model, through the whole pipeline: the project's own development and
held-out questions, the latter also with noise, and real text of others where ../shared/eval is present.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
from tabulate import tabulate

from retirada.evaluation import charts, report
from retirada.evaluation.components import configured
from retirada.evaluation.measure import FOLDS, Results, measure
from retirada.evaluation.outcomes import (
    BARS,
    as_annotated,
    confusions,
    fact_scores,
    in_scope,
    reliability,
    risk_and_coverage,
    summary,
    topic_scores,
)
from retirada.nlu.components.fallback import ShortMessageFallbackClassifier
from retirada.paths import PROJECT
from retirada.rulebook import knowledge
from retirada.server.settings import configure_logging
from retirada.server.training import ensure_fresh
from retirada.yaml_files import exit_on_data_error

REPORT = PROJECT / "var" / "evaluation" / "report.html"
MAX_LOSS = 0.01
# Set of ../shared/eval → the largest share that may be answered with a verdict.
REAL_BARS = {"real, far out of scope": 0.005, "real, near out of scope": 0.03, "real, other complaints": 0.08}


def measures_table(results: Results, rules: knowledge.Knowledge) -> list[list[str]]:
    """Rows of (measure, development %, held-out %, bar)."""
    dev, heldout = summary(results.dev, rules), summary(results.heldout, rules)
    rows = []
    for name in dev:
        bar, more = BARS.get(name, (None, None))
        shown = [_against(value[name], bar, more) for value in (dev, heldout)]
        rows.append([name, *shown, "" if bar is None else f"{'≥' if more else '≤'} {100 * bar:g}"])
    return rows


def noise_table(results: Results, rules: knowledge.Knowledge) -> list[list[str]]:
    """Rows of (noise, topic %, points lost, verdict %, points lost)."""
    clean = summary(in_scope(results.heldout, rules), rules)
    rows = []
    for name, evaluations in {"as written": None, **results.noisy}.items():
        found = summary(evaluations, rules) if evaluations else clean
        row = [name]
        for right in ("topic right", "verdict right"):
            lost = clean[right] - found[right]
            mark = "" if evaluations is None else ("✓ " if lost <= MAX_LOSS else "✗ ")
            row += [report.percent(found[right]), f"{mark}{100 * lost:.1f}"]
        rows.append(row)
    return rows


def real_table(results: Results, rules: knowledge.Knowledge) -> list[list[str]]:
    """Rows of (set, texts, answered %, asked back %, not answered %)."""
    rows = []
    for name, predictions in results.real.items():
        back = sum(p.asks_back for p in predictions)
        answered = sum(p.intent in rules.tables and not p.asks_back for p in predictions)
        shares = [
            answered / len(predictions),
            back / len(predictions),
            (len(predictions) - answered - back) / len(predictions),
        ]
        shown = [_against(shares[0], REAL_BARS.get(name), more=False), *map(report.percent, shares[1:])]
        rows.append([name, str(len(predictions)), *shown])
    return rows


def _against(value: float, bar: float | None, more: bool | None) -> str:
    if bar is None:
        return report.percent(value)
    return f"{'✓' if (value >= bar if more else value <= bar) else '✗'} {report.percent(value)}"


def page(results: Results, rules: knowledge.Knowledge) -> str:
    """The report as HTML."""
    threshold = configured(ShortMessageFallbackClassifier)["threshold"]
    everything = [*results.dev, *results.heldout]
    right = [as_annotated(e.prediction.intent) == e.question.topic for e in everything]
    sure = [e.prediction.confidence for e in everything]
    points, calibration_error = reliability(sure, right)
    p50, p95 = np.percentile(results.milliseconds, [50, 95])
    made = datetime.now().strftime("%Y-%m-%d %H:%M")
    made_page = report.Page(
        "How well Retirada understands",
        f"{made} · {len(results.dev)} development and {len(results.heldout)} held-out questions · reading one takes"
        f" {p50:.1f} ms (p50), {p95:.1f} ms (p95)",
    )
    add = made_page.section
    add(
        "At a glance",
        "Per cent. Topic, verdict, wrong, asked back and refused: of the questions in scope. A verdict is right when"
        " topic and facts lead to the right row of the tables. Thresholds are chosen on the development questions.",
        report.table(["measure", "development", "held-out", "bar"], measures_table(results, rules)),
    )
    add(
        "With noise",
        f"Held-out questions in scope. At most {100 * MAX_LOSS:g} in 100 may be lost to each kind of noise.",
        report.table(["noise", "topic %", "points lost", "verdict %", "points lost"], noise_table(results, rules)),
    )
    if results.real:
        add(
            "Real text of others",
            "None out of scope and no other complaint may be answered with a verdict; those in scope should be.",
            report.table(["set", "texts", "answered %", "asked back %", "not answered %"], real_table(results, rules)),
        )
    add(
        "Cross-validation on the training data",
        f"Topics only, {len(results.folds)} of {FOLDS} folds, without thresholds. The training data is made of hard"
        " cases and near misses, so it is harder than what people ask.",
        report.table(
            ["fold", "accuracy %", "macro F1 %", "out of scope taken for a topic %"],
            [[str(i), *map(report.percent, fold)] for i, fold in enumerate(results.folds, start=1)],
        ),
    )
    add(
        "Confidence",
        "Development and held-out questions together.",
        report.charts(
            (
                charts.confidence_histogram(
                    [c for c, hit in zip(sure, right, strict=True) if hit],
                    [c for c, hit in zip(sure, right, strict=True) if not hit],
                    threshold,
                ),
                "How sure the assistant is where its topic is right, and where it is wrong.",
            ),
            (
                charts.reliability_diagram(points, calibration_error, threshold),
                "On the dotted line, confidence means what it says. Each dot: so many questions.",
            ),
            (
                charts.risk_coverage(
                    {
                        "development": risk_and_coverage(results.dev, rules),
                        "held-out": risk_and_coverage(results.heldout, rules),
                    },
                    threshold,
                ),
                "What another threshold would gain and lose. The dots: the threshold in use.",
            ),
        ),
    )
    heldout = "Held-out questions."
    add("By topic", heldout, report.scores_table("topic", topic_scores(results.heldout, rules)))
    add("By fact", heldout, report.scores_table("fact", fact_scores(results.heldout, rules)))
    add(
        "Confusion matrix",
        f"{heldout} Annotated at the left, predicted above.",
        report.confusion_matrix(*confusions(results.heldout, rules)),
    )
    add("Errors", heldout, report.errors(results.heldout))
    return made_page.html()


@exit_on_data_error()
def main() -> None:
    """Measure, write the report, print the short tables."""
    configure_logging()
    (PROJECT / "var").mkdir(exist_ok=True)
    ensure_fresh()
    rules = knowledge.load()
    results = measure(rules)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(page(results, rules), encoding="utf-8")
    _print(["%", "development", "held-out", "bar"], measures_table(results, rules))
    _print(["noise", "topic %", "lost", "verdict %", "lost"], noise_table(results, rules))
    if results.real:
        _print(["real text", "texts", "answered %", "asked back %", "no answer %"], real_table(results, rules))
    accuracy, macro_f1, answered = np.mean(results.folds, axis=0)
    print(
        f"cross-validation, {len(results.folds)} folds: accuracy {100 * accuracy:.1f} %,"
        f" macro F1 {100 * macro_f1:.1f} %, out of scope taken for a topic {100 * answered:.1f} %"
    )
    print(f"parse: p50 {np.median(results.milliseconds):.1f} ms, p95 {np.percentile(results.milliseconds, 95):.1f} ms")
    print(f"The report: {REPORT}")


def _print(header: list[str], rows: list[list[str]]) -> None:
    align = ["left", *["right"] * (len(header) - 1)]
    print(tabulate(rows, header, tablefmt="plain", colalign=align, disable_numparse=True), end="\n\n")


if __name__ == "__main__":
    main()
