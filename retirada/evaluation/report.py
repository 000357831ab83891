"""The evaluation as one HTML page that fetches nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from retirada.evaluation.dataset import OUT_OF_SCOPE
from retirada.evaluation.outcomes import ASKED_BACK, RIGHT, WRONG_VERDICT, Evaluation, Scores
from retirada.guide.templates import template_environment


class Table(NamedTuple):
    """A table whose first columns are text and whose others are numbers. Cells that start with ✓ or ✗ are coloured."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    text_columns: int


class Cell(NamedTuple):
    """A cell of the confusion matrix; `title` says what its number counts."""

    n: int
    colour: str
    title: str


class Confusion(NamedTuple):
    """The confusion matrix: annotated down, predicted across. None: a cell in which nothing is counted."""

    names: Sequence[str]
    rows: list[tuple[str, list[Optional[Cell]]]]


class Part(NamedTuple):
    """What stands in a section: one of these.

    Attributes:
        charts: SVG and caption of each.
        errors: outcome → the questions that had it.
    """

    table: Optional[Table] = None
    charts: Sequence[tuple[str, str]] = ()
    confusion: Optional[Confusion] = None
    errors: Mapping[str, Table] = {}


class Section(NamedTuple):
    """A heading, a sentence on how to read what follows, and what follows."""

    heading: str
    says: str
    parts: Sequence[Part]


class Page:
    """Collects sections; `html()` gives the page."""

    def __init__(self, title: str, subtitle: str) -> None:
        self._title, self._subtitle = title, subtitle
        self._sections: list[Section] = []

    def section(self, heading: str, says: str, *parts: Part) -> None:
        """Add a section."""
        self._sections.append(Section(heading, says, parts))

    def html(self) -> str:
        template = template_environment(Path(__file__).parent).get_template("report.html")
        return template.render(title=self._title, subtitle=self._subtitle, sections=self._sections)


def percent(value: float) -> str:
    """«97.1»; a dash for nan."""
    return "–" if math.isnan(value) else f"{100 * value:.1f}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Part:
    """A table whose first column is text."""
    return Part(table=Table(header, rows, text_columns=1))


def charts(*captioned: tuple[str, str]) -> Part:
    """SVG charts side by side, each with its caption."""
    return Part(charts=captioned)


def scores_table(kind: str, scores: Sequence[Scores]) -> Part:
    """Precision, recall and, where there is one, the share of right verdicts."""
    with_verdict = any(not math.isnan(s.verdict) for s in scores)
    header = [kind, "questions", "precision %", "recall %", *["verdict %"] * with_verdict]
    rows = [
        [s.name, str(s.count), percent(s.precision), percent(s.recall), *[percent(s.verdict)] * with_verdict]
        for s in scores
    ]
    return table(header, rows)


def confusion_matrix(names: Sequence[str], counts: np.ndarray) -> Part:
    """Annotated down, predicted across. The diagonal is blue, errors are red; the deeper, the larger their share."""

    def cell(i: int, j: int) -> Optional[Cell]:
        count = counts[i][j]
        if not count:
            return None
        depth = 0.12 + 0.88 * count / counts[i].sum()
        colour = f"rgba(42,111,151,{0.55 * depth:.2f})" if i == j else f"rgba(200,85,61,{min(1, 3 * depth):.2f})"
        return Cell(count, colour, f"{names[i]} → {names[j]}: {count}")

    rows = [(name, [cell(i, j) for j in range(len(names))]) for i, name in enumerate(names) if counts[i].any()]
    return Part(confusion=Confusion(names, rows))


def errors(evaluations: Iterable[Evaluation]) -> Part:
    """The wrong ones by outcome, each with annotation and prediction."""
    groups: dict[str, list[Evaluation]] = {}
    for e in evaluations:
        if e.outcome != RIGHT and not (e.outcome == ASKED_BACK and e.question.topic == OUT_OF_SCOPE):
            kind = "out of scope, answered" if _is_out_of_scope_answered(e) else e.outcome
            groups.setdefault(kind, []).append(e)
    shown = {}
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
        shown[kind] = Table(["question", "annotated", "predicted", "confidence"], rows, text_columns=3)
    return Part(errors=shown)


def as_text(topic: str, facts: dict[str, str]) -> str:
    """«withdraw, status=processed»."""
    return ", ".join([topic, *(f"{fact}={value}" for fact, value in sorted(facts.items()))])


def _is_out_of_scope_answered(e: Evaluation) -> bool:
    return e.question.topic == OUT_OF_SCOPE and e.outcome == WRONG_VERDICT
