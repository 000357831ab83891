"""Limits how many messages a sender, an address and a channel may send, and recognises repeated deliveries.

Counts are in memory, or in Redis where they are shared by several processes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Optional

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter as AsyncFixedWindowRateLimiter
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from retirada.channels.core.sender_digests import SenderDigests
from retirada.channels.core.settings import RateLimits
from retirada.channels.core.shared_redis import WITHOUT_REDIS_SECONDS

logger = logging.getLogger(__name__)

# Providers deliver again for a day at most.
REMEMBER_SECONDS = 24 * 3600
REMEMBER_IN_MEMORY = 50_000
REDIS_SECONDS = 0.5

_NOTICE_RATE = parse("1/minute")


class RateLimiter:
    """The counts of one channel. While Redis does not answer, each process counts for itself.

    Args:
        channel: its name, part of every key.
        limits: how much is allowed.
        digests: what senders and addresses are called in Redis.
        redis_url: where counts are shared. Default: in memory.
    """

    def __init__(
        self, channel: str, limits: RateLimits, digests: SenderDigests, redis_url: Optional[str] = None
    ) -> None:
        self._channel = channel
        self._limits = limits
        self._digests = digests
        # The limiters keep only weak references to their storages. The one in memory that isn't `aio` starts a thread
        # for each message.
        self._counts = MemoryStorage()
        self._memory = AsyncFixedWindowRateLimiter(self._counts)
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._without_redis_until = 0.0
        self._redis: Optional[FixedWindowRateLimiter] = None
        if redis_url:
            self._shared_counts = RedisStorage(
                redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
            )
            self._redis = FixedWindowRateLimiter(self._shared_counts)
        # One thread, so that one person's messages are counted, and go on, in the order in which they came.
        self._thread = ThreadPoolExecutor(max_workers=1)

    async def allow(self, sender: str, address: Optional[str] = None) -> bool:
        """Count a message; False when it is one too many for `sender`, `address` or the channel."""
        return await self.allow_sender(sender, address) and await self.allow_channel()

    async def allow_sender(self, sender: str, address: Optional[str] = None) -> bool:
        """Count a message of `sender`, and of the client's `address` where it is known, but not yet of the channel.

        So what one sender is refused does not use up what is left for the others.
        """
        if not await self._hit(self._limits.per_sender, sender):
            return False
        return address is None or await self._hit(self._limits.per_address, address, namespace=":address")

    async def allow_channel(self) -> bool:
        """Count a message of the channel; False when it is one too many."""
        return await self._hit(self._limits.per_channel)

    async def allow_notice(self, sender: str) -> bool:
        """Whether `sender` may be told that it writes too much: once a minute."""
        return await self._hit(_NOTICE_RATE, "notices", sender)

    def is_new(self, message_id: str) -> bool:
        """Remember a message's id in memory; False when the same id came within a day."""
        now = time.monotonic()
        while self._seen and (
            len(self._seen) >= REMEMBER_IN_MEMORY or next(iter(self._seen.values())) < now - REMEMBER_SECONDS
        ):
            self._seen.popitem(last=False)
        if message_id in self._seen:
            return False
        self._seen[message_id] = now
        return True

    async def _hit(self, rate: RateLimitItem, *identifiers: str, namespace: str = "") -> bool:
        # No sender can be called so that it counts as an address.
        place = self._channel + namespace
        key = (place, *(self._digests.conversation(place, identifier) for identifier in identifiers))
        if self._redis and time.monotonic() >= self._without_redis_until:
            hit = partial(self._redis.hit, rate, *key)
            try:
                return await asyncio.get_running_loop().run_in_executor(self._thread, hit)
            except RedisError as error:
                self._without_redis_until = time.monotonic() + WITHOUT_REDIS_SECONDS
                logger.warning("Redis does not answer (%s): counting in memory for now.", type(error).__name__)
        return await self._memory.hit(rate, *key)
