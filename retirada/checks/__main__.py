"""`make check`: prints what to mend, one line each, and fails if there is anything. What is old is a warning."""

from __future__ import annotations

import datetime
import sys

from retirada.channels.core.sentences import SentencesError
from retirada.channels.web.follow_ups import FollowUpsError
from retirada.checks.completeness import ProjectFileError, problems
from retirada.nlu.language_files import LanguagesError
from retirada.nlu.training_data import TrainingDataError
from retirada.operator_texts import OperatorTextsError
from retirada.paths import PROJECT
from retirada.rulebook.freshness import due, review_months
from retirada.rulebook.knowledge import KnowledgeError, load
from retirada.rulebook.schema import Knowledge

_UNUSABLE = (
    KnowledgeError,
    TrainingDataError,
    FollowUpsError,
    LanguagesError,
    SentencesError,
    OperatorTextsError,
    ProjectFileError,
)


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
        found = problems(PROJECT)
        old = warnings(load(), months, datetime.date.today())
    except _UNUSABLE as error:
        found, old = str(error).splitlines(), []
    for problem in found:
        print(problem)
    for warning in old:
        print(f"Warning: {warning}")
    print("Nothing to mend." if not found else f"{len(found)} to mend.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
