"""What people put to us to be confirmed, claim by claim: claims.yml."""

from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field

from retirada.rulebook.fields import Name, Pattern, QuestionId, Strict, Text


class Claim(Strict):
    """A claim, and whether it is so: what its keys mean, the file says."""

    about: Name
    topic: Optional[Name]
    alone: bool = False
    verdict: Literal["right", "wrong", "open"] = Field(alias="is")
    pattern: Pattern
    when: dict[str, list[str]] = Field({})
    unless: list[dict[str, list[str]]] = Field([])
    says: Text
    sources: list[QuestionId] = Field([])


class Claims(Strict):
    sums_up: Pattern
    recaps: Pattern
    who_is_right: Pattern
    negates: Pattern
    denies_all: Pattern
    supposes: Pattern
    limits: Pattern
    is_silent: Pattern
    adds_nothing: Pattern
    leads: Pattern
    claims: list[Claim]
