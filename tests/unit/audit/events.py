"""Events as Rasa stores them, as few of their fields as are read back."""

from __future__ import annotations

import time
from typing import Any

Event = dict[str, Any]


def session() -> list[Event]:
    return [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}]


def user(text: str, intent: str = "inform", *facts: tuple[str, str, str], at: float | None = None) -> Event:
    """A message. `facts`: (entity, value, the words that state it)."""
    entities = [
        {"entity": name, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
        for name, value, words in facts
    ]
    parsed = {"intent": {"name": intent, "confidence": 0.9}, "entities": entities}
    return {"event": "user", "timestamp": at or time.time(), "text": text, "parse_data": parsed}


def bot(text: str, at: float | None = None, quiet: bool = False, **answer: Any) -> Event:
    """A message of the assistant, with its `answer`."""
    whole = {"topic": None, "verdict": None, "row": None, "sources": [], "notes": [], "facts": {}, "asks": None}
    metadata = {"answer": {**whole, "rulebook": "r1", "model": "m1", **answer}, **({"quiet": True} if quiet else {})}
    return {"event": "bot", "timestamp": at or time.time(), "text": text, "metadata": metadata}


def slot(name: str, value: Any) -> Event:
    return {"event": "slot", "name": name, "value": value}


PROCESSED = {
    "topic": "withdraw",
    "verdict": "not_withdrawable_processed",
    "row": "withdraw.processed",
    "sources": ["P3"],
    "facts": {"status": "processed"},
}
