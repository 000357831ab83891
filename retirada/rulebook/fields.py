"""What the models of data/knowledge are made of: the kinds of names in them, and when something was last checked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional

from pydantic import constr, validator

from retirada.yaml_files import Strict, Text

if TYPE_CHECKING:
    Name = str
    QuestionId = str
    NoteId = str
    RowId = str
    SheetName = str
else:
    Name = constr(regex=r"^[a-z][a-z_]*$")
    QuestionId = constr(regex=r"^P\d+$")
    NoteId = constr(regex=r"^O\d+$")
    RowId = constr(regex=r"^[a-z_]+\.[a-z_]+$")
    SheetName = constr(regex=r"^[^\[\]:*?/\\]{1,31}$")  # of what Excel takes


# The patterns of data/knowledge are joined with others before `re` looks for them. It keeps 512 compiled ones, and
# each message is held against twice as many: they would be compiled anew for each.
re._MAXCACHE = 8192  # type: ignore[attr-defined]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def values_of_each_fact(when: dict[str, Any]) -> dict[str, list[str]]:
    """A `when` as it is written, with a list of values for each fact: one value stands for a list of one.

    Raises:
        ValueError: a value is no text.
    """
    lists = {fact: value if isinstance(value, list) else [value] for fact, value in when.items()}
    if not all(isinstance(value, str) for values in lists.values() for value in values):
        raise ValueError('values are text: write "yes" and "no" in quotes')
    return lists


def fits(when: Mapping[str, Sequence[Optional[str]]], case: Mapping[str, Optional[str]]) -> bool:
    """Whether each fact of a `when` has one of its values in the case: None where it is unstated."""
    return all(case.get(fact) in values for fact, values in when.items())


class Checked(Strict):
    """When something was last compared with what it comes from, and how."""

    date: datetime.date
    how: Text

    @validator("date", pre=True)
    def _is_an_iso_date(cls, written: object) -> object:
        # pydantic would take a number for the seconds since 1970, and a time with the date.
        if not _ISO_DATE.fullmatch(str(written)):
            raise ValueError(f"«{written}» is no date like 2026-11-26")
        return written

    @property
    def is_future(self) -> bool:
        """Whether the date is not reached yet, anywhere on earth."""
        easternmost = datetime.timezone(datetime.timedelta(hours=14))
        return self.date > datetime.datetime.now(easternmost).date()
