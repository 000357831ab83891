"""Locks that processes share on a real Redis."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
import redis
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from retirada.channels.core import shared_lock, shared_redis
from retirada.channels.core.shared_lock import SharedLock
from retirada.channels.core.shared_redis import SharedRedis, require_redis
from retirada.server.store.lock_store import ConversationLockStore


def test_who_came_first_is_served_first_whatever_the_process(real_redis):
    async def check() -> None:
        # As two processes: neither knows of the other's locks.
        processes, order, all_wait = [SharedRedis(real_redis.url), SharedRedis(real_redis.url)], [], asyncio.Event()

        async def take(number: int) -> None:
            async with SharedLock(processes[number % 2], "ana"):
                order.append((number, "in"))
                await all_wait.wait()
                await asyncio.sleep(0.01)
                order.append((number, "out"))

        tasks = []
        with redis.Redis.from_url(real_redis.url) as client:
            for number in range(8):
                tasks.append(asyncio.create_task(take(number)))
                while client.zcard("retirada:lock:{ana}:queue") <= number:
                    await asyncio.sleep(0.005)
        async with SharedLock(processes[0], "eva"):
            assert order == [(0, "in")], "another's lock is free"
        all_wait.set()
        await asyncio.gather(*tasks)
        assert order == [(number, way) for number in range(8) for way in ("in", "out")]

    asyncio.run(check())


def test_who_stands_in_the_queue_is_served_first_however_slow_the_way_to_redis_is(real_redis):
    async def check() -> None:
        slow, fast = (SharedLock(SharedRedis(real_redis.url), "ana") for _ in range(2))
        order, take, queued = [], slow._take, asyncio.Event()

        async def take_slowly(keys: list, arguments: list) -> int:
            await asyncio.sleep(0.2 / (len(order) + 1))
            return await take(keys, arguments)

        slow._take = take_slowly

        async def hold(lock: SharedLock, name: str, queued: asyncio.Event) -> None:
            await lock.acquire(queued)
            order.append(name)
            lock.release()

        tasks = [asyncio.create_task(hold(slow, name, queued)) for name in ("first", "second")]
        await asyncio.wait_for(queued.wait(), 30)
        tasks.append(asyncio.create_task(hold(fast, "third", asyncio.Event())))
        await asyncio.wait_for(asyncio.gather(*tasks), 30)
        assert order.index("first") < order.index("third") and order.index("first") < order.index("second")

    asyncio.run(check())


@pytest.mark.parametrize("how", ["pause", "stop"])
def test_without_redis_nobody_waits_to_be_queued(real_redis, how):
    async def check() -> None:
        lock, queued = SharedLock(SharedRedis(real_redis.url), "ana"), asyncio.Event()
        getattr(real_redis, how)()
        async with lock:
            waiting = asyncio.create_task(lock.acquire(queued))
            await asyncio.wait_for(queued.wait(), 5)
            assert not waiting.done()
        await asyncio.wait_for(waiting, 5)
        lock.release()

    asyncio.run(check())


def test_without_redis_who_waits_is_served_in_order(real_redis):
    async def check() -> None:
        lock, order, queued = SharedLock(SharedRedis(real_redis.url), "ana"), [], [asyncio.Event() for _ in range(4)]
        await lock.acquire()

        async def hold(name: int) -> None:
            await lock.acquire(queued[name])
            order.append(name)
            lock.release()

        tasks = [asyncio.create_task(hold(name)) for name in range(4)]
        await asyncio.gather(*(event.wait() for event in queued))
        real_redis.stop()
        lock.release()
        await asyncio.wait_for(asyncio.gather(*tasks), 20)
        assert order == [0, 1, 2, 3]

    asyncio.run(check())


def test_a_lock_whose_holder_is_dead_is_free_again_and_one_whose_holder_works_is_not(real_redis, monkeypatch):
    monkeypatch.setattr(shared_lock, "SILENT_SECONDS", 3)
    monkeypatch.setattr(shared_lock, "SIGN_SECONDS", 0.2)

    async def check() -> None:
        dead, working, waiting = (SharedLock(SharedRedis(real_redis.url), "ana") for _ in range(3))
        await dead.acquire()
        for holding in shared_lock._background:
            holding.cancel()
        await asyncio.wait_for(working.acquire(), 30)
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(waiting.acquire(), 1.5 * shared_lock.SILENT_SECONDS)
        working.release()
        await asyncio.wait_for(waiting.acquire(), 0.7 * shared_lock.SILENT_SECONDS)
        waiting.release()

    asyncio.run(check())
    with redis.Redis.from_url(real_redis.url) as client:
        assert [key for key in client.scan_iter() if client.pttl(key) < 0] == [], "nothing stays for ever"


def test_who_gives_up_waits_no_longer_also_during_a_call_that_loses_the_cancellation(real_redis):
    async def check() -> None:
        holding, waiting = (SharedLock(SharedRedis(real_redis.url), "ana") for _ in range(2))
        take, called = waiting._take, asyncio.Event()

        async def deaf(keys: list[str], arguments: list) -> int:
            called.set()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(0.1)
            return await take(keys, arguments)

        waiting._take = deaf
        await holding.acquire()
        task = asyncio.create_task(waiting.acquire())
        await called.wait()
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=30)
        assert done and task.cancelled()
        await asyncio.sleep(0.3)
        with redis.Redis.from_url(real_redis.url) as client:
            assert client.zcard("retirada:lock:{ana}:queue") == 1, "only the holder is in the queue"
        holding.release()

    asyncio.run(check())


def test_a_lock_that_is_released_while_its_holder_says_that_it_is_alive_is_free(real_redis, monkeypatch):
    monkeypatch.setattr(shared_lock, "SIGN_SECONDS", 0.001)

    async def take(shared: SharedRedis, name: str) -> None:
        for number in range(60):
            async with SharedLock(shared, name):
                await asyncio.sleep(0.001 + number % 6 * 0.0003)

    async def check() -> None:
        # So many that some are released just then.
        shared = SharedRedis(real_redis.url)
        await asyncio.gather(*(take(shared, str(number)) for number in range(10)))
        await asyncio.gather(*shared_lock._background)

    asyncio.run(asyncio.wait_for(check(), 20))
    with redis.Redis.from_url(real_redis.url) as client:
        assert not list(client.scan_iter("retirada:lock:*"))


@pytest.mark.parametrize("how", ["pause", "stop"])
def test_without_redis_a_lock_holds_in_its_process(real_redis, how):
    async def check() -> None:
        lock = SharedLock(SharedRedis(real_redis.url), "ana")
        getattr(real_redis, how)()
        async with lock:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(lock.acquire(), 0.2)
        await asyncio.wait_for(lock.acquire(), 30)
        lock.release()

    asyncio.run(check())


@pytest.mark.parametrize("with_redis", [True, False])
def test_rasa_s_lock_store_locks_a_conversation(real_redis, with_redis):
    async def check() -> None:
        endpoint = EndpointConfig(
            url=real_redis.url if with_redis else "", type="retirada.server.store.lock_store.ConversationLockStore"
        )
        shared_redis.shared_redis.cache_clear()
        store = LockStore.create(endpoint)
        assert isinstance(store, ConversationLockStore)
        running = 0

        async def take() -> None:
            nonlocal running
            async with store.lock("ana", wait_time_in_seconds=0.05):
                running += 1
                await asyncio.sleep(0.02)
                assert running == 1
                running -= 1

        await asyncio.gather(*(take() for _ in range(5)))

    asyncio.run(check())


def test_a_redis_that_cannot_be_used_is_told_in_one_line(real_redis):
    require_redis(real_redis.url)
    real_redis.stop()
    with pytest.raises(SystemExit, match=r"Redis at 127.0.0.1:\d+ cannot be used .*refused.*: start it, mend"):
        require_redis(real_redis.url)
    real_redis.start()
