"""How a message is read: folded to lower case without accents, and cut into words."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+|[^\w\s]")
_REPEATED = re.compile(r"(\w)\1{2,}")


def fold(text: str) -> str:
    """The text in lower case, without accents, a letter repeated three times or more written once.

    Half of the people write without accents, so «retiré» and «retire» have to look the same.
    """
    letters = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in letters if not unicodedata.combining(c) and not "\ud800" <= c <= "\udfff")
    return _REPEATED.sub(r"\1", bare)


def words(text: str) -> list[tuple[str, int, int]]:
    """The words and punctuation marks of the text, folded, each with its start and end in the text as written."""
    return [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
