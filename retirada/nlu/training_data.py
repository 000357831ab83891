"""Reads training data in Rasa's YAML format. The importer, the checks and the evaluation all read it here.

Takes what Rasa's format allows: intents (examples as a block of text or as a list of `text` and `metadata`), with
`metadata` or without, lookup tables, regular expressions and synonyms; entities as `[text](name:value)`,
`[text]{"entity": …}` or `[text][{…}, {…}]`. Faster than Rasa's own reader (libyaml), and stricter: what Rasa skips
with a warning is an error here that names the file.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Optional

import yaml
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.entities_parser import find_entities_in_training_example, replace_entities
from rasa.shared.utils.io import is_key_in_yaml

from retirada.nlu.context import CONTEXT_KEYS
from retirada.yaml_files import DataFileError

METADATA = {"voice", "context", "also"}
ITEM_KINDS = ("intent", "lookup", "regex", "synonym")
_BLANK = "\n\r "  # what Rasa strips from an example; other odd space stays, as people may type it
# `[text](name:value)`, as Rasa's own expression has it beside the other two ways.
_MARK = re.compile(r"\[([^\]]+?)\]\(([^:)]+?)(?::([^)]+))?\)")


class TrainingDataError(DataFileError, RasaException):
    """A file that is not training data. The message names file and line and says what is expected."""


class Mark(NamedTuple):
    """An annotated entity: its span in the example's plain text, [start, end) in characters, and its value."""

    start: int
    end: int
    entity: str
    value: str
    role: Optional[str] = None
    group: Optional[str] = None


class Example(NamedTuple):
    """One example of an intent.

    Attributes:
        text: what a person writes.
        marks: its annotated entities.
        marked: the same as it stands in the file, with its annotations.
        place: «file:line».
        intent_metadata: the `metadata` of the block that it stands in.
        example_metadata: its own `metadata`.
    """

    text: str
    intent: str
    marks: tuple[Mark, ...]
    marked: str
    place: str
    intent_metadata: Any = None
    example_metadata: Any = None

    @property
    def facts(self) -> dict[str, str]:
        """Fact → value; the last one where a fact is marked twice."""
        return {mark.entity: mark.value for mark in self.marks}

    @property
    def context(self) -> dict[str, list[Any]]:
        """Where in a conversation it is said, as its `metadata` or its block's have it: name → values. {}: anywhere."""
        levels = (self.intent_metadata, self.example_metadata)
        return {name: values for level in levels for name, values in ((level or {}).get("context") or {}).items()}


class TrainingFile(NamedTuple):
    """What is in one file. Lookup tables, regular expressions and synonyms: name → lines, in the file's order."""

    examples: list[Example]
    lookup: dict[str, list[str]]
    regex: dict[str, list[str]]
    synonym: dict[str, list[str]]


def read_training_file(path: Path) -> TrainingFile:
    """Read one file.

    Raises:
        TrainingDataError: it is no file of training data, or something in it has another shape.
    """
    with _no_garbage_collection():
        return _read(path)


def _read(path: Path) -> TrainingFile:
    read = TrainingFile([], {}, {}, {})
    for item in _items(path):
        kind = next((kind for kind in ITEM_KINDS if kind in item.fields), None)
        allowed = {kind, "examples", *(["metadata"] if kind == "intent" else [])}
        if not kind or not {kind, "examples"} <= item.fields.keys() <= allowed:
            expected = "«intent», «lookup», «regex» or «synonym», and «examples»"
            raise TrainingDataError(
                f"{item.place}: an item needs {expected}; this has {sorted(map(str, item.fields))}."
            )
        name, metadata = item.fields[kind], item.fields.get("metadata")
        if not isinstance(name, str) or not name:
            raise TrainingDataError(f"{item.place}: «{kind}» needs a name.")
        if kind != "intent":
            getattr(read, kind).setdefault(name, []).extend(text for text, _, _ in _texts(item))
            continue
        for marked, example_metadata, line in _texts(item):
            text, marks = unmark(marked)
            place = f"{path.name}:{line}"
            read.examples.append(Example(text, name, marks, marked, place, metadata, example_metadata))
    return read


def read_examples(path: Path) -> list[Example]:
    """The examples of all intents of one file."""
    return read_training_file(path).examples


def read_folder(folder: Path) -> list[Example]:
    """The examples of all files below a folder, by file."""
    return [example for path in sorted(folder.rglob("*.yml")) for example in read_examples(path)]


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """(text, marks) of an annotated example.

    >>> unmark("la [cerraron](status:processed)")[0]
    'la cerraron'
    """
    if "{" not in marked and "][" not in marked:
        return _unmark_plain(marked)
    marks = tuple(
        Mark(found["start"], found["end"], found["entity"], found["value"], found.get("role"), found.get("group"))
        for found in find_entities_in_training_example(marked)
    )
    return replace_entities(marked), marks


def _unmark_plain(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """As `unmark`, where all marks are `[text](name:value)`: most are, and Rasa's way takes three times as long."""
    if "](" not in marked:
        return marked, ()
    text, marks, end = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[end : found.start()]
        words, fact, value = found.groups()
        marks.append(Mark(len(text), len(text) + len(words), fact, value or words))
        text, end = text + words, found.end()
    return text + marked[end:], tuple(marks)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """What is read is many objects that all stay: to look through them for garbage takes as long as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def metadata_problems(examples: Sequence[Example]) -> Iterator[str]:
    """One line for each `metadata` with something in it that nobody reads: a misspelt key would silently do nothing."""
    told: set[int] = set()
    intents = {example.intent for example in examples}
    for example in examples:
        for metadata in (example.intent_metadata, example.example_metadata):
            # All examples of a block have one and the same object.
            if metadata is not None and id(metadata) not in told and (problem := _metadata_problem(metadata, intents)):
                told.add(id(metadata))
                yield f"{example.place}: {problem}"


def _metadata_problem(metadata: Any, intents: Collection[str]) -> Optional[str]:
    if not isinstance(metadata, dict) or metadata.keys() - METADATA:
        return f"«metadata» may have {sorted(METADATA)}; this has {metadata!r}."
    context = metadata.get("context") or {}
    if not isinstance(context, dict) or context.keys() - set(CONTEXT_KEYS):
        return f"«context» may have {sorted(CONTEXT_KEYS)}; this has {context!r}."
    if not all(isinstance(values, list) and values for values in context.values()):
        return "each key of «context» needs a list of values, as in `asked: [status, null]`."
    also = metadata.get("also") or []
    if not isinstance(also, list) or set(also) - set(intents):
        return f"«also» needs a list of intents that have examples; this has {also!r}."
    return None


class _Item(NamedTuple):
    """One item of the list `nlu`: its content, and the YAML node that it stands in."""

    path: Path
    fields: dict[str, Any]
    node: yaml.MappingNode

    @property
    def place(self) -> str:
        return f"{self.path}:{self.node.start_mark.line + 1}"


def _items(path: Path) -> Iterator[_Item]:
    try:
        loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        items = next((value for key, value in pairs if key.value == "nlu"), None)
        if not isinstance(items, yaml.SequenceNode):
            raise TrainingDataError(f"{path} is no file of training data: it needs `nlu:` with a list of items.")
        if not is_key_in_yaml(path, "nlu"):  # which is how Rasa chooses the files that it reads
            raise TrainingDataError(f"{path}: Rasa skips this file: its key `nlu:` needs a line of its own, unquoted.")
        for node in items.value:
            fields = loader.construct_document(node)
            if not isinstance(fields, dict):
                raise TrainingDataError(f"{path}: an item of `nlu:` has to be a mapping, not «{fields}».")
            yield _Item(path, fields, node)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{path} is no file of training data: {error}") from error


def _texts(item: _Item) -> Iterator[tuple[str, Any, int]]:
    """(text, metadata, line) of each example of an item."""
    examples, node = item.fields["examples"], next(v for k, v in item.node.value if k.value == "examples")
    first = node.start_mark.line + (2 if getattr(node, "style", "") == "|" else 1)
    if isinstance(examples, str):
        for line, text in enumerate(examples.splitlines(), start=first):
            if not text.startswith("-"):
                raise TrainingDataError(f"{item.path}:{line}: an example starts with «- », not «{text}».")
            yield text[1:].strip(_BLANK), None, line
    elif isinstance(examples, list):
        for example, at in zip(examples, node.value, strict=True):
            line = at.start_mark.line + 1
            written = example.get("text") if isinstance(example, dict) else None
            if not isinstance(written, str):
                raise TrainingDataError(f"{item.path}:{line}: an example of a list needs «text», not «{example}».")
            yield written.strip(_BLANK), example.get("metadata"), line
    else:
        raise TrainingDataError(f"{item.place}: «examples» has to be a block of text (`examples: |`) or a list.")
