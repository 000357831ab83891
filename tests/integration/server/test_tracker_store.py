"""The tracker store on SQLite and PostgreSQL: what it reads back, loses and forgets, alone and beside another one."""

from __future__ import annotations

import asyncio
import datetime
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Optional

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.channels.core.errors import StoreError
from retirada.server import stored_events
from retirada.server import tracker_store as conversations
from retirada.server.database import EVENTS
from retirada.server.decisions import Decided, kept
from retirada.server.period import Period
from retirada.server.recent_turns import RECENT_TURNS
from retirada.server.tracker_store import ConversationStore, whole_session


def with_slots(*names: str) -> Domain:
    return Domain.from_dict({"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in names}})


DOMAIN = with_slots("topic", "party")


def open_store(url: str, domain: Domain = DOMAIN) -> ConversationStore:
    return ConversationStore(domain, host=url, retention_days=1)


@pytest.fixture
def store(url) -> ConversationStore:
    return open_store(url)


def turn(number: int) -> list[Event]:
    return [UserUttered(str(number)), SlotSet("topic", number), BotUttered("si"), ActionExecuted("x")]


def talk(store: ConversationStore, turns: int, sender: str = "ana") -> DialogueStateTracker:
    """Save a conversation of two sessions, the second of `turns` turns."""
    tracker = DialogueStateTracker(sender, DOMAIN.slots)
    for event in [SessionStarted(), UserUttered("first session"), SessionStarted(), SlotSet("party", "respondent")]:
        tracker.update(event)
    for number in range(turns):
        for event in turn(number):
            tracker.update(event)
    asyncio.run(store.save(tracker))
    return tracker


def add(store: ConversationStore, events: list[Event], sender: str = "ana") -> DialogueStateTracker:
    """What a turn of Rasa's does with a store."""

    async def take_turn() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        for event in events:
            tracker.update(event)
        await store.save(tracker)
        return tracker

    return asyncio.run(take_turn())


def read(store: ConversationStore, sender: str = "ana") -> Optional[DialogueStateTracker]:
    return asyncio.run(store.retrieve(sender))


def said(tracker: Optional[DialogueStateTracker]) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def count_rows(store: ConversationStore, sender: str) -> int:
    with store.database.transaction() as connection:
        return connection.execute(sa.select(sa.func.count()).where(EVENTS.c.sender_id == sender)).scalar()


def test_it_reads_back_what_rasa_s_own_store_does(store, url):
    talk(store, 3)
    talk(store, 2, sender="eva")
    rasa = SQLTrackerStore(DOMAIN, host=url)
    for method in ("retrieve", "retrieve_full_tracker"):
        ours, theirs = (asyncio.run(getattr(one, method)("ana")) for one in (open_store(url), rasa))
        assert list(ours.events) == list(theirs.events)
        assert ours.current_slot_values() == theirs.current_slot_values()
    assert len(read(store).events) == 2 + 3 * 4
    assert read(store, "nobody") is None


def test_only_new_events_are_added(store):
    talk(store, 3)
    add(store, [UserUttered("new")])
    assert said(read(store)) == [*"012", "new"]


@pytest.mark.parametrize("turns", [1, RECENT_TURNS - 1, RECENT_TURNS, RECENT_TURNS + 1, 3 * RECENT_TURNS])
def test_what_is_kept_in_memory_is_what_is_read_back(store, url, turns):
    add(store, [SessionStarted(), SlotSet("party", "respondent")])
    for number in range(turns):
        add(store, turn(number))
    kept, read_back = read(store), read(open_store(url))
    assert list(kept.events) == list(read_back.events)
    assert kept.current_slot_values() == read_back.current_slot_values()
    assert kept.get_slot("party") == "respondent", "what earlier turns found out is still known"
    assert kept.latest_message == read_back.latest_message
    assert said(kept) == [str(number) for number in range(turns)][-RECENT_TURNS:]
    whole = asyncio.run(whole_session(kept))
    assert said(whole) == [str(number) for number in range(turns)]
    kept.update(UserUttered("just now"))
    assert said(asyncio.run(whole_session(kept))) == [*said(whole), "just now"]


@pytest.mark.parametrize("event", [SessionStarted, Restarted])
def test_what_was_set_before_a_new_start_is_not_brought_back(store, url, event):
    add(store, [SessionStarted(), SlotSet("party", "respondent"), *turn(0), event()])
    for number in range(RECENT_TURNS + 2):
        add(store, turn(number))
    kept, read_back = read(store), read(open_store(url))
    assert list(kept.events) == list(read_back.events)
    for tracker in (kept, read_back):
        assert tracker.get_slot("party") is None
        assert tracker.get_slot("topic") == RECENT_TURNS + 1


def test_of_a_longer_conversation_no_more_is_read(store):
    def rows(turns: int) -> int:
        talk(store, turns, sender=str(turns))
        with store.database.transaction() as connection:
            return len(stored_events.read_recent(connection, str(turns), RECENT_TURNS))

    assert rows(4 * RECENT_TURNS) == rows(2 * RECENT_TURNS) == 3 + RECENT_TURNS * 4


def test_writing_the_same_twice_is_harmless(store, url):
    tracker = talk(store, 3)
    for again in (store, open_store(url)):
        repeated = DialogueStateTracker.from_events("ana", list(tracker.events), DOMAIN.slots)
        asyncio.run(again.save(repeated))
        assert list(asyncio.run(store.retrieve_full_tracker("ana")).events) == list(tracker.events)


def test_two_simultaneous_writers_lose_nothing(url):
    stores = [open_store(url), open_store(url)]
    add(stores[0], [SessionStarted()])

    async def take_turn(store: ConversationStore, name: str) -> None:
        tracker = await store.retrieve("ana")
        # Both have read before either writes.
        await asyncio.sleep(0.05)
        for event in [UserUttered(name), SlotSet("topic", name), BotUttered(name)]:
            tracker.update(event)
        await store.save(tracker)

    with ThreadPoolExecutor(2) as both:
        for pair in range(15):
            names = [f"{pair} first", f"{pair} second"]
            list(both.map(lambda it: asyncio.run(take_turn(*it)), zip(stores, names, strict=True)))
            for store in stores:
                assert sorted(said(read(store)))[-2:] and set(names) <= set(said(read(store)))
    events = list(read(stores[0]).events)[1:]
    turns = [[getattr(event, "text", None) or event.value for event in events[i : i + 3]] for i in range(0, 90, 3)]
    assert all(len(set(turn)) == 1 for turn in turns), "the events of a turn stand together"
    assert list(read(stores[1]).events) == list(read(open_store(url)).events)


def test_what_another_process_writes_or_erases_is_seen(url):
    here, there = open_store(url), open_store(url)
    add(here, [SessionStarted(), *turn(0)])
    add(there, turn(1))
    assert said(read(here)) == ["0", "1"] and read(here).get_slot("topic") == 1
    erase(there)
    assert read(here) is None
    for number in (2, 3):
        add(there, [SessionStarted(), *turn(number)])
        assert said(read(here)) == [str(number)]
        # SQLite gives the numbers of the rows again.
        erase(there)


def erase(store: ConversationStore, sender: str = "ana") -> None:
    tracker = read(store, sender)
    tracker.slots["erase"] = TextSlot("erase", [{}], initial_value="yes")
    asyncio.run(store.save(tracker))


def test_what_is_erased_is_in_no_file_any_more(tmp_path):
    # Some builds of SQLite overwrite by themselves; this one, then, does not.
    def off(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("pragma secure_delete = off")

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.iterdir())

    sa.event.listen(sa.pool.Pool, "connect", off)
    try:
        store = open_store(f"sqlite:///{tmp_path}/conversations.db")
        add(store, [SessionStarted(), UserUttered("my secret")])
        assert b"my secret" in files()
        erase(store)
    finally:
        sa.event.remove(sa.pool.Pool, "connect", off)
    assert b"my secret" not in files() and files()


def test_only_the_owner_reads_what_is_stored(tmp_path):
    file = tmp_path / "new" / "conversations.db"
    talk(open_store(f"sqlite:///{file}"), 1)
    file.chmod(0o644)
    open_store(f"sqlite:///{file}")
    modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert file.parent.stat().st_mode & 0o777 == 0o700 and set(modes.values()) == {0o600}, modes


def test_old_events_go_by_the_clock_though_nobody_writes(url, monkeypatch):
    monkeypatch.setattr(conversations, "PURGE_SECONDS", 0.1)
    monkeypatch.setattr(conversations, "PURGE_EVENTS", 7)
    store = open_store(url)
    talk(store, 5)
    talk(store, 1, sender="eva")
    time.sleep(0.3)
    assert count_rows(store, "ana") == 4 + 5 * 4
    with store.database.transaction() as connection:
        old = {"timestamp": time.time() - 25 * 60 * 60}
        connection.execute(sa.update(EVENTS).where(EVENTS.c.sender_id == "ana").values(old))
    deadline = time.monotonic() + 5
    while count_rows(store, "ana") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert asyncio.run(store.keys()) == ["eva"]
    assert read(store) is None, "nothing of it is kept in memory"


def test_a_database_of_an_earlier_version_goes_on(url):
    """Rasa's own table, as this project used it."""
    before = SQLTrackerStore(DOMAIN, host=url)
    tracker = DialogueStateTracker("ana", DOMAIN.slots)
    for event in [SessionStarted(), SlotSet("party", "respondent"), *turn(0)]:
        tracker.update(event)
    asyncio.run(before.save(tracker))
    events = list(asyncio.run(before.retrieve("ana")).events)
    before.engine.dispose()

    # Two processes start at once.
    with ThreadPoolExecutor(2) as both:
        stores = list(both.map(open_store, [url, url]))
    assert [list(read(store).events) for store in stores] == [events, events]
    for number, store in enumerate(stores, 1):
        add(store, turn(number))
    assert said(read(open_store(url))) == ["0", "1", "2"]
    erase(stores[0])
    assert read(stores[1]) is None


def test_a_conversation_stored_under_old_slot_names_goes_on(url):
    before, after = with_slots("asked", "misses", "topic"), with_slots("pending_question", "fallback_count", "topic")
    old = open_store(url, before)
    add(old, [SessionStarted(), SlotSet("asked", "status"), SlotSet("misses", 2), SlotSet("topic", "withdraw")])
    assert read(old).get_slot("asked") == "status"

    new = open_store(url, after)
    stored = read(new)
    assert stored.current_slot_values() == {"pending_question": "status", "fallback_count": 2, "topic": "withdraw"} | {
        name: value for name, value in stored.current_slot_values().items() if name.startswith("session_")
    }
    add(new, [SlotSet("pending_question", None)])
    assert read(new).get_slot("pending_question") is None
    assert len(read(new).events) == 5


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


@pytest.mark.parametrize("days", ["", "abc", "0", "-1", "1.5", "1e3", "99999", "٣"])
def test_a_retention_that_is_none_is_told_in_one_line(tmp_path, days):
    with pytest.raises(SystemExit, match="RETENTION_DAYS must be a whole number of days"):
        ConversationStore(DOMAIN, host=f"sqlite:///{tmp_path}/conversations.db", retention_days=days)


def test_a_file_that_is_replaced_is_opened_anew(tmp_path):
    file = Path(tmp_path / "conversations.db")
    store = open_store(f"sqlite:///{file}")
    add(store, [SessionStarted(), *turn(0)])
    store.database.forget_deleted()
    kept = file.rename(tmp_path / "kept.db")
    assert read(store) is None
    add(store, [SessionStarted(), *turn(1)])
    kept.replace(file)
    assert said(read(store)) == ["0"]


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
        store._purge()
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
        counts = list(pool.map(ConversationStore._purge, stores))
    with stores[0].database.transaction() as connection:
        decided = list(kept(connection, *Period.ever()))
    assert sum(one.times for one in decided) == 40, counts
    assert count_rows(stores[0], "ana") == 0


def test_a_row_that_cannot_be_read_is_deleted_all_the_same(store):
    talk(store, 1)
    with store.database.transaction() as connection:
        connection.execute(sa.update(EVENTS).values(timestamp=1.0, data="{"))
    store._purge()
    assert count_rows(store, "ana") == 0
