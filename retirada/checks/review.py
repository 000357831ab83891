"""`make review`: walks through the questions and notes that are due, and writes when and how each was checked."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from retirada.operator_texts import operator_texts
from retirada.rulebook.freshness import LastCheck, due, last_checks, last_day, review_months
from retirada.rulebook.knowledge import KNOWLEDGE_DIR, load
from retirada.rulebook.schema import Note
from retirada.rulebook.sources import Question
from retirada.yaml_files import exit_on_data_error

_ENTRIES = {"sources.yml": "questions", "official_notes.yml": "notes"}


def review(folder: Path, today: datetime.date, ask: Callable[[str], str], say: Callable[[str], None]) -> None:
    """Ask about each entry that is due, and write what was checked at once, so that whoever stops loses nothing.

    Args:
        folder: data/knowledge.
        today: the date that is written.
        ask: gives the answer to a question. EOFError and KeyboardInterrupt end the review.
        say: prints a line.

    Raises:
        DataFileError: the folder cannot be loaded.
        SystemExit: REVIEW_MONTHS can't be used.
    """
    months, texts = review_months(), operator_texts().review
    knowledge = load(folder)
    entries = due(knowledge, months, today)
    if not entries:
        first = min(last_checks(knowledge), key=lambda check: check.checked.date)
        say(texts.none_due.format(months=months, id=first.entry.id, date=last_day(first.checked, months)))
        return
    say(texts.some_due.format(count=len(entries), months=months))
    left = [entry.entry.id for entry in entries]
    try:
        for number, entry in enumerate(entries, start=1):
            say("\n" + texts.entry.format(number=number, count=len(entries), id=entry.entry.id, title=_title(entry)))
            for line in _lines(entry):
                say(line)
            answer = ask(texts.still_so).strip().lower()
            if answer.startswith(texts.agrees):
                how = ask(texts.how.format(how=entry.checked.how)).strip() or entry.checked.how
                write_check(folder / entry.file, entry.entry.id, today, how)
                say(texts.written.format(file=entry.file, date=today, how=how))
                left.remove(entry.entry.id)
            elif answer.startswith(texts.disagrees):
                line_number = line_of(folder / entry.file, entry.entry.id)
                say(texts.to_change.format(file=folder / entry.file, line=line_number))
    except (EOFError, KeyboardInterrupt):
        say("")
    if left:
        say(texts.left.format(list=", ".join(left)))


def write_check(path: Path, entry_id: str, date: datetime.date, how: str) -> None:
    """Write into the file when and how the entry was checked. Everything else in it, comments included, stays."""
    yaml, content = _read(path)
    entry = _entry(content, path, entry_id)
    if "checked" in entry:
        entry["checked"].update({"date": date, "how": how})
    else:
        # Not at its end: the blank lines and comments that follow belong to what is last there.
        entry.insert(1, "checked", {"date": date, "how": how})
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with open(handle, "w", encoding="utf-8") as file:
        yaml.dump(content, file)
    os.chmod(name, path.stat().st_mode)
    os.replace(name, path)


def line_of(path: Path, entry_id: str) -> int:
    """The number of the line on which the entry begins."""
    _, content = _read(path)
    return int(_entry(content, path, entry_id).lc.line) + 1


def _read(path: Path) -> tuple[Any, Any]:
    """The file, to be written again as it is."""
    yaml: Any = YAML()
    yaml.preserve_quotes = True
    yaml.width = sys.maxsize
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    return yaml, yaml.load(path.read_text(encoding="utf-8"))


def _entry(content: Any, path: Path, entry_id: str) -> Any:
    return next(entry for entry in content[_ENTRIES[path.name]] if entry["id"] == entry_id)


def _title(due_entry: LastCheck) -> str:
    entry = due_entry.entry
    return entry.question if isinstance(entry, Question) else entry.text


def _lines(due_entry: LastCheck) -> Iterator[str]:
    texts, entry = operator_texts().review, due_entry.entry
    if isinstance(entry, Note):
        yield texts.page.format(page=entry.page)
    else:
        for statement in entry.statements:
            yield texts.statement.format(text=statement)
    yield texts.checked.format(date=due_entry.checked.date, how=due_entry.checked.how)


@exit_on_data_error()
def main() -> None:
    """Review data/knowledge with whoever sits at the terminal."""
    review(KNOWLEDGE_DIR, datetime.date.today(), input, print)


if __name__ == "__main__":
    main()
