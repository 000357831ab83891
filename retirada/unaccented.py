"""Text as patterns compare it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_ASCII = re.compile("[^\x00-\x7f]")


@lru_cache(maxsize=1_000)  # asked for several times of one message in a turn
def unaccented(text: str) -> str:
    """The text in lower case and without accents, each character in its place.

    >>> unaccented("Señor Ÿ: 한글")
    'senor y: 한글'
    """
    return _NOT_ASCII.sub(lambda found: _letter(found[0]), text).lower()


@lru_cache(maxsize=1_000)
def _letter(written: str) -> str:
    letters = unicodedata.normalize("NFD", written.lower())
    # A Korean syllable is made of letters, and not of one with its accents.
    return letters[0] if all(map(unicodedata.combining, letters[1:])) else written
