"""How long conversations and decisions are kept. Without Rasa, so that the launcher can use it, too."""

from __future__ import annotations

AUDIT_DAYS = 365
_MAX_DAYS = 3650


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
    days = str(given)
    if not (days.isascii() and days.isdecimal() and least <= int(days) <= _MAX_DAYS):
        raise SystemExit(f"{variable} must be a whole number of days between {least} and {_MAX_DAYS}, not «{days}».")
    return int(days)
