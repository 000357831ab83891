"""Databases that go away, are locked, damaged or replaced, and what they cannot hold."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import SessionStarted, UserUttered

from retirada.channels.core.errors import StoreError
from retirada.server.store.database import Database, parse
from retirada.server.store.tables import EVENTS
from tests.integration.server.stores import add, open_store, read, said, talk, turn


def test_only_the_owner_reads_what_is_stored(tmp_path):
    file = tmp_path / "new" / "conversations.db"
    talk(open_store(f"sqlite:///{file}"), 1)
    file.chmod(0o644)
    open_store(f"sqlite:///{file}")
    modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert file.parent.stat().st_mode & 0o777 == 0o700 and set(modes.values()) == {0o600}, modes


@pytest.mark.parametrize("odd", ["a\0b", "\ud800"])
def test_what_a_database_cannot_hold_ends_nothing_else(store, odd):
    for sender, text in (("ana", odd), (f"eva{odd}", "hola")):
        try:
            add(store, [SessionStarted(), UserUttered(text)], sender)
        except StoreError:
            assert sender != "ana", "what is written is kept as JSON, which can hold it"
        else:
            assert said(read(store, sender)) == [text]
    add(store, [SessionStarted(), UserUttered("hola")], "luis")
    assert said(read(store, "luis")) == ["hola"]


def test_a_database_that_goes_away_is_used_again_when_it_is_back(postgresql, caplog):
    store = open_store(postgresql.new_database())
    add(store, [SessionStarted(), *turn(0)])
    postgresql.stop()
    try:
        for _ in range(2):
            with pytest.raises(StoreError, match="refused"):
                add(store, turn(1))
        with pytest.raises(StoreError, match="refused"):
            asyncio.run(store.check())
        elsewhere = open_store(str(store.database.engine.url.render_as_string(hide_password=False)))
    finally:
        postgresql.start()
    add(store, turn(2))
    assert said(read(store)) == said(read(elsewhere)) == ["0", "2"]
    asyncio.run(elsewhere.check())
    assert "a-password" not in caplog.text


def test_a_connection_that_breaks_off_while_it_writes_is_replaced(postgresql):
    store = open_store(postgresql.new_database())
    tracker = add(store, [SessionStarted(), *turn(0)])
    write, broken = store._write, []

    def write_and_lose_the_connection(*arguments):
        result = write(*arguments)
        if not broken:
            broken.append(1)
            with store.database.transaction() as connection:
                connection.execute(sa.select(sa.func.pg_terminate_backend(sa.func.pg_backend_pid())))
        return result

    store._write = write_and_lose_the_connection
    for event in turn(1):
        tracker.update(event)
    asyncio.run(store.save(tracker))
    assert said(read(store)) == said(asyncio.run(store.retrieve_full_tracker("ana"))) == ["0", "1"]
    assert broken


def test_a_row_that_somebody_holds_is_not_waited_for_for_ever(store):
    tracker = add(store, [SessionStarted(), *turn(0)])
    other = store.database.engine.dialect.name == "postgresql" and sa.create_engine(store.database.engine.url)
    other = other or sa.create_engine(f"sqlite:///{store.database.file}")
    with other.connect() as connection:
        if other.dialect.name == "sqlite":
            connection.exec_driver_sql("begin exclusive")
        else:
            connection.exec_driver_sql("lock table events")
        tracker.update(UserUttered("1"))
        with pytest.raises(StoreError, match="lock"):
            asyncio.run(store.save(tracker))
    asyncio.run(store.save(tracker))
    assert said(read(store)) == ["0", "1"]


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path):
    (tmp_path / "conversations.db").write_bytes(b"no database" * 1000)
    with pytest.raises(SystemExit, match=r"cannot be used .file is not a database.: restore it"):
        open_store(f"sqlite:///{tmp_path}/conversations.db")


def test_a_file_that_is_replaced_is_opened_anew(tmp_path):
    file = Path(tmp_path / "conversations.db")
    store = open_store(f"sqlite:///{file}")
    add(store, [SessionStarted(), *turn(0)])
    store.database.empty_log()
    kept = file.rename(tmp_path / "kept.db")
    assert read(store) is None
    add(store, [SessionStarted(), *turn(1)])
    kept.replace(file)
    assert said(read(store)) == ["0"]


@pytest.mark.parametrize("reads_damage", ["clear_deleted", "is_damaged"])
@pytest.mark.parametrize("first_damaged_page", [1, 2])
def test_a_file_restored_in_place_is_used_at_once(tmp_path, reads_damage, first_damaged_page):
    file = tmp_path / "conversations.db"
    # Not a store, which would clear the file in a thread of its own.
    database = Database(parse(f"sqlite:///{file}"))
    add_row(database)
    with sqlite3.connect(file) as other:
        # Another's, or the first connection would have the pages in memory still, whole.
        other.execute("pragma wal_checkpoint(truncate)")
    copy = file.read_bytes()
    start = (first_damaged_page - 1) * 4096
    file.write_bytes(copy[:start] + b"?" * (len(copy) - start))
    with suppress(sa.exc.DatabaseError):
        getattr(database, reads_damage)()
    file.write_bytes(copy)
    add_row(database)
    assert not database.is_damaged()


def add_row(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(sa.insert(EVENTS).values(sender_id="ana", type_name="user", timestamp=0, data="{}"))
