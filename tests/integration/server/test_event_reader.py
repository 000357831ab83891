"""What is read of stored conversations from outside, on SQLite and PostgreSQL."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from retirada.server.store.database import Database, parse
from retirada.server.store.decisions import decisions_of, forget, keep, kept
from retirada.server.store.event_reader import (
    UnreadableStore,
    conversation_events,
    conversations,
    decisions,
    last_conversations,
    open_store,
)
from retirada.server.store.period import Period
from retirada.server.store.tables import EVENTS
from tests.integration.server.stores import insert_events
from tests.unit.audit.events import PROCESSED, bot, user

TODAY = date(2026, 11, 26)
WEEK = Period(TODAY - timedelta(days=6), TODAY)


def stamp(days_ago: float) -> float:
    return time.mktime(TODAY.timetuple()) + 12 * 3600 - days_ago * 24 * 3600


@pytest.fixture
def stored(url) -> Database:
    """A database with two conversations."""
    base = Database(parse(url))
    insert_events(base, "rest:ana", user("¿y ahora?", at=stamp(2)), bot("no", at=stamp(2), **PROCESSED))
    insert_events(base, "rest:eva", user("hola", at=stamp(20)), bot("no", at=stamp(20), **PROCESSED))
    insert_events(base, "rest:ana", bot("¿algo más?", at=stamp(2), **PROCESSED), user("¿y?", at=stamp(1)))
    insert_events(base, "rest:ana", bot("no", at=stamp(1), **PROCESSED))
    return base


def test_a_store_is_read_by_period_each_turn_once(stored, url):
    store = open_store({"DATABASE_URL": url})
    assert conversations(store, WEEK) == ["rest:ana"]
    assert [(one.conversation, one.day) for one in decisions(store, WEEK)] == [
        ("rest:ana", TODAY - timedelta(days=2)),
        ("rest:ana", TODAY - timedelta(days=1)),
    ]
    assert len(list(decisions(store, Period.ever()))) == 3
    assert last_conversations(store, 1) == ["rest:ana"]
    assert [event["text"] for event in conversation_events(store, "rest:ana")] == [
        "¿y ahora?",
        "no",
        "¿algo más?",
        "¿y?",
        "no",
    ]
    assert conversation_events(store, "rest:nobody") == []


def test_a_store_is_only_read(stored, url):
    store = open_store({"DATABASE_URL": url})
    with store.connect() as connection, pytest.raises(UnreadableStore, match=r"read-?only"):
        connection.execute(sa.delete(EVENTS))


def test_equal_decisions_of_a_day_are_counted_until_they_are_forgotten(stored):
    made = decisions_of("rest:ana", [bot("a", at=stamp(10), **PROCESSED)])
    with stored.transaction() as connection:
        keep(connection, [*made, *made])
        keep(connection, made)
        (one,) = kept(connection, *Period.ever())
        assert (one.times, one.day, one.conversation) == (3, TODAY - timedelta(days=10), None)
        assert {**one.decision, **PROCESSED} == one.decision
        forget(connection, TODAY - timedelta(days=10))
        assert len(list(kept(connection, *Period.ever()))) == 1
        forget(connection, TODAY - timedelta(days=9))
        assert list(kept(connection, *Period.ever())) == []


def test_decisions_of_conversations_that_are_gone_are_read_with_the_others(stored, url):
    with stored.transaction() as connection:
        keep(connection, decisions_of("rest:old", [bot("a", at=stamp(3), **PROCESSED)]))
    found = list(decisions(open_store({"DATABASE_URL": url}), WEEK))
    assert [one.conversation for one in found] == ["rest:ana", "rest:ana", None]
    with stored.transaction() as connection:
        connection.execute(sa.delete(EVENTS))
    assert [one.conversation for one in decisions(open_store({"DATABASE_URL": url}), WEEK)] == [None]


def told(**environment: str) -> str:
    with pytest.raises(SystemExit) as error:
        open_store(environment)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_database_that_breaks_while_it_is_read_is_told_in_one_line(stored, url):
    store = open_store({"DATABASE_URL": url})
    with stored.transaction() as connection:
        EVENTS.drop(connection)
    with pytest.raises(UnreadableStore) as error:
        conversation_events(store, "rest:ana")
    assert "can't be read: " in str(error.value) and "\n" not in str(error.value)


def test_an_empty_store_is_told_in_one_line(stored, url):
    with stored.transaction() as connection:
        connection.execute(sa.delete(EVENTS))
    message = told(DATABASE_URL=url)
    assert message.startswith("No conversations are stored in ") and "password" not in message


def test_a_database_without_tables_is_empty(url):
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).touch()
    assert told(DATABASE_URL=url).startswith("No conversations are stored in ")


def test_what_is_no_store_is_told_in_one_line(tmp_path):
    assert "there is no" in told(DATABASE_URL=f"sqlite:///{tmp_path}/none.db")
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "copia #1.db").write_text("no database" * 1000)
    assert "can't be read: file is not a database." in told(DATABASE_URL=f"sqlite:///{tmp_path}/copia #1.db")
    assert "DATABASE_URL begins with «mysql:»" in told(DATABASE_URL="mysql://x/y")
    assert "PORT must be a number" in told(PORT="x")
    assert "can't be read: " in told(DATABASE_URL="postgresql://ana:secret@127.0.0.1:1/x")
