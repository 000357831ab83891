"""Every text that two versions say differently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from retirada.changes.version import DATA, KNOWLEDGE, OPERATORS, Version
from retirada.yaml_files import read_yaml

_LEFT_OUT = {"tables.yml", OPERATORS}  # tables are compared case by case, see cases.py
_NAMED_BY = ("id", "name", "step", "says")  # what an entry of a list is known by


class TextChange(NamedTuple):
    """A text that changes.

    Attributes:
        place: the response, or the file and the place in it.
        before, after: the text; empty where it isn't there.
    """

    place: str
    before: str
    after: str


def changed_responses(before: Version, after: Version) -> list[TextChange]:
    """The responses whose text or buttons change."""
    was, now = ({name: _said(of[name]) for name in of} for of in (before.responses, after.responses))
    return _changes(was, now)


def changed_texts(before: Version, after: Version) -> list[TextChange]:
    """What changes in the knowledge beside the tables, and in what the channels say: sources, notes, glossary, …"""
    return _changes(_texts(before.folder), _texts(after.folder))


def _changes(was: dict[str, str], now: dict[str, str]) -> list[TextChange]:
    places = dict.fromkeys([*now, *was])
    changes = (TextChange(place, was.get(place, ""), now.get(place, "")) for place in places)
    return [change for change in changes if change.before != change.after]


def _said(variations: list[dict[str, Any]]) -> str:
    """A response as text, with the titles of its buttons."""
    said = []
    for variation in variations:
        buttons = [f"[{button['title']}]" for button in variation.get("buttons") or []]
        said.append("\n".join(filter(None, [variation.get("text", "").strip(), " ".join(buttons)])))
    return "\n—\n".join(said)


def _texts(folder: Path) -> dict[str, str]:
    """Place → text, of every file but the tables."""
    files = [*sorted((folder / KNOWLEDGE).rglob("*.yml")), *sorted((folder / DATA).glob("*.yml"))]
    texts: dict[str, str] = {}
    for path in files:
        if path.name in _LEFT_OUT:
            continue
        content = read_yaml(path)
        texts.update((" → ".join([path.name, *place]), text) for place, text in _leaves(content))
    return texts


def _leaves(content: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _leaves(value, (*place, str(key)))
    elif isinstance(content, list) and any(isinstance(entry, dict) for entry in content):
        for number, entry in enumerate(content, start=1):
            named = next((str(entry[key])[:40] for key in _NAMED_BY if key in entry), str(number))
            yield from _leaves(entry, (*place, named))
    elif isinstance(content, list):
        yield place, "\n".join(", ".join(map(str, e)) if isinstance(e, list) else str(e) for e in content)
    else:
        yield place, "" if content is None else str(content).strip()
