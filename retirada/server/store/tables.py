"""The tables in which conversations and decisions are stored, and what earlier versions stored otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()
# SQLite numbers rows by itself only where the key is an INTEGER; PostgreSQL's would be used up by a busy year.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# The table of Rasa's own SQLTrackerStore, which can read it, with `event_key` beside: what has the same key in a
# conversation is the same event. Events of earlier versions have none.
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("id", _NUMBER, primary_key=True),
    sa.Column("sender_id", sa.Text, nullable=False),
    sa.Column("type_name", sa.Text, nullable=False),
    sa.Column("timestamp", sa.Float(53)),
    sa.Column("intent_name", sa.Text),
    sa.Column("action_name", sa.Text),
    sa.Column("data", sa.Text),
    sa.Column("event_key", sa.Text),
    sa.Index("events_conversation", "sender_id", "id"),
    sa.Index("events_key", "sender_id", "event_key", unique=True),
    sa.Index("events_kind", "sender_id", "type_name", "action_name", "id"),
    sa.Index("events_timestamp", "timestamp"),
)
# What is kept of conversations that are not any more, see retirada/server/store/decisions.py: how often on a day.
DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("decision", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
# A row that `ConversationStore.check` writes and deletes.
PROBE = sa.Table("probe", METADATA, sa.Column("id", _NUMBER, primary_key=True), sa.Column("data", sa.LargeBinary))
# Old name → new name. A conversation stored under old names goes on: to be kept for RETENTION_DAYS after a renaming.
RENAMED_SLOTS = {"asked": "pending_question", "misses": "fallback_count"}


def rename_slot(event: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The serialized event with its slot's new name, if it sets one of `names`."""
    if event["event"] == "slot" and event["name"] in names:
        return {**event, "name": names[event["name"]]}
    return event
