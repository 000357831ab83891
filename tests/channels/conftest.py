"""The assistant with every provider's channel switched on, and the fakes that it talks to."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.channels.fakes import Fakes
from tests.channels.people import PEOPLE, Person
from tests.conftest import Assistant, start_assistant


@pytest.fixture(scope="session")
def fakes() -> Fakes:
    return Fakes()


@pytest.fixture(scope="session")
def connected(model, fakes, tmp_path_factory) -> Assistant:
    rates = {f"{channel.upper()}_RATE_PER_CHANNEL": "1000000/minute" for channel in PEOPLE}
    running = start_assistant(tmp_path_factory.mktemp("connected"), **fakes.environment, **rates, ACTION_SECRET="known")
    yield running
    running.stop()


@pytest.fixture(params=PEOPLE)
def person(request, connected, fakes) -> Person:
    """Someone new, through each provider in turn. At the end no provider may have anything to complain about."""
    someone = PEOPLE[request.param](connected, fakes)
    yield someone
    assert fakes.notices[someone.id] in ([], [1]), "the privacy notice comes once, after the first message"
    assert not fakes.problems


def trackers(assistant: Assistant) -> set[str]:
    """The names of the conversations that reached Rasa."""
    with sqlite3.connect(assistant.log.parent / "conversations.db") as database:
        return {name for (name,) in database.execute("select distinct sender_id from events")}


def events(assistant: Assistant, conversation: str) -> list[dict]:
    """What Rasa has written down of a conversation, in order."""
    with sqlite3.connect(assistant.log.parent / "conversations.db") as database:
        rows = database.execute("select data from events where sender_id = ? order by id", (conversation,))
        return [json.loads(data) for (data,) in rows]
