"""What a message asks by its words, whatever the NLU read it as: asked_in_words.yml."""

from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field, validator

from retirada.rulebook.fields import Name
from retirada.yaml_files import Pattern, Strict, Text


class Asked(Strict):
    """An entry: what its conditions mean, the file says."""

    name: Name
    read_as: frozenset[Name] = frozenset()
    pattern: Optional[Pattern]
    words: list[Text] = Field([])
    but_not: list[Text] = Field([])
    question: Optional[Literal["any", "none", "within"]]
    tells: dict[str, list[str]] = Field({})
    when: dict[str, list[str]] = Field({})
    unless: dict[str, list[str]] = Field({})
    means: Name

    @validator("words", always=True)
    def _has_words(cls, words: list[str], values: dict) -> list[str]:
        is_wrong = "pattern" not in values  # and was told of
        if not words and not is_wrong and values["pattern"] is None:
            raise ValueError("an entry needs a `pattern` or `words`")
        return words


class AskedInWords(Strict):
    """The lists of asked_in_words.yml."""

    at_first: list[Asked]
    of_the_case: list[Asked]
    at_last: list[Asked]
    in_reply: list[Asked]
    after_another_platform: list[Asked]
    settlement: list[Asked]
    advice: list[Asked]
    if_closed: list[Asked]
    plan: list[Asked]
    not_filed: list[Asked]
    to_come: list[Asked]
    names_to_come: list[Asked]

    @property
    def entries(self) -> list[Asked]:
        """All entries, list by list."""
        return [entry for name in self.__fields__ for entry in getattr(self, name)]
