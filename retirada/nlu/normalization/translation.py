"""Words that are shortened on a phone, and those of other languages that people mix in, replaced by Spanish ones before
a message is read.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from pydantic import ConstrainedStr, StrictBool, StrictStr, root_validator

from retirada.nlu.language import CHAT_FORMS
from retirada.paths import PROJECT
from retirada.unaccented import unaccented
from retirada.yaml_files import Strict, read_model

LANGUAGES = PROJECT / "data" / "languages"
_WORD = re.compile(r"[^\W\d_]+")
# What is quoted may be what is asked about: «¿qué es "escalated"?»
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_WITH_A_K = re.compile(r"k[ie]\w{2,}")  # «kito», «kien»
_NO_QU = frozenset({"kilo", "kilos", "kits", "kimono", "kimonos", "kindle", "ketchup"})
_MOST_WORDS = 4  # of an entry
# Entries that show that a message is partly in their language: so many, or such a share of all its words.
_ENOUGH, _SHARE = 2, 1 / 3
# A word of so many letters, of a language that is near, shows it alone: nobody says it in Spanish. Not one that is
# written with an accent of Spanish: «eliminó».
_LONG = re.compile(r"[^áéíóú]{6,}")
_MOSTLY = 0.6  # such a share of its words shows that all of it is
# So many words of Spanish, and such a share, show that a message is partly in it.
_SPANISH_ENOUGH, _SPANISH_SHARE = 2, 0.2

Form = tuple[str, str]  # a word in lower case, and without accents


if TYPE_CHECKING:
    Entry = str
else:

    class Entry(ConstrainedStr):
        """One word or up to four, in lower case, without signs."""

        strict = True
        regex = re.compile(rf"^[^\W\d_A-Z]+(?: [^\W\d_A-Z]+){{0,{_MOST_WORDS - 1}}}$")


class Dictionary(Strict):
    """Entries of a language → Spanish words. Entries are without accents, but where only one tells them apart («é»).

    Attributes:
        is_near: whether the language is so near to Spanish that what is all in it can be read.
        words: that are none of Spanish.
        ambiguous: that are Spanish, too, with another meaning.
    """

    is_near: StrictBool
    words: dict[Entry, StrictStr]
    ambiguous: dict[Entry, StrictStr]

    @functools.cached_property
    def beginnings(self) -> frozenset[str]:
        """The first words of all entries: only where one stands is an entry looked for."""
        return frozenset(entry.partition(" ")[0] for entry in (*self.words, *self.ambiguous))

    @root_validator(skip_on_failure=True)
    def _has_each_once(cls, values: dict[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
        if twice := sorted(values["words"].keys() & values["ambiguous"].keys()):
            raise ValueError(f"{', '.join(twice)}: both in `words` and in `ambiguous`")
        return values


def load(folder: Path = LANGUAGES) -> list[Dictionary]:
    """Read the dictionaries of a folder.

    Raises:
        DataFileError: a file is not YAML, or has another shape.
    """
    return [read_model(path, Dictionary) for path in sorted(folder.glob("*.yml"))]


@functools.lru_cache(maxsize=1)
def dictionaries() -> list[Dictionary]:
    """The dictionaries of data/languages."""
    return load()


@functools.lru_cache(maxsize=1)
def _spanish_words() -> frozenset[str]:
    """The words that occur in the dictionaries' translations, without accents."""
    read = (
        says for dictionary in dictionaries() for says in (*dictionary.words.values(), *dictionary.ambiguous.values())
    )
    return frozenset(word for says in read for word in unaccented(says).split())


def to_spanish(text: str, is_first: bool = False) -> str:
    """The text with Spanish words in place of those of the language that it is partly in; as it is if it is in none.

    Args:
        is_first: whether nothing was said before. What is all in a language that is not near is then left as it is: it
            shows which language the person wants.

    >>> to_spanish("não perguntei isso, pregunto si puedo apelar")
    'no pregunté eso, pregunto si puedo apelar'
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    words = [w for w in _WORD.finditer(text) if not any(start <= w.start() < end for start, end in quoted)]
    forms = [(word.group().lower(), unaccented(word.group())) for word in words]
    read = ((_found(forms, dictionary), dictionary) for dictionary in dictionaries())
    found, dictionary = max(read, key=lambda one: len(one[0]))
    if is_first and not dictionary.is_near and not _is_partly_spanish(forms, dictionary):
        return text
    for first, (n_words, spanish) in sorted(found.items(), reverse=True):
        text = text[: words[first].start()] + spanish + text[words[first + n_words - 1].end() :]
    return text


def spelt_out(text: str) -> str:
    """The text with what is shortened on a phone in full; single letters that may stand for something else stay.

    >>> spelt_out("mi amiga tmb la kito xq le pagaron")
    'mi amiga tambien la quito porque le pagaron'
    """
    return _WORD.sub(lambda word: _in_full(word.group()), text)


def _in_full(word: str) -> str:
    if len(word) > 1 and (full := CHAT_FORMS.get(word.lower())):
        return full
    return f"qu{word[1:]}" if _WITH_A_K.match(word) and word not in _NO_QU else word


def _found(forms: list[Form], dictionary: Dictionary) -> dict[int, tuple[int, str]]:
    """Index of a word → how many words the entry that begins there has, and its Spanish words. An ambiguous one counts
    beside one that is not, or where most words are of the language.
    """
    may_begin = [not dictionary.beginnings.isdisjoint(form) for form in forms]
    entries = _matches(forms, may_begin, dictionary.words)
    sure = {at + i for at, (n_words, _) in entries.items() for i in range(n_words)}
    is_shown = dictionary.is_near and any(_LONG.fullmatch(forms[at][0]) for at in sure)
    if len(entries) < _ENOUGH and len(sure) < _SHARE * len(forms) and not is_shown:
        return {}
    found = _matches(forms, may_begin, {**dictionary.ambiguous, **dictionary.words})
    is_all = len(sure) >= _MOSTLY * len(forms)
    return {
        at: (n_words, spanish)
        for at, (n_words, spanish) in found.items()
        if is_all or not sure.isdisjoint(range(at - 1, at + n_words + 1))
    }


def _is_partly_spanish(forms: list[Form], dictionary: Dictionary) -> bool:
    spanish = _spanish_words() - dictionary.words.keys() - dictionary.ambiguous.keys()
    n_spanish = sum(plain in spanish for _, plain in forms)
    return n_spanish >= max(_SPANISH_ENOUGH, _SPANISH_SHARE * len(forms))


def _matches(forms: list[Form], may_begin: list[bool], entries: Mapping[str, str]) -> dict[int, tuple[int, str]]:
    found, at = {}, 0
    while at < len(forms):
        longest = range(min(_MOST_WORDS, len(forms) - at) if may_begin[at] else 0, 0, -1)
        match = next(((n, says) for n in longest if (says := _spanish(forms[at : at + n], entries))), None)
        if match:
            found[at] = match
        at += match[0] if match else 1
    return found


def _spanish(forms: list[Form], entries: Mapping[str, str]) -> Optional[str]:
    written, plain = (" ".join(form) for form in zip(*forms, strict=True))
    return entries.get(written) or entries.get(plain)
