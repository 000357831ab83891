"""Rates and repeated deliveries, counted in memory. With a real Redis: tests/integration/channels/test_rates.py."""

from __future__ import annotations

import asyncio
import time

from retirada.channels.core.rate_limiter import RateLimiter
from tests.unit.channels.rates import LIMITS, check_ids, check_limits


def test_a_sender_and_a_channel_may_send_so_much():
    check_limits()


def test_an_id_is_new_once():
    check_ids()


def test_an_id_is_forgotten_after_a_day(monkeypatch):
    async def check() -> None:
        limiter = RateLimiter("x", LIMITS)
        assert await limiter.is_new("1")
        now = time.monotonic()
        monkeypatch.setattr("retirada.channels.core.rate_limiter.time.monotonic", lambda: now + 24 * 3600 + 1)
        assert await limiter.is_new("2")
        assert await limiter.is_new("1")

    asyncio.run(check())
