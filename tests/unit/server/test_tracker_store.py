"""The tracker store reads back what Rasa's own would, and at a cost that grows no faster than the conversation."""

from __future__ import annotations

import asyncio
import datetime
import sqlite3
import time

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.server import tracker_store as conversations
from retirada.server.decisions import kept
from retirada.server.period import Period
from retirada.server.tracker_store import ConversationStore

DOMAIN = Domain.from_dict(
    {"intents": ["greet"], "slots": {"topic": {"type": "any", "mappings": [{"type": "custom"}]}}},
)


@pytest.fixture
def store(tmp_path) -> ConversationStore:
    return ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"), retention_days=1)


def talk(store: ConversationStore, turns: int, sender: str = "ana") -> DialogueStateTracker:
    """Save a conversation of two sessions, the second of `turns` turns."""
    tracker = DialogueStateTracker(sender, DOMAIN.slots)
    for event in [SessionStarted(), UserUttered("first session"), SessionStarted()]:
        tracker.update(event)
    for number in range(turns):
        for event in [UserUttered(str(number)), SlotSet("topic", number), BotUttered("si"), ActionExecuted("x")]:
            tracker.update(event)
    asyncio.run(store.save(tracker))
    return tracker


def test_it_reads_back_what_rasa_s_own_store_does(store, tmp_path):
    talk(store, 3)
    talk(store, 2, sender="eva")
    rasa = SQLTrackerStore(DOMAIN, db=str(tmp_path / "conversations.db"))
    for read in ("retrieve", "retrieve_full_tracker"):
        ours, theirs = (asyncio.run(getattr(one, read)("ana")) for one in (store, rasa))
        assert list(ours.events) == list(theirs.events)
        assert ours.get_slot("topic") == 2
    assert len(asyncio.run(store.retrieve("ana")).events) == 1 + 3 * 4
    assert asyncio.run(store.retrieve("nobody")) is None


def test_only_new_events_are_added(store):
    talk(store, 3)
    tracker = asyncio.run(store.retrieve("ana"))
    tracker.update(UserUttered("new"))
    asyncio.run(store.save(tracker))
    assert [event.text for event in asyncio.run(store.retrieve("ana")).events if isinstance(event, UserUttered)] == [
        *"012",
        "new",
    ]


def test_a_conversation_four_times_as_long_costs_four_times_as_much_to_read(store):
    def cost(turns: int) -> int:
        """How many hundreds of instructions SQLite needs to read the conversation and to count its events."""
        talk(store, turns, sender=str(turns))
        steps = []
        with store.session_scope() as session:
            connection = session.connection().connection.connection
            connection.set_progress_handler(lambda: steps.append(1) and None, 100)
            query = store._event_query(session, str(turns), fetch_events_from_all_sessions=False)
            assert len(query.all()) == query.count() == turns * 4 + 1
            connection.set_progress_handler(None, 0)
        return len(steps)

    assert cost(400) < 6 * cost(100)


def test_what_is_erased_is_not_in_the_file_any_more(tmp_path):
    # Some builds of SQLite overwrite by themselves; this one, then, does not.
    def off(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("pragma secure_delete = off")

    sa.event.listen(sa.pool.Pool, "connect", off)
    try:
        store = ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"), retention_days=1)
        tracker = DialogueStateTracker("ana", DOMAIN.slots)
        tracker.update(SessionStarted())
        tracker.update(UserUttered("my secret"))
        asyncio.run(store.save(tracker))
        assert b"my secret" in (tmp_path / "conversations.db").read_bytes()
        tracker.slots["erase"] = TextSlot("erase", [{}], initial_value="yes")
        asyncio.run(store.save(tracker))
    finally:
        sa.event.remove(sa.pool.Pool, "connect", off)
    assert [path.name for path in tmp_path.iterdir()] == ["conversations.db"], "no journal is left"
    assert b"my secret" not in (tmp_path / "conversations.db").read_bytes()


def test_only_the_owner_reads_what_is_stored(tmp_path):
    file = tmp_path / "new" / "conversations.db"
    talk(ConversationStore(DOMAIN, db=str(file), retention_days=1), 1)
    file.chmod(0o644)
    ConversationStore(DOMAIN, db=str(file), retention_days=1)
    assert [path.stat().st_mode & 0o777 for path in (file.parent, file)] == [0o700, 0o600]


def test_old_events_go_by_the_clock_though_nobody_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(conversations, "PURGE_SECONDS", 0.1)
    monkeypatch.setattr(conversations, "PURGE_EVENTS", 7)
    store = ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"), retention_days=1)
    talk(store, 5)
    talk(store, 1, sender="eva")
    time.sleep(0.3)
    with store.session_scope() as session:
        assert session.query(store.SQLEvent).filter_by(sender_id="ana").count() == 3 + 5 * 4
        session.query(store.SQLEvent).filter_by(sender_id="ana").update({"timestamp": time.time() - 25 * 60 * 60})
        session.commit()
        deadline = time.monotonic() + 5
        while session.query(store.SQLEvent).filter_by(sender_id="ana").count() and time.monotonic() < deadline:
            session.rollback()
            time.sleep(0.05)
    assert set(asyncio.run(store.keys())) == {"eva"}


def test_of_what_is_too_old_the_decisions_stay_without_words_and_names(tmp_path):
    def purged(days: int) -> tuple[list, bytes]:
        """What is kept of a conversation, and the database."""
        file = tmp_path / f"{days}.db"
        store = ConversationStore(DOMAIN, db=str(file), retention_days=1, audit_days=days)
        tracker, long_ago = DialogueStateTracker("telegram:34600111222", DOMAIN.slots), time.time() - 3 * 24 * 60 * 60
        answer = {"topic": "withdraw", "verdict": "withdrawable", "row": "withdraw.x", "facts": {"kind": "report"}}
        for event in [
            UserUttered("me llamo Ana Pérez", timestamp=long_ago),
            BotUttered("Sí, Ana", metadata={"answer": {**answer, "notes": []}}, timestamp=long_ago),
            BotUttered("hola", metadata={"answer": {"topic": None, "row": None}}, timestamp=long_ago),
        ]:
            tracker.update(event)
        asyncio.run(store.save(tracker))
        with store.session_scope() as session:
            store._purge()
            return list(kept(session.connection(), *Period.ever())), file.read_bytes()

    (decision,), stored = purged(365)
    assert decision.decision["row"] == "withdraw.x" and decision.decision["facts"] == {"kind": "report"}
    assert decision.times == 1 and (datetime.date.today() - decision.day).days == 3
    for trace in (b"Ana", b"34600111222", b"telegram"):
        assert trace not in stored
    assert purged(0)[0] == []


def test_a_row_that_cannot_be_read_is_deleted_all_the_same(store):
    talk(store, 1)
    with store.session_scope() as session:
        session.query(store.SQLEvent).update({"timestamp": 1.0, "data": "{"})
        session.commit()
    assert store._purge() == 7 and store._purge() == 0


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path):
    (tmp_path / "conversations.db").write_bytes(b"no database" * 1000)
    with pytest.raises(SystemExit, match=r"cannot be used .file is not a database.: restore it"):
        ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"), retention_days=1)


@pytest.mark.parametrize("days", ["", "abc", "0", "-1", "1.5", "1e3", "99999", "٣"])
def test_a_retention_that_is_none_is_told_in_one_line(tmp_path, days):
    with pytest.raises(SystemExit, match="RETENTION_DAYS must be a whole number of days"):
        ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"), retention_days=days)


def test_a_conversation_stored_under_old_slot_names_goes_on(tmp_path):
    def domain(*slots: str) -> Domain:
        return Domain.from_dict({"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in slots}})

    before, after = domain("asked", "misses", "topic"), domain("pending_question", "fallback_count", "topic")
    old = ConversationStore(before, db=str(tmp_path / "conversations.db"), retention_days=1)
    tracker = DialogueStateTracker("ana", before.slots)
    for event in [SessionStarted(), SlotSet("asked", "status"), SlotSet("misses", 2), SlotSet("topic", "withdraw")]:
        tracker.update(event)
    asyncio.run(old.save(tracker))
    assert asyncio.run(old.retrieve("ana")).get_slot("asked") == "status"

    new = ConversationStore(after, db=str(tmp_path / "conversations.db"), retention_days=1)
    stored = asyncio.run(new.retrieve("ana"))
    assert stored.current_slot_values() == {"pending_question": "status", "fallback_count": 2, "topic": "withdraw"} | {
        name: value for name, value in stored.current_slot_values().items() if name.startswith("session_")
    }
    stored.update(SlotSet("pending_question", None))
    asyncio.run(new.save(stored))
    assert asyncio.run(new.retrieve("ana")).get_slot("pending_question") is None
    assert len(asyncio.run(new.retrieve("ana")).events) == 5
