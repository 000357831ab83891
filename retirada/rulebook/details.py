"""What is added to an answer, or said in its place, of one point of it: asides.yml and details.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from pydantic import Field, validator

from retirada.rulebook.fields import Name, fits, values_of_each_fact
from retirada.yaml_files import Strict, Text

# No facts that anybody is asked for: in `when`, of who has not complained yet, and of the accused whose case was closed
# without a sanction.
NOT_FILED = {"filed": "no"}
FOR_ANOTHER = {"for_another": "yes"}  # the same, of who speaks for somebody else


class Aside(Strict):
    """What the answers to these questions add for some cases (asides.yml), once a conversation or, with `again`, each
    time; with `told`, where the person has said what this name of phrases/*.yml stands for, and not `until` since.
    """

    of: frozenset[Name]
    when: dict[str, str]
    unless: dict[str, list[str]] = Field({})
    says: Text
    again: bool = False
    told: Optional[Name] = None
    until: Optional[Name] = None


class Asides(Strict):
    asides: list[Aside]


class InCase(Strict):
    """What a detail says in place of its own words in the cases of `when`, with an `instead_of` if that differs."""

    when: dict[str, list[str]]
    says: Text
    says_again: Optional[Text] = None
    instead_of: Optional[list[Name]] = None

    _values_of_each_fact = validator("when", pre=True, allow_reuse=True)(values_of_each_fact)


class Detail(Strict):
    """An entry of details.yml: what is said where a message asks about a detail of a question.

    Of several entries with one `id`, the first that fits the case and belongs to what is asked is said; if none belongs
    to it, the first that fits.

    Attributes:
        of: the topics, subjects and acts that it is asked with, the most natural one first.
        instead_of: those of them whose own answer does not follow it.
        when: fact → the values with which it is said; {}: with any.
        says_again: the same in other words, where it was said before.
        in_case: what is said in place of it, and of later entries of its `id`, in the cases of their `when`.
        named: whether it is said only where the message names it in so many words.
        again: whether it may be said again, as it is about whatever was asked; it is not said beside another detail.
        follows: those of `of` whose own answer comes before it.
    """

    id: Name
    of: list[Name] = Field(..., min_items=1)
    instead_of: list[Name] = Field([])
    when: dict[str, list[str]] = Field({})
    says: Text
    says_again: Optional[Text] = None
    in_case: list[InCase] = Field([])
    named: bool = False
    again: bool = False
    follows: list[Name] = Field([])

    _values_of_each_fact = validator("when", pre=True, allow_reuse=True)(values_of_each_fact)

    def fits(self, case: Mapping[str, str]) -> bool:
        """Whether the case is one of those that it is for."""
        return fits(self.when, case)

    def of_each_case(self) -> list[Detail]:
        """The entries that it stands for: one for each of `in_case`, and last itself."""
        plain = self.copy(update={"says_again": None, "in_case": []})
        return [*(plain.copy(update=one.dict(exclude_none=True)) for one in self.in_case), self]


class Details(Strict):
    details: list[Detail]

    @validator("details")
    def _each_case(cls, details: list[Detail]) -> list[Detail]:
        return [one for detail in details for one in detail.of_each_case()]
