"""What is read of a message whose entities are marked: for tests of the facts that a message states."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.reading.message import Reading
from actions.reading.message_reader import read_message
from retirada.rulebook.knowledge import project_knowledge

REFILE = {"topic": "refile", "pending_question": "evidence"}


def reading(intent: str, text: str, slots: dict[str, Any], *said: tuple[str, str, str]) -> Reading:
    """Of a message in which the NLU found these: (entity, value, words)."""
    entities = [
        {"entity": name, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
        for name, value, words in said
    ]
    intents = {"name": intent, "confidence": 1.0}
    message = {"text": text, "intent": intents, "intent_ranking": [intents], "entities": entities}
    return read_message(Tracker("ana", slots, message, [], False, None, {}, None), project_knowledge())
