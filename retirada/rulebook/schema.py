"""What the files of data/knowledge may hold: one model for each, and `Knowledge`, which is all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal, Optional

from pydantic import Field, validator

from retirada.rulebook.about_guide import AboutGuide
from retirada.rulebook.asked_in_words import AskedInWords
from retirada.rulebook.claims import Claims
from retirada.rulebook.details import Aside, Detail
from retirada.rulebook.fields import Checked, Name, NoteId, RowId, values_of_each_fact
from retirada.rulebook.guide_texts import GuideTexts
from retirada.rulebook.phrases import Phrases
from retirada.rulebook.sources import Question, Sources
from retirada.yaml_files import Pattern, Strict, Text

NoteKind = Literal["trade", "ip"]
Copy = Literal["page", "copied", "quoted"]


class Note(Strict):
    """What one of Alibaba's own pages says where it contradicts or completes the source.

    `copied` (in the file: `copy`) is how the page was read; `subjects`, what it is for beside verdicts; `details`, the
    details whose words rest on it; `plainly`, what it means for who asks; `checked`, when it was compared with the
    page, where not with the others; `not_of`, the site that it says nothing of, where a person may have named it; `of`,
    what its page is asked for by, whichever was mentioned.
    """

    id: NoteId
    kind: NoteKind
    page: Text
    copied: Copy = Field(alias="copy")
    subjects: list[Name] = Field([])
    details: list[Name] = Field([])
    text: Text
    plainly: Text
    checked: Optional[Checked]
    not_of: Optional[Text]
    of: Optional[Pattern]


class Fits(Strict):
    """When notes of a kind fit a case: the ground is one of these, or one of these topics was asked about; never where
    the ground is one of `unless`.
    """

    grounds: frozenset[str]
    topics: frozenset[str]
    unless: frozenset[str] = frozenset()


class Notes(Strict):
    presentation: Text
    copies: dict[Copy, Text]
    fits: dict[NoteKind, Fits]
    checked: Checked
    notes: list[Note]


class Fact(Strict):
    """A fact that a person may state: its closed values, how each is said, and the one taken for granted.

    `of_another` is `meaning`, and `case_of_another` `case`, where the person speaks for somebody else: `{who}` stands
    for them. `to_come` has these four of a complaint that nobody filed yet, whatever the value. `title` names the fact;
    `unknown` says that it is unstated, of a fact of which nothing is taken for granted.
    """

    title: Text
    values: list[Text] = Field(min_items=2)
    unstated: Optional[str]
    unknown: Optional[Text]
    explained_by: Optional[str]
    meaning: dict[str, Text]
    of_another: dict[str, Text] = Field({})
    supposed: dict[str, Text]
    case: dict[str, Text]
    case_of_another: dict[str, Text] = Field({})
    to_come: dict[Literal["meaning", "of_another", "case", "case_of_another"], Text] = Field({})

    @validator("unstated")
    def _is_a_value(cls, unstated: str | None, values: dict) -> str | None:
        if unstated is not None and unstated not in values.get("values", ()):
            raise ValueError(f"«{unstated}» is not one of the fact's values")
        return unstated

    @validator("unknown", always=True)
    def _is_said_where_nothing_is_taken_for_granted(cls, unknown: str | None, values: dict) -> str | None:
        if (unknown is None) == (values.get("unstated") is None):
            raise ValueError("a fact has either `unstated` or `unknown`")
        return unknown

    @validator("meaning", "supposed", "case")
    def _covers_every_value(cls, said: dict[str, str], values: dict) -> dict[str, str]:
        if set(said) != set(values.get("values", ())):
            raise ValueError("needs one phrase for each of the fact's values, and no other")
        return said


class Facts(Strict):
    remembered: Text
    stated_in: list[Text]
    facts: dict[str, Fact]


class _Conditional(Strict):
    """`when` maps a fact to the values that it may have."""

    when: dict[str, list[str]] = Field({})
    sources: list[str] = Field(min_items=1)

    _values_of_each_fact = validator("when", pre=True, allow_reuse=True)(values_of_each_fact)


class Row(_Conditional):
    """A row of a decision table."""

    id: Optional[RowId]
    verdict: Name
    notes: list[str] = Field([])
    asks: list[str] = Field([])


class Tables(Strict):
    topics: dict[str, list[Row]]


class Step(_Conditional):
    """What somebody can do next. In `when`, `topic` stands for the topic that was talked about last."""

    step: Name


class Steps(Strict):
    steps: list[Step]

    @validator("steps")
    def _ends_with_a_row_for_the_rest(cls, steps: list[Step]) -> list[Step]:
        if not steps or steps[-1].when:
            raise ValueError("the last row must have no `when`, so that everybody is told something")
        return steps


class Term(Strict):
    """A word of the guide or of the assistant. `fact` is the fact whose values it names; `ours`: of how we put it."""

    id: Name
    names: list[Text] = Field(min_items=1)
    says: Text
    sources: list[str]
    fact: Optional[str]
    ours: bool = False


class Glossary(Strict):
    own: Text
    terms: list[Term]


class Subject(Strict):
    """What people ask beside the guide. `named`: there is a line that names the place asked about. `told_by`: what of
    ours says as much as the first sentence of its line. `who_knows`: said with a question that the line does not name.
    """

    sources: list[str] = Field([])
    nearest: list[Name] = Field([])
    nearest_to: dict[str, list[Name]] = Field({})
    named: bool = False
    told_by: Optional[Text] = None
    who_knows: Optional[Text] = None

    def offers(self, facts: Mapping[str, str]) -> list[Name]:
        """What is nearest for a case: what is over comes first, then who asks."""
        known = (facts.get(fact, "") for fact in ("status", "party"))
        return next((self.nearest_to[value] for value in known if value in self.nearest_to), self.nearest)


class NextDoor(Strict):
    subjects: dict[str, Subject]


class Case(Strict):
    """A case, and the verdict that the lawyer expects of the tables. `asks`: the fact that is asked for, if any."""

    name: Text
    topic: Name
    facts: dict[str, str] = Field({})
    verdict: Name
    asks: Optional[str]


class Cases(Strict):
    cases: list[Case]


class Knowledge(Strict):
    """Everything in data/knowledge, validated and cross-checked.

    Attributes:
        unstated: the facts that are taken for granted when nobody states them.
        stated_in: the intents whose messages state facts: all topics, and those that facts.yml names.
        version: a digest of the files: the same data gives the same 12 hexadecimal digits.
    """

    sources: Sources
    notes: Notes
    facts: dict[str, Fact]
    remembered: str
    unstated: dict[str, str]
    tables: dict[str, list[Row]]
    steps: list[Step]
    glossary: Glossary
    guide: GuideTexts
    subjects: dict[str, Subject]
    phrases: Phrases
    asked_in_words: AskedInWords
    about_guide: AboutGuide
    claims: Claims
    asides: list[Aside]
    details: list[Detail]
    cases: list[Case]
    stated_in: frozenset[str]
    version: str

    def __hash__(self) -> int:
        """By version, so that functions cached with lru_cache can take it."""
        return hash(self.version)

    def question(self, source_id: str) -> Question | None:
        """The source question with this id («P7»), or None."""
        return next((q for q in self.sources.questions if q.id == source_id), None)

    def checked(self, entry: Question | Note) -> Checked:
        """When a question or a note was last checked, and how: its own date, else that of its file."""
        whole = self.sources if isinstance(entry, Question) else self.notes
        return entry.checked or whole.checked

    @property
    def topics_without_details(self) -> frozenset[str]:
        """The topics that no detail has in its `of`: an editor has just added them, for those of the guide all have
        some.
        """
        return _topics_without_details(self)

    def details_called(self, ids: Collection[str]) -> list[Detail]:
        """The details with one of these ids, in the order of the file; an id may have several."""
        places = _places_of_details(self)
        return [self.details[place] for place in sorted(place for name in ids for place in places.get(name, ()))]

    def note(self, note_id: str) -> Note:
        """The official note with this id («O3»). Raises StopIteration where there is none."""
        return next(note for note in self.notes.notes if note.id == note_id)

    def notes_for(self, subject: str) -> list[str]:
        """The ids of the notes that go with a subject next door, or with `status_check`."""
        return [note.id for note in self.notes.notes if subject in note.subjects]

    def term(self, term_id: str) -> Term:
        """The glossary's entry with this id («en_tramite»). Raises StopIteration where there is none."""
        return next(term for term in self.glossary.terms if term.id == term_id)

    @property
    def term_ids(self) -> set[str]:
        return {term.id for term in self.glossary.terms}

    def row(self, row_id: str) -> tuple[str, Row] | None:
        """The row with this id («withdraw.processed») and its topic, or None."""
        return next(((topic, r) for topic, rows in self.tables.items() for r in rows if r.id == row_id), None)


@lru_cache(maxsize=1)  # the details are many, and looked up several times in each turn
def _places_of_details(knowledge: Knowledge) -> Mapping[str, list[int]]:
    places = defaultdict(list)
    for place, detail in enumerate(knowledge.details):
        places[detail.id].append(place)
    return places


@lru_cache(maxsize=1)
def _topics_without_details(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.tables).difference(*(detail.of for detail in knowledge.details))
