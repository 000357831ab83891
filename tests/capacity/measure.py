"""What a turn costs: time of each process, bytes in the database, calls of Redis, connections."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from dataclasses import dataclass

import redis
import sqlalchemy as sa

from retirada.channels.core.shared_redis import SharedRedis
from retirada.channels.providers.deliveries import Deliveries
from retirada.channels.providers.incoming import IncomingMessage
from tests.capacity.simulation import Costs, Simulated
from tests.conftest import Assistant
from tests.load import closed_loop
from tests.processes import processes_of, processor_ms, queued_ms, tree
from tests.redis_server import RedisServer


@dataclass(frozen=True)
class Measured:
    """A run of `closed_loop`.

    Attributes:
        turns: how many.
        answers: how fast they were.
        costs: a turn's.
        slowed: the same, with the time in which something else had the core that a process was ready to use.
    """

    turns: int
    answers: Simulated
    costs: Costs
    slowed: Costs


def measure(assistant: Assistant, people: int, seconds: float, server: int | None = None) -> Measured:
    """Let so many people write for so long.

    Args:
        server: the id of the first process of the database's server. Default: there is none.
    """
    pids = processes_of(assistant)
    groups = {
        "rasa": lambda: [pids["Rasa"]],
        "actions": lambda: [pids["action server"]],
        "store": lambda: tree(server) if server else [],
        "caller": lambda: [os.getpid()],
    }
    before = {name: _used(group()) for name, group in groups.items()}
    began = time.monotonic()
    times = asyncio.run(closed_loop([assistant.url], people, seconds))
    took = time.monotonic() - began
    after = {name: _used(group()) for name, group in groups.items()}
    own, queued = ({name: _more(before[name], after[name], kind) / len(times) for name in groups} for kind in (0, 1))
    # Threads wait for a core at the same time, and some after the reply: what is more than the turn took was not its.
    rest = max(statistics.mean(times) - sum(own.values()), 0)
    queued_share = min(rest / max(sum(queued.values()), 1e-9), 1)
    slowed = {name: own[name] + queued[name] * queued_share for name in groups}
    waiting = max(statistics.mean(times) - sum(slowed.values()), 0) if people == 1 else 0
    answers = Simulated(len(times) / took, statistics.median(times), statistics.quantiles(times, n=20)[-1])
    return Measured(len(times), answers, Costs(**own, waiting=waiting), Costs(**slowed, waiting=waiting))


def _used(pids: list[int]) -> dict[int, tuple[float, float]]:
    return {pid: (processor_ms(pid), queued_ms(pid)) for pid in pids}


def _more(before: dict[int, tuple[float, float]], after: dict[int, tuple[float, float]], kind: int) -> float:
    """Of the processes that live; a database's server starts and ends some meanwhile."""
    return sum(used[kind] - before.get(pid, (0, 0))[kind] for pid, used in after.items())


@dataclass(frozen=True)
class Stored:
    """What there is in PostgreSQL and Redis so far: bytes, calls, milliseconds of Redis's processor, connections."""

    table: int
    log: int
    calls: int
    redis_ms: float
    connections: int
    redis_connections: int


def stored(url: str, server: RedisServer) -> Stored:
    engine = sa.create_engine(url)
    with engine.connect() as connection, redis.Redis.from_url(server.url) as client:
        figures = connection.execute(
            sa.text(
                "select pg_total_relation_size('events'), pg_current_wal_lsn() - '0/0',"
                " (select count(*) from pg_stat_activity where datname = current_database()) - 1"
            )
        ).one()
        info = client.info()
    engine.dispose()
    return Stored(
        table=int(figures[0]),
        log=int(figures[1]),
        calls=info["total_commands_processed"],
        redis_ms=1000 * (info["used_cpu_user"] + info["used_cpu_sys"]),
        connections=int(figures[2]),
        redis_connections=info["connected_clients"] - 1,
    )


def remembered_bytes(server: RedisServer) -> int:
    """Of the id of one provider's message, which stays in Redis for a day."""
    message = IncomingMessage("34600111222", "wamid.HBgLMzQ2MDAxMTEyMjIVAgASGBQzQTdG", "hola", None, {})
    asyncio.run(Deliveries("measured", SharedRedis(server.url), "a key").accept(message))
    with redis.Redis.from_url(server.url) as client:
        (key,) = client.scan_iter("*{measured}:seen:*")
        return int(client.memory_usage(key))
