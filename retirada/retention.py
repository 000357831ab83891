"""How long conversations and decisions are kept."""

from __future__ import annotations

from retirada.whole_number import whole_number

RETENTION_DAYS = 30
AUDIT_DAYS = 365
MAX_DAYS = 3650


def retention_days(text: object) -> int:
    """RETENTION_DAYS as a number, from its text: how long conversations are kept.

    Raises:
        SystemExit: it is no whole number of days, or none that makes sense.
    """
    return _days("RETENTION_DAYS", text, 1)


def audit_days(text: object) -> int:
    """AUDIT_DAYS as a number, from its text: how long decisions are kept, without words and names; 0 keeps none.

    Raises:
        SystemExit: it is no whole number of days, or none that makes sense.
    """
    return _days("AUDIT_DAYS", text, 0)


def _days(variable: str, given: object, least: int) -> int:
    return whole_number(variable, str(given), least, MAX_DAYS, "whole number of days")
