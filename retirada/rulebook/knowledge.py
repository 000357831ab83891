"""Loads and validates data/knowledge. Knows nothing of Rasa."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Optional, TypeVar, Union

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, constr, validator

from retirada.paths import PROJECT

KNOWLEDGE_DIR = PROJECT / "data" / "knowledge"

if TYPE_CHECKING:
    Text = str
    QuestionId = str
    NoteId = str
    VerdictName = str
else:
    Text = constr(strip_whitespace=True, min_length=1)
    QuestionId = constr(regex=r"^P\d+$")
    NoteId = constr(regex=r"^O\d+$")
    VerdictName = constr(regex=r"^[a-z][a-z_]*$")

Model = TypeVar("Model", bound=BaseModel)


class KnowledgeError(ValueError):
    """Bad data in data/knowledge. The message names the file, the place in it and what to mend."""


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Question(_Strict):
    """One question of the source, restated: `statements` are all that its answer says."""

    id: QuestionId
    question: Text
    statements: list[Text] = Field(min_items=1)
    remarks: Optional[str]
    left_out: Optional[str]


class Sources(_Strict):
    title: Text
    publisher: Text
    origin: Text
    date: Optional[str]
    citation_one: Text
    citation_many: Text
    person: Text
    assistant: Text
    questions: list[Question]


NoteKind = Literal["trade", "ip"]
Copy = Literal["page", "copied", "quoted"]


class Note(_Strict):
    """What one of Alibaba's own pages says where it contradicts or completes the source.

    `copied` (in the file: `copy`) is how the page was read; `subject`, the question beside the guide that it is for,
    if it goes with no verdict.
    """

    id: NoteId
    kind: NoteKind
    page: Text
    copied: Copy = Field(alias="copy")
    subject: Optional[Text]
    text: Text


class Fits(_Strict):
    """When notes of a kind fit a case: the ground is one of these, or one of these topics was asked about."""

    grounds: frozenset[str]
    topics: frozenset[str]


class Notes(_Strict):
    presentation: Text
    copies: dict[Copy, Text]
    fits: dict[NoteKind, Fits]
    notes: list[Note]


class Fact(_Strict):
    """A fact that a person may state: its closed values, and the one taken for granted when unstated."""

    values: list[Text] = Field(min_items=2)
    unstated: Optional[str]
    meaning: dict[str, Text]

    @validator("unstated")
    def _is_a_value(cls, unstated: str | None, values: dict) -> str | None:
        if unstated is not None and unstated not in values.get("values", ()):
            raise ValueError(f"«{unstated}» is not one of the fact's values")
        return unstated

    @validator("meaning")
    def _covers_every_value(cls, meaning: dict[str, str], values: dict) -> dict[str, str]:
        if set(meaning) != set(values.get("values", ())):
            raise ValueError("needs one sentence for each of the fact's values, and no other")
        return meaning


class Facts(_Strict):
    remembered: Text
    stated_in: list[Text]
    facts: dict[str, Fact]


class Row(_Strict):
    """A row of a decision table. `when` maps a fact to the values that it may have."""

    when: dict[str, list[str]] = {}
    verdict: VerdictName
    sources: list[str] = Field(min_items=1)
    notes: list[str] = []
    asks: list[str] = []

    @validator("when", pre=True)
    def _one_value_is_a_list_of_one(cls, when: dict[str, Union[str, list[str]]]) -> dict:
        return {fact: value if isinstance(value, list) else [value] for fact, value in when.items()}

    @validator("when", each_item=True, pre=True)
    def _values_are_text(cls, values: list) -> list:
        if not all(isinstance(value, str) for value in values):
            raise ValueError('values are text: write "yes" and "no" in quotes')
        return values


class Tables(_Strict):
    topics: dict[str, list[Row]]

    @validator("topics", each_item=True)
    def _ends_with_a_row_for_the_rest(cls, rows: list[Row]) -> list[Row]:
        if not rows or rows[-1].when:
            raise ValueError("the last row must have no `when`, so that every case is decided")
        return rows


class Knowledge(_Strict):
    """Everything in data/knowledge, validated and cross-checked.

    `stated_in` holds the intents whose messages state facts: all topics, and those that facts.yml names.
    `unstated` holds the facts that are taken for granted when nobody states them.
    `version` is a digest of the files: the same data gives the same 12 hexadecimal digits.
    """

    sources: Sources
    notes: Notes
    facts: dict[str, Fact]
    remembered: str
    unstated: dict[str, str]
    tables: dict[str, list[Row]]
    stated_in: frozenset[str]
    version: str

    def question(self, source_id: str) -> Question | None:
        """The source question with this id («P7»), or None."""
        return next((q for q in self.sources.questions if q.id == source_id), None)

    def note(self, note_id: str) -> Note:
        """The official note with this id («O3»). Raises StopIteration where there is none."""
        return next(note for note in self.notes.notes if note.id == note_id)


FileName = Literal["sources.yml", "official_notes.yml", "facts.yml", "tables.yml"]


def load(directory: Path = KNOWLEDGE_DIR) -> Knowledge:
    """Read, validate and cross-check the knowledge files of `directory`.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or breaks the schema; a row uses an unknown
            fact, value, source or note. The message names the file and the row.
    """
    digest = hashlib.sha256()
    sources = _read(directory, "sources.yml", Sources, digest)
    notes = _read(directory, "official_notes.yml", Notes, digest)
    fact_file = _read(directory, "facts.yml", Facts, digest)
    facts = fact_file.facts
    tables = _read(directory, "tables.yml", Tables, digest).topics
    knowledge = Knowledge.construct(
        sources=sources,
        notes=notes,
        facts=facts,
        remembered=fact_file.remembered,
        stated_in=frozenset([*tables, *fact_file.stated_in]),
        unstated={name: fact.unstated for name, fact in facts.items() if fact.unstated},
        tables=tables,
        version=digest.hexdigest()[:12],
    )
    problems = _dangling_references(knowledge)
    if problems:
        raise KnowledgeError("\n".join(f"{directory / 'tables.yml'}: {p}" for p in problems))
    return knowledge


@cache
def project_knowledge() -> Knowledge:
    """The project's own knowledge: read at the first call, and the same object from then on.

    Raises:
        KnowledgeError: see `load`.
    """
    return load()


def _read(directory: Path, name: FileName, model: type[Model], digest: Any) -> Model:
    path = directory / name
    try:
        raw = path.read_bytes()
        data = yaml.safe_load(raw)
    except FileNotFoundError:
        raise KnowledgeError(f"{path}: missing. Restore it from git.") from None
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not valid YAML: {error}") from None
    digest.update(raw)
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        raise KnowledgeError("\n".join(f"{path}: {_place(e['loc'])}: {e['msg']}" for e in error.errors())) from None


def _place(location: tuple) -> str:
    steps = [f"row {s + 1}" if isinstance(s, int) else str(s) for s in location if s != "__root__"]
    return " → ".join(steps) or "whole file"


def _dangling_references(knowledge: Knowledge) -> list[str]:
    problems = []
    note_ids = {note.id for note in knowledge.notes.notes}
    for topic, rows in knowledge.tables.items():
        for number, row in enumerate(rows, start=1):
            place = f"topics → {topic} → row {number} ({row.verdict})"
            for fact, values in row.when.items():
                if fact not in knowledge.facts:
                    problems.append(f"{place}: `when` names an unknown fact «{fact}»")
                    continue
                for value in set(values) - set(knowledge.facts[fact].values):
                    problems.append(f"{place}: «{value}» is not a value of «{fact}»")
            problems += [
                f"{place}: source «{s}» is not in sources.yml" for s in row.sources if not knowledge.question(s)
            ]
            problems += [f"{place}: note «{n}» is not in official_notes.yml" for n in row.notes if n not in note_ids]
            problems += [f"{place}: asks for an unknown fact «{f}»" for f in row.asks if f not in knowledge.facts]
    return problems
