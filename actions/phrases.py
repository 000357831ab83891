"""Looking for phrases in what a person wrote, and for sentences in what the assistant says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Optional

_YES_OR_NO = re.compile(r"(Sí|No)[,:] +")


def normalize(text: str) -> str:
    """The text in lower case and without accents; «ñ» becomes «n»."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases, given in lower case and without accents, stands in the text as whole words."""
    written = normalize(text)
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", written) for phrase in phrases)


def split_yes_or_no(sentence: str) -> tuple[Optional[str], str]:
    """Whether a sentence begins with yes or no, and the rest of it.

    >>> split_yes_or_no("No, ya no se puede retirar.")
    ('No', 'Ya no se puede retirar.')
    """
    match = _YES_OR_NO.match(sentence)
    if not match:
        return None, sentence
    rest = sentence[match.end() :]
    return match[1], rest[:1].upper() + rest[1:]
