"""The tracker store on SQLite and PostgreSQL: what it reads back, alone and beside another one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.server.store import stored_events
from retirada.server.store.recent_turns import RECENT_TURNS
from retirada.server.store.tracker_store import ConversationStore, whole_session
from tests.integration.server.stores import DOMAIN, add, erase, open_store, read, said, talk, turn, with_slots


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
