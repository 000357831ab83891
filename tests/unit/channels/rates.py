"""Checks of the rate limiter that hold in memory and in Redis."""

from __future__ import annotations

import asyncio

from retirada.channels.core.rate_limiter import RateLimiter
from retirada.channels.core.sender_digests import SenderDigests
from retirada.channels.core.settings import rate_limits

DIGESTS = SenderDigests("a key for the tests")
LIMITS = rate_limits("x", {"X_RATE_PER_SENDER": "3/minute", "X_RATE_PER_CHANNEL": "5/minute"})


async def count_allowed(limiter: RateLimiter, sender: str, count: int) -> int:
    return sum([await limiter.allow(sender) for _ in range(count)])


def check_limits(redis_url: str | None = None) -> None:
    """Rates by sender and by channel, and the notice, in memory or in Redis."""

    async def check() -> None:
        limiter = RateLimiter("x", LIMITS, DIGESTS, redis_url)
        assert await count_allowed(limiter, "ana", 10) == 3
        assert await count_allowed(limiter, "beto", 10) == 2, "what Ana was refused does not count"
        assert [await limiter.allow_notice("ana") for _ in range(3)] == [True, False, False]

    asyncio.run(check())
