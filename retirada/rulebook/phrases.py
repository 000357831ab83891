"""What the actions look for in a message, and add to an answer: phrases.yml and asides.yml."""

from __future__ import annotations

from typing import Optional

from pydantic import Field

from retirada.rulebook.fields import Name, Strict, Text


class Aside(Strict):
    """What an answer adds about a detail that the guide leaves open (asides.yml). `mentions`: a regular expression."""

    of: frozenset[Name]
    when: dict[str, str] = Field({})
    mentions: Optional[Text]
    says: Text


class Asides(Strict):
    asides: list[Aside]


class Phrases(Strict):
    """Words by which a person points to something, in lower case and without accents: see phrases.yml.

    `further_case`, `names_case`, `not_filed`, `settle_first` and those of `rightly` are regular expressions; all others
    are looked for as whole words.
    """

    case_as_it_is: list[Text]
    further_case: Text
    names_case: Text
    not_filed: Text
    differ: list[Text]
    principals: list[Text]
    case_numbers: list[list[Text]]
    earlier_case: list[Text]
    otherwise: list[Text]
    fillers: list[Text]
    of_ones_own: list[Text]
    asks: list[Text]
    taken_back: list[Text]
    not_asked: list[Text]
    contradicts: list[Text]
    corrects: list[Text]
    official_page: list[Text]
    which: list[Text]
    copy_wanted: list[Text]
    erasure_wanted: list[Text]
    settle_first: Text
    denies: list[Text]
    tags: list[Text]
    either: list[Text]
    rightly: dict[Name, Text]
