"""Rates, counted in a real Redis. In memory: tests/unit/channels/test_rate_limiter.py."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from retirada.channels.core.rate_limiter import RateLimiter
from retirada.channels.core.sentences import sentences
from tests.integration.channels.conftest import PER_MINUTE, REST_KEY
from tests.integration.channels.users import TelegramUser
from tests.redis_server import RedisServer
from tests.unit.channels.rates import DIGESTS, LIMITS, check_limits, count_allowed


@pytest.fixture
def real_redis(tmp_path) -> RedisServer:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


def test_a_sender_and_a_channel_may_send_so_much(real_redis):
    check_limits(real_redis.url)


def test_with_redis_processes_share_their_counts(real_redis):
    async def check() -> None:
        one, two = (RateLimiter("x", LIMITS, DIGESTS, real_redis.url) for _ in range(2))
        assert await count_allowed(one, "ana", 2) == 2
        assert await count_allowed(two, "ana", 2) == 1

    asyncio.run(check())


@pytest.mark.parametrize("how", ["pause", "stop"])
def test_without_redis_counting_goes_on_in_memory(real_redis, how):
    async def check() -> None:
        limiter = RateLimiter("x", LIMITS, DIGESTS, real_redis.url)
        assert await count_allowed(limiter, "ana", 1) == 1
        getattr(real_redis, how)()
        assert await count_allowed(limiter, "ana", 6) == 3

    asyncio.run(check())


def test_an_assistant_that_starts_later_knows_what_was_already_answered(connected, keyed, fakes):
    user = TelegramUser(connected, fakes)
    delivery = user.message("gracias")
    assert user.deliver(delivery)[0].text.startswith("De nada")
    user.assistant = keyed
    assert user.post(delivery).status_code == 200
    assert user.say("hola")[0].text.startswith("Buenas")
    assert len(user.fakes.sent[user.id]) == 2


def test_assistants_on_one_redis_share_the_rate_of_a_sender(connected, keyed, fakes):
    user = TelegramUser(connected, fakes)
    for _ in range(PER_MINUTE):
        assert user.post(user.message("hola")).status_code == 200
    user.hear(1)
    user.assistant = keyed
    assert user.say("hola")[0].text == sentences().too_many


def test_rest_says_when_to_come_back(keyed):
    def say(sender: str) -> httpx.Response:
        return keyed.client.post(
            f"{keyed.url}/webhooks/rest/webhook",
            json={"sender": sender, "message": "hola"},
            headers={"Authorization": f"Bearer {REST_KEY}"},
        )

    assert [say("ana").status_code for _ in range(3)] == [200, 200, 429]
    refused = say("ana")
    assert refused.json() == {"error": sentences().too_many} and refused.headers["retry-after"] == "60"
    assert say("beto").status_code == 200
