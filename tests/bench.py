"""How long a turn takes: `make bench`. Ends with code 1 when a bar is missed.

A bar is for a machine that does nothing else: hence the load average, and the processor's time beside the clock's.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from retirada.server.store.database import Database, parse
from retirada.server.store.event_reader import stored_name
from retirada.server.store.tables import EVENTS
from retirada.server.training import ensure_fresh
from tests.conftest import Assistant, start_assistant
from tests.crowds import AT_ONCE, answers, rush
from tests.load import MESSAGES, NO_RATES, closed_loop
from tests.postgresql import PostgresqlServer
from tests.processes import MODULES, processes_of, processor_ms
from tests.redis_server import RedisServer
from tests.replicas import Replicas
from tests.stock_rasa import stock_rasa

ROUNDS = 30
LONG_CONVERSATIONS, LONG = 3, 300
STORED, STORED_TURNS = 100_000, 2
COLUMNS = "sender_id, type_name, timestamp, intent_name, action_name, data, event_key"
PEOPLE, CROWD_SECONDS, WARM_UP_SECONDS = 50, 20, 3
TURNS_A_SECOND = f"{PEOPLE} people: turns a second"


class Row(NamedTuple):
    """A figure, and the bar that it must not pass; None where there is none. A rate must not fall below its bar."""

    name: str
    unit: str
    value: float
    bar: float | None = None
    is_rate: bool = False

    @property
    def is_missed(self) -> bool:
        return self.bar is not None and (self.value < self.bar if self.is_rate else self.value > self.bar)


def main() -> None:
    """Start the assistant twice, the second time with STORED conversations in its database; then stock Rasa; then two
    replicas on PostgreSQL and Redis. Print the table.
    """
    ensure_fresh()
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second, running(Path(first)) as empty:
        for _ in range(2):  # warm up
            converse(empty)
        print(f"Storing {STORED} conversations…", flush=True)
        fill(Path(first) / "conversations.db", Path(second) / "conversations.db")
        with running(Path(second)) as full:
            converse(full)
            rows = [*one_person(empty, full), *long_conversations(empty), *crowd(empty), *at_once([empty])]
        rows += stock(Path(second), rows)
        rows += replicas(Path(second))
    print(f"{'':56}{'measured':>10}{'bar':>8}")
    for row in rows:
        print(f"{row.name:50}{row.unit:>6}{row.value:>10.2f}{'' if row.bar is None else row.bar:>8}")
    print(f"Load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if any(row.is_missed for row in rows):
        raise SystemExit("A bar is missed.")


def one_person(empty: Assistant, full: Assistant) -> list[Row]:
    """The same turns with either database, by turns, so that what else the machine does falls on both."""
    pids = processes_of(empty)
    before = {name: processor_ms(pid) for name, pid in pids.items()}
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for _ in range(ROUNDS):
        times["empty"] += converse(empty)
        times["full"] += converse(full)
    used = {name: (processor_ms(pid) - before[name]) / len(times["empty"]) for name, pid in pids.items()}
    share = statistics.median(times["full"]) / statistics.median(times["empty"])
    return [
        Row("REST turn, one person: p50", "ms", statistics.median(times["empty"]), 12),
        Row("REST turn, one person: p95", "ms", statistics.quantiles(times["empty"], n=20)[-1], 20),
        *(Row(f"processor's time of it, {name}", "ms", used[name]) for name in MODULES),
        Row(f"with {STORED} conversations stored, over none", "times", share, 1.05),
    ]


def long_conversations(assistant: Assistant) -> list[Row]:
    """The last ten turns of long conversations over the first ten, in which the same is said."""
    first, last = [], []
    for _ in range(LONG_CONVERSATIONS):
        times = converse(assistant, LONG)
        first += times[: len(MESSAGES)]
        last += times[-len(MESSAGES) :]
    share = statistics.median(last) / statistics.median(first)
    return [Row(f"turns {LONG - len(MESSAGES) + 1} to {LONG}, over 1 to {len(MESSAGES)}", "times", share, 1.3)]


def crowd(assistant: Assistant) -> list[Row]:
    """Many people at once, each of whom writes as soon as they are answered."""
    times = asyncio.run(closed_loop([assistant.url], PEOPLE, CROWD_SECONDS))
    return [
        Row(TURNS_A_SECOND, "", len(times) / CROWD_SECONDS, 100, is_rate=True),
        Row(f"{PEOPLE} people: p50", "ms", statistics.median(times)),
    ]


def turns_a_second(urls: list[str]) -> float:
    """Of PEOPLE at once, who write to the assistants at these addresses by turns."""
    return len(asyncio.run(closed_loop(urls, PEOPLE, CROWD_SECONDS))) / CROWD_SECONDS


def at_once(assistants: Sequence[Assistant]) -> list[Row]:
    """Far more people than can be answered, at the same moment."""
    found = rush(assistants)
    name = f"{AT_ONCE} at once, {len(assistants)} process{'es' * (len(assistants) > 1)}"
    return [
        Row(f"{name}: answered", "", found.answered),
        Row("  told to wait", "", found.told_to_wait),
        Row("  neither", "", found.neither, 0),
        Row("  p99 of the answered", "s", found.p99, 5),
        Row("  slowest /live", "ms", found.live, 200),
    ]


def stock(folder: Path, ours: Sequence[Row]) -> list[Row]:
    """The same crowd with Rasa as published, whose turns a second are compared with ours."""
    with stock_rasa(folder) as url:
        asyncio.run(closed_loop([url], 1, WARM_UP_SECONDS))
        per_second = turns_a_second([url])
    share = next(row.value for row in ours if row.name == TURNS_A_SECOND) / per_second
    return [
        Row("the same, stock Rasa: turns a second", "", per_second),
        Row("over stock Rasa", "times", share, 2.5, is_rate=True),
    ]


def replicas(folder: Path) -> list[Row]:
    """One assistant on PostgreSQL and Redis, and two, on this machine: turns a second, and answers that differ."""
    postgresql, server = PostgresqlServer(), RedisServer(folder)
    folders = [folder / "one", folder / "other"]
    for each in folders:
        each.mkdir()
    environment = {**NO_RATES, "DATABASE_URL": postgresql.new_database(), "REDIS_URL": server.url}
    both = Replicas(environment, folders)
    try:
        urls = [assistant.url for assistant in both.running]
        asyncio.run(closed_loop(urls, 2, WARM_UP_SECONDS))
        rates = [turns_a_second(urls[:1]), turns_a_second(urls)]
        differ = sum(a != b for a, b in zip(answers(both.running[:1]), answers(both.running), strict=True))
        return [
            Row("PostgreSQL and Redis, one replica: turns a second", "", rates[0]),
            Row("two replicas: turns a second", "", rates[1]),
            Row("two over one", "times", rates[1] / rates[0]),
            Row("answers that differ", "", differ, 0),
            *at_once(both.running),
        ]
    finally:
        both.stop()
        server.stop()
        postgresql.remove()


def converse(assistant: Assistant, turns: int = len(MESSAGES)) -> list[float]:
    """Milliseconds of each turn of a new conversation."""
    times, sender = [], uuid.uuid4().hex
    for number in range(turns):
        began = time.perf_counter()
        assistant.say(MESSAGES[number % len(MESSAGES)], sender)
        times.append((time.perf_counter() - began) * 1000)
    return times


def fill(source: Path, target: Path) -> None:
    """Make a database with STORED copies of a conversation of STORED_TURNS turns."""
    database = Database(parse(f"sqlite:///{target}"))
    database.require_usable()
    with database.transaction() as connection:
        # To make them at the end, as for a database that has none, is much faster.
        for index in EVENTS.indexes:
            connection.execute(sa.schema.DropIndex(index))
    database.engine.dispose()
    with sqlite3.connect(source) as connection:
        rows = connection.execute(
            f"select {COLUMNS} from events where sender_id = (select sender_id from events limit 1) order by id"
        ).fetchall()
    messages = [index for index, row in enumerate(rows) if row[1] == "user"]
    rows = rows[: messages[STORED_TURNS]]
    with sqlite3.connect(target) as connection:
        connection.execute("pragma synchronous = off")
        marks = ", ".join("?" * len(rows[0]))
        names = map(stored_name, (f"rest:stored-{number}" for number in range(STORED)))
        connection.executemany(
            f"insert into events ({COLUMNS}) values ({marks})",
            ((name, *row[1:]) for name in names for row in rows),
        )
    database = Database(parse(f"sqlite:///{target}"))
    database.require_usable()
    database.engine.dispose()


@contextmanager
def running(folder: Path) -> Iterator[Assistant]:
    assistant = start_assistant(folder, **NO_RATES)
    try:
        yield assistant
    finally:
        assistant.stop()


if __name__ == "__main__":
    main()
