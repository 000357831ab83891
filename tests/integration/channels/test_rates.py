"""Rates and repeated deliveries, in memory and in a real Redis."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from retirada.channels.core.guard import TOO_MANY
from retirada.channels.core.rate_limiter import Rates
from tests.integration.channels.conftest import PER_MINUTE, REST_KEY
from tests.integration.channels.people import TelegramPerson
from tests.integration.channels.redis_server import RedisServer

FIVE = {"X_RATE_PER_SENDER": "3/minute", "X_RATE_PER_CHANNEL": "5/minute"}


@pytest.fixture
def real_redis(tmp_path) -> RedisServer:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture(params=["memory", "redis"])
def environment(request) -> dict[str, str]:
    if request.param == "memory":
        return FIVE
    return {**FIVE, "REDIS_URL": request.getfixturevalue("real_redis").url}


async def many(rates: Rates, sender: str, count: int) -> int:
    return sum([await rates.allow(sender) for _ in range(count)])


def test_a_sender_and_a_channel_may_send_so_much(environment):
    async def check() -> None:
        rates = Rates("x", environment)
        assert await many(rates, "ana", 10) == 3
        assert await many(rates, "beto", 10) == 2, "what Ana was refused does not count"
        assert [await rates.may_complain("ana") for _ in range(3)] == [True, False, False]

    asyncio.run(check())


def test_an_id_is_new_once(environment):
    async def check() -> None:
        rates, other = Rates("x", environment), Rates("y", {**environment, "Y_RATE_PER_SENDER": "1/minute"})
        assert [await rates.first("1") for _ in range(3)] == [True, False, False]
        assert await rates.first("2") and await other.first("1")

    asyncio.run(check())


def test_with_redis_processes_share_their_counts(real_redis):
    async def check() -> None:
        environment = {**FIVE, "REDIS_URL": real_redis.url}
        one, two = Rates("x", environment), Rates("x", environment)
        assert await many(one, "ana", 2) == 2
        assert await many(two, "ana", 2) == 1
        assert await one.first("1") and not await two.first("1")

    asyncio.run(check())


@pytest.mark.parametrize("how", ["pause", "stop"])
def test_without_redis_counting_goes_on_in_memory(real_redis, how):
    async def check() -> None:
        rates = Rates("x", {**FIVE, "REDIS_URL": real_redis.url})
        assert await many(rates, "ana", 1) == 1
        getattr(real_redis, how)()
        started = time.monotonic()
        assert await many(rates, "ana", 6) == 3
        assert not await rates.first("1") or not await rates.first("1")
        assert time.monotonic() - started < 2

    asyncio.run(check())


def test_an_id_is_forgotten_after_a_day(monkeypatch):
    async def check() -> None:
        rates = Rates("x", FIVE)
        assert await rates.first("1")
        now = time.monotonic()
        monkeypatch.setattr("retirada.channels.core.rate_limiter.time.monotonic", lambda: now + 24 * 3600 + 1)
        assert await rates.first("2")
        assert await rates.first("1")

    asyncio.run(check())


def test_a_rate_that_cannot_be_read_is_told():
    with pytest.raises(SystemExit, match="X_RATE_PER_SENDER must be a rate like"):
        Rates("x", {"X_RATE_PER_SENDER": "much"})


def test_an_assistant_that_starts_later_knows_what_was_already_answered(connected, keyed, fakes):
    person = TelegramPerson(connected, fakes)
    delivery = person.message("gracias")
    assert person.deliver(delivery)[0].text.startswith("De nada")
    person.assistant = keyed
    assert person.post(delivery).status_code == 200
    assert person.say("hola")[0].text.startswith("Buenas")
    assert len(person.fakes.sent[person.id]) == 2


def test_assistants_on_one_redis_share_the_rate_of_a_sender(connected, keyed, fakes):
    person = TelegramPerson(connected, fakes)
    for _ in range(PER_MINUTE):
        assert person.post(person.message("hola")).status_code == 200
    person.hear(PER_MINUTE)
    person.assistant = keyed
    assert person.say("hola")[0].text == TOO_MANY


def test_rest_says_when_to_come_back(keyed):
    def say(sender: str) -> httpx.Response:
        return keyed.client.post(
            f"{keyed.url}/webhooks/rest/webhook",
            json={"sender": sender, "message": "hola"},
            headers={"Authorization": f"Bearer {REST_KEY}"},
        )

    assert [say("ana").status_code for _ in range(3)] == [200, 200, 429]
    refused = say("ana")
    assert refused.json() == {"error": TOO_MANY} and refused.headers["retry-after"] == "60"
    assert say("beto").status_code == 200
