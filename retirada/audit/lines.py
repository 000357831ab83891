"""The audit as lines of text: what a turn was, and what it would be today."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from retirada.audit.differences import Difference, are_reworded, differences
from retirada.audit.origins import Origin
from retirada.audit.turns import Replayed, Turn
from retirada.operator_texts import operator_texts
from retirada.rulebook.outcome import outcome
from retirada.rulebook.schema import Knowledge
from retirada.server.store.decisions import Decided

_LABEL = 13  # characters of the column of labels


def turn_lines(turn: Turn, origins: Sequence[Origin], now: Replayed, knowledge: Knowledge, width: int) -> list[str]:
    """The turn, a heading and a line for each thing to know, each wrapped to the width."""
    texts = operator_texts().audit
    when = datetime.fromtimestamp(turn.message["timestamp"]).strftime("%Y-%m-%d %H:%M:%S")
    labelled: list[tuple[str, str]] = [
        (texts.said, f"«{turn.text}»"),
        (texts.read, _reading(turn)),
        *((texts.facts, line) for line in _facts(turn, origins, knowledge)),
    ]
    for answer in turn.answers:
        labelled.append((texts.decided, _decided(answer)))
        if answer.get("sources"):
            labelled.append((texts.rests_on, ", ".join([*answer["sources"], *answer["notes"]])))
    for version in dict.fromkeys((answer.get("rulebook"), answer.get("model")) for answer in turn.answers):
        labelled.append((texts.versions, texts.of_version.format(rulebook=version[0] or "—", model=version[1] or "—")))
    labelled += [(texts.answered, f"«{reply.text}»") for reply in turn.replies]
    labelled += [(texts.today, line) for line in _today(turn, now)]
    heading = texts.turn.format(number=turn.number, when=when, channel=turn.message.get("input_channel") or "—")
    return [heading, *_in_columns(labelled, width), ""]


def decision_line(decided: Decided, knowledge: Knowledge) -> str:
    """A decision of which no words are kept, and what today's tables say of its facts."""
    texts, decision = operator_texts().audit, decided.decision
    today = outcome(knowledge, decided.topic, decision["facts"])
    line = texts.kept_decision.format(
        day=decided.day,
        times=decided.times,
        facts=_as_text(decision["facts"]),
        sources=_as_text(decision["sources"]),
        **{name: decision[name] for name in ("row", "verdict", "rulebook", "model")},
    )
    same = today and (today.verdict, set(today.sources)) == (decision["verdict"], set(decision["sources"]))
    said = texts.same if same else texts.otherwise.format(now=today.verdict if today else texts.nothing)
    return f"{line} {texts.today}: {said}"


def _reading(turn: Turn) -> str:
    texts, parsed = operator_texts().audit, turn.parsed
    intent = parsed.get("intent") or {}
    read, reading = _guess(intent.get("name"), intent.get("confidence")), parsed.get("reading")
    if turn.text.startswith("/") or not reading:
        return texts.read_from_button.format(read=read)
    readers = {name: _guess(reading[name]["intent"], reading[name]["confidence"]) for name in ("linear", "network")}
    return texts.read_by.format(read=read, **readers)


def _guess(intent: str | None, confidence: float | None) -> str:
    return f"{intent or '—'} {confidence or 0:.2f}".replace(".", ",")


def _facts(turn: Turn, origins: Sequence[Origin], knowledge: Knowledge) -> Iterator[str]:
    texts = operator_texts().audit
    for origin in origins:
        yield (texts.fact_message if origin.words is None else texts.fact_words).format(**origin._asdict())
    topics = {answer["topic"] for answer in turn.answers if answer.get("row")}
    used = {fact for topic in topics for row in knowledge.tables.get(topic, []) for fact in row.when}
    for name, value in knowledge.unstated.items():
        if name in used and name not in {origin.fact for origin in origins}:
            yield texts.fact_granted.format(fact=name, value=value)


def _decided(answer: Mapping[str, Any]) -> str:
    texts = operator_texts().audit
    if answer.get("row"):
        return texts.by_row.format(
            row=answer["row"], verdict=answer["verdict"], asks=answer.get("asks") or texts.nothing
        )
    about = " / ".join(filter(None, [answer.get("topic"), answer.get("about")]))
    return texts.by_no_row.format(topic=about or texts.nothing)


def _today(turn: Turn, now: Replayed) -> Iterator[str]:
    texts, found = operator_texts().audit, differences(turn.replies, now.replies)
    was_read, reworded = (turn.parsed.get("intent") or {}).get("name"), are_reworded(turn.replies, now.replies)
    otherwise = texts.read_otherwise.format(intent=now.intent or "—") if now.intent != was_read else ""
    yield (texts.different if found else texts.reworded if reworded else texts.same) + otherwise
    for difference in found:
        yield _change(difference)
    if reworded:
        was_said, now_said = ([reply.text for reply in said] for said in (turn.replies, now.replies))
        yield texts.text_was.format(text=_either(was_said, now_said))
        yield texts.text_now.format(text=_either(now_said, was_said))


def _change(difference: Difference) -> str:
    texts, (field, was, now) = operator_texts().audit, difference
    return texts.change.format(field=texts.fields[field], was=_either(was, now), now=_either(now, was))


def _either(these: Sequence[Any], those: Sequence[Any]) -> str:
    """What is only among these; all of them, where nothing is."""
    own = [value for value in these if value not in those] or these
    return " / ".join(map(_as_text, own)) or operator_texts().audit.nothing


def _as_text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {one}" for name, one in value.items()) or operator_texts().audit.nothing
    if isinstance(value, list):
        return ", ".join(value) or operator_texts().audit.nothing
    return operator_texts().audit.nothing if value is None else str(value)


def _in_columns(labelled: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """A label once, and beside it all its lines."""
    last = None
    for label, text in labelled:
        shown = "".join(character if character.isprintable() else " " for character in re.sub(r"\s*\n\s*", " / ", text))
        lines = textwrap.wrap(shown, max(width - _LABEL - 2, 40), break_on_hyphens=False) or [""]
        for number, line in enumerate(lines):
            yield f"  {label if number == 0 and label != last else '':<{_LABEL}}{line}".rstrip()
        last = label
