"""A period of days, as operators write it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from retirada.retention import MAX_DAYS

_MONTH = re.compile(r"\d{4}-\d{2}")


class Period(NamedTuple):
    """From the beginning of `first` to the end of `last`, in the time of this machine."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time())

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time())

    @classmethod
    def ever(cls) -> Period:
        """All days on which anything can have been stored."""
        return cls(date(2000, 1, 1), date(2999, 12, 31))

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def read_period(text: str, today: date) -> Period:
    """The period: «30» (the last 30 days, today included), «2026-11», «2026-11-05», «2026-11-05..2026-11-20».

    Raises:
        SystemExit: it is none of these.
    """
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= MAX_DAYS:
        return Period(today - timedelta(days=int(text) - 1), today)
    begins, dots, ends = text.partition("..")
    try:
        period = Period(_first_day(begins), _last_day(ends if dots else begins))
    except ValueError:
        period = None
    if period is None or not Period.ever().first <= period.first <= period.last <= Period.ever().last:
        raise SystemExit(
            f"PERIOD must be a number of days up to {MAX_DAYS}, a month, a day, or two of them with «..» between "
            f"(30, 2026-11, 2026-11-05, 2026-11-05..2026-11-20), not «{text}»."
        )
    return period


def _first_day(text: str) -> date:
    return date.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text)


def _last_day(text: str) -> date:
    return _first_day(text) + relativedelta(months=1, days=-1) if _MONTH.fullmatch(text) else date.fromisoformat(text)
