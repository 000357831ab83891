"""What stays when a conversation goes, and what is read of both from outside."""

from __future__ import annotations

import json
import sqlite3
import time
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from retirada.server.decisions import decisions_of, keep, kept
from retirada.server.event_reader import conversations, decisions, last_conversations, open_store
from retirada.server.period import Period, read_period
from tests.unit.audit.events import PROCESSED, bot, user

TODAY = date(2026, 11, 26)
WEEK = Period(TODAY - timedelta(days=6), TODAY)


def stamp(days_ago: float) -> float:
    return time.mktime(TODAY.timetuple()) + 12 * 3600 - days_ago * 24 * 3600


@pytest.fixture
def file(tmp_path):
    """A store as Rasa writes it, with two conversations."""
    path = tmp_path / "copia #1 100%.db"
    with sqlite3.connect(path) as database:
        database.execute(
            "create table events (id integer primary key, sender_id text, type_name text, timestamp float, data text)"
        )
    add(path, "rest:ana", user("¿y ahora?", at=stamp(2)), bot("no", at=stamp(2), **PROCESSED))
    add(path, "rest:ana", bot("¿algo más?", at=stamp(2), **PROCESSED), user("¿y?", at=stamp(1)))
    add(path, "rest:ana", bot("no", at=stamp(1), **PROCESSED))
    add(path, "rest:eva", user("hola", at=stamp(20)), bot("no", at=stamp(20), **PROCESSED))
    return path


def add(path, sender: str, *events) -> None:
    with sqlite3.connect(path) as database:
        for event in events:
            row = [sender, event["event"], event["timestamp"], json.dumps(event)]
            database.execute("insert into events (sender_id, type_name, timestamp, data) values (?, ?, ?, ?)", row)


def test_a_turn_s_decision_counts_once_however_many_messages_give_it():
    other = {**PROCESSED, "facts": {"status": "processed", "party": "complainant"}, "notes": ["O8"]}
    found = decisions_of("rest:ana", [bot("a", **PROCESSED), bot("b", **PROCESSED), bot("c", **other), bot("hola")])
    assert [(one.decision["row"], one.decision["notes"], one.times) for one in found] == [
        ("withdraw.processed", [], 1),
        ("withdraw.processed", ["O8"], 1),
    ]


def test_equal_decisions_of_a_day_are_counted_and_go_after_their_days():
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    made = decisions_of("rest:ana", [bot("a", at=stamp(10), **PROCESSED)])
    older = decisions_of("rest:eva", [bot("a", at=stamp(40), **PROCESSED)])
    with engine.begin() as connection:
        keep(connection, [*made, *made, *older], 30, TODAY)
        keep(connection, made, 30, TODAY)
        (one,) = kept(connection, *Period.ever())
        assert (one.times, one.day, one.conversation) == (3, TODAY - timedelta(days=10), None)
        assert {**one.decision, **PROCESSED} == one.decision
        keep(connection, [], 9, TODAY)
        assert list(kept(connection, *Period.ever())) == []


def test_a_store_is_read_by_period_each_turn_once(file):
    store = open_store({"TRACKER_DB": str(file)})
    assert conversations(store, WEEK) == ["rest:ana"]
    assert [(one.conversation, one.day) for one in decisions(store, WEEK)] == [
        ("rest:ana", TODAY - timedelta(days=2)),
        ("rest:ana", TODAY - timedelta(days=1)),
    ]
    assert len(list(decisions(store, Period.ever()))) == 3
    assert last_conversations(store, 1) == ["rest:ana"]


def test_a_store_is_only_read(file):
    store = open_store({"TRACKER_DB": str(file)})
    with store.connect() as connection, pytest.raises(sa.exc.OperationalError, match="readonly"):
        connection.execute(sa.text("delete from events"))


def test_decisions_of_conversations_that_are_gone_are_read_with_the_others(file):
    with sa.create_engine(f"sqlite:///{file}").begin() as connection:
        keep(connection, decisions_of("rest:old", [bot("a", at=stamp(3), **PROCESSED)]), 365, TODAY)
    found = list(decisions(open_store({"TRACKER_DB": str(file)}), WEEK))
    assert [one.conversation for one in found] == ["rest:ana", "rest:ana", None]


def test_a_store_that_is_none_or_empty_is_told_in_one_line(file, tmp_path):
    def told(**environment: str) -> str:
        with pytest.raises(SystemExit) as error:
            open_store(environment)
        assert "\n" not in str(error.value)
        return str(error.value)

    assert "there is no" in told(TRACKER_DB=str(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("no database" * 1000)
    assert "can't be read: file is not a database." in told(TRACKER_DB=str(tmp_path / "text.db"))
    with sqlite3.connect(file) as database:
        database.execute("delete from events")
    assert "No conversations are stored in" in told(TRACKER_DB=str(file))
    with sqlite3.connect(file) as database:
        database.execute("drop table events")
    assert "No conversations are stored in" in told(DATABASE_URL=f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1", "2026-11-26", "2026-11-26"),
        ("30", "2026-10-28", "2026-11-26"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-11-05", "2026-11-05", "2026-11-05"),
        ("2026-11-05..2026-11-20", "2026-11-05", "2026-11-20"),
        ("2025-12..2026-01", "2025-12-01", "2026-01-31"),
    ],
)
def test_a_period_is_days_a_month_a_day_or_from_one_to_another(text, first, last):
    assert read_period(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "0", "x", "0001-01-01", "9999-12", "2026-13", "2026-11-31", "2026-11-20..2026-11-05", "..", "99999", "２"],
)
def test_a_period_that_is_none_is_told_in_one_line(text):
    with pytest.raises(SystemExit, match=r"PERIOD must be a number of days"):
        read_period(text, TODAY)
