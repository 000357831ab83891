"""`make check`: prints what to mend, one line each, and fails if there is anything."""

from __future__ import annotations

import sys

from retirada.channels.web.follow_ups import FollowUpsError
from retirada.checks.completeness import problems
from retirada.nlu.training_data import TrainingDataError
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import KnowledgeError


def main() -> int:
    """Return the exit code: 0 when nothing is to mend."""
    try:
        found = problems(PROJECT)
    except (KnowledgeError, TrainingDataError, FollowUpsError) as error:
        found = str(error).splitlines()
    for problem in found:
        print(problem)
    print("Nothing to mend." if not found else f"{len(found)} to mend.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
