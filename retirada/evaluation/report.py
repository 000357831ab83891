"""The evaluation as one HTML page that fetches nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from retirada.evaluation.dataset import OUT_OF_SCOPE
from retirada.evaluation.outcomes import ASKED_BACK, RIGHT, WRONG_VERDICT, Evaluation, Scores

STYLE = """
:root { color-scheme: light }
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 75rem; margin: 2rem auto;
  padding: 0 1.5rem }
h1 { font-size: 1.7rem; margin-bottom: 0 } h2 { margin-top: 2.5rem; font-size: 1.25rem } p { max-width: 50rem }
.aside { color: #666 } .scroll { overflow-x: auto } .charts { display: flex; flex-wrap: wrap; gap: 1.5rem }
figure { margin: 0; flex: 1 1 21rem; max-width: 26rem } figure svg { width: 100%; height: auto }
figcaption { color: #666; font-size: .85rem }
table { border-collapse: collapse; font-size: .9rem } th, td { padding: .25rem .7rem; border-bottom: 1px solid #e4e4e4 }
th { text-align: left; font-weight: 600 } thead th { border-bottom: 2px solid #999; vertical-align: bottom }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
td.missed { color: #a8321a; font-weight: 600 } td.met { color: #22663b }
.confusion td, .confusion th { border: 0; padding: .15rem .3rem; font-size: .8rem; text-align: center }
.confusion tbody th { text-align: right; white-space: nowrap } .confusion td { min-width: 2rem }
.confusion thead th { height: 9.5rem; white-space: nowrap; vertical-align: bottom }
.confusion thead th span { writing-mode: vertical-rl; transform: rotate(180deg) }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0 } .said { max-width: 34rem }
"""


class Page:
    """Collects sections; `html()` gives the page."""

    def __init__(self, title: str, subtitle: str) -> None:
        self._title = title
        self._parts = [f"<h1>{escape(title)}</h1>", f'<p class="aside">{escape(subtitle)}</p>']

    def section(self, heading: str, says: str, *parts: str) -> None:
        """Add a heading, a sentence on how to read what follows, and what follows (HTML)."""
        self._parts += [f"<h2>{escape(heading)}</h2>", f"<p>{escape(says)}</p>", *parts]

    def html(self) -> str:
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(self._title)}</title>'
            '<meta name="viewport" content="width=device-width">'
            f"<style>{STYLE}</style></head><body>{''.join(self._parts)}</body></html>"
        )


def percent(value: float) -> str:
    """«97.1»; a dash for nan."""
    return "–" if math.isnan(value) else f"{100 * value:.1f}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], text_columns: int = 1) -> str:
    """A table whose first columns are text and whose others are numbers. Cells that start with ✓ or ✗ are coloured."""
    head = "".join(f"<th{'' if i < text_columns else ' class=n'}>{escape(cell)}</th>" for i, cell in enumerate(header))
    body = "".join(f"<tr>{''.join(_cell(cell, i >= text_columns) for i, cell in enumerate(row))}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(text: str, number: bool) -> str:
    kinds = ["n"] * number + ["met"] * text.startswith("✓") + ["missed"] * text.startswith("✗")
    return f'<td class="{" ".join(kinds)}">{escape(text)}</td>' if kinds else f"<td>{escape(text)}</td>"


def charts(*captioned: tuple[str, str]) -> str:
    """SVG charts side by side, each with its caption."""
    figures = "".join(f"<figure>{svg}<figcaption>{escape(text)}</figcaption></figure>" for svg, text in captioned)
    return f'<div class="charts">{figures}</div>'


def scores_table(kind: str, scores: Sequence[Scores]) -> str:
    """Precision, recall and, where there is one, the share of right verdicts."""
    with_verdict = any(not math.isnan(s.verdict) for s in scores)
    header = [kind, "questions", "precision %", "recall %", *["verdict %"] * with_verdict]
    rows = [
        [s.name, str(s.count), percent(s.precision), percent(s.recall), *[percent(s.verdict)] * with_verdict]
        for s in scores
    ]
    return table(header, rows)


def confusion_matrix(names: Sequence[str], counts: np.ndarray) -> str:
    """Annotated down, predicted across. The diagonal is blue, errors are red; the deeper, the larger their share."""
    rows = []
    for i, name in enumerate(names):
        if not counts[i].any():
            continue
        cells = []
        for j, count in enumerate(counts[i]):
            if not count:
                cells.append("<td></td>")
                continue
            depth = 0.12 + 0.88 * count / counts[i].sum()
            colour = f"rgba(42,111,151,{0.55 * depth:.2f})" if i == j else f"rgba(200,85,61,{min(1, 3 * depth):.2f})"
            title = escape(f"{name} → {names[j]}: {count}", quote=True)
            cells.append(f'<td style="background:{colour}" title="{title}">{count}</td>')
        rows.append(f"<tr><th>{escape(name)}</th>{''.join(cells)}</tr>")
    head = "".join(f"<th><span>{escape(name)}</span></th>" for name in names)
    return (
        f'<div class="scroll"><table class="confusion"><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def errors(evaluations: Iterable[Evaluation]) -> str:
    """The wrong ones by outcome, each with annotation and prediction."""
    groups: dict[str, list[Evaluation]] = {}
    for e in evaluations:
        if e.outcome != RIGHT and not (e.outcome == ASKED_BACK and e.question.topic == OUT_OF_SCOPE):
            kind = "out of scope, answered" if _is_out_of_scope_answered(e) else e.outcome
            groups.setdefault(kind, []).append(e)
    folded = []
    for kind, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        rows = [
            [
                e.question.text,
                as_text(e.question.topic, e.question.facts),
                as_text(e.prediction.intent, e.prediction.facts),
                f"{e.prediction.confidence:.2f}",
            ]
            for e in sorted(group, key=lambda e: (e.question.topic, -e.prediction.confidence))
        ]
        shown = table(["question", "annotated", "predicted", "confidence"], rows, text_columns=3)
        folded.append(f"<details open><summary>{escape(kind)}: {len(group)}</summary>{shown}</details>")
    return "".join(folded)


def as_text(topic: str, facts: dict[str, str]) -> str:
    """«withdraw, status=processed»."""
    return ", ".join([topic, *(f"{fact}={value}" for fact, value in sorted(facts.items()))])


def _is_out_of_scope_answered(e: Evaluation) -> bool:
    return e.question.topic == OUT_OF_SCOPE and e.outcome == WRONG_VERDICT
