"""Words of Chinese that people mix into Spanish, replaced by Spanish ones before a message is read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import StrictStr

from retirada.paths import PROJECT
from retirada.unaccented import unaccented
from retirada.yaml_files import Pattern, Strict, read_model

_PATH = PROJECT / "data" / "chinese.yml"
_ROW = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{2,}")
_SPANISH_ENOUGH = 2  # words: fewer, and the message is all in Chinese


class Chinese(Strict):
    """What data/chinese.yml holds; there it is explained."""

    words: dict[StrictStr, StrictStr]
    verbs: dict[StrictStr, StrictStr]
    buttons: dict[StrictStr, StrictStr]
    who_does: Pattern
    wants_a_verb: Pattern
    of_letters: Pattern

    @functools.cached_property
    def entry(self) -> re.Pattern[str]:
        """Any entry, the longest first."""
        entries = sorted({*self.words, *self.verbs, *self.buttons}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, entries)))


def load(path: Path = _PATH) -> Chinese:
    """Read a file.

    Raises:
        DataFileError: it cannot be used.
    """
    return read_model(path, Chinese)


@functools.lru_cache(maxsize=1)
def chinese() -> Chinese:
    """The words of data/chinese.yml."""
    return load()


def from_chinese(text: str, is_first: bool = False) -> str:
    """The text with Spanish words in place of Chinese ones, but where it speaks of the letters themselves.

    Args:
        is_first: whether nothing was said before. What is all in Chinese is then left as it is: it shows which language
            the person wants.

    >>> from_chinese("yo tengo 发票. ¿puedo 申诉?")
    'yo tengo factura. ¿puedo apelar?'
    """
    if not _ROW.search(text) or (is_first and len(_WORD.findall(text)) < _SPANISH_ENOUGH):
        return text
    if re.search(chinese().of_letters, unaccented(text)):
        return text
    written, end = "", 0
    for row in _ROW.finditer(text):
        written += text[end : row.start()]
        said = " ".join(_read(row.group(), written))
        end = row.end()
        if said != row.group() and _stands_there(said, written, text[end:]):
            said = ""
        before = " " if said and written[-1:].isalnum() and said[:1].isalnum() else ""
        after = " " if said[-1:].isalnum() and text[end : end + 1].isalnum() else ""
        written += before + said + after
    return written + text[end:]


def _read(row: str, before: str) -> Iterator[str]:
    """The Spanish words of a row of Chinese ones, and what is not known of it as it is."""
    known, at = chinese(), 0
    is_known = "".join(known.entry.findall(row)) == row
    for found in known.entry.finditer(row):
        word, said = found.group(), unaccented(before)
        spanish = known.words.get(word, word)
        if word in known.verbs and re.search(known.who_does, said):
            spanish = known.verbs[word]
        elif word in known.buttons:
            spanish = known.buttons[word] if re.search(known.wants_a_verb, said) or len(row) > len(word) else word
        elif len(word) == 1 and not is_known:
            spanish = word
        if rest := row[at : found.start()]:
            yield rest
        yield spanish
        at, before = found.end(), f"{before}{spanish} "
    if rest := row[at:]:
        yield rest


def _stands_there(said: str, before: str, after: str) -> bool:
    """Whether what is said stands beside it in Spanish, too: «queja (投诉)»."""
    words = re.findall(r"\w+", unaccented(said))
    beside = re.findall(r"\w+", unaccented(before))[-len(words) :], re.findall(r"\w+", unaccented(after))[: len(words)]
    return words in beside
