"""The trained model's NLU, read through Rasa's own processor."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.server.training import MODEL

TURNS = Path(__file__).parent / "turns"


@pytest.fixture(scope="session")
def agent(model):
    return Agent.load(str(MODEL))


@pytest.fixture(scope="session")
def parse(agent):
    """Parse a text, at a point of a conversation if slots are given."""
    loop = asyncio.new_event_loop()

    def parsed(text, **slots):
        events = [BotUttered("…"), *(SlotSet(name, value) for name, value in slots.items())] if slots else []
        tracker = DialogueStateTracker.from_events("ana", events, agent.domain.slots) if slots else None
        return loop.run_until_complete(agent.processor.parse_message(UserMessage(text), tracker))

    return parsed
