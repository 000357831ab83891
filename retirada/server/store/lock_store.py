"""Rasa's lock of a conversation, which all processes on one Redis respect."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

from retirada.channels.core.shared_lock import SharedLock
from retirada.channels.core.shared_redis import shared_redis


class ConversationLockStore(InMemoryLockStore):
    """A lock store on Redis; in memory where there is no Redis, or while it does not answer.

    Rasa's own RedisLockStore reads, changes and writes, so that two processes may get the same ticket; it looks again
    once a second only, and never expires.

    Args:
        endpoint_config: of endpoints.yml; `url` is REDIS_URL, or empty.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        super().__init__()
        self._redis = shared_redis(endpoint_config.url) if endpoint_config.url else None

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[TicketLock]:
        """Hold the conversation's lock, after all that asked for it before; a holder that dies loses it."""
        if self._redis is None:
            async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as ticket:
                yield ticket
        else:
            async with SharedLock(self._redis, conversation_id):
                yield self.create_lock(conversation_id)
