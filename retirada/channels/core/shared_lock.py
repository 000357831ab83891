"""A lock that the processes on one Redis share: first come, first served, and free again when its holder dies."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from typing import Any, Literal, Optional

from retirada.channels.core.shared_redis import SharedRedis, WithoutRedis

# After which whoever says nothing counts as dead.
SILENT_SECONDS = 10
SIGN_SECONDS = 3
POLL_SECONDS = 0.02
MOST_POLLS_LEFT_OUT = 10  # by who stands farther back in the queue, and is not next

# KEYS: the queue, by place; who is alive, by when they are no more. ARGV: ticket, milliseconds.
# Returns the place in the queue, 0 for the holder. Whoever is not in it goes to its end.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
    redis.call('ZREM', KEYS[1], dead)
    redis.call('ZREM', KEYS[2], dead)
end
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
    local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or 0
    redis.call('ZADD', KEYS[1], last + 1, ARGV[1])
end
redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return redis.call('ZRANK', KEYS[1], ARGV[1])
"""
_GIVE_BACK = """
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
"""


class SharedLock(asyncio.Lock):
    """An asyncio.Lock, FIFO, that holds for all processes on one Redis; while that is away, for this one.

    Args:
        shared: the Redis.
        name: of what it locks.
    """

    def __init__(self, shared: SharedRedis, name: str) -> None:
        super().__init__()
        self._take, self._give_back = shared.script(_TAKE), shared.script(_GIVE_BACK)
        # In a cluster both are on one node.
        self._keys = [f"retirada:lock:{{{name}}}:{part}" for part in ("queue", "alive")]
        # This process's waiters, as they came: so they enter the queue of all, and so they are served without Redis.
        self._line: list[str] = []
        self._entering = asyncio.Lock()
        self._ticket, self._released = "", asyncio.Event()

    async def acquire(self, queued: Optional[asyncio.Event] = None) -> Literal[True]:
        """Wait until all that came before have released it.

        Args:
            queued: set once whoever comes later, on whatever process, is served later. Default: nobody asks.
        """
        ticket, released = uuid.uuid4().hex, asyncio.Event()
        self._line.append(ticket)
        try:
            if await self._is_first_of_all(ticket, queued):
                _in_background(self._keep_alive(ticket, released))
            # Somebody here may have it without a ticket, from when Redis was away.
            await super().acquire()
        except BaseException:
            released.set()
            _in_background(self._return(ticket))
            raise
        finally:
            self._line.remove(ticket)
        self._ticket, self._released = ticket, released
        return True

    async def _is_first_of_all(self, ticket: str, queued: Optional[asyncio.Event]) -> bool:
        """Wait until the ticket is the first of all processes', or, without Redis, of this one's; whether of all."""
        try:
            async with self._entering:
                place = await self._place(ticket)
            if queued:
                queued.set()
            while place:
                await asyncio.sleep(POLL_SECONDS * min(place, MOST_POLLS_LEFT_OUT))
                place = await self._place(ticket)
            return True
        except WithoutRedis:
            if queued:
                queued.set()
            while self._line[0] != ticket:
                await asyncio.sleep(POLL_SECONDS)
            return False

    async def _place(self, ticket: str) -> int:
        """The ticket's place in the queue of all processes, 0 for the holder's.

        The call to Redis is not cancelled with its waiter: a cancellation that meets its end would be lost, and whoever
        gave up would wait on.
        """
        call = asyncio.ensure_future(self._take(self._keys, _arguments(ticket)))
        try:
            place: int = await asyncio.shield(call)
        except asyncio.CancelledError:
            _in_background(self._return_after(call, ticket))
            raise
        return place

    async def _return_after(self, call: asyncio.Future[Any], ticket: str) -> None:
        """Give the ticket back once a call is over that may have put it into the queue."""
        with suppress(WithoutRedis):
            await call
        await self._return(ticket)

    def release(self) -> None:
        """Let the next have it."""
        self._released.set()
        _in_background(self._return(self._ticket))
        super().release()

    async def _keep_alive(self, ticket: str, released: asyncio.Event) -> None:
        """Say that the ticket's holder is alive, until it has released the lock.

        Nobody cancels this: a cancellation that meets the end of a call to Redis is lost, and the ticket would hold the
        lock for ever.
        """
        while not released.is_set():
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(released.wait(), SIGN_SECONDS)
                return
            with suppress(WithoutRedis):
                await self._take(self._keys, _arguments(ticket))
        # It was released during the call, which may have put the ticket into the queue again.
        await self._return(ticket)

    async def _return(self, ticket: str) -> None:
        with suppress(WithoutRedis):  # else it expires
            await self._give_back(self._keys, [ticket])


def _arguments(ticket: str) -> list[Any]:
    return [ticket, SILENT_SECONDS * 1000]


_background: set[asyncio.Task[None]] = set()


def _in_background(work: Any) -> None:
    # The loop keeps only weak references to its tasks.
    task = asyncio.create_task(work)
    _background.add(task)
    task.add_done_callback(_background.discard)
