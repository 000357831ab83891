"""The trained model's NLU, read through Rasa's own processor."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.events import BotUttered, SlotSet

from retirada.evaluation.rasa_reader import parser
from retirada.server.training import MODEL

TURNS = Path(__file__).parent / "turns"


@pytest.fixture(scope="session")
def parse(model):
    """Parse a text: as the first message of a conversation or, where slots or an `answer` are given, after a reply."""
    parse_in = parser(MODEL)

    def parsed(text, answer=None, **slots):
        if not answer and not slots:
            return parse_in(text)
        reply = BotUttered("…", metadata={"answer": answer or {}})
        return parse_in(text, [reply, *(SlotSet(name, value) for name, value in slots.items())])

    return parsed


@pytest.fixture(scope="session")
def parse_example(parse):
    """Parse an example of `turns` at the point that its context states; without a context, as a first message."""

    def parsed(example):
        if not example.context:
            return parse(example.text)
        # What `retirada.nlu.context.read_context` reads.
        stated = {name: value for name, (value,) in example.context.items()}
        slots = {"topic": stated.get("topic"), "pending_question": stated.get("asked"), "party": stated.get("party")}
        answer = {"verdict": stated.get("verdict"), "about": stated.get("about")}
        return parse(example.text, answer, **slots)

    return parsed
