"""Reads the whole numbers that an operator sets."""

from __future__ import annotations


def whole_number(variable: str, text: str, least: int, most: int, what: str = "number") -> int:
    """The number that the text of a variable is.

    Raises:
        SystemExit: it is none from `least` to `most`; the text is one line.
    """
    if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
        raise SystemExit(f"{variable} must be a {what} between {least} and {most}, not «{text}».")
    return int(text)
