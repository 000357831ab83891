"""How long a turn takes: `make bench`. Ends with code 1 when a bar is missed.

A bar is for a machine that does nothing else: hence the load average, and the processor's time beside the clock's.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from retirada.server.database import EVENTS, Database, parse
from retirada.server.training import ensure_fresh
from tests.conftest import Assistant, start_assistant

# Topics, facts, thanks: what a conversation is made of.
MESSAGES = (
    "hola",
    "¿puedo retirar mi queja?",
    "sigue en trámite",
    "¿y después puedo poner otra?",
    "sí tengo pruebas",
    "¿dónde se hace?",
    "desde el celular",
    "gracias",
    "¿qué es la mediación?",
    "recibí un aviso, ¿qué significa?",
)
ROUNDS = 30
LONG_CONVERSATIONS, LONG = 3, 300
STORED, STORED_TURNS = 100_000, 2
COLUMNS = "sender_id, type_name, timestamp, intent_name, action_name, data, event_key"
TICKS = os.sysconf("SC_CLK_TCK")
Row = tuple[str, str, float, float]


def main() -> None:
    """Start the assistant twice, the second time with STORED conversations in its database; print the table."""
    ensure_fresh()
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second, running(Path(first)) as empty:
        for _ in range(2):  # warm up
            converse(empty)
        print(f"Storing {STORED} conversations…", flush=True)
        fill(Path(first) / "conversations.db", Path(second) / "conversations.db")
        with running(Path(second)) as full:
            converse(full)
            rows = [*one_person(empty, full), *long_conversations(empty)]
    print(f"{'':52}{'measured':>10}{'bar':>8}")
    for name, unit, value, bar in rows:
        print(f"{name:46}{unit:>6}{value:>10.2f}{bar or '':>8}")
    print(f"Load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if any(bar and value > bar for _, _, value, bar in rows):
        raise SystemExit("A bar is missed.")


def one_person(empty: Assistant, full: Assistant) -> list[Row]:
    """The same turns with either database, by turns, so that what else the machine does falls on both."""
    before = [processor_ms(empty, module) for module in ("-m\0rasa\0", "rasa_sdk")]
    times: dict[str, list[float]] = {"empty": [], "full": []}
    for _ in range(ROUNDS):
        times["empty"] += converse(empty)
        times["full"] += converse(full)
    after = [processor_ms(empty, module) for module in ("-m\0rasa\0", "rasa_sdk")]
    rasa, actions = ((b - a) / len(times["empty"]) for a, b in zip(before, after, strict=True))
    share = statistics.median(times["full"]) / statistics.median(times["empty"])
    return [
        ("REST turn, one person: p50", "ms", statistics.median(times["empty"]), 12),
        ("REST turn, one person: p95", "ms", statistics.quantiles(times["empty"], n=20)[-1], 20),
        ("processor's time of it, Rasa", "ms", rasa, 0),
        ("processor's time of it, action server", "ms", actions, 0),
        (f"with {STORED} conversations stored, over none", "times", share, 1.05),
    ]


def long_conversations(assistant: Assistant) -> list[Row]:
    """The last ten turns of long conversations over the first ten, in which the same is said."""
    first, last = [], []
    for _ in range(LONG_CONVERSATIONS):
        times = converse(assistant, LONG)
        first += times[: len(MESSAGES)]
        last += times[-len(MESSAGES) :]
    share = statistics.median(last) / statistics.median(first)
    return [(f"turns {LONG - len(MESSAGES) + 1} to {LONG}, over 1 to {len(MESSAGES)}", "times", share, 1.3)]


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
        connection.executemany(
            f"insert into events ({COLUMNS}) values ({marks})",
            ((f"rest:stored-{number}", *row[1:]) for number in range(STORED) for row in rows),
        )
    database = Database(parse(f"sqlite:///{target}"))
    database.require_usable()
    database.engine.dispose()


def processor_ms(assistant: Assistant, module: str) -> float:
    """The processor's time that the assistant's process with this module has taken so far."""
    fields = Path(f"/proc/{assistant.child(module)}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


@contextmanager
def running(folder: Path) -> Iterator[Assistant]:
    assistant = start_assistant(folder, REST_RATE_PER_SENDER="1000000/minute", REST_RATE_PER_CHANNEL="1000000/minute")
    try:
        yield assistant
    finally:
        assistant.stop()


if __name__ == "__main__":
    main()
