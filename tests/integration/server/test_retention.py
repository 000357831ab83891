"""What is erased or too old is gone, on SQLite and PostgreSQL; the decisions stay."""

from __future__ import annotations

import asyncio
import datetime
import random
import sqlite3
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.server.store import purging, stored_events
from retirada.server.store.database import Database
from retirada.server.store.decisions import Decided, kept
from retirada.server.store.engines import LOCKED_SECONDS
from retirada.server.store.period import Period
from retirada.server.store.tables import EVENTS
from retirada.server.store.tracker_store import DAY, ConversationStore
from tests.integration.server.stores import DOMAIN, add, count_rows, erase, open_store, read, talk, turn
from tests.waiting import wait_for


def words_in(folder: Path, words: Iterable[str]) -> list[str]:
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert content
    return [word for word in words if word.encode() in content]


def test_what_is_erased_or_too_old_is_in_no_byte_of_any_file(tmp_path, monkeypatch):
    """SQLite overwrites what is deleted, but not the copies that it made of it when it rearranged its indexes."""
    monkeypatch.setattr(purging, "PAUSE_SECONDS", 0.1)
    store = open_store(f"sqlite:///{tmp_path}/conversations.db")
    names = [f"conversation-{number:04}-" for number in range(900)]
    random.Random(1).shuffle(names)
    erased, old, kept = names[:4], names[4:400], names[400:]
    rows = [
        {
            **stored_events.as_row(name, UserUttered(f"{name}{number}{'x' * random.randrange(300)}")),
            "timestamp": time.time() - 2 * DAY * (name in old),
        }
        for number in range(8)
        for name in names
    ]
    with store.database.transaction() as connection:
        stored_events.add(connection, rows)
    for name in erased:
        erase(store, name)
    assert wait_for(lambda: not words_in(tmp_path, [*erased, *old]))
    assert words_in(tmp_path, kept) == kept


def test_a_large_file_is_cleared_at_night(tmp_path, monkeypatch):
    monkeypatch.setattr(purging, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(purging, "PURGE_SECONDS", 0.1)
    monkeypatch.setattr(purging, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(purging, "NIGHT_HOURS", ())
    cleared = []
    monkeypatch.setattr(Database, "clear_deleted", lambda _: cleared.append(1))
    store = open_store(f"sqlite:///{tmp_path}/conversations.db")
    add(store, turn(0))
    erase(store)
    time.sleep(0.5)
    assert not cleared
    monkeypatch.setattr(purging, "NIGHT_HOURS", range(24))
    assert wait_for(lambda: cleared)
    time.sleep(5 * purging.PURGE_SECONDS)
    assert cleared == [1], "once is enough"


def test_what_cannot_be_cleared_away_just_now_is_later(tmp_path, monkeypatch):
    monkeypatch.setattr(purging, "PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(purging, "RETRY_SECONDS", 0.1)
    store = open_store(f"sqlite:///{tmp_path}/conversations.db")
    add(store, [SessionStarted(), UserUttered("my secret")])
    reader = sqlite3.connect(tmp_path / "conversations.db")
    reader.execute("begin")
    reader.execute("select count(*) from events").fetchone()
    erase(store)
    time.sleep(LOCKED_SECONDS + 1)
    assert words_in(tmp_path, ["my secret"]), "whoever has begun to read it still can"
    reader.close()
    assert wait_for(lambda: not words_in(tmp_path, ["my secret"]))


def test_old_events_go_by_the_clock_though_nobody_writes(url, monkeypatch):
    monkeypatch.setattr(purging, "PURGE_SECONDS", 0.1)
    monkeypatch.setattr(purging, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(purging, "PAUSE_TIMES", 0)
    monkeypatch.setattr(purging, "PURGE_EVENTS", 7)
    store = open_store(url)
    talk(store, 5)
    talk(store, 1, sender="eva")
    time.sleep(0.3)
    assert count_rows(store, "ana") == 4 + 5 * 4
    with store.database.transaction() as connection:
        old = {"timestamp": time.time() - 25 * 60 * 60}
        connection.execute(sa.update(EVENTS).where(EVENTS.c.sender_id == "ana").values(old))
    assert wait_for(lambda: not count_rows(store, "ana"))
    assert asyncio.run(store.keys()) == ["eva"]
    assert read(store) is None, "nothing of it is kept in memory"


@pytest.mark.parametrize("days", ["", "abc", "0", "-1", "1.5", "1e3", "99999", "٣"])
def test_a_retention_that_is_none_is_told_in_one_line(tmp_path, days):
    with pytest.raises(SystemExit, match="RETENTION_DAYS must be a whole number of days"):
        ConversationStore(DOMAIN, host=f"sqlite:///{tmp_path}/conversations.db", retention_days=days)


def test_of_what_is_too_old_the_decisions_stay_without_words_and_names(url):
    long_ago = time.time() - 3 * 24 * 60 * 60
    answer = {"topic": "withdraw", "verdict": "withdrawable", "row": "withdraw.x", "facts": {"kind": "report"}}

    def purged(days: int) -> list[Decided]:
        store = ConversationStore(DOMAIN, host=url, retention_days=1, audit_days=days)
        tracker = DialogueStateTracker(f"telegram:34600111222-{days}", DOMAIN.slots)
        for event in [
            UserUttered("me llamo Ana Pérez", timestamp=long_ago),
            BotUttered("Sí, Ana", metadata={"answer": {**answer, "notes": []}}, timestamp=long_ago),
            BotUttered("hola", metadata={"answer": {"topic": None, "row": None}}, timestamp=long_ago),
        ]:
            tracker.update(event)
        asyncio.run(store.save(tracker))
        # The thread that purges may have been first.
        store._purger.purge()
        with store.database.transaction() as connection:
            return list(kept(connection, *Period.ever()))

    (decision,) = purged(365)
    assert decision.decision["row"] == "withdraw.x" and decision.decision["facts"] == {"kind": "report"}
    assert "Ana" not in str(decision) and "34600111222" not in str(decision)
    assert decision.times == 1 and (datetime.date.today() - decision.day).days == 3
    assert purged(0) == []


def test_decisions_count_once_though_several_processes_purge(url):
    stores = [open_store(url) for _ in range(2)]
    long_ago, answer = time.time() - 3 * 24 * 60 * 60, {"row": "withdraw.x", "facts": {}, "notes": []}
    tracker = DialogueStateTracker("ana", DOMAIN.slots)
    for number in range(40):
        at = long_ago + number
        tracker.update(UserUttered("¿y?", timestamp=at))
        tracker.update(BotUttered("sí", metadata={"answer": answer}, timestamp=at))
    asyncio.run(stores[0].save(tracker))
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda store: store._purger.purge(), stores))
    with stores[0].database.transaction() as connection:
        decided = list(kept(connection, *Period.ever()))
    assert sum(one.times for one in decided) == 40, counts
    assert count_rows(stores[0], "ana") == 0


def test_a_row_that_cannot_be_read_is_deleted_all_the_same(store):
    talk(store, 1)
    with store.database.transaction() as connection:
        connection.execute(sa.update(EVENTS).values(timestamp=1.0, data="{"))
    store._purger.purge()
    assert count_rows(store, "ana") == 0
