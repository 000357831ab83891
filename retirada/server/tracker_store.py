"""The tracker store: Rasa's SQL store, from which a conversation can be deleted and in which none stays for ever."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Query, Session

from retirada.channels.core.errors import StoreError
from retirada.channels.core.logs import log_failure
from retirada.server.decisions import decisions_of, keep, turns_of
from retirada.server.retention import AUDIT_DAYS
from retirada.server.retention import audit_days as checked_audit_days
from retirada.server.retention import retention_days as checked_retention_days

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60
PURGE_SECONDS = 10 * 60
# Events deleted at once: turns are stored in between.
PURGE_EVENTS = 500
# How long SQLite waits for another process's lock, and a call for its turn.
LOCKED_SECONDS = 2
WAIT_SECONDS = 4
# More than a turn needs, with its journal.
PROBE_BYTES = 64 * 1024
# Old name → new name. A conversation stored under old names goes on: to be kept for RETENTION_DAYS after a renaming.
RENAMED_SLOTS = {"asked": "pending_question", "misses": "fallback_count"}

SQL = SQLTrackerStore
EVENTS_BY_TIME = sa.Index("events_timestamp", SQL.SQLEvent.timestamp)


class Probe(SQL.Base):  # type: ignore[name-defined]
    """A row that `ConversationStore.check` writes and deletes."""

    __tablename__ = "probe"
    id = sa.Column(sa.Integer, primary_key=True)
    data = sa.Column(sa.LargeBinary)


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, which deletes a conversation when the person asks for it (slot `erase`), and events
    older than `retention_days` every PURGE_SECONDS; of these, the decisions stay for `audit_days`.

    The database is used in one thread, one call after the other, so that only the callers wait for it. Only its owner
    can read a SQLite file, and what is deleted from it is overwritten.

    Args:
        retention_days: whole days for which an event is kept.
        audit_days: whole days for which its decisions are, see retirada/server/decisions.py.
        db: the SQLite file; its folder is made if need be.
        others: as for SQLTrackerStore.

    Raises:
        SystemExit: `retention_days` or `audit_days` is not a number of days, or `db` is not a database.
    """

    def __init__(
        self, *arguments: Any, retention_days: int | str, db: str, audit_days: int | str = AUDIT_DAYS, **others: Any
    ) -> None:
        self._retention = checked_retention_days(retention_days) * DAY
        self._audit_days = checked_audit_days(audit_days)
        is_file = others.get("dialect", "sqlite") == "sqlite"
        if is_file:
            _keep_private(Path(db))
        try:
            super().__init__(*arguments, db=db, **others)
        except sa.exc.DatabaseError as error:
            raise SystemExit(f"{db} cannot be used ({error.orig}): restore it from a copy, or move it away.") from None
        if is_file:
            sa.event.listen(self.engine, "do_connect", lambda *_: _keep_private(Path(db)))
            sa.event.listen(self.engine, "connect", _set_up_connection)
        # SQLite lets one write at a time anyhow, and those who wait in its thread are served in order.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._damaged = False
        self._checking: Optional[asyncio.Future] = None
        threading.Thread(target=self._keep_purging, name="retention", daemon=True).start()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the tracker's new events, or delete all its events when it is to be erased. Raises StoreError."""
        await self._run(self._save, tracker)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation's latest session; None if nothing is stored. Raises StoreError."""
        return await self._run(lambda: asyncio.run(self._retrieve(sender_id, False)))

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """The conversation's sessions; None if nothing is stored. Raises StoreError."""
        return await self._run(lambda: asyncio.run(self._retrieve(conversation_id, True)))

    async def check(self) -> None:
        """Write something and delete it again. Simultaneous checks are one, so that many of them can't delay the turns.

        Raises:
            StoreError: conversations can't be stored just now.
        """
        if self._checking is None or self._checking.done():
            self._checking = asyncio.ensure_future(self._run(self._check))
        await asyncio.shield(self._checking)

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session that is closed at the end. Rasa's own ends the process at any ValueError, such as bad JSON."""
        with self.sessionmaker() as session:
            yield session

    async def _run(self, call: Callable, *arguments: Any) -> Any:
        """Run `call` in the store's thread, after the calls before it. Raises StoreError, also after WAIT_SECONDS."""
        work = self._thread.submit(call, *arguments)
        done = asyncio.wrap_future(work)
        # asyncio logs an exception that nobody asked for, with all that it quotes.
        done.add_done_callback(lambda it: it.cancelled() or it.exception())
        try:
            await asyncio.wait([done], timeout=WAIT_SECONDS)
        finally:
            # A call that has begun is waited for, or the conversation's next turn could overtake it.
            if not work.cancel():
                await asyncio.wait([done])
        if work.cancelled():
            raise StoreError("the database is busy")
        error = work.exception()
        if error is None:
            return work.result()
        # An error of SQLAlchemy's quotes the conversation; that of the database below it does not.
        reason = error if isinstance(error, StoreError) else getattr(error, "orig", None) or type(error).__name__
        logger.error("The conversations' database failed: %s.", reason)
        self._damaged |= type(getattr(error, "orig", None)) is sqlite3.DatabaseError
        raise StoreError(str(reason)) from error

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> Optional[DialogueStateTracker]:
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
        slots = self.domain.slots
        renamed = {old: new for old, new in RENAMED_SLOTS.items() if old not in {slot.name for slot in slots}}
        events = [_rename_slot(json.loads(row.data), renamed) for row in rows]
        return DialogueStateTracker.from_dict(sender_id, events, slots) if events else None

    def _save(self, tracker: DialogueStateTracker) -> None:
        if tracker.get_slot("erase"):
            with self.session_scope() as session:
                session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == tracker.sender_id).delete(False)
                session.commit()
        else:
            # Rasa's own never awaits anything, so it needs no loop but a temporary one.
            asyncio.run(super().save(tracker))

    def _check(self) -> None:
        # A database that was moved away is created again.
        self.Base.metadata.create_all(self.engine)
        with self.session_scope() as session:
            session.add(Probe(data=bytes(PROBE_BYTES)))
            session.commit()
            session.query(Probe).delete(False)
            session.commit()
            if self._damaged:
                # Damage shows only where it is read, and lasts until somebody repairs the file.
                if session.execute("pragma quick_check(1)").scalar() != "ok":
                    raise StoreError("the database is damaged")
                self._damaged = False

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        # In Rasa's own query SQLite looks for the session's start again for each event: the time of a turn grew with
        # the square of the conversation's length.
        event = self.SQLEvent
        conditions = [event.sender_id == sender_id]
        if not fetch_events_from_all_sessions:
            starts = session.query(sa.func.max(event.timestamp)).filter(
                *conditions, event.type_name == SessionStarted.type_name
            )
            if (start := starts.scalar()) is not None:
                conditions.append(event.timestamp >= start)
        return session.query(event.data).filter(*conditions).order_by(event.id)

    def _keep_purging(self) -> None:
        while True:
            try:
                while self._thread.submit(self._purge).result() == PURGE_EVENTS:
                    pass
            except Exception as error:
                log_failure("Old events could not be deleted", error)
            time.sleep(PURGE_SECONDS)

    def _purge(self) -> int:
        """Delete up to PURGE_EVENTS of the events that are too old.

        Returns:
            How many were deleted.
        """
        event = self.SQLEvent
        with self.session_scope() as session:
            # Tables of earlier versions don't have the index.
            session.execute(sa.schema.CreateIndex(EVENTS_BY_TIME, if_not_exists=True))
            is_old = event.timestamp < time.time() - self._retention
            columns = (event.id, event.sender_id, event.type_name, event.data)
            # In order, so that few turns are in two batches: their decisions count twice.
            old = session.query(*columns).filter(is_old).order_by(event.timestamp, event.id).limit(PURGE_EVENTS).all()
            said = sorted((row.sender_id, row.id, row) for row in old if row.type_name in ("user", "bot"))
            turns = turns_of((name, row.data if row.type_name == "bot" else None) for name, _, row in said)
            decided = [one for name, replies in turns for one in decisions_of(name, replies)]
            keep(session.connection(), decided, self._audit_days, datetime.date.today())
            session.query(event).filter(event.id.in_([row.id for row in old])).delete(False)
            session.commit()
        return len(old)


def _rename_slot(event: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The serialized event with its slot's new name, if it sets one of `names`."""
    if event["event"] == "slot" and event["name"] in names:
        return {**event, "name": names[event["name"]]}
    return event


def _keep_private(file: Path) -> None:
    """Let only the owner read the database; SQLite gives its journal the same mode. A new folder is private too."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
    elif file.stat().st_mode & 0o077:
        file.chmod(0o600)


def _set_up_connection(connection: sqlite3.Connection, _: object) -> None:
    connection.execute(f"pragma busy_timeout = {LOCKED_SECONDS * 1000}")
    connection.execute("pragma secure_delete = on")
