"""Text as the patterns of this package compare it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=256)
def bare(text: str) -> str:
    """The text in lower case, without accents, each character in its place."""
    return "".join(unicodedata.normalize("NFD", c.lower())[0] if c.isalpha() else c for c in text)
