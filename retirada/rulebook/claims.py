"""What people put to us to be confirmed, claim by claim: claims.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Optional

from pydantic import Field

from retirada.rulebook.fields import Name, QuestionId, fits
from retirada.yaml_files import Pattern, Strict, Text


class InCases(Strict):
    """What is for some cases only: what its keys mean, the file says."""

    when: dict[str, list[str]] = Field({})
    unless: list[dict[str, list[str]]] = Field([])

    def fits(self, case: Mapping[str, str]) -> bool:
        """Whether the case is one of those that it is for."""
        return fits(self.when, case) and not any(fits(unless, case) for unless in self.unless)


class Claim(InCases):
    """A claim, and whether it is so in the cases of `when`."""

    id: Name
    topic: Optional[Name]
    verdict: Literal["right", "wrong", "open"] = Field(alias="is")
    says: Text
    sources: list[QuestionId] = Field([])


class Contrary(InCases):
    """Words of a clause that decide which of two claims it makes: the one that was read → the one that is meant."""

    words: Pattern
    means: dict[Name, Name]


class NamedClaim(InCases):
    """Words of a clause that make a claim, where none was read in it, and the whole has none of others."""

    words: Pattern
    but_not: Optional[Pattern]
    means: Name


class Claims(Strict):
    sums_up: Pattern
    asks_whether: Pattern
    has_to: Pattern
    withdraws: Pattern
    asks_itself: Pattern
    asks_more: Pattern
    goes_on: Pattern
    concludes: Pattern
    who_is_right: Pattern
    asks_which: Pattern
    chooses: Pattern
    that_i_do: Pattern
    limits: Pattern
    adds_nothing: Pattern
    leads: Pattern
    cannot: Pattern
    while_open: Pattern
    contraries: list[Contrary]
    named: list[NamedClaim]
    claims: list[Claim]
