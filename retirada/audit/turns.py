"""A stored conversation, turn by turn: what was said, read and answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Optional

from retirada.server.store.decisions import Event

Answer = dict[str, Any]


class Reply(NamedTuple):
    """A message of the assistant: the name of its response, its text, and its `answer`."""

    response: Optional[str]
    text: str
    answer: Answer


class Turn(NamedTuple):
    """A message of the person, and what came of it.

    Attributes:
        number: in the conversation, from 1.
        before: the events of its session that came before it.
        message: its event.
        after: the events up to the next message.
    """

    number: int
    before: Sequence[Event]
    message: Event
    after: Sequence[Event]

    @property
    def text(self) -> str:
        return self.message.get("text") or ""

    @property
    def parsed(self) -> dict[str, Any]:
        """What the NLU made of the message."""
        return self.message.get("parse_data") or {}

    @property
    def replies(self) -> list[Reply]:
        return replies(self.after)

    @property
    def answers(self) -> list[Answer]:
        """What its messages answer, each once: of two questions or two cases there are two."""
        found: dict[str, Answer] = {}
        for reply in self.replies:
            answer = reply.answer
            if answer:
                key = json.dumps([answer.get(name) for name in ("topic", "about", "row", "facts")])
                first = found.setdefault(key, {**answer, "notes": []})
                first["notes"] = list(dict.fromkeys([*first["notes"], *(answer.get("notes") or [])]))
        return list(found.values())


class Replayed(NamedTuple):
    """How a message is read and answered today."""

    intent: Optional[str]
    replies: list[Reply]


def turns(events: Sequence[Event]) -> Iterator[Turn]:
    """The turns of a conversation, from its events in order."""
    messages = [index for index, event in enumerate(events) if event["event"] == "user"]
    for number, index in enumerate(messages, start=1):
        end = messages[number] if number < len(messages) else len(events)
        yield Turn(number, events[_session_start(events, index) : index], events[index], events[index + 1 : end])


def replies(events: Sequence[Event]) -> list[Reply]:
    """What the assistant says in these events, but for asides that go with any answer: the privacy notice."""
    found = []
    for event in events:
        metadata = event.get("metadata") or {}
        if event["event"] == "bot" and not metadata.get("quiet"):
            found.append(Reply(metadata.get("utter_action"), event.get("text") or "", metadata.get("answer") or {}))
    return found


def _session_start(events: Sequence[Event], index: int) -> int:
    """Where the session of an event begins: with the action that starts it, as the assistant reads it back."""
    for start in range(index - 1, -1, -1):
        if events[start]["event"] == "session_started":
            return max(start - 1, 0)
    return 0
