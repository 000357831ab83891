"""Loads data/knowledge. Knows nothing of Rasa."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from retirada.paths import PROJECT
from retirada.rulebook.about_guide import AboutGuide
from retirada.rulebook.asked_in_words import AskedInWords
from retirada.rulebook.check import dangling_references, undecided_cases
from retirada.rulebook.claims import Claims
from retirada.rulebook.details import Asides, Details
from retirada.rulebook.guide_texts import GuideTexts
from retirada.rulebook.phrases import Phrases
from retirada.rulebook.schema import (
    Cases,
    Facts,
    Glossary,
    Knowledge,
    NextDoor,
    Notes,
    Row,
    Steps,
    Tables,
)
from retirada.rulebook.sources import Sources

KNOWLEDGE_DIR = PROJECT / "data" / "knowledge"
_Model = TypeVar("_Model", bound=BaseModel)


class _Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice in one mapping, of which YAML would keep the last. Leaves dates as they are
    written: the schema reads them, and says where a wrong one is.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"«{key.value}» stands here twice: keep one"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class KnowledgeError(ValueError):
    """Bad data in data/knowledge. The message names the file, the place in it and what to mend."""


@cache
def project_knowledge() -> Knowledge:
    """The project's own knowledge: read at the first call, and the same object from then on.

    Raises:
        KnowledgeError: see `load`.
    """
    return load()


def load(directory: Path = KNOWLEDGE_DIR) -> Knowledge:
    """Read, validate and cross-check the knowledge files of `directory`.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or breaks the schema; a row uses an unknown
            fact, value, source or note; the rows of a topic leave a case undecided. The message names the
            file and the row, or the case.
    """
    digest = hashlib.sha256()
    sources = _read(directory / "sources.yml", Sources, digest)
    notes = _read(directory / "official_notes.yml", Notes, digest)
    facts = _read(directory / "facts.yml", Facts, digest)
    tables = _read(directory / "tables.yml", Tables, digest).topics
    steps = _read(directory / "next_steps.yml", Steps, digest).steps
    guide = _read(directory / "guide.yml", GuideTexts, digest)
    glossary = _read(directory / "glossary.yml", Glossary, digest)
    subjects = _read(directory / "next_door.yml", NextDoor, digest).subjects
    phrases = _read(directory / "phrases.yml", Phrases, digest)
    asked_in_words = _read(directory / "asked_in_words.yml", AskedInWords, digest)
    about_guide = _read(directory / "about_guide.yml", AboutGuide, digest)
    claims = _read(directory / "claims.yml", Claims, digest)
    asides = _read(directory / "asides.yml", Asides, digest).asides
    details = _read(directory / "details.yml", Details, digest).details
    cases = _read(directory / "cases.yml", Cases, digest).cases
    knowledge = Knowledge.construct(
        sources=sources,
        notes=notes,
        facts=facts.facts,
        remembered=facts.remembered,
        stated_in=frozenset([*tables, *facts.stated_in]),
        unstated={name: fact.unstated for name, fact in facts.facts.items() if fact.unstated},
        tables={topic: [_with_id(topic, row) for row in rows] for topic, rows in tables.items()},
        steps=steps,
        glossary=glossary,
        guide=guide,
        subjects=subjects,
        phrases=phrases,
        asked_in_words=asked_in_words,
        about_guide=about_guide,
        claims=claims,
        asides=asides,
        details=details,
        cases=cases,
        version=digest.hexdigest()[:12],
    )
    for check in (dangling_references, undecided_cases):
        if problems := [f"{directory / name}: {problem}" for name, problem in check(knowledge)]:
            raise KnowledgeError("\n".join(problems))
    return knowledge


def _with_id(topic: str, row: Row) -> Row:
    return row if row.id else row.copy(update={"id": f"{topic}.{row.verdict}"})


def _read(path: Path, model: type[_Model], digest: hashlib._Hash) -> _Model:
    try:
        raw = path.read_bytes()
        data = yaml.load(raw, _Loader)
    except FileNotFoundError:
        raise KnowledgeError(f"{path}: missing. Restore it from git.") from None
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not valid YAML: {error}") from None
    digest.update(raw)
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        found = [f"{path}: {_place(e['loc'])}: {e['msg']} (line {_line(raw, e['loc'])})" for e in error.errors()]
        raise KnowledgeError("\n".join(found)) from None


def _place(location: tuple) -> str:
    steps = [f"row {s + 1}" if isinstance(s, int) else str(s) for s in location if s != "__root__"]
    return " → ".join(steps) or "whole file"


def _line(raw: bytes, location: tuple) -> int:
    """The line, from 1, on which the place stands; of what is missing, where it should be."""
    node: Any = yaml.compose(raw, _Loader)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            below = [value for key, value in node.value if key.value == step]
        else:
            below = node.value[step : step + 1] if isinstance(node, yaml.SequenceNode) else []
        if not below:
            break
        node = below[0]
    return int(node.start_mark.line) + 1
