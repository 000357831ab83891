"""The forms of Spanish verbs, and what is known of how they are used by people who have no command of them."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from pydantic import StrictStr, conlist

from retirada.paths import PROJECT
from retirada.unaccented import unaccented
from retirada.yaml_files import Pattern, Strict, read_model

_PATH = PROJECT / "data" / "conjugation.yml"
SELF, HE, WE, THEY = range(4)
PAST = 4  # of the same person, so many forms later
_ENDINGS = {
    "ar": ("o", "a", "amos", "an", "é", "ó", "amos", "aron"),
    "er": ("o", "e", "emos", "en", "í", "ió", "imos", "ieron"),
    "ir": ("o", "e", "imos", "en", "í", "ió", "imos", "ieron"),
}
_BEFORE_E = {"g": "gu", "c": "qu", "z": "c"}  # «pagué», «saqué», «rechacé»


class Conjugation(Strict):
    """What data/conjugation.yml holds; there it is explained."""

    regular: list[StrictStr]
    irregular: dict[StrictStr, conlist(StrictStr, min_items=8, max_items=8)]  # type: ignore[valid-type]
    auxiliary: StrictStr
    done: frozenset[StrictStr]
    was: frozenset[StrictStr]
    may_be: list[StrictStr]
    of_the_writer: frozenset[StrictStr]
    of_the_thing: frozenset[StrictStr]
    roles: frozenset[StrictStr]
    nouns: frozenset[StrictStr]
    persons: Pattern
    things: Pattern
    dealt_with: dict[StrictStr, StrictStr]
    to_me: Pattern

    @functools.cached_property
    def forms(self) -> dict[str, list[str]]:
        """Infinitive → its eight forms."""
        return {unaccented(verb): _regular(verb) for verb in self.regular} | self.irregular

    @functools.cached_property
    def said_of_others(self) -> dict[str, tuple[str, bool]]:
        """What he does or did → its infinitive, whether he did it; without «quito», which is «quitó», too."""
        own = {unaccented(forms[SELF]) for forms in self.forms.values()}
        read: dict[str, tuple[str, bool]] = {}
        for infinitive, forms in self.forms.items():
            for his, was in ((forms[HE + PAST], True), (forms[HE], False)):
                read |= {form: (infinitive, was) for form in (his, unaccented(his)) if form not in own | self.nouns}
        return read

    @functools.cached_property
    def finite(self) -> frozenset[str]:
        """All forms, without accents."""
        return frozenset(unaccented(form) for forms in self.forms.values() for form in forms) - self.nouns

    def is_person(self, word: str) -> bool:
        """Whether somebody may be called by a word, which is given without accents."""
        return _compiled(self.persons).fullmatch(word) is not None

    def is_thing(self, word: str) -> bool:
        """Whether a word, given without accents, names what comes or is dealt with."""
        return _compiled(self.things).fullmatch(word) is not None

    def is_to_me(self, clause: str) -> bool:
        """Whether a clause, given without accents, says that something is done to who writes."""
        return _compiled(self.to_me).search(clause) is not None

    def is_to_come(self, before: str) -> bool:
        """Whether what stands before a verb, given without accents, says that it may yet be."""
        return _compiled(rf"\b(?:{'|'.join(map(unaccented, self.may_be))})\b").search(before) is not None


def load(path: Path = _PATH) -> Conjugation:
    """Read a file.

    Raises:
        DataFileError: it cannot be used.
    """
    return read_model(path, Conjugation)


@functools.lru_cache(maxsize=1)
def conjugation() -> Conjugation:
    """The forms of data/conjugation.yml."""
    return load()


@functools.lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _regular(verb: str) -> list[str]:
    stem, ending = verb[:-2], verb[-2:]
    forms = [stem + end for end in _ENDINGS[ending]]
    if ending == "ar" and stem[-1] in _BEFORE_E:
        forms[SELF + PAST] = f"{stem[:-1]}{_BEFORE_E[stem[-1]]}é"
    return forms
