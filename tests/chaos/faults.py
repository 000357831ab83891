"""What `make chaos` breaks. Each fault is a function: it breaks something in a `Stage`, and returns from when on its
recovery counts (time.monotonic): what mends itself from the beginning, what was away from when it is back.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import store_troubles
from tests.postgresql import PostgresqlServer
from tests.programs import ensure_installed
from tests.redis_server import RedisServer
from tests.replicas import Replicas

SKEW_SECONDS = 5


@dataclass
class Stage:
    """What runs, and for how many seconds what is away stays away. Without servers it is one process on SQLite."""

    replicas: Replicas
    away_seconds: float
    postgresql: PostgresqlServer | None = None
    redis: RedisServer | None = None


Fault = Callable[[Stage], float]


def nothing(stage: Stage) -> float:
    time.sleep(stage.away_seconds)
    return time.monotonic()


def kill_action_server(stage: Stage) -> float:
    os.kill(stage.replicas.running[0].child("-m\0rasa_sdk\0"), signal.SIGKILL)
    return time.monotonic()


def kill_rasa(stage: Stage) -> float:
    os.kill(stage.replicas.running[0].child("-m\0rasa\0"), signal.SIGKILL)
    return time.monotonic()


def kill_parent(stage: Stage) -> float:
    """Kill the process of `make run` itself. To start it again is systemd's part, or Kubernetes': here it is played."""
    stage.replicas.running[0].process.kill()
    return _start_again(stage)


def kill_replica(stage: Stage) -> float:
    """Kill all its processes, as when its machine dies; it is started again as above."""
    stage.replicas.kill(0)
    return _start_again(stage)


def _start_again(stage: Stage) -> float:
    killed = time.monotonic()
    stage.replicas.running[0].process.wait(10)
    stage.replicas.restart(0)
    return killed


def restart_postgresql(stage: Stage) -> float:
    """Crash it, and start it at once."""
    return _away(stage.postgresql, 0)


def take_postgresql_away(stage: Stage) -> float:
    return _away(stage.postgresql, stage.away_seconds)


def _away(server: PostgresqlServer | RedisServer, seconds: float) -> float:
    server.stop()
    time.sleep(seconds)
    server.start()
    return time.monotonic()


def lock_table(stage: Stage) -> float:
    """Hold PostgreSQL's table, as a careless migration does."""
    with stage.replicas.engine.connect() as connection:
        connection.exec_driver_sql("lock table events")
        time.sleep(stage.away_seconds)
    return time.monotonic()


def restart_redis(stage: Stage) -> float:
    """It forgets everything."""
    return _away(stage.redis, 0)


def take_redis_away(stage: Stage) -> float:
    return _away(stage.redis, stage.away_seconds)


def skew_clock(stage: Stage) -> float:
    """Stop a replica in good order, and start it with its clock ahead."""
    advice = "A skewed clock needs libfaketime: install it (Debian: apt-get install libfaketime)."
    library = ensure_installed(_libfaketime, "libfaketime", advice)
    stage.replicas.running[0].stop()
    ahead = {"FAKETIME": f"+{SKEW_SECONDS}s", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
    stage.replicas.restart(0, LD_PRELOAD=str(library), **ahead)
    time.sleep(stage.away_seconds)
    return time.monotonic()


def fill_disk(stage: Stage) -> float:
    with store_troubles.full(stage.replicas.running[0]):
        time.sleep(stage.away_seconds)
    return time.monotonic()


def lock_database(stage: Stage) -> float:
    with store_troubles.locked(stage.replicas.running[0]):
        time.sleep(stage.away_seconds)
    return time.monotonic()


def _libfaketime() -> Path | None:
    return next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
