"""The sentences of the guide's page and spreadsheet: data/knowledge/guide.yml."""

from __future__ import annotations

from pydantic import Field, validator

from retirada.rulebook.fields import SheetName
from retirada.yaml_files import Strict, Text


class Section(Strict):
    """A part of the page, and a sheet of the spreadsheet."""

    title: Text
    sheet: SheetName
    intro: Text


class Sections(Strict):
    questions: Section
    topics: Section
    notes: Section
    glossary: Section
    subjects: Section
    cases: Section


class Months(Strict):
    """The month names, January first, and how a date is written with them: `{day}`, `{month}`, `{year}`."""

    names: list[Text] = Field(min_items=12, max_items=12)
    date: Text


class Labels(Strict):
    """What stands before or above something. `{…}` is filled in."""

    contents: Text
    question: Text
    note: Text
    notes: Text
    remarks: Text
    left_out: Text
    checked: Text
    checked_how: Text
    cited_by: Text
    condition: Text
    first_that_holds: Text
    always: Text
    otherwise: Text
    answer: Text
    sources: Text
    asks: Text
    full_answers: Text
    also: Text
    kind: Text
    copied: Text
    page: Text
    own_words: Text
    version: Text
    id: Text
    text: Text
    topic: Text
    row: Text
    verdict: Text
    checked_on: Text
    how: Text
    name: Text
    any_value: Text


class GuideTexts(Strict):
    """What guide.yml holds: the words of the guide's page and spreadsheet.

    Attributes:
        kicker, intro, disclaimer: at the top of the page.
        kinds: kind of official notes → what they are about.
        subjects: subject next door → its title.
    """

    kicker: Text
    intro: Text
    disclaimer: Text
    sections: Sections
    labels: Labels
    months: Months
    kinds: dict[str, Text]
    subjects: dict[str, Text]

    @validator("kinds")
    def _covers_both_kinds(cls, kinds: dict[str, str]) -> dict[str, str]:
        if set(kinds) != {"trade", "ip"}:
            raise ValueError("needs one sentence for `trade` and one for `ip`")
        return kinds
