"""What is in the inbox now, and what has been looked at: var/inbox, which only its owner can read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Engine

from retirada.inbox.filters import Filter
from retirada.inbox.groups import Group, group
from retirada.inbox.labels import Row
from retirada.inbox.messages import Message, messages
from retirada.nlu.row_problems import comparable
from retirada.nlu.training_data import unmark
from retirada.paths import PROJECT
from retirada.server.store.event_reader import conversations, spoken
from retirada.server.store.period import Period

FOLDER = PROJECT / "var" / "inbox"


def read_groups(store: Engine, period: Period, wanted: Filter, folder: Path) -> tuple[list[Group], int]:
    """The groups of a period that are wanted and were not looked at, and how many messages were too many to be grouped.

    Raises:
        SystemExit: nothing is stored of the period.
    """
    names = conversations(store, period)
    if not names:
        raise SystemExit(f"Nothing is kept of the period {period}.")
    seen = _seen(folder)
    found = (message for message in messages(spoken(store, names, period)) if _digest(message.text) not in seen)
    return group(filter(wanted.wants, found))


def write_list(folder: Path, number: int, of: Group, heading: Sequence[str]) -> Path:
    """Write a group for an editor to prune and to mark: below `heading`, a line for each message, the most typical
    first, with what is known of it behind a tab.
    """
    lines = [*(f"# {line}" for line in heading), *map(as_line, of.messages)]
    path = folder / f"{number}.txt"
    _private(folder)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def read_list(path: Path) -> list[tuple[Row, bool]]:
    """The messages that are left in a list, each labelled as it was read, and whether the assistant asked back.

    Raises:
        SystemExit: there is no such list, or a line isn't one of it.
    """
    if not path.exists():
        raise SystemExit(f"There is no {path}: make inbox.")
    return read_lines(path.read_text(encoding="utf-8").splitlines(), f"{path}, ")


def read_lines(lines: Sequence[str], place: str) -> list[tuple[Row, bool]]:
    """The messages that stand in the lines of a list, as `read_list` gives them. Comments and empty lines have none.

    Args:
        place: what the error begins with, «1.txt, », before the number of the line.

    Raises:
        SystemExit: a line isn't one of a list.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            marked, _, known = line.partition("\t")
            try:
                of = json.loads(known)
                row = Row(marked, of["intent"], of["channel"], date.fromisoformat(of["day"]), of["context"])
                found.append((row, of["asked_back"]))
            except (ValueError, KeyError, TypeError):
                raise SystemExit(f"{place}line {number}: what stands behind the tab is no longer whole.") from None
    return found


def remember(folder: Path, rows: Iterable[Row]) -> None:
    """Show these messages, and others with the same words, no more. No words are stored."""
    _private(folder)
    path = folder / "seen.txt"
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{_digest(unmark(row.marked)[0])}\n" for row in rows)
    path.chmod(0o600)


def as_line(message: Message) -> str:
    """A line of a list: the marked message, a tab, and what is known of it as JSON."""
    known = {
        "intent": message.intent,
        "channel": message.channel,
        "day": str(message.day),
        "context": message.context,
        "asked_back": message.is_asked_back,
    }
    return f"{message.marked}\t{json.dumps(known, ensure_ascii=False)}"


def _seen(folder: Path) -> set[str]:
    path = folder / "seen.txt"
    return set(path.read_text(encoding="utf-8").split()) if path.exists() else set()


def _digest(text: str) -> str:
    return hashlib.sha256(comparable(text).encode()).hexdigest()[:24]


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
