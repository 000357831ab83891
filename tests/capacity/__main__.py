"""`make simulate`: measure what a turn costs, compare the model with the machine, and reckon a million people a day."""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path

from retirada.server.store.engines import POOL_SIZE
from retirada.server.training import ensure_fresh
from tests.capacity.measure import Measured, Stored, measure, remembered_bytes, stored
from tests.capacity.simulation import Costs, Simulated, closed, open_
from tests.conftest import Assistant, start_assistant
from tests.load import NO_RATES
from tests.postgresql import PostgresqlServer
from tests.redis_server import RedisServer

PEOPLE, SECONDS = (1, 10, 50), 15
AGREEMENT = 0.15
# A million people a day: what each writes, and how much more than on average comes in the busiest minutes.
DAY = 24 * 3600
A_MILLION, TURNS_EACH, PEAK = 1_000_000, 5, 3
RETENTION_DAYS = 30
CORES_PER_REPLICA, P95_BAR = 2, 100


def main() -> None:
    """Print both tables; end with code 1 where model and machine differ by more than AGREEMENT."""
    ensure_fresh()
    random.seed(0)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sqlite").mkdir(), (Path(folder) / "servers").mkdir()
        single = start_assistant(Path(folder) / "sqlite", **NO_RATES)
        try:
            differs = compare(single)
        finally:
            single.stop()
        reckon(Path(folder) / "servers")
    print(f"Load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if differs:
        raise SystemExit(f"The model and the machine differ by more than {AGREEMENT:.0%}.")


def compare(assistant: Assistant) -> bool:
    """Measure one process on SQLite, as `make bench` does, and simulate it: one person by what their turns cost, many
    by what a turn costs where others are under way.

    Returns:
        Whether turns a second differ by more than AGREEMENT for any number of people.
    """
    measure(assistant, 1, SECONDS / 3)  # warm up
    runs = {people: measure(assistant, people, SECONDS) for people in PEOPLE}
    alone, few = runs[PEOPLE[0]], runs[PEOPLE[1]]
    print(_costs(f"One process on SQLite, {PEOPLE[0]} person", alone))
    print(_costs(f"One process on SQLite, {PEOPLE[1]} people", few))
    print(f"{'people':>8}{'turns a second':>20}{'simulated':>12}{'p50, ms':>12}{'simulated':>12}{'differs':>10}")
    differs = False
    for people, run in runs.items():
        costs = alone.slowed if run is alone else in_company(few, alone)
        model = closed(costs, people, SECONDS, os.cpu_count() or 1)
        share = model.per_second / run.answers.per_second - 1
        differs |= abs(share) > AGREEMENT
        rates = f"{run.answers.per_second:>20.1f}{model.per_second:>12.1f}"
        print(f"{people:>8}{rates}{run.answers.p50:>12.1f}{model.p50:>12.1f}{share:>+10.0%}", flush=True)
    return differs


def in_company(few: Measured, alone: Measured) -> Costs:
    """What a turn costs while others are under way: their conversations push its own out of the processor's caches.
    How long it waits for a core that something else on this machine has is known of one person's turns only, for the
    others wait for one another too, which is simulated.
    """
    waited = {
        name: getattr(few.costs, name) + getattr(alone.slowed, name) - getattr(alone.costs, name)
        for name in ("rasa", "actions", "store", "caller")
    }
    return Costs(**waited, waiting=alone.costs.waiting)


def reckon(folder: Path) -> None:
    """Measure a turn on PostgreSQL and Redis, and print what a million people a day need of them."""
    postgresql, server = PostgresqlServer(), RedisServer(folder)
    try:
        url = postgresql.new_database()
        assistant = start_assistant(folder, **NO_RATES, DATABASE_URL=url, REDIS_URL=server.url)
        try:
            measure(assistant, 1, SECONDS / 3)  # warm up
            before = stored(url, server)
            one = measure(assistant, 1, SECONDS, postgresql.pid)
            after = stored(url, server)
            crowd = measure(assistant, PEOPLE[-1], SECONDS, postgresql.pid)
            busy = stored(url, server)
        finally:
            assistant.stop()
        print(_costs("One process on PostgreSQL and Redis, one person", one))
        print(_costs(f"One process on PostgreSQL and Redis, {PEOPLE[-1]} people", crowd))
        _million(in_company(crowd, one), one.turns, before, after, busy, remembered_bytes(server))
    finally:
        server.stop()
        postgresql.remove()


def _million(costs: Costs, turns: int, before: Stored, after: Stored, busy: Stored, remembered: int) -> None:
    a_day = A_MILLION * TURNS_EACH
    peak = a_day / DAY * PEAK
    replicas, simulated = _replicas(costs, peak)
    table, log, calls, redis_ms = (
        (getattr(after, name) - getattr(before, name)) / turns for name in ("table", "log", "calls", "redis_ms")
    )
    connections = replicas * POOL_SIZE
    rows = (
        ("turns a second, on average and at the peak", f"{a_day / DAY:.0f}, {peak:.0f}"),
        (f"replicas of {CORES_PER_REPLICA} cores, so that p95 ≤ {P95_BAR} ms at the peak", f"{replicas}"),
        ("  p50 and p95 with them, simulated", f"{simulated.p50:.0f}, {simulated.p95:.0f} ms"),
        ("  how busy their Rasa processes are then", f"{peak * costs.rasa / 1000 / replicas:.0%}"),
        ("PostgreSQL: cores at the peak", f"{peak * costs.store / 1000:.2f}"),
        ("  bytes of table and indexes a turn", f"{table:.0f}"),
        (f"  table of {RETENTION_DAYS} days", f"{table * a_day * RETENTION_DAYS / 1e9:.0f} GB"),
        ("  write-ahead log a turn, and a day", f"{log:.0f} bytes, {log * a_day / 1e9:.0f} GB"),
        ("  log written at the peak", f"{log * peak / 1e6:.1f} MB/s"),
        ("  connections", f"{connections} ({busy.connections} measured of one; PostgreSQL takes 100 by default)"),
        ("Redis: cores at the peak", f"{peak * redis_ms / 1000:.2f}"),
        ("  calls a turn, and a second at the peak", f"{calls:.0f}, {calls * peak:.0f}"),
        ("  connections", f"{busy.redis_connections * replicas} ({busy.redis_connections} measured of one)"),
        ("  ids of providers' messages, for a day", f"{remembered} bytes, {remembered * a_day / 1e9:.1f} GB"),
    )
    print(f"{A_MILLION} people a day, {TURNS_EACH} turns each, {PEAK} times the average at the peak:")
    for name, value in rows:
        print(f"  {name:62}{value}")


def _replicas(costs: Costs, peak: float) -> tuple[int, Simulated]:
    """The fewest with which 95 of 100 turns are answered within P95_BAR ms; the calls come from elsewhere."""
    costs = replace(costs, caller=0)
    for replicas in range(int(peak * costs.rasa / 1000) + 1, 1000):
        simulated = open_(costs, peak, 60, replicas * CORES_PER_REPLICA, replicas)
        if simulated.p95 <= P95_BAR:
            return replicas, simulated
    raise SystemExit("No number of replicas would do.")


def _costs(what: str, run: Measured) -> str:
    costs = run.costs
    return (
        f"{what}: {run.answers.per_second:.1f} turns a second, p50 {run.answers.p50:.1f} ms; of a turn Rasa computes"
        f" {costs.rasa:.1f} ms, the action server {costs.actions:.1f}, PostgreSQL {costs.store:.1f}, the caller"
        f" {costs.caller:.1f}; {run.slowed.processor - costs.processor:.1f} ms were spent waiting for a core."
    )


if __name__ == "__main__":
    main()
