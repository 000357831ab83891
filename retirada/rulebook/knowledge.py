"""Loads data/knowledge. Knows nothing of Rasa."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from retirada.paths import PROJECT
from retirada.rulebook.about_guide import AboutGuide
from retirada.rulebook.asked_in_words import AskedInWords
from retirada.rulebook.check import Problem, dangling_references, undecided_cases, unknown_sources
from retirada.rulebook.claims import Claims
from retirada.rulebook.details import Asides, Details
from retirada.rulebook.guide_texts import GuideTexts
from retirada.rulebook.phrases import PARTS, Phrases
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
from retirada.yaml_files import DataFileError, Model, parse_model, read_bytes

KNOWLEDGE_DIR = PROJECT / "data" / "knowledge"
Check = Callable[[Knowledge], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (dangling_references, unknown_sources, undecided_cases)


@cache
def project_knowledge() -> Knowledge:
    """The project's own knowledge: read at the first call, and the same object from then on.

    Raises:
        DataFileError: see `load`.
    """
    return load()


def load(directory: Path = KNOWLEDGE_DIR, checks: Iterable[Check] = CHECKS) -> Knowledge:
    """Read, validate and cross-check the knowledge files of `directory`.

    Args:
        checks: what is refused beside files that cannot be read.

    Raises:
        DataFileError: a file is missing, is not YAML, or breaks the schema; a row uses an unknown
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
    parts = [_read(directory / file, part, digest) for file, part in PARTS.items()]
    phrases = Phrases.construct(**{name: words for part in parts for name, words in part})
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
    for check in checks:
        if problems := [f"{directory / name}: {problem}" for name, problem in check(knowledge)]:
            raise DataFileError("\n".join(problems))
    return knowledge


def _with_id(topic: str, row: Row) -> Row:
    return row if row.id else row.copy(update={"id": f"{topic}.{row.verdict}"})


def _read(path: Path, model: type[Model], digest: hashlib._Hash) -> Model:
    raw = read_bytes(path)
    digest.update(raw)
    return parse_model(path, raw, model)
