"""Which questions and notes were last checked too long ago."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import NamedTuple, Union

from dateutil.relativedelta import relativedelta

from retirada.rulebook.fields import Checked
from retirada.rulebook.schema import Knowledge, Note
from retirada.rulebook.sources import Question
from retirada.whole_number import whole_number


class LastCheck(NamedTuple):
    """A question or a note, and its last check.

    Attributes:
        file: of data/knowledge, where it stands.
        entry: itself.
        checked: when and how it was last checked.
    """

    file: str
    entry: Union[Question, Note]
    checked: Checked


def review_months(environment: Mapping[str, str] = os.environ) -> int:
    """REVIEW_MONTHS: after how many months a check is too old (default: 12).

    Raises:
        SystemExit: it is no whole number of months, or none that makes sense.
    """
    return whole_number("REVIEW_MONTHS", environment.get("REVIEW_MONTHS") or "12", 1, 120, "whole number of months")


def due(knowledge: Knowledge, months: int, today: datetime.date) -> list[LastCheck]:
    """What was last checked more than so many months ago, in the order of the files."""
    return [entry for entry in last_checks(knowledge) if last_day(entry.checked, months) < today]


def last_checks(knowledge: Knowledge) -> list[LastCheck]:
    """All questions and notes, due or not, in the order of the files."""
    return [
        *(LastCheck("sources.yml", question, knowledge.checked(question)) for question in knowledge.sources.questions),
        *(LastCheck("official_notes.yml", note, knowledge.checked(note)) for note in knowledge.notes.notes),
    ]


def last_day(checked: Checked, months: int) -> datetime.date:
    """The last day on which a check still counts."""
    return checked.date + relativedelta(months=months)
