"""Rates, counted in a real Redis. In memory: tests/unit/channels/test_rate_limiter.py."""

from __future__ import annotations

import asyncio

import pytest

from retirada.channels.core.rate_limiter import RateLimiter
from tests.unit.channels.rates import DIGESTS, LIMITS, check_limits, count_allowed


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
