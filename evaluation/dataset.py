"""Questions with their right topic and facts, read from the project's files and, if present, from ../shared/eval."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from retirada.nlu.catalog import read_catalog
from run.settings import PROJECT

TRAINING = PROJECT / "data" / "nlu"
DEV = PROJECT / "tests" / "nlu" / "dev.yml"
HELDOUT = PROJECT / "tests" / "nlu" / "heldout.yml"
SHARED = PROJECT.parent / "shared" / "eval"
OUT_OF_SCOPE = "out_of_scope"
# Subjects next door and other languages are no topic: answering one with a verdict is as wrong as answering any stray
# question. The test files call all of them «out_of_scope».
NOT_ANSWERED = read_catalog().subjects | {OUT_OF_SCOPE, "english", "portuguese", "chinese"}
MARK = re.compile(r"\[([^\[\]]+)\]\((\w+):(\w+)\)")
_INTENT = re.compile(r"\s*- intent: *(\w+)")
_CONTEXT = re.compile(r" {8}(\w+): *\[(.*)\]$")
_OTHER_BLOCK = re.compile(r"\s*- (?:lookup|synonym|regex): ")


class Mark(NamedTuple):
    """The stretch of an example's plain text that states a fact."""

    start: int
    end: int
    fact: str
    value: str


class Example(NamedTuple):
    """One line of a training or test file.

    Attributes:
        text: what a person writes.
        marked: the same as the file has it.
        place: file and line.
        context: where in a conversation it is said, what its block says of it: name → values. {}: anywhere.
    """

    text: str
    intent: str
    marks: tuple[Mark, ...]
    marked: str
    place: str
    context: dict[str, list[str]] = {}  # noqa: RUF012 (nobody changes it)

    @property
    def facts(self) -> dict[str, str]:
        return {mark.fact: mark.value for mark in self.marks}


class Question(NamedTuple):
    """What is asked of the assistant, and the topic and facts that a good reader finds in it."""

    text: str
    topic: str
    facts: dict[str, str]


def read_examples(path: Path) -> list[Example]:
    """The examples of one Rasa NLU file, each with its file and line."""
    examples, intent = [], None
    context: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if header := _INTENT.match(line):
            intent, context = header.group(1), {}
        elif known := _CONTEXT.match(line):
            context[known.group(1)] = [value.strip() for value in known.group(2).split(",")]
        elif _OTHER_BLOCK.match(line):
            intent = None
        elif intent and line.lstrip().startswith("- "):
            marked = line.strip()[2:].strip()
            text, marks = unmark(marked)
            examples.append(Example(text, intent, marks, marked, f"{path.name}:{number}", context))
    return examples


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """(text, marks) of a marked line.

    >>> unmark("la [cerraron](status:processed)")
    ('la cerraron', (Mark(start=3, end=11, fact='status', value='processed'),))
    """
    text, marks, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(Mark(len(text), len(text) + len(match.group(1)), match.group(2), match.group(3)))
        text += match.group(1)
        at = match.end()
    return text + marked[at:], tuple(marks)


def training_examples(folder: Path = TRAINING) -> list[Example]:
    """All training examples, in the order of their files."""
    return [example for path in sorted(folder.rglob("*.yml")) for example in read_examples(path)]


def questions(examples: Iterable[Example]) -> list[Question]:
    """The examples as questions; other languages count as out of scope."""
    return [Question(e.text, OUT_OF_SCOPE if e.intent in NOT_ANSWERED else e.intent, e.facts) for e in examples]


def shared_sets(folder: Path = SHARED) -> dict[str, list[str]]:
    """Real text of others, name of the set → texts; empty where the folder is absent.

    «in scope, no platform named» should be answered; «partly in scope» has no right answer and is only counted;
    no text of the other sets may be answered.
    """
    sets: dict[str, list[str]] = {}
    for row in _json_lines(folder / "oos_real_es.jsonl"):
        if row["class"] in ("far", "near"):
            sets.setdefault(f"real, {row['class']} out of scope", []).append(row["text"])
    for row in _json_lines(folder / "near_domain_real_es.jsonl"):
        scope = re.search(r"scope_if_alibaba=(\w+)", row["note"]).group(1)
        if scope == "no":
            sets.setdefault("real, other complaints", []).append(row["text"])
        elif scope == "partial":
            sets.setdefault("real, partly in scope", []).append(row["text"])
        elif "platform_in_text=other" not in row["note"]:
            sets.setdefault("real, in scope", []).append(row["text"])
    return sets


def _json_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
