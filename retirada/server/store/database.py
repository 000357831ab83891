"""The conversations' database: its address and its connections, for SQLite and PostgreSQL.

Without Rasa, so that the launcher can say what is wrong with it before Rasa starts.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from retirada.channels.core.sender_digests import SenderDigests
from retirada.channels.core.settings import load
from retirada.server.store.engines import postgresql_engine, sqlite_engine
from retirada.server.store.renaming import rename_conversations
from retirada.server.store.tables import EVENTS, METADATA

DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg2", "postgres": "postgresql+psycopg2"}
# Of PostgreSQL's advisory locks: only one process at a time sets the tables up.
_SETUP_LOCK = 72_641
_SQLITE_HEADER = b"SQLite format 3\0"

logger = logging.getLogger(__name__)


class DatabaseSettingError(Exception):
    """The address names no database that can be used. The text is one line.

    Args:
        text: what is wrong, and what to do.
        may_pass: the database may be usable later, with the same address. Default: no.
    """

    def __init__(self, text: str, may_pass: bool = False) -> None:
        super().__init__(text)
        self.may_pass = may_pass


def parse(text: str) -> URL:
    """DATABASE_URL, with the driver that is used for it.

    Args:
        text: `sqlite:///file`, `sqlite:////absolute/file` or `postgresql://user:password@host:port/database`.

    Raises:
        DatabaseSettingError: it has another shape or scheme, or its driver is not installed.
    """
    try:
        url = sa.engine.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise DatabaseSettingError(
            "DATABASE_URL must look like postgresql://user:password@host:5432/database or sqlite:///file."
        ) from None
    scheme = url.drivername
    driver = DRIVERS.get(scheme, scheme if scheme in DRIVERS.values() else None)
    if driver is None:
        raise DatabaseSettingError(f"DATABASE_URL begins with «{scheme}:», and must with postgresql: or sqlite:.")
    if not url.database or url.database == ":memory:":
        raise DatabaseSettingError("DATABASE_URL names no database: its last part is missing.")
    url = url.set(drivername=driver)
    try:
        url.get_dialect().dbapi()
    except ImportError as error:
        raise DatabaseSettingError(
            f"DATABASE_URL needs a driver that is not installed ({error}): `make setup`."
        ) from None
    return url


def require_database(text: str) -> None:
    """Raise SystemExit, with one line that says what to do, unless the database at DATABASE_URL can be used."""
    try:
        database = Database(parse(text))
        database.require_usable()
    except DatabaseSettingError as error:
        raise SystemExit(str(error)) from None
    database.engine.dispose()


def reason(error: sa.exc.DBAPIError) -> str:
    """What the database said, in one line. SQLAlchemy's own text quotes the conversation."""
    return (str(error.orig).splitlines() or ["no reason given"])[0].strip()


class Database:
    """Connections to one database, whose tables are made, or brought up to date, before it is first used.

    Only its owner can read a SQLite file, and what is deleted from it is overwritten.

    Args:
        url: what `parse` returned.

    Attributes:
        engine: SQLAlchemy's.
        file: the SQLite file; None of PostgreSQL.
    """

    def __init__(self, url: URL) -> None:
        self.file = Path(url.database) if url.drivername == DRIVERS["sqlite"] else None
        self.engine = sqlite_engine(url, self.file) if self.file else postgresql_engine(url)
        self._setting_up = threading.Lock()
        self._is_set_up = False
        self._descriptor: Optional[int] = None

    def require_usable(self) -> None:
        """Connect, and set the tables up.

        Raises:
            DatabaseSettingError: that failed; says why, and what to do.
        """
        try:
            with self.transaction():
                pass
        except sa.exc.DBAPIError as error:
            told = f"{self.name} cannot be used ({reason(error)}): {self._advice(error)}."
            raise DatabaseSettingError(told, isinstance(error, sa.exc.OperationalError)) from None
        except OSError as error:
            raise DatabaseSettingError(f"{self.name} cannot be used ({error.strerror}): mend DATABASE_URL.") from None

    @property
    def name(self) -> str:
        """What to call it: the file, or the address without its password."""
        return str(self.file or repr(self.engine.url).replace("+psycopg2", ""))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection whose changes are committed at the end, or undone by an exception."""
        if self.file:
            self._look_at_file(self.file)
        self._set_up()
        with self.engine.begin() as connection:
            yield connection

    def lock_conversation(self, connection: Connection, sender_id: str) -> None:
        """Until the transaction ends, let no other process write in the conversation.

        Its rows are then numbered in the order in which they can first be read. SQLite has one writer at a time anyhow.
        """
        if not self.file:
            connection.execute(_LOCK_CONVERSATION, {"sender_id": sender_id})

    def delete_conversation(self, sender_id: str) -> int:
        """Delete the events of a conversation. Returns how many there were."""
        with self.transaction() as connection:
            self.lock_conversation(connection, sender_id)
            return connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id == sender_id)).rowcount

    def empty_log(self) -> None:
        """Cut SQLite's write-ahead log to nothing, as soon as nobody reads what is in it."""
        if self.file:
            with self.engine.connect() as connection:
                connection.connection.execute("pragma wal_checkpoint(truncate)")

    def clear_deleted(self) -> None:
        """Leave nothing of what was deleted in SQLite's files. Nobody can write meanwhile.

        `secure_delete` overwrites the row, and not the copies that SQLite makes when it rearranges an index.

        Raises:
            sa.exc.OperationalError: somebody else reads or writes just now, or there is no room.
        """
        with self.engine.connect() as connection:
            connection.exec_driver_sql("vacuum")
            if connection.exec_driver_sql("pragma wal_checkpoint(truncate)").first()[0]:
                raise sa.exc.OperationalError(None, None, sqlite3.OperationalError("database is locked"))

    def is_damaged(self) -> bool:
        """Look through all of a SQLite file."""
        if not self.file:
            return False
        with self.engine.connect() as connection:
            if connection.exec_driver_sql("pragma quick_check(1)").scalar() == "ok":
                return False
            # So that the pages it has read are read again once the file has been restored.
            connection.invalidate()
        return True

    def _set_up(self) -> None:
        with self._setting_up:
            if self._is_set_up:
                return
            with self.engine.connect().execution_options(immediate=True) as connection, connection.begin():
                if not self.file:
                    # Another process may be bringing a large table up to date.
                    connection.execute(sa.DDL("set local lock_timeout = 0"))
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_SETUP_LOCK)))
                METADATA.create_all(connection)
                if "event_key" not in {column["name"] for column in sa.inspect(connection).get_columns("events")}:
                    logger.warning(
                        "%s is of an earlier version: brought up to date, which may take minutes.", self.name
                    )
                    connection.execute(sa.DDL("alter table events add column event_key text"))
                for index in EVENTS.indexes:
                    connection.execute(sa.schema.CreateIndex(index, if_not_exists=True))
                # Rasa's, which the others make superfluous.
                connection.execute(sa.DDL("drop index if exists ix_events_sender_id"))
                renamed = rename_conversations(connection, SenderDigests.from_settings(load()))
            if renamed:
                logger.warning("%s: %d conversations were renamed by digests of their senders.", self.name, renamed)
            self._is_set_up = True
            if self.file:
                self._descriptor = os.open(self.file, os.O_RDONLY)

    def _look_at_file(self, file: Path) -> None:
        """Open the file anew if it was moved away or replaced.

        Raises:
            sa.exc.DatabaseError: something else was written over it. An open connection would not notice for long.
        """
        if self._descriptor is None:
            return
        try:
            is_same = os.path.samestat(file.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            is_same = False
        if not is_same:
            # The log lies at the old place still, and must not be taken for the new file's.
            self.empty_log()
            self.engine.dispose()
            # Not before: to close any descriptor of the file gives up SQLite's locks on it.
            os.close(self._descriptor)
            self._descriptor, self._is_set_up = None, False
        elif os.pread(self._descriptor, len(_SQLITE_HEADER), 0) != _SQLITE_HEADER:
            raise sa.exc.DatabaseError(None, None, sqlite3.DatabaseError("file is not a database"))

    def _advice(self, error: sa.exc.DBAPIError) -> str:
        is_operational = isinstance(error, sa.exc.OperationalError)
        if self.file:
            return "see who may write it" if is_operational else "restore it from a copy, or move it away"
        if not is_operational:
            return "its user must be allowed to make tables there"
        if "FATAL" in str(error.orig):
            return "mend user, password or database in DATABASE_URL"
        return "start the server, or mend DATABASE_URL"


_LOCK_CONVERSATION = sa.text("select pg_advisory_xact_lock(hashtextextended(:sender_id, 0))")
