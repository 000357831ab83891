"""The tracker store: conversations in SQLite or PostgreSQL, of which a turn reads and writes only what is new."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, Optional

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Row

from retirada.channels.core.errors import StoreError
from retirada.retention import AUDIT_DAYS
from retirada.retention import audit_days as checked_audit_days
from retirada.retention import retention_days as checked_retention_days
from retirada.server.store import database, stored_events
from retirada.server.store.database import Database, DatabaseSettingError
from retirada.server.store.engines import POOL_SIZE
from retirada.server.store.purging import Purger
from retirada.server.store.recent_turns import RECENT_TURNS, Stored, TrackerCache, copy_tracker, recent
from retirada.server.store.tables import EVENTS, PROBE, RENAMED_SLOTS, rename_slot

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60
# How long a call waits for its turn.
WAIT_SECONDS = 4
# More than a turn needs, with its journal.
PROBE_BYTES = 64 * 1024


class ConversationStore(TrackerStore):
    """A tracker store that deletes a conversation when the person asks for it (slot `erase`), and events older than
    `retention_days` by the clock; of these, the decisions stay for `audit_days`.

    Several processes may use one database: no event is lost, and each sees what the others have written before. The
    trackers that it returns have the attributes `store`, itself, and `stored`, what of them is in the database.

    Args:
        domain, event_broker: as for Rasa's TrackerStore.
        host: DATABASE_URL, see `database.parse`; Rasa calls the `url` of endpoints.yml so.
        retention_days: whole days for which an event is kept.
        audit_days: whole days for which its decisions are, see retirada/server/store/decisions.py.

    Raises:
        SystemExit: `retention_days` or `audit_days` is not a number of days, or `host` names what is no database. One
            that can't be reached just now is used as soon as it can be.
    """

    def __init__(
        self,
        domain: Optional[Domain],
        event_broker: Optional[EventBroker] = None,
        *,
        host: str,
        retention_days: int | str,
        audit_days: int | str = AUDIT_DAYS,
    ) -> None:
        super().__init__(domain, event_broker)
        self._retention = checked_retention_days(retention_days) * DAY
        try:
            self.database = Database(database.parse(host))
            self.database.require_usable()
        except DatabaseSettingError as error:
            if not error.may_pass:
                raise SystemExit(str(error)) from None
            logger.error("%s", error)
        # SQLite lets one write at a time anyhow, and those who wait in its thread are served in order.
        threads = 1 if self.database.file else POOL_SIZE
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="store")
        self._cache = TrackerCache()
        self._damaged = False
        self._checking: Optional[asyncio.Future] = None
        self._purger = Purger(
            self.database,
            lambda call: self._threads.submit(call).result(),
            self._retention,
            checked_audit_days(audit_days),
        )
        self._purger.start()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the tracker's new events, or delete all its events when it is to be erased. Raises StoreError."""
        sender = tracker.sender_id
        # Should it fail, nobody knows what is stored.
        self._cache.drop(sender)
        if tracker.get_slot("erase"):
            await self._run(self._erase, sender)
            return
        before = getattr(tracker, "stored", Stored(0, 0, None))
        events = list(islice(tracker.events, before.n_events, None))
        if not events:
            return
        if self.event_broker:
            await self._stream_new_events(self.event_broker, events, sender)
        tracker.store = self
        tracker.stored, is_whole = await self._run(self._write, sender, events, before)
        if is_whole:
            self._cache.put(copy_tracker(recent(tracker)), self.domain)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The latest turns of the conversation's latest session, see `recent`; None if nothing is stored.

        Raises:
            StoreError: they can't be read just now.
        """
        known = self._cache.get(sender_id, self.domain)
        if known and known.events[0].timestamp < time.time() - self._retention:
            known = None
        tracker: Optional[DialogueStateTracker] = await self._run(self._read, sender_id, known)
        if tracker is None:
            self._cache.drop(sender_id)
            return None
        self._cache.put(tracker, self.domain)
        return copy_tracker(tracker)

    async def retrieve_session(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation's latest session; None if nothing is stored. Raises StoreError."""
        return await self._run(self._read_rows, sender_id, stored_events.read_session)

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """The conversation's sessions; None if nothing is stored. Raises StoreError."""
        return await self._run(self._read_rows, conversation_id, stored_events.read_all)

    async def keys(self) -> Iterable[str]:
        """The names of all conversations. Raises StoreError."""
        return await self._run(self._read_keys)

    async def check(self) -> None:
        """Write something and delete it again. Simultaneous checks are one, so that many of them can't delay the turns.

        Raises:
            StoreError: conversations can't be stored just now.
        """
        if self._checking is None or self._checking.done():
            self._checking = asyncio.ensure_future(self._run(self._check))
        await asyncio.shield(self._checking)

    async def _run(self, call: Callable, *arguments: Any) -> Any:
        """Run `call` in a thread, after the calls before it. Raises StoreError, also after WAIT_SECONDS."""
        work = self._threads.submit(_again_if_disconnected, call, *arguments)
        done = asyncio.wrap_future(work)
        # asyncio logs an exception that nobody asked for, with all that it quotes.
        done.add_done_callback(lambda it: it.cancelled() or it.exception())
        try:
            await asyncio.wait([done], timeout=WAIT_SECONDS)
        finally:
            # A call that has begun is waited for, or the conversation's next turn could overtake it.
            if not (done.done() or work.cancel()):
                await asyncio.wait([done])
        if work.cancelled():
            raise StoreError("the database is busy")
        error = work.exception()
        if error is None:
            return work.result()
        if isinstance(error, StoreError):
            told = str(error)
        else:
            told = database.reason(error) if isinstance(error, sa.exc.DBAPIError) else type(error).__name__
        logger.error("The conversations' database failed: %s.", told)
        self._damaged |= type(getattr(error, "orig", None)) is sqlite3.DatabaseError
        raise StoreError(told) from error

    def _read(self, sender: str, known: Optional[DialogueStateTracker]) -> Optional[DialogueStateTracker]:
        """What `retrieve` returns; `known` is what it returned, or what was saved, before."""
        with self.database.transaction() as connection:
            if known:
                rows = stored_events.read_since(connection, sender, known.stored.last_id)
                # It is not there any more where the conversation was erased.
                if rows and (rows[0].id, rows[0].event_key) == known.stored[1:]:
                    return recent(self._continued(known, rows[1:]))
            rows = stored_events.read_recent(connection, sender, RECENT_TURNS)
        return self._tracker(sender, rows)

    def _read_rows(self, sender: str, read: Callable) -> Optional[DialogueStateTracker]:
        with self.database.transaction() as connection:
            rows = read(connection, sender)
        return self._tracker(sender, rows)

    def _read_keys(self) -> list[str]:
        with self.database.transaction() as connection:
            return list(connection.execute(sa.select(EVENTS.c.sender_id).distinct()).scalars())

    def _tracker(self, sender: str, rows: list[Row]) -> Optional[DialogueStateTracker]:
        if not rows:
            return None
        tracker = DialogueStateTracker(sender, self.domain.slots)
        return self._continued(tracker, rows)

    def _continued(self, tracker: DialogueStateTracker, rows: list[Row]) -> DialogueStateTracker:
        """The tracker after the events of the rows; itself if there are none."""
        if not rows:
            return tracker
        slots = {slot.name for slot in self.domain.slots}
        renamed = {old: new for old, new in RENAMED_SLOTS.items() if old not in slots}
        continued = copy_tracker(tracker)
        for event in deserialise_events([rename_slot(json.loads(row.data), renamed) for row in rows]):
            continued.update(event)
        continued.store = self
        continued.stored = Stored(len(continued.events), rows[-1].id, rows[-1].event_key)
        return continued

    def _write(self, sender: str, events: list[Event], before: Stored) -> tuple[Stored, bool]:
        """Add the events.

        Args:
            before: what of the tracker was stored until now.

        Returns:
            What is stored now; and whether nobody else has written in the conversation meanwhile.
        """
        rows = [stored_events.as_row(sender, event) for event in events]
        with self.database.transaction() as connection:
            self.database.lock_conversation(connection, sender)
            stored_events.add(connection, rows)
            written = stored_events.read_keys_since(connection, sender, before.last_id + 1)
        keys = [row["event_key"] for row in rows]
        is_whole = [row.event_key for row in written] == keys
        last_id, last_key = next(
            ((row.id, row.event_key) for row in reversed(written) if row.event_key == keys[-1]), before[1:]
        )
        return Stored(before.n_events + len(events), last_id, last_key), is_whole

    def _erase(self, sender: str) -> None:
        self.database.delete_conversation(sender)
        self.database.empty_log()
        self._purger.clear_soon()

    def _check(self) -> None:
        with self.database.transaction() as connection:
            number = connection.execute(sa.insert(PROBE).values(data=bytes(PROBE_BYTES))).inserted_primary_key[0]
        with self.database.transaction() as connection:
            connection.execute(sa.delete(PROBE).where(PROBE.c.id == number))
        if self._damaged:
            # Damage shows only where it is read, and lasts until somebody repairs the file.
            if self.database.is_damaged():
                raise StoreError("the database is damaged")
            self._damaged = False


async def whole_session(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The tracker with all events of its session, where the store has returned only the latest turns.

    Raises:
        StoreError: the earlier ones can't be read just now.
    """
    store: Optional[ConversationStore] = getattr(tracker, "store", None)
    session = await store.retrieve_session(tracker.sender_id) if store else None
    if session is None:
        return tracker
    for event in islice(tracker.events, tracker.stored.n_events, None):
        session.update(event)
    return session


def _again_if_disconnected(call: Callable, *arguments: Any) -> Any:
    """Run `call`; once more if its connection broke off. It may have been done by then: each call may be repeated."""
    try:
        return call(*arguments)
    except sa.exc.DBAPIError as error:
        if not error.connection_invalidated:
            raise
    return call(*arguments)
