"""Rates and repeated deliveries, counted in memory. With a real Redis: tests/integration/channels/test_rates.py."""

from __future__ import annotations

import time

from retirada.channels.core.rate_limiter import RateLimiter
from tests.unit.channels.rates import DIGESTS, LIMITS, check_limits


def test_a_sender_and_a_channel_may_send_so_much():
    check_limits()


def test_an_id_is_new_once_a_day_for_each_channel(monkeypatch):
    limiter, other = RateLimiter("x", LIMITS, DIGESTS), RateLimiter("y", LIMITS, DIGESTS)
    assert [limiter.is_new("1") for _ in range(3)] == [True, False, False]
    assert limiter.is_new("2") and other.is_new("1")
    now = time.monotonic()
    monkeypatch.setattr("retirada.channels.core.rate_limiter.time.monotonic", lambda: now + 24 * 3600 + 1)
    assert limiter.is_new("3")
    assert limiter.is_new("1")
