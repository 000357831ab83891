"""What is added to an answer, or said in its place, of one point of it: asides.yml and details.yml."""

from __future__ import annotations

from typing import Optional

from pydantic import Field, validator

from retirada.rulebook.fields import Name, Strict, Text


class Aside(Strict):
    """What the answers to these questions add for some cases (asides.yml), once a conversation or, with `again`, each
    time; with `told`, where the person has said what this name of phrases.yml stands for, and not `until` since.
    """

    of: frozenset[Name]
    when: dict[str, str]
    says: Text
    again: bool = False
    told: Optional[Name] = None
    until: Optional[Name] = None


class Asides(Strict):
    asides: list[Aside]


class Detail(Strict):
    """What is said where a message asks about a detail of these questions (details.yml), in the cases of `when`. The
    first question is the most natural one. Of several with one `id`, the first that fits the case. `instead_of`: those
    of its questions whose own answer does not follow it. `says_again`: the same in other words, where it was said
    before. `again`: it may be said again, as it is about whatever was asked, but not beside another detail.
    In the file, `other_ground` stands for an entry before it: what is said in place of both where the complaint is not
    about intellectual property.
    """

    id: Name
    of: list[Name] = Field(..., min_items=1)
    instead_of: list[Name] = Field([])
    when: dict[str, str] = Field({})
    says: Text
    says_again: Optional[Text] = None
    other_ground: Optional[Text] = None
    again: bool = False

    def of_each_ground(self) -> list[Detail]:
        """What is said of another ground, if that is given, and itself."""
        when = {**self.when, "ground": "other"}
        other = self.copy(update={"when": when, "says": self.other_ground, "says_again": None})
        return [other, self] if self.other_ground else [self]


class Details(Strict):
    details: list[Detail]

    @validator("details")
    def _each_ground(cls, details: list[Detail]) -> list[Detail]:
        return [one for detail in details for one in detail.of_each_ground()]
