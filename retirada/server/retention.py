"""How long conversations are kept. Without Rasa, so that the launcher and the action server can use it too."""

from __future__ import annotations


def retention_days(text: object) -> int:
    """RETENTION_DAYS as a number, from its text.

    Raises:
        SystemExit: it is no whole number of days, or none that makes sense.
    """
    days = str(text)
    if not (days.isascii() and days.isdecimal() and 1 <= int(days) <= 3650):
        raise SystemExit(f"RETENTION_DAYS must be a whole number of days between 1 and 3650, not «{days}».")
    return int(days)
