"""How a message is read: folded to plain lower case with chat spelling spelled out, and cut into words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Word = tuple[str, int, int]  # a word, its start and its end

_WORD = re.compile(r"\w+|[^\w\s]")
_REPEATED = re.compile(r"([^\W\d_])\1+")

# The commonest of those that people write on a phone, each unlikely to be a word of its own.
_CHAT = {
    "bn": "bien",
    "c": "se",
    "cn": "con",
    "d": "de",
    "dnd": "donde",
    "dsd": "desde",
    "k": "que",
    "ke": "que",
    "kiero": "quiero",
    "m": "me",
    "n": "en",
    "pa": "para",
    "porfa": "por favor",
    "porq": "porque",
    "pq": "porque",
    "ps": "pues",
    "q": "que",
    "t": "te",
    "ta": "esta",
    "tb": "tambien",
    "tmb": "tambien",
    "tngo": "tengo",
    "toy": "estoy",
    "vdd": "verdad",
    "x": "por",
    "xa": "para",
    "xfa": "por favor",
    "xk": "porque",
    "xq": "porque",
}


_CHAT_WORD = re.compile(rf"\b(?:{'|'.join(_CHAT)})\b")
# Accents, cedillas and the like, as they stand apart from their letters in NFKD; and halves of a character.
_DROPPED = {code: None for code in range(0x10000) if unicodedata.combining(chr(code)) or 0xD800 <= code < 0xE000}


def fold(text: str) -> str:
    """The text in lower case, without accents or doubled letters, chat spelling spelled out.

    Half of the people write without accents, and many «holaaa» or «q»: what differs only so has to look the
    same. («perro» and «pero» look the same too; no question here turns on that.)
    """
    bare = text.lower()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare).translate(_DROPPED)
    single = _REPEATED.sub(r"\1", bare)
    return _CHAT_WORD.sub(lambda word: _CHAT[word.group()], single)


_fold_word = lru_cache(maxsize=10_000)(fold)  # the same few thousand words make up most of what people write


def words(text: str) -> list[Word]:
    """The words and punctuation marks of the text, folded, each with its start and end in the text as written."""
    return [(_fold_word(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def beginnings(folded: str, letters: int = 5) -> list[str]:
    """The words of the folded text cut to their first letters, so that «retiro» and «retirarla» are nearly alike.

    >>> beginnings("si la retiro")
    ['si', 'la', 'retir']
    """
    return [word[:letters] for word in re.findall(r"\w+", folded)]
