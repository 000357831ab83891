"""`make check`: prints what to mend, one line each, and fails if there is anything. What is old is a warning."""

from __future__ import annotations

import datetime
import sys

from retirada.checks import completeness, training_data
from retirada.checks.similar_rows import advice
from retirada.evaluation.dataset import TRAINING
from retirada.nlu.row_problems import broken_marks
from retirada.nlu.training_data import read_folder
from retirada.paths import PROJECT
from retirada.rulebook.freshness import due, review_months
from retirada.rulebook.knowledge import load
from retirada.rulebook.schema import Knowledge
from retirada.yaml_files import DataFileError


def warnings(knowledge: Knowledge, months: int, today: datetime.date) -> list[str]:
    """One sentence for each question and note that was last checked more than so many months ago."""
    return [
        f"{file}: {entry.id} was last checked on {checked.date}, over {months} months ago: make review."
        for file, entry, checked in due(knowledge, months, today)
    ]


def main() -> int:
    """Return the exit code: 0 when nothing is to mend.

    Raises:
        SystemExit: REVIEW_MONTHS can't be used.
    """
    months = review_months()
    try:
        knowledge, rows = load(checks=()), read_folder(TRAINING)  # what is wrong within it, `completeness` says
        tests = training_data.dev_and_heldout()
        found = [
            *completeness.problems(PROJECT, rows),
            *training_data.problems(rows, knowledge),
            *broken_marks(tests),
        ]
        repeated = len(list(training_data.leaked_questions(rows, tests)))
        remarks = [
            *(f"Warning: {warning}" for warning in warnings(knowledge, months, datetime.date.today())),
            f"{repeated} training examples are, word for word, among the {len(tests)} test questions.",
            *advice(rows, sorted(knowledge.tables)),
        ]
    except DataFileError as error:
        found, remarks = str(error).splitlines(), []
    for line in [*found, *remarks]:
        print(line)
    print("Nothing to mend." if not found else f"{len(found)} to mend.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
