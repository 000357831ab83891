"""Breaks one thing after another under load, and says what became of the messages."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.chaos import faults
from tests.chaos.faults import Fault, Stage
from tests.chaos.load import Load, Outcome
from tests.chaos.verdict import problems
from tests.integration.channels.fakes import Fakes
from tests.postgresql import PostgresqlServer
from tests.redis_server import RedisServer
from tests.replicas import Replicas

BEFORE_SECONDS, AFTER_SECONDS = 3, 3
RECOVERY_SECONDS, GIVE_UP_SECONDS = 15, 120
RATES = {
    f"{channel}_RATE_PER_{whose}": "1000000/minute"
    for channel in ("REST", "TELEGRAM")
    for whose in ("SENDER", "CHANNEL")
}
ON_SERVERS: dict[str, Fault] = {
    "nothing": faults.nothing,
    "action server killed": faults.kill_action_server,
    "Rasa killed": faults.kill_rasa,
    "parent killed": faults.kill_parent,
    "replica killed": faults.kill_replica,
    "PostgreSQL restarted": faults.restart_postgresql,
    "PostgreSQL away": faults.take_postgresql_away,
    "PostgreSQL's table locked": faults.lock_table,
    "Redis restarted": faults.restart_redis,
    "Redis away": faults.take_redis_away,
    f"clocks {faults.SKEW_SECONDS} s apart": faults.skew_clock,
}
ON_SQLITE: dict[str, Fault] = {"disk full (SQLite)": faults.fill_disk, "database locked (SQLite)": faults.lock_database}


@dataclass
class Result:
    """What became of the messages that were sent while something was broken.

    Attributes:
        recovery: seconds until all was healthy, all that had been sent before was answered, and nothing more failed.
        lost, untrue: a line each.
    """

    broken: str
    counts: Counter[Outcome]
    recovery: float
    lost: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.untrue and self.recovery <= RECOVERY_SECONDS


@contextmanager
def on_servers(folder: Path, fakes: Fakes, away_seconds: float) -> Iterator[Stage]:
    """Two replicas on a PostgreSQL and a Redis of their own."""
    postgresql, redis = PostgresqlServer(), RedisServer(folder)
    shared = {"DATABASE_URL": postgresql.new_database(), "REDIS_URL": redis.url}
    try:
        with _running({**fakes.environment, **RATES, **shared}, folder, ("one", "other")) as replicas:
            yield Stage(replicas, away_seconds, postgresql, redis)
    finally:
        redis.stop()
        postgresql.remove()


@contextmanager
def on_sqlite(folder: Path, fakes: Fakes, away_seconds: float) -> Iterator[Stage]:
    """One process with its file."""
    database = {"DATABASE_URL": f"sqlite:///{folder}/single/conversations.db"}
    with _running({**fakes.environment, **RATES, **database}, folder, ("single",)) as replicas:
        yield Stage(replicas, away_seconds)


@contextmanager
def _running(environment: dict[str, str], folder: Path, names: tuple[str, ...]) -> Iterator[Replicas]:
    for name in names:
        (folder / name).mkdir()
    replicas = Replicas(environment, [folder / name for name in names])
    try:
        yield replicas
    finally:
        replicas.stop()


def run(away_seconds: float, names: set[str] | None = None) -> Iterator[Result]:
    """Break everything, or only what is named; one result after the other."""
    fakes = Fakes()
    for stage_of, breakable in ((on_servers, ON_SERVERS), (on_sqlite, ON_SQLITE)):
        chosen = {name: fault for name, fault in breakable.items() if names is None or name in names}
        if chosen:
            with tempfile.TemporaryDirectory() as folder, stage_of(Path(folder), fakes, away_seconds) as stage:
                for name, fault in chosen.items():
                    yield under_load(name, fault, stage, fakes)


def under_load(name: str, fault: Fault, stage: Stage, fakes: Fakes) -> Result:
    """Break one thing while people write, and wait until it is whole."""
    load = Load(stage.replicas, fakes)
    time.sleep(BEFORE_SECONDS)
    whole = fault(stage)
    healthy = _wait_until_healthy(stage, load)
    time.sleep(AFTER_SECONDS)
    messages = load.stop()
    lost, untrue = problems(messages, stage.replicas.events, load.heard)
    late = (it.ended for it in messages if it.began < whole or it.outcome is not Outcome.ANSWERED)
    recovery = max([healthy, *late]) - whole
    return Result(name, Counter(it.outcome for it in messages), max(recovery, 0.0), lost, untrue)


def _wait_until_healthy(stage: Stage, load: Load) -> float:
    """When all replicas and Redis were healthy, and nothing has failed for AFTER_SECONDS; or GIVE_UP_SECONDS passed."""
    deadline = time.monotonic() + GIVE_UP_SECONDS
    healthy = 0.0
    while time.monotonic() < deadline:
        now = time.monotonic()
        if not all(_is_healthy(assistant.url) for assistant in stage.replicas.running):
            healthy = 0.0
        elif not healthy:
            healthy = now
        failed = max((it.ended for it in load.messages() if it.outcome is not Outcome.ANSWERED), default=0.0)
        if healthy and now - max(healthy, failed) > AFTER_SECONDS:
            return healthy
        time.sleep(0.2)
    return time.monotonic()


def _is_healthy(url: str) -> bool:
    try:
        reply = httpx.get(f"{url}/health", timeout=5)
    except httpx.TransportError:
        return False
    return reply.status_code == 200 and reply.json().get("redis", "ok") == "ok"
