"""Labelled messages become rows of data/nlu, with where they come from, and a test conversation; never what a check
speaks against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Optional

import yaml

from retirada.checks.move_rows import add_rows
from retirada.nlu.catalog import read_catalog
from retirada.nlu.row_problems import broken_marks, comparable, contradictions, metadata_problems, unknown_marks
from retirada.nlu.training_data import Example, read_folder, unmark
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import load
from retirada.server.training_checks import markable_values
from retirada.yaml_files import read_yaml

_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")


class Row(NamedTuple):
    """A message to learn from.

    Attributes:
        marked: as a row of data/nlu is written.
        intent: that it is labelled with.
        channel, day: where and when it was asked.
        context: where its conversation stood; {} for a first message.
    """

    marked: str
    intent: str
    channel: str
    day: date
    context: dict[str, list[Any]]


class Written(NamedTuple):
    """What was written: the rows, into which files, and the test conversation, if one could be made.

    `contradictions`: a line for each row that was left out, for another file says otherwise.
    """

    rows: list[Example]
    files: list[Path]
    conversation: Optional[Path]
    contradictions: list[str]


class Refused(Exception):
    """Nothing was written. `reasons`: one line each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = list(reasons)


def write_labels(project: Path, rows: Sequence[Row], verdict: Optional[str] = None) -> Written:
    """Write the rows, but for one that asks a topic or a subject as a first message: that is the test conversation.

    Args:
        rows: the most typical first.
        verdict: that a new topic is answered with, which no table has yet.

    Raises:
        Refused: an intent is unknown, marks are broken or unknown, or no row is left.
    """
    folder, catalog = project / "data" / "nlu", read_catalog(project)
    existing = read_folder(folder)
    known = {row.intent for row in existing} | catalog.topics
    for intent in sorted({row.intent for row in rows} - known):
        if not _NAME.fullmatch(intent):
            raise Refused([f"«{intent}» is no name of an intent: small letters, digits and «_»."])
        if not verdict:
            raise Refused([f"{intent} is no topic, no subject and no act. For a new topic name its VERDICT, too."])
    new, texts = [], set[str]()
    for example in map(_example, rows):
        if comparable(example.text) not in texts:
            texts.add(comparable(example.text))
            new.append(example)
    _check_marks(project, new)
    new, told = _without_contradictions(new, [row for row in existing if comparable(row.text) in texts])
    if not new:
        raise Refused(told or ["All of these are rows already."])
    testable = [e for e in new if not e.context and (e.intent in catalog.questions or e.intent not in known)]
    test = testable[0] if testable and len(new) > 1 else None
    files, written = [], [example for example in new if example is not test]
    for intent in dict.fromkeys(example.intent for example in written):
        path = folder / "out_of_scope" / f"{intent}.yml" if intent in catalog.subjects else folder / f"{intent}.yml"
        add_rows(path, intent, [example for example in written if example.intent == intent])
        files.append(path)
    conversation = _write_conversation(project, test, verdict) if test else None
    return Written(written, files, conversation, told)


def _example(row: Row) -> Example:
    try:
        text, marks = unmark(row.marked)
    except Exception as error:  # Rasa's own parser raises what json raises
        raise Refused([f"«{row.marked}»: its marks can't be read ({error})."]) from None
    if not comparable(text).strip():
        raise Refused(["A row has no words: take it out."])
    metadata: dict[str, Any] = {"voice": [f"inbox {row.day}, {row.channel}"]}
    if row.context:
        metadata["context"] = row.context
    return Example(text, row.intent, marks, row.marked, "inbox", metadata)


def _check_marks(project: Path, new: Sequence[Example]) -> None:
    knowledge = load(project / "data" / "knowledge")
    domain = read_yaml(project / "domain.yml")
    found = [*metadata_problems(new), *broken_marks(new), *unknown_marks(new, markable_values(knowledge, domain))]
    if found:
        raise Refused(found)


def _without_contradictions(new: Sequence[Example], existing: Sequence[Example]) -> tuple[list[Example], list[str]]:
    """The rows that say nothing else than those that have their words, and are no copy; and a line for each other."""
    kept, told = [], []
    for example in new:
        alike = [row for row in existing if comparable(row.text) == comparable(example.text)]
        problems = set(contradictions([*alike, example])) - set(contradictions(alike))
        told += sorted(problems)
        if not problems and not any(row.intent == example.intent for row in alike):
            kept.append(example)
    return kept, told


def _write_conversation(project: Path, test: Example, verdict: Optional[str]) -> Path:
    knowledge, catalog = load(project / "data" / "knowledge"), read_catalog(project)
    facts = {name: value for name, value in test.facts.items() if name in knowledge.facts}
    if test.intent in catalog.topics:
        turn: dict[str, Any] = {
            "topic": test.intent,
            "verdict": decide(knowledge, test.intent, facts).verdict,
            "facts": facts,
        }
    elif test.intent in catalog.subjects:
        turn = {"topic": "out_of_scope", "verdict": None}
    else:
        turn = {"topic": test.intent, "verdict": verdict}
    folder = project / "tests" / "conversations" / "inbox"
    folder.mkdir(exist_ok=True)
    number = 1 + len(list(folder.glob(f"{test.intent}_*.yml")))
    path = folder / f"{test.intent}_{number}.yml"
    written = yaml.safe_dump([{"user": test.text, **turn}], allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(written, encoding="utf-8")
    return path
