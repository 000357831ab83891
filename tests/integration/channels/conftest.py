"""The assistant with every provider's channel switched on, and the fakes that it talks to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Assistant, start_assistant, stored_events
from tests.integration.channels.fakes import Fakes
from tests.integration.channels.users import USERS, ProviderUser
from tests.integration.channels.web_client import Client
from tests.redis_server import RedisServer

PER_MINUTE = 20
PER_ADDRESS = 5
ACTION_SECRET = "an-action-secret-for-the-test"


@pytest.fixture(scope="session")
def fakes() -> Fakes:
    return Fakes()


@pytest.fixture
def real_redis(tmp_path) -> RedisServer:
    """One of the test's own, which it may stop."""
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def shared(fakes, tmp_path_factory) -> dict[str, str]:
    """The environment of assistants with all providers, on one Redis."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    rates = {f"{channel.upper()}_RATE_PER_CHANNEL": "1000000/minute" for channel in USERS}
    rates |= {f"{channel.upper()}_RATE_PER_SENDER": f"{PER_MINUTE}/minute" for channel in (*USERS, "web")}
    yield {**fakes.environment, **rates, "REDIS_URL": server.url}
    server.stop()


@pytest.fixture(scope="session")
def connected(model, shared, tmp_path_factory) -> Assistant:
    running = start_assistant(tmp_path_factory.mktemp("connected"), **shared, ACTION_SECRET=ACTION_SECRET)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def bounded(model, tmp_path_factory) -> Assistant:
    """One behind a proxy, with few open files and low rates by address."""
    rates = {"WEB_RATE_PER_ADDRESS": f"{PER_ADDRESS}/minute", "REST_RATE_PER_ADDRESS": f"{PER_ADDRESS}/minute"}
    running = start_assistant(tmp_path_factory.mktemp("bounded"), files=256, SANIC_PROXIES_COUNT="1", **rates)
    yield running
    running.stop()


@pytest.fixture(params=USERS)
def user(request, connected, fakes) -> ProviderUser:
    """Someone new, through each provider in turn. At the end no provider may have anything to complain about."""
    someone = USERS[request.param](connected, fakes)
    yield someone
    assert len(fakes.notices[someone.id]) <= 1, "the privacy notice comes once"
    assert not fakes.problems


@pytest.fixture
def connect(assistant) -> Callable[..., Client]:
    """Opens the web chat as somebody new, or with their token: `connect()`, `connect(token, to=…)`."""
    clients = []

    def come(token: str | None = None, to: Assistant = assistant) -> Client:
        clients.append(Client(to.url, token))
        return clients[-1]

    yield come
    for client in clients:
        client.socket.disconnect()


def has_tracker(assistant: Assistant, conversation: str) -> bool:
    """Whether anything of the conversation (`channel:sender`) reached Rasa."""
    return bool(events(assistant, conversation))


def events(assistant: Assistant, conversation: str) -> list[dict]:
    """What Rasa has written down of a conversation, in order."""
    return stored_events(assistant.log.parent / "conversations.db", conversation)
