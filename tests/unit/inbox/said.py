"""Stored turns with what the readers made of them."""

from __future__ import annotations

from typing import Any

from tests.unit.audit.events import Event, bot, user


def asked(text: str, intent: str, network: str | None = None, confidence: float = 0.9, **context: Any) -> Event:
    """A message. `network`: what the network read, where that is another intent; `context`: of a later message."""
    event = {**user(text, intent), "message_id": text, "input_channel": "web"}
    read = {
        "linear": {"intent": intent, "confidence": 0.9},
        "network": {"intent": network or intent, "confidence": 0.9},
    }
    event["parse_data"] |= {
        "intent_ranking": [{"name": intent, "confidence": confidence}],
        "reading": {**read, "context": {"first": not context, **context}},
    }
    return event


def declined(text: str, subject: str = "duration") -> list[Event]:
    return [asked(text, subject), bot("De eso no sé.", topic="out_of_scope", about=subject)]


def asked_back(text: str, intent: str = "withdraw") -> list[Event]:
    reply = bot("¿Se refiere a…?")
    reply["metadata"]["utter_action"] = "utter_clarify"
    return [asked(text, intent, confidence=0.4), reply]
