"""What changes as tables that a lawyer can read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from retirada.changes.cases import Change
from retirada.changes.stored import StoredChange
from retirada.changes.texts import TextChange
from retirada.changes.version import Version
from retirada.operator_texts import operator_texts
from retirada.rulebook.outcome import Outcome
from retirada.rulebook.wording import enumeration, first_sentences, in_words, variant

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Span(NamedTuple):
    """A piece of a cell; `changed`: the other version hasn't it."""

    text: str
    changed: bool = False


Cell = Sequence[Span]


class Section(NamedTuple):
    """A table with its heading."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def cases_section(changes: Sequence[Change], before: Version, after: Version) -> Section:
    """A row for combinations of facts that change alike."""
    texts = operator_texts().diff
    rows = []
    for change in changes:
        known = {name: one for name, (one, *others) in change.values.items() if one is not None and not others}
        was, now = _outcome(before, change.before, known), _outcome(after, change.after, known)
        case = "; ".join(_in_words(change.values, before, after)) or texts.every_case
        rows.append([_plain(_title(change.topic, before, after)), _plain(case), *marked(was, now)])
    return Section(texts.cases, [texts.topic, texts.case, texts.before, texts.after], rows)


def texts_section(title: str, changes: Sequence[TextChange]) -> Section:
    """A row for each text."""
    texts = operator_texts().diff
    rows = [
        [_plain(change.place), *marked(change.before or texts.missing, change.after or texts.missing)]
        for change in changes
    ]
    return Section(title, [texts.place, texts.before, texts.after], rows)


def stored_section(changes: Sequence[StoredChange], before: Version, after: Version) -> Section:
    """A row for the stored decisions on the same facts."""
    texts = operator_texts().diff
    rows = []
    for change in changes:
        was, now = _outcome(before, change.before, change.facts), _outcome(after, change.after, change.facts)
        facts = _in_words({name: [value] for name, value in change.facts.items()}, before, after)
        rows.append(
            [
                _plain(texts.times.format(times=change.times, day=change.last)),
                _plain(_title(change.topic, before, after)),
                _plain("; ".join(facts) or texts.no_facts),
                *marked(was, now),
                _plain("\n".join(change.conversations) or texts.no_conversation),
            ]
        )
    header = [texts.frequency, texts.topic, texts.case, texts.before, texts.after, texts.conversations]
    return Section(texts.stored, header, rows)


def marked(before: str, after: str) -> tuple[Cell, Cell]:
    """Both texts, with the words marked that only one of them has."""
    was, now = _WORD.findall(before), _WORD.findall(after)
    cells: tuple[list[Span], list[Span]] = ([], [])
    for kind, i, j, k, n in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for cell, words in zip(cells, (was[i:j], now[k:n]), strict=True):
            if words:
                cell.append(Span("".join(words), kind != "equal"))
    return cells


def _plain(text: str) -> Cell:
    return [Span(text)]


def _title(topic: str, before: Version, after: Version) -> str:
    return after.titles.get(topic) or before.titles.get(topic) or topic


def _outcome(version: Version, outcome: Optional[Outcome], facts: Mapping[str, str]) -> str:
    """What the person gets: the verdict's sentence, what it rests on, the notes, and what is asked."""
    texts = operator_texts().diff
    if outcome is None:
        return texts.missing
    response = variant(version.responses, f"utter_{outcome.verdict}", facts)
    said = version.responses.get(response)
    lines = [first_sentences(said[0]["text"], 1) if said else outcome.verdict]
    lines.append(texts.sources.format(list=enumeration([source[1:] for source in outcome.sources])))
    if outcome.notes:
        lines.append(texts.notes.format(list=enumeration(outcome.notes)))
    if outcome.asks:
        asked = version.responses.get(f"utter_ask_{outcome.asks}")
        lines.append(texts.asks.format(question=asked[0]["text"] if asked else outcome.asks))
    lines.append(texts.verdict.format(verdict=outcome.verdict))
    return "\n".join(lines)


def _in_words(values: Mapping[str, Sequence[Optional[str]]], before: Version, after: Version) -> list[str]:
    """A phrase for each fact, in the words of the version that knows all its values."""
    phrases = []
    for name, possible in values.items():
        for version in (after, before):
            fact = version.knowledge.facts.get(name)
            if fact and all(value is None or value in fact.values for value in possible):
                phrases += in_words(version.knowledge, {name: possible})
                break
        else:
            phrases.append(f"{name} = {enumeration([value or '—' for value in possible], 'o')}")
    return phrases
