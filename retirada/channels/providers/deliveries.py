"""Messages that were accepted from a provider and are not answered yet: kept in Redis, should this process die."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import logging
import time
import uuid
from contextlib import suppress
from typing import Any, NamedTuple, Optional

from cryptography.fernet import Fernet, InvalidToken

from retirada.channels.core.rate_limiter import REMEMBER_SECONDS
from retirada.channels.core.shared_redis import SharedRedis, WithoutRedis
from retirada.channels.providers.incoming import IncomingMessage

# After which whoever says nothing of a message counts as dead, and how often it is said.
SILENT_SECONDS = 10
SIGN_SECONDS = 3
# A later answer is of no use; nothing is kept for longer.
MAX_AGE_SECONDS = 3600
MAX_TRIES = 3
_GROUP = "assistants"

logger = logging.getLogger(__name__)

# KEYS: the message's id, the stream, ARGV: seconds to remember the id, the message, this process, seconds to keep it.
# All or nothing: a message whose id is remembered is in the stream. It is this process's from the beginning.
_ACCEPT = """
if not redis.call('SET', KEYS[1], 1, 'NX', 'EX', ARGV[1]) then return nil end
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('XGROUP', 'CREATE', KEYS[2], 'assistants', '$', 'MKSTREAM') end
local entry = redis.call('XADD', KEYS[2], '*', 'message', ARGV[2])
redis.call('XCLAIM', KEYS[2], 'assistants', ARGV[3], 0, entry, 'FORCE', 'JUSTID')
redis.call('EXPIRE', KEYS[2], ARGV[4])
return entry
"""
# KEYS: the stream, the counts. ARGV: the entry. No pipeline, which would not be tried again on a new connection.
_REMOVE = """
redis.call('XACK', KEYS[1], 'assistants', ARGV[1])
redis.call('XDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1], ARGV[1] .. ':tries')
"""


class Delivery(NamedTuple):
    """A message that another process has left unanswered, and how many of its replies that has sent."""

    entry: str
    message: IncomingMessage
    n_sent: int


class Deliveries:
    """The unanswered messages of one channel, encrypted. Calls raise WithoutRedis where nothing else is said.

    Args:
        channel: its name.
        shared: the Redis.
        key: any secret text, the same for all processes.
    """

    def __init__(self, channel: str, shared: SharedRedis, key: str) -> None:
        self._channel = channel
        self._shared = shared
        # In a cluster all of a channel's are on one node.
        self._stream, self._counts = (f"retirada:{{{channel}}}:{name}" for name in ("deliveries", "progress"))
        self._accept, self._remove = shared.script(_ACCEPT), shared.script(_REMOVE)
        self._me = uuid.uuid4().hex
        self._mine: set[str] = set()
        self._finished: set[str] = set()
        digest = hashlib.sha256(f"deliveries: {key}".encode()).digest()
        self._cipher = Fernet(base64.urlsafe_b64encode(digest))

    async def accept(self, message: IncomingMessage) -> Optional[str]:
        """Keep the message until it is `done`.

        Returns:
            The name of its entry; None if the same message was accepted before.
        """
        content = self._cipher.encrypt(json.dumps(dataclasses.asdict(message)).encode()).decode()
        keys = [f"retirada:{{{self._channel}}}:seen:{message.message_id}", self._stream]
        entry: Optional[str] = await self._accept(keys, [REMEMBER_SECONDS, content, self._me, MAX_AGE_SECONDS])
        if entry:
            self._mine.add(entry)
        return entry

    async def sent(self, entry: str) -> None:
        """Remember, if Redis answers, that one more of the message's replies was sent."""
        with suppress(WithoutRedis):
            await self._count(entry)

    async def done(self, entry: str) -> None:
        """Forget the message, now or as soon as Redis answers: it is answered."""
        self.leave(entry)
        self._finished.add(entry)
        with suppress(WithoutRedis):
            await self._forget(entry)

    def leave(self, entry: str) -> None:
        """Leave the message to whoever looks for orphans next."""
        self._mine.discard(entry)

    async def is_waiting(self, entry: str) -> bool:
        """Whether nobody has answered it."""
        return bool(await self._shared.call(lambda client: client.xrange(self._stream, entry, entry)))

    async def keep(self) -> None:
        """Say that this process still works on its messages."""
        for entry in list(self._finished):
            await self._forget(entry)
        if mine := list(self._mine):
            await self._shared.call(lambda it: it.xclaim(self._stream, _GROUP, self._me, 0, mine, justid=True))

    async def orphans(self) -> list[Delivery]:
        """The messages of processes that said nothing for SILENT_SECONDS; from now on they are this process's."""
        idle = int(SILENT_SECONDS * 1000)
        if not await self._shared.call(lambda client: client.exists(self._stream)):
            return []
        claimed = await self._shared.call(
            lambda client: client.xautoclaim(self._stream, _GROUP, self._me, idle, count=100)
        )
        found = []
        for entry, fields in claimed[1]:
            tries = await self._count(f"{entry}:tries")
            age = time.time() - int(entry.partition("-")[0]) / 1000
            message = self._decrypt(fields)
            if message is None or tries > MAX_TRIES or age > MAX_AGE_SECONDS:
                logger.error("%s: a message could not be answered, and nobody tries again.", self._channel)
                await self.done(entry)
                continue
            found.append(Delivery(entry, message, await self._count(entry, 0)))
        # Only now: had Redis gone away meanwhile, nobody would answer what this process says it works on.
        self._mine.update(delivery.entry for delivery in found)
        return found

    async def _forget(self, entry: str) -> None:
        await self._remove([self._stream, self._counts], [entry])
        self._finished.discard(entry)

    async def _count(self, field: str, more: int = 1) -> int:
        async def count(client: Any) -> int:
            number = int(await client.hincrby(self._counts, field, more))
            await client.expire(self._counts, MAX_AGE_SECONDS)
            return number

        return await self._shared.call(count)

    def _decrypt(self, fields: dict[str, str]) -> Optional[IncomingMessage]:
        try:
            return IncomingMessage(**json.loads(self._cipher.decrypt(fields["message"].encode())))
        except (InvalidToken, KeyError, TypeError):  # another key, or fields of another version
            return None
