"""SQLAlchemy's engines for the conversations' database: how SQLite and PostgreSQL are connected to."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

# How long a call waits for another process's lock.
LOCKED_SECONDS = 2
# After which a server of which nothing is heard counts as unreachable.
SILENT_SECONDS = 4
# Connections to PostgreSQL of one process: four turns run at once; the others are for health, history and retention.
POOL_SIZE = 8


def sqlite_engine(url: URL, file: Path) -> Engine:
    """One connection to the file, which only its owner can read; what is deleted from it is overwritten."""
    engine = sa.create_engine(
        url,
        poolclass=sa.pool.QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": LOCKED_SECONDS, "isolation_level": None},
    )

    @sa.event.listens_for(engine, "do_connect")
    def prepare(*_: object) -> None:
        _keep_private(file)

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("pragma secure_delete = on")
        # Readers and a writer don't wait for one another, and a turn is on the disk after one sync instead of three.
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's own transactions begin late, and not at all before a change of tables.
        is_immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("begin immediate" if is_immediate else "begin")

    @sa.event.listens_for(engine, "handle_error")
    def drop_damaged(context: sa.engine.ExceptionContext) -> None:
        # A connection keeps the damaged pages that it has read, also when the file has been restored.
        context.is_disconnect |= type(context.original_exception) is sqlite3.DatabaseError

    return engine


def postgresql_engine(url: URL) -> Engine:
    """Up to POOL_SIZE connections, each of which is tested before it is used."""
    engine = sa.create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": SILENT_SECONDS, "tcp_user_timeout": SILENT_SECONDS * 1000},
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"set lock_timeout = '{LOCKED_SECONDS}s'")
        connection.commit()

    return engine


def _keep_private(file: Path) -> None:
    """Let only the owner read the database; SQLite gives its journal the same mode. A new folder is private too."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
    elif file.stat().st_mode & 0o077:
        file.chmod(0o600)
