"""Deletes what is too old, and clears away what deletions leave in the database's files."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from retirada.channels.core.logs import log_failure
from retirada.server.store.database import Database
from retirada.server.store.decisions import decisions_of, forget, keep, turns_of
from retirada.server.store.tables import EVENTS

PURGE_SECONDS = 10 * 60
# Events deleted at once: turns are stored in between.
PURGE_EVENTS = 500
# While what was deleted is cleared away, SQLite lets nobody write. So there is a pause after it, at least so long, and
# so many times as long as it took; and files that take longer than people wait for an answer are cleared at night.
PAUSE_SECONDS = 5
PAUSE_TIMES = 100
AT_ONCE_BYTES = 64 * 1024 * 1024
NIGHT_HOURS = range(3, 5)
RETRY_SECONDS = 60

Run = Callable[[Callable[[], Any]], Any]


class Purger:
    """Deletes the events that are too old every PURGE_SECONDS; of these, the decisions stay for a while.

    Args:
        database: where they are.
        run: runs a call between those of the turns, and returns what it returned.
        retention: seconds for which an event is kept.
        audit_days: whole days for which its decisions are, see retirada/server/store/decisions.py.
    """

    def __init__(self, database: Database, run: Run, retention: float, audit_days: int) -> None:
        self._database = database
        self._run = run
        self._retention = retention
        self._audit_days = audit_days
        self._deleted = threading.Event()
        # What was deleted before this process began, perhaps by an earlier version, may still be there.
        self._is_clear = False

    def start(self) -> None:
        """Begin, in a thread of its own."""
        threading.Thread(target=self._keep_purging, name="retention", daemon=True).start()

    def clear_soon(self) -> None:
        """Have what was just deleted cleared away."""
        self._deleted.set()

    def purge(self) -> int:
        """Delete up to PURGE_EVENTS of the events that are too old.

        Returns:
            How many were deleted.
        """
        event = EVENTS.c
        is_old = event.timestamp < time.time() - self._retention
        # In order, so that few turns are in two batches: their decisions count twice. What another process deletes just
        # now, it counts.
        old = sa.select(event.id, event.sender_id, event.type_name, event.data).where(is_old)
        old = old.order_by(event.timestamp, event.id).limit(PURGE_EVENTS).with_for_update(skip_locked=True)
        oldest = datetime.date.today() - datetime.timedelta(days=self._audit_days)
        with self._database.transaction() as connection:
            # First: SQLite lets nobody else write from then on, so what is read stays as it is.
            forget(connection, oldest)
            rows = connection.execute(old).all()
            said = sorted((row.sender_id, row.id, row) for row in rows if row.type_name in ("user", "bot"))
            turns = turns_of((sender, row.data if row.type_name == "bot" else None) for sender, _, row in said)
            decided = [one for sender, replies in turns for one in decisions_of(sender, replies)]
            keep(connection, [one for one in decided if one.day >= oldest])
            connection.execute(sa.delete(EVENTS).where(event.id.in_([row.id for row in rows])))
        return len(rows)

    def _keep_purging(self) -> None:
        while True:
            try:
                time.sleep(self._purge_and_clear())
                self._deleted.wait(PURGE_SECONDS)
            except Exception as error:
                log_failure("What is too old, or what was deleted, could not be cleared away", error)
                time.sleep(RETRY_SECONDS)

    def _purge_and_clear(self) -> float:
        """Returns for how many seconds nothing is to be done."""
        self._is_clear &= not self._deleted.is_set()
        self._deleted.clear()
        count = PURGE_EVENTS
        while count == PURGE_EVENTS:
            count = self._run(self.purge)
            self._is_clear &= count == 0
        file = self._database.file
        if self._is_clear or not file:
            return PAUSE_SECONDS
        if file.stat().st_size > AT_ONCE_BYTES and time.localtime().tm_hour not in NIGHT_HOURS:
            return PAUSE_SECONDS
        began = time.monotonic()
        self._run(self._database.clear_deleted)
        self._is_clear = True
        return max(PAUSE_SECONDS, PAUSE_TIMES * (time.monotonic() - began))
