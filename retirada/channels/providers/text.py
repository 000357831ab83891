"""Fits text into a provider's limits."""

from __future__ import annotations


def split_text(text: str, limit: int) -> list[str]:
    """Split `text` into parts of at most `limit` characters, at line ends or spaces where there are any."""
    parts = []
    while len(text) > limit:
        cut = max(text.rfind("\n", 1, limit + 1), text.rfind(" ", 1, limit + 1))
        cut = cut if cut > limit // 2 else limit
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text]


def truncate(title: str, limit: int) -> str:
    """Cut a button's title to at most `limit` characters, between words, with «…» at its end."""
    return title if len(title) <= limit else split_text(title, limit - 1)[0] + "…"
