"""What people ask of the guide itself, and of our own words: about_guide.yml."""

from __future__ import annotations

from typing import Optional

from pydantic import Field

from retirada.rulebook.fields import Name, QuestionId
from retirada.yaml_files import Pattern, Strict, Text


class Point(Strict):
    """A point that is asked: what its keys mean, the file says."""

    id: Name
    alone: Pattern
    beside: Optional[Pattern]
    but_not: Optional[Pattern]
    says: Optional[Text]
    again: Optional[Text]
    covers: list[Name] = Field([])
    sources: list[QuestionId] = Field([])
    detail: Optional[Name]
    of_us: bool = False
    phrase: bool = False


class AboutGuide(Strict):
    names_it: Pattern
    asks_of_it: Pattern
    asks_meaning: Pattern
    that_phrase: Pattern
    points: list[Point]
    own_reading: Pattern
    only_asks_whose: list[Text]
