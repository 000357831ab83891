"""The tracker store reads back what Rasa's own would, and at a cost that grows no faster than the conversation."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from store.conversations import ConversationStore

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
