"""Tracker stores, and the conversations that their tests save in them."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Optional

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.server.store.database import Database
from retirada.server.store.tables import EVENTS
from retirada.server.store.tracker_store import ConversationStore


def with_slots(*names: str) -> Domain:
    return Domain.from_dict({"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in names}})


DOMAIN = with_slots("topic", "party")


def open_store(url: str, domain: Domain = DOMAIN) -> ConversationStore:
    return ConversationStore(domain, host=url, retention_days=1)


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


def insert_events(base: Database, sender: str, *events: dict[str, Any]) -> None:
    """Store events as they are, whoever made them."""
    rows = [
        {"sender_id": sender, "type_name": event["event"], "timestamp": event["timestamp"], "data": json.dumps(event)}
        for event in events
    ]
    with base.transaction() as connection:
        connection.execute(sa.insert(EVENTS), rows)


def count_rows(store: ConversationStore, sender: str) -> int:
    with store.database.transaction() as connection:
        return connection.execute(sa.select(sa.func.count()).where(EVENTS.c.sender_id == sender)).scalar()


def erase(store: ConversationStore, sender: str = "ana") -> None:
    tracker = read(store, sender)
    tracker.slots["erase"] = TextSlot("erase", [{}], initial_value="yes")
    asyncio.run(store.save(tracker))
