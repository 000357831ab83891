"""What the rules rest on: the guide, question by question, and what is said where its answers or a page differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Optional

from pydantic import Field

from retirada.rulebook.fields import Checked, QuestionId
from retirada.yaml_files import Pattern, Strict, Text


class Question(Strict):
    """One question of the source, restated: `statements` are all that its answer says.

    `checked`: when it was compared with the source, where not with the others.
    """

    id: QuestionId
    question: Text
    statements: list[Text] = Field(min_items=1)
    remarks: Optional[str]
    left_out: Optional[str]
    checked: Optional[Checked]


class Reconciled(Strict):
    """What the later of two answers adds where both were given and seem to disagree, or where the case is of `when`."""

    verdicts: frozenset[str]
    after: frozenset[str]
    when: dict[str, str] = Field({})
    says: Text


class Differing(Strict):
    """What is said of sources that differ, to who asks why, or `again`; `names`: to who says so and names that fact.

    `quoted`: finds both sides in a message; `sources`: what it cites where no verdict is of it; `after`: of verdicts of
    which one was just given, it is meant, whatever the message names.
    """

    verdicts: frozenset[str] = Field(frozenset())
    when: dict[str, str] = Field({})
    names: Optional[str] = None
    quoted: Optional[Pattern] = None
    sources: list[QuestionId] = Field([])
    after: frozenset[str] = Field(frozenset())
    says: Text
    again: Text


class Sources(Strict):
    title: Text
    publisher: Text
    origin: Text
    date: Optional[str]
    citation_one: Text
    citation_many: Text
    reconciled: list[Reconciled]
    differing: list[Differing]
    person: Text
    assistant: Text
    checked: Checked
    questions: list[Question]

    def quoted_in(self, text: str) -> Optional[Differing]:
        """What is quoted on both sides in a message in lower case and without accents."""
        return next((pair for pair in self.differing if pair.quoted and re.search(pair.quoted, text)), None)

    def differing_in(self, facts: Mapping[str, str], named: Collection[Optional[str]] = ()) -> list[Differing]:
        """Those of `differing` that are said in such a case, to who names these facts; of two, the first counts."""
        return [p for p in self.differing if p.when.items() <= facts.items() and p.names in (None, *named)]
