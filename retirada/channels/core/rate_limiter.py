"""How many messages a sender and a channel may send, and which of them were already seen. In memory, or in Redis."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Optional, TypeVar

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from retirada.channels.core.settings import optional

logger = logging.getLogger(__name__)

# A person types a few messages a minute, and may paste a long one line by line into the web chat, where it costs nobody
# anything. Behind REST are other people's servers, which answer for their own users.
PER_SENDER = {"rest": "6000/minute", "web": "240/minute"}
PER_ADDRESS = {"rest": "6000/minute", "web": "600/minute"}
PER_CHANNEL = {"rest": "60000/minute"}
DEFAULT_PER_SENDER = "30/minute"
DEFAULT_PER_CHANNEL = "1200/minute"

# Providers deliver again for a day at most.
REMEMBER_SECONDS = 24 * 3600
REMEMBER_IN_MEMORY = 50_000
REDIS_SECONDS = 0.5
WITHOUT_REDIS_SECONDS = 10

_COMPLAINTS = parse("1/minute")

T = TypeVar("T")


class Rates:
    """The counts of one channel.

    <CHANNEL>_RATE_PER_SENDER, <CHANNEL>_RATE_PER_ADDRESS (REST and web chat) and <CHANNEL>_RATE_PER_CHANNEL
    («30/minute», «500/hour») replace the defaults.
    Where REDIS_URL is set the counts are shared by all processes; while Redis does not answer, each counts for itself.
    """

    def __init__(self, channel: str, environment: Mapping[str, str] = os.environ) -> None:
        """Raises SystemExit for a rate or a Redis address that cannot be read."""
        self._channel = channel
        self._per_sender = _rate(channel, "SENDER", PER_SENDER.get(channel, DEFAULT_PER_SENDER), environment)
        self._per_address = _rate(channel, "ADDRESS", PER_ADDRESS.get(channel, DEFAULT_PER_CHANNEL), environment)
        self._per_channel = _rate(channel, "CHANNEL", PER_CHANNEL.get(channel, DEFAULT_PER_CHANNEL), environment)
        # The limiters keep only weak references to their storages.
        self._counts = MemoryStorage()
        self._memory = FixedWindowRateLimiter(self._counts)
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._without_redis_until = 0.0
        url = optional("REDIS_URL", environment)
        self._storage = url and RedisStorage(url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)
        self._redis = url and FixedWindowRateLimiter(self._storage)
        # One thread, so that one person's messages are counted, and go on, in the order in which they came.
        self._thread = ThreadPoolExecutor(max_workers=1)

    async def allow(self, sender: str, address: Optional[str] = None) -> bool:
        """Count a message of `sender`; False when it is one too many."""
        return await self.may_send(sender, address) and await self.has_room()

    async def may_send(self, sender: str, address: Optional[str] = None) -> bool:
        """Count a message of `sender`, and of the client's `address` where it is known, but not yet of the channel.

        What is refused to one does not use up what is left for the others.
        """
        if not await self._hit(self._per_sender, sender):
            return False
        return address is None or await self._hit(self._per_address, address, of=":address")

    async def has_room(self) -> bool:
        """Count a message of the channel; False when it is one too many."""
        return await self._hit(self._per_channel)

    async def may_complain(self, sender: str) -> bool:
        """Whether `sender` may be told that it writes too much: once a minute."""
        return await self._hit(_COMPLAINTS, "complaints", sender)

    async def first(self, message_id: str) -> bool:
        """Remember a message's id; False when the same id came within a day."""
        key = f"seen/{self._channel}/{message_id}"

        def in_redis() -> bool:
            return bool(self._storage.storage.set(key, 1, nx=True, ex=REMEMBER_SECONDS))

        def in_memory() -> bool:
            now = time.monotonic()
            while self._seen and (
                len(self._seen) >= REMEMBER_IN_MEMORY or next(iter(self._seen.values())) < now - REMEMBER_SECONDS
            ):
                self._seen.popitem(last=False)
            if key in self._seen:
                return False
            self._seen[key] = now
            return True

        return await self._count(in_redis, in_memory)

    async def _hit(self, rate: RateLimitItem, *who: str, of: str = "") -> bool:
        # No sender can be called so that it counts as an address.
        key = (self._channel + of, *who)
        return await self._count(lambda: self._redis.hit(rate, *key), lambda: self._memory.hit(rate, *key))

    async def _count(self, in_redis: Callable[[], T], in_memory: Callable[[], T]) -> T:
        if self._redis and time.monotonic() >= self._without_redis_until:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._thread, in_redis)
            except RedisError as error:
                self._without_redis_until = time.monotonic() + WITHOUT_REDIS_SECONDS
                logger.warning("Redis does not answer (%s): counting in memory for now.", type(error).__name__)
        return in_memory()


def _rate(channel: str, what: str, default: str, environment: Mapping[str, str]) -> RateLimitItem:
    name = f"{channel.upper()}_RATE_PER_{what}"
    try:
        return parse(environment.get(name) or default)
    except ValueError:
        raise SystemExit(f"{name} must be a rate like «30/minute» or «500/hour».") from None
