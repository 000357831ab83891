"""The Redis that several processes share. While it does not answer, each goes on alone. Imports no Rasa."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import redis
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

CALL_SECONDS = 2
WITHOUT_REDIS_SECONDS = 10
# XAUTOCLAIM came with it.
MIN_VERSION = (6, 2)

logger = logging.getLogger(__name__)

T = TypeVar("T")


class WithoutRedis(Exception):
    """Redis does not answer just now."""


class SharedRedis:
    """Calls Redis; after a call that failed, not again for WITHOUT_REDIS_SECONDS.

    Args:
        url: REDIS_URL.
    """

    def __init__(self, url: str) -> None:
        self._client = Redis.from_url(
            url,
            socket_timeout=CALL_SECONDS,
            socket_connect_timeout=CALL_SECONDS,
            decode_responses=True,
            # After a restart of Redis, each connection of before is found broken once.
            retry=Retry(NoBackoff(), 1),
            retry_on_error=[redis.ConnectionError],
        )
        self._without_until = 0.0

    def script(self, source: str) -> Callable[[list[str], list[Any]], Awaitable[Any]]:
        """A Lua script, to be called with its keys and arguments. The call raises WithoutRedis."""
        registered = self._client.register_script(source)
        return lambda keys, arguments: self.call(lambda _: registered(keys, arguments))

    async def call(self, command: Callable[[Redis], Awaitable[T]]) -> T:
        """What `command` returns. Raises WithoutRedis."""
        if time.monotonic() < self._without_until:
            raise WithoutRedis
        try:
            return await command(self._client)
        except RedisError as error:
            self._without_until = time.monotonic() + WITHOUT_REDIS_SECONDS
            logger.warning("Redis failed (%s: %s): this process goes on alone.", type(error).__name__, error)
            raise WithoutRedis from error


@functools.lru_cache(maxsize=1)
def shared_redis(url: str) -> SharedRedis:
    """The connections of this process."""
    return SharedRedis(url)


def require_redis(url: str) -> None:
    """Raise SystemExit, with one line that says what to do, unless Redis can be used."""
    parts = urlsplit(url)
    address = f"{parts.hostname}:{parts.port or 6379}"
    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            version = str(client.info("server")["redis_version"])
    except (RedisError, ValueError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
        raise SystemExit(
            f"Redis at {address} cannot be used ({reason}): start it, mend REDIS_URL, or leave it away."
        ) from None
    if tuple(map(int, version.split(".")[:2])) < MIN_VERSION:
        raise SystemExit(f"Redis at {address} is {version}, and must be {'.'.join(map(str, MIN_VERSION))} or later.")
