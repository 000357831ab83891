"""Debounces what a person writes: messages of which each follows the one before within a second are read as one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, NamedTuple, Optional

from retirada.channels.core.validation import MAX_CHARACTERS

# After the last message. People pause longer between two thoughts, and hardly notice that an answer takes so long.
DEBOUNCE_SECONDS = 1.0
# After the first message, however fast the others follow.
MAX_SECONDS = 5.0


class Words(NamedTuple):
    """What somebody wrote.

    Attributes:
        text: cleaned, at most MAX_CHARACTERS.
        message_id: the channel's id of the message.
        deliver: called with the outcome of the turn, if this is the last message of its burst. Must not raise.
        begin: called when the turn begins. An InvalidMessage that it raises becomes the reply.
        metadata: what else is kept with it, if this is the last message of its burst. Default: nothing.
        alone: it is read alone and at once. Default: no.
        queued: set once what the sender writes later, to whatever process, is read later. Default: nobody asks.
    """

    text: str
    message_id: Optional[str]
    deliver: Callable[[Any], Awaitable[None]]
    begin: Optional[Callable[[], Awaitable[None]]] = None
    metadata: Mapping[str, Any] = MappingProxyType({})
    alone: bool = False
    queued: Optional[asyncio.Event] = None


class Burst:
    """Messages of one sender that are read as one.

    Args:
        first: the message that begins it.

    Attributes:
        messages: in the order in which they came.
        outcome: of the turn that reads them.
    """

    def __init__(self, first: Words) -> None:
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._latest = self._began
        self._ended = asyncio.Event()
        self.messages = [first]
        self.outcome: asyncio.Future[Any] = self._loop.create_future()

    def add(self, words: Words) -> bool:
        """Take one more message; False when the wait is over, or when all together would be too long."""
        if self._ended.is_set() or self._seconds_left() <= 0:
            return False
        if len(join([*self.messages, words])) > MAX_CHARACTERS:
            return False
        self.messages.append(words)
        self._latest = self._loop.time()
        return True

    def end(self) -> None:
        """Take no more messages, and wait for none."""
        self._ended.set()

    async def wait(self) -> None:
        """Wait until no message came for DEBOUNCE_SECONDS, or MAX_SECONDS are over; after that none is taken."""
        while not self._ended.is_set() and (seconds := self._seconds_left()) > 0:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._ended.wait(), seconds)
        self.end()

    def _seconds_left(self) -> float:
        return min(self._latest + DEBOUNCE_SECONDS, self._began + MAX_SECONDS) - self._loop.time()


def join(messages: list[Words]) -> str:
    """The text that is read: each message on a line of its own, since a line break ends a clause."""
    return "\n".join(words.text for words in messages)


def describe(messages: list[Words]) -> dict[str, Any]:
    """What is kept of a burst beside its text: the metadata of its last message and, to tell its messages apart, the id
    and the number of lines of each.
    """
    kept = dict(messages[-1].metadata)
    if len(messages) == 1:
        return kept
    return {**kept, "messages": [{"id": words.message_id, "lines": words.text.count("\n") + 1} for words in messages]}


def messages_apart(text: str, metadata: dict[str, Any]) -> list[tuple[str, str]]:
    """The inverse of `join`: (id, text) of each message of a burst.

    Empty for a single message, and where the text that was stored has other lines than what was written: a mail
    address or a number that went over two messages was replaced.
    """
    described, lines = metadata.get("messages", []), text.split("\n")
    if sum(message["lines"] for message in described) != len(lines):
        return []
    apart = []
    for message in described:
        apart.append((message["id"], "\n".join(lines[: message["lines"]])))
        lines = lines[message["lines"] :]
    return apart
