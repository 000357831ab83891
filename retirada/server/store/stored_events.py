"""Rows of the table of events: what a conversation's turn reads, and what it adds."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, Optional

import sqlalchemy as sa
from rasa.shared.core.events import Event, Restarted, SessionStarted, SlotSet, UserUttered
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, Row
from sqlalchemy.engine.interfaces import Compiled

from retirada.server.store.event_json import event_json
from retirada.server.store.tables import EVENTS

_EVENT = EVENTS.c
_READ = sa.select(_EVENT.id, _EVENT.event_key, _EVENT.type_name, _EVENT.data).order_by(_EVENT.id)
_OF_CONVERSATION = _EVENT.sender_id == sa.bindparam("sender")
_ALL = _READ.where(_OF_CONVERSATION)
_SINCE_NUMBER = _EVENT.id >= sa.bindparam("since")
_SINCE = _ALL.where(_SINCE_NUMBER)
_KEYS_SINCE = sa.select(_EVENT.id, _EVENT.event_key).order_by(_EVENT.id).where(_OF_CONVERSATION, _SINCE_NUMBER)
_LATEST = (
    sa.select(sa.func.max(_EVENT.id))
    .where(_OF_CONVERSATION, _EVENT.type_name == sa.bindparam("type"), _EVENT.id < sa.bindparam("before"))
    .correlate(None)
)
_FIRST_OF_RECENT = (
    sa.select(_EVENT.id)
    # Only slots and actions have this name; with it, the index is in the order of the ids.
    .where(_OF_CONVERSATION, _EVENT.type_name == UserUttered.type_name, _EVENT.action_name.is_(None))
    .where(_EVENT.id > sa.bindparam("since"))
    .order_by(_EVENT.id.desc())
    .limit(1)
    .offset(sa.bindparam("turns"))
)
_SLOTS = _READ.where(
    _EVENT.id.in_(
        sa.select(sa.func.max(_EVENT.id))
        .where(_OF_CONVERSATION, _EVENT.type_name == SlotSet.type_name)
        .where(_EVENT.id > sa.bindparam("since"), _EVENT.id < sa.bindparam("before"))
        .group_by(_EVENT.action_name)
    )
)
_ONE = _READ.where(_EVENT.id == sa.bindparam("number"))
_NEWEST = 2**62


def read_all(connection: Connection, sender: str) -> list[Row]:
    """All rows of a conversation, in order."""
    return connection.execute(_ALL, {"sender": sender}).all()


def read_since(connection: Connection, sender: str, number: int) -> list[Row]:
    """The rows of a conversation from the row `number` on, in order."""
    return connection.execute(_SINCE, {"sender": sender, "since": number}).all()


def read_keys_since(connection: Connection, sender: str, number: int) -> list[Row]:
    """Numbers and keys of the rows of a conversation from the row `number` on, in order."""
    return connection.execute(_KEYS_SINCE, {"sender": sender, "since": number}).all()


def read_session(connection: Connection, sender: str) -> list[Row]:
    """The rows of a conversation's latest session, in order; all rows where no session's start is stored."""
    return read_since(connection, sender, _latest(connection, sender, SessionStarted.type_name))


def read_recent(connection: Connection, sender: str, turns: int) -> list[Row]:
    """The rows of the latest `turns` of a conversation's latest session; before them, if others are left out, the
    session's start and the latest row of each slot.
    """
    start = _latest(connection, sender, SessionStarted.type_name)
    where = {"sender": sender, "since": start}
    first = connection.execute(_FIRST_OF_RECENT, {**where, "turns": turns - 1}).scalar()
    earlier_messages = first and connection.execute(_FIRST_OF_RECENT, {**where, "turns": turns}).scalar()
    if not earlier_messages:
        return read_since(connection, sender, start)
    restart = _latest(connection, sender, Restarted.type_name, before=first)
    slots = {"sender": sender, "since": max(start, restart), "before": first}
    return [
        *connection.execute(_ONE, {"number": start}),
        *connection.execute(_SLOTS, slots),
        *read_since(connection, sender, first),
    ]


def _latest(connection: Connection, sender: str, type_name: str, before: int = _NEWEST) -> int:
    """The number of the latest row of that type, before the row `before`; 0 if there is none."""
    where = {"sender": sender, "type": type_name, "before": before}
    return connection.execute(_LATEST, where).scalar() or 0


def as_row(sender: str, event: Event) -> dict[str, Any]:
    """The event as a row of the table, but for its number.

    The key is a digest of the event with its time, which has microseconds: however often it is written, it is the same.
    """
    content, data = event.as_dict(), event_json(event)
    intent: Optional[str] = content.get("parse_data", {}).get("intent", {}).get("name")
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": content.get("timestamp"),
        "intent_name": intent,
        "action_name": content.get("name"),
        "data": data.decode(),
        "event_key": hashlib.sha256(data).hexdigest()[:32],
    }


def add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Write rows that `as_row` made; those that are there already stay as they are."""
    connection.execute(_insert(connection.dialect), rows)


@cache
def _insert(dialect: Dialect) -> Compiled:
    """SQLAlchemy compiles anew, each time, what has «on conflict»: a tenth of what a turn's storing takes."""
    made = postgresql if dialect.name == "postgresql" else sqlite
    columns = [column.name for column in EVENTS.columns if not column.primary_key]
    statement = made.insert(EVENTS).on_conflict_do_nothing()
    return statement.compile(dialect=dialect, column_keys=columns, for_executemany=True)
