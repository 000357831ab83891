"""Which decisions a turn has, and which days a period."""

from __future__ import annotations

from datetime import date

import pytest

from retirada.server.store.decisions import decisions_of
from retirada.server.store.period import read_period
from tests.unit.audit.events import PROCESSED, bot

TODAY = date(2026, 11, 26)


def test_a_turn_s_decision_counts_once_however_many_messages_give_it():
    other = {**PROCESSED, "facts": {"status": "processed", "party": "complainant"}, "notes": ["O8"]}
    found = decisions_of("rest:ana", [bot("a", **PROCESSED), bot("b", **PROCESSED), bot("c", **other), bot("hola")])
    assert [(one.decision["row"], one.decision["notes"], one.times) for one in found] == [
        ("withdraw.processed", [], 1),
        ("withdraw.processed", ["O8"], 1),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1", "2026-11-26", "2026-11-26"),
        ("30", "2026-10-28", "2026-11-26"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-11-05", "2026-11-05", "2026-11-05"),
        ("2026-11-05..2026-11-20", "2026-11-05", "2026-11-20"),
        ("2025-12..2026-01", "2025-12-01", "2026-01-31"),
    ],
)
def test_a_period_is_days_a_month_a_day_or_from_one_to_another(text, first, last):
    assert read_period(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "0", "x", "0001-01-01", "9999-12", "2026-13", "2026-11-31", "2026-11-20..2026-11-05", "..", "99999", "２"],
)
def test_a_period_that_is_none_is_told_in_one_line(text):
    with pytest.raises(SystemExit, match=r"PERIOD must be a number of days"):
        read_period(text, TODAY)
