"""How many turns the server runs at once, and how many may wait: beyond what can be answered in time it says so."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# Enough to compute one while the action server answers another; more would only keep requests from being read.
AT_ONCE = 4
# At some 45 turns a second, what can be answered within WAIT_SECONDS.
MAX_WAITING = 800
WAIT_SECONDS = 18

logger = logging.getLogger(__name__)


class Busy(Exception):
    """More turns wait than can be answered in time: this one was not begun."""


class Place:
    """A turn's place among those that run."""

    def __init__(self, running: asyncio.Semaphore) -> None:
        self._running = running
        self._held = True

    def leave(self) -> None:
        """Let the next turn run. Twice does nothing more."""
        if self._held:
            self._held = False
            self._running.release()


class Turns:
    """The turns of all channels, which share one processor."""

    def __init__(self) -> None:
        self._running = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._told = -60.0

    @asynccontextmanager
    async def place(self, order: asyncio.Lock, patient: bool = False) -> AsyncIterator[Place]:
        """Hold `order`, the lock of a conversation, and a place among the turns that run.

        Args:
            patient: wait for as long as it takes: the channel itself limits how many of its messages wait.

        Raises:
            Busy: MAX_WAITING turns wait already, or WAIT_SECONDS passed.
        """
        if not patient and self._waiting >= MAX_WAITING:
            raise self._busy()
        self._waiting += 1
        try:
            await asyncio.wait_for(self._enter(order), None if patient else WAIT_SECONDS)
        except asyncio.TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1
        place = Place(self._running)
        try:
            yield place
        finally:
            place.leave()
            order.release()

    async def _enter(self, order: asyncio.Lock) -> None:
        await order.acquire()
        try:
            await self._running.acquire()
        except BaseException:
            order.release()
            raise

    def _busy(self) -> Busy:
        now = time.monotonic()
        if now - self._told >= 60:
            self._told = now
            logger.warning("More messages come than can be answered in time; some are told to come back.")
        return Busy()


turns = Turns()
