"""Messages that are not answered yet, as processes share them on a real Redis."""

from __future__ import annotations

import asyncio

import pytest
import redis

from retirada.channels.core.shared_redis import SharedRedis, WithoutRedis
from retirada.channels.providers import deliveries
from retirada.channels.providers.deliveries import Deliveries
from retirada.channels.providers.incoming import IncomingMessage


def message(number: int = 1) -> IncomingMessage:
    return IncomingMessage("34600111222", f"id-{number}", "hola", None, {"chat_id": 34600111222})


async def fall_silent(process: Deliveries, entry: str) -> None:
    """Make the process's last sign of the message too old."""
    idle = 1000 * deliveries.SILENT_SECONDS + 1
    await process._shared.call(
        lambda it: it.xclaim(process._stream, "assistants", process._me, 0, [entry], idle=idle, justid=True)
    )


def test_what_a_dead_process_left_is_answered_by_one_other(real_redis):
    async def check() -> None:
        dead, one, other = (Deliveries("x", SharedRedis(real_redis.url), "a key") for _ in range(3))
        entry = await dead.accept(message())
        assert entry and await one.accept(message()) is None, "the same message is accepted once"
        assert await one.orphans() == []
        mine = await one.accept(message(2))
        await dead.sent(entry)
        await fall_silent(dead, entry)
        await fall_silent(one, mine)
        await one.keep()
        ((orphan,), nothing) = [await process.orphans() for process in (other, one)]
        assert orphan == (entry, message(), 1) and nothing == []
        assert await one.is_waiting(entry)
        await other.done(entry)
        assert not await one.is_waiting(entry) and await one.is_waiting(mine)
        await one.done(mine)
        await fall_silent(other, entry)
        await fall_silent(one, mine)
        assert await other.orphans() == await one.orphans() == []
        assert await one.accept(message()) is None, "what was answered is remembered"

    asyncio.run(check())


def test_what_could_not_be_taken_over_is_left_to_the_next(real_redis):
    async def go_away(*_: object) -> int:
        raise WithoutRedis

    async def check() -> None:
        dead, one, other = (Deliveries("x", SharedRedis(real_redis.url), "a key") for _ in range(3))
        entry = await dead.accept(message())
        await fall_silent(dead, entry)
        count = one._count
        one._count = lambda field, more=1: count(field, more) if more else go_away()
        with pytest.raises(WithoutRedis):
            await one.orphans()
        await fall_silent(one, entry)
        await one.keep()
        assert [orphan.entry for orphan in await other.orphans()] == [entry]

    asyncio.run(check())


def test_what_waits_cannot_be_read_in_redis(real_redis):
    asyncio.run(Deliveries("x", SharedRedis(real_redis.url), "a key").accept(message()))
    with redis.Redis.from_url(real_redis.url) as client:
        written = b"".join(key + client.dump(key) for key in client.scan_iter())
        assert b"deliveries" in written and b"34600111222" not in written and b"hola" not in written
        assert all(client.ttl(key) > 0 for key in client.scan_iter())

    async def read_with_another_key() -> list:
        other = Deliveries("x", SharedRedis(real_redis.url), "another key")
        return await other.orphans()

    deliveries.SILENT_SECONDS, before = 0, deliveries.SILENT_SECONDS
    try:
        assert asyncio.run(read_with_another_key()) == []
    finally:
        deliveries.SILENT_SECONDS = before


def test_a_message_that_cannot_be_answered_is_not_tried_for_ever(real_redis, monkeypatch, caplog):
    monkeypatch.setattr(deliveries, "SILENT_SECONDS", 0)

    async def check() -> None:
        one = Deliveries("x", SharedRedis(real_redis.url), "a key")
        entry = await one.accept(message())
        tries = [len(await one.orphans()) for _ in range(deliveries.MAX_TRIES + 2)]
        assert tries == [1] * deliveries.MAX_TRIES + [0, 0] and not await one.is_waiting(entry)

    asyncio.run(check())
    assert "nobody tries again" in caplog.text


def test_after_a_restart_redis_is_used_at_once(real_redis):
    async def check() -> None:
        one = Deliveries("x", SharedRedis(real_redis.url), "a key")
        entry = await one.accept(message())
        real_redis.stop()
        real_redis.start()
        await one.done(entry)
        # Not so if a connection that the restart broke counted as an outage.
        assert await one.accept(message(2))

    asyncio.run(check())
