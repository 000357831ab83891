"""Limits how many turns run at once and how many may wait, so that whoever cannot be answered in time is told so."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Optional

from retirada.channels.core.metrics import WAITING
from retirada.channels.core.shared_lock import SharedLock

# Enough to compute one while the action server answers another; more would only keep requests from being read.
MAX_RUNNING = 4
# At some 120 turns a second, what can be answered within WAIT_SECONDS.
MAX_WAITING = 400
WAIT_SECONDS = 3.5

logger = logging.getLogger(__name__)


class Busy(Exception):
    """Too many turns wait to answer this one in time: it was not begun."""


class TurnSlot:
    """One of the MAX_RUNNING slots that turns run in."""

    def __init__(self, running: asyncio.Semaphore) -> None:
        self._running = running
        self._held = True

    def release(self) -> None:
        """Let the next turn run. A second call does nothing."""
        if self._held:
            self._held = False
            self._running.release()


class TurnQueue:
    """The queue of turns of all channels, which share one processor."""

    def __init__(self) -> None:
        self._running = asyncio.Semaphore(MAX_RUNNING)
        self._waiting = 0
        self._last_warning = -60.0

    @asynccontextmanager
    async def slot(
        self,
        lock: asyncio.Lock,
        patient: bool = False,
        ready: Optional[Callable[[], Awaitable[None]]] = None,
        queued: Optional[asyncio.Event] = None,
    ) -> AsyncIterator[TurnSlot]:
        """Hold the sender's lock, and a slot to run in.

        Args:
            lock: the sender's, so that their turns run one by one.
            patient: wait for as long as it takes: the channel itself limits how many of its messages wait.
                Default: WAIT_SECONDS at most.
            ready: awaited between the two, when the sender's earlier turns are over; it does not count as waiting.
                Default: nothing to wait for.
            queued: see SharedLock.acquire.

        Raises:
            Busy: MAX_WAITING turns wait already, or WAIT_SECONDS passed.
        """
        if not patient and self._waiting >= MAX_WAITING:
            raise self._busy()
        self._waiting += 1
        WAITING.inc()
        try:
            await self._acquire(lock, ready, queued, None if patient else WAIT_SECONDS)
        except asyncio.TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1
            WAITING.dec()
        slot = TurnSlot(self._running)
        try:
            yield slot
        finally:
            slot.release()
            lock.release()

    async def _acquire(
        self,
        lock: asyncio.Lock,
        ready: Optional[Callable[[], Awaitable[None]]],
        queued: Optional[asyncio.Event],
        seconds: Optional[float],
    ) -> None:
        began = time.monotonic()
        acquiring = lock.acquire(queued) if isinstance(lock, SharedLock) else lock.acquire()
        await asyncio.wait_for(acquiring, seconds)
        waited = time.monotonic() - began
        try:
            if ready:
                await ready()
            await asyncio.wait_for(self._running.acquire(), seconds and seconds - waited)
        except BaseException:
            lock.release()
            raise

    def _busy(self) -> Busy:
        now = time.monotonic()
        if now - self._last_warning >= 60:
            self._last_warning = now
            logger.warning("More messages arrive than can be answered in time; some senders are told to come back.")
        return Busy()


turn_queue = TurnQueue()
