"""Reads stored conversations, for what looks at them from outside: streaming, and without Rasa.

Whatever changes in how conversations are stored is to be changed here, and nowhere else in what reads them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
import ujson
from sqlalchemy.engine import Connection, Engine

from retirada.channels.core.sender_digests import SenderDigests
from retirada.channels.core.settings import load
from retirada.server.settings import Settings
from retirada.server.store import database
from retirada.server.store.decisions import Decided, Event, decisions_of, kept, turns_of
from retirada.server.store.period import Period
from retirada.server.store.tables import EVENTS, RENAMED_SLOTS, rename_slot

_BATCH = 1000  # rows in memory at once
_CONVERSATIONS = 200  # that are asked for at once


class UnreadableStore(SystemExit):
    """The database can't be read. The text is one line."""


def open_store(environment: Mapping[str, str] = os.environ) -> Engine:
    """The store of the conversations, to read only: DATABASE_URL, or the SQLite file of PORT.

    Raises:
        UnreadableStore: the database can't be read; also by whatever reads from the store later.
        SystemExit: there is no such store, or nothing was ever stored in it.
    """
    try:
        url = database.parse(Settings.from_environment(environment=environment).database_url)
    except database.DatabaseSettingError as error:
        raise SystemExit(str(error)) from None
    if url.get_backend_name() == "sqlite":
        file = Path(url.database)
        if not file.exists():
            raise SystemExit(f"No conversations are stored: there is no {file} (DATABASE_URL or PORT).")
        address = f"file:{quote(str(file.absolute()))}?mode=ro"
        engine, name = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True)), str(file)
    else:
        engine = sa.create_engine(url, execution_options={"postgresql_readonly": True})
        name = url.render_as_string(hide_password=True).replace("+psycopg2", "")

    @sa.event.listens_for(engine, "handle_error")
    def refuse(context: sa.engine.ExceptionContext) -> None:
        if isinstance(error := context.sqlalchemy_exception, sa.exc.DBAPIError):
            raise UnreadableStore(f"{name} can't be read: {database.reason(error)}.")

    with engine.connect() as connection:
        is_empty = not _is_anything_stored(connection)
    if is_empty:
        raise SystemExit(f"No conversations are stored in {name}.")
    return engine


def stored_name(conversation: str) -> str:
    """What a conversation is called in the store.

    Args:
        conversation: that name itself, or `channel:sender` with the sender's own id.
    """
    return SenderDigests.from_settings(load()).current(conversation) or conversation


def conversation_events(store: Engine, conversation: str) -> list[Event]:
    """The events of one conversation, in order; empty where nothing of it is kept."""
    rows = _rows(store, [EVENTS.c.data], EVENTS.c.sender_id == conversation)
    return [rename_slot(json.loads(data), RENAMED_SLOTS) for (data,) in rows]


def conversations(store: Engine, period: Period) -> list[str]:
    """The names of the conversations in which somebody wrote in the period."""
    column = EVENTS.c.sender_id
    query = sa.select(column).where(EVENTS.c.type_name == "user", _in(period)).distinct().order_by(column)
    with store.connect() as connection:
        return [name for (name,) in connection.execute(query)]


def last_conversations(store: Engine, count: int) -> list[str]:
    """The names of the conversations in which somebody wrote last, the latest first."""
    column, last = EVENTS.c.sender_id, sa.func.max(EVENTS.c.timestamp)
    query = sa.select(column).where(EVENTS.c.type_name == "user").group_by(column).order_by(last.desc()).limit(count)
    with store.connect() as connection:
        return [name for (name,) in connection.execute(query)]


def spoken(store: Engine, names: Sequence[str], period: Period) -> Iterator[tuple[str, list[Event]]]:
    """Conversations, one at a time: the name, and of its events in the period, in order, those with which somebody
    spoke, and those that set what was thought of the answers.
    """
    is_rating = sa.and_(EVENTS.c.type_name == "slot", EVENTS.c.action_name == "feedback")
    wanted = sa.or_(EVENTS.c.type_name.in_(["user", "bot"]), is_rating)
    # Some at a time: a database would sort all events of a long period before it gave the first.
    for first in range(0, len(names), _CONVERSATIONS):
        some = EVENTS.c.sender_id.in_(names[first : first + _CONVERSATIONS])
        rows = _rows(store, [EVENTS.c.sender_id, EVENTS.c.data], some, wanted, _in(period))
        for name, of_conversation in groupby(rows, key=itemgetter(0)):
            yield name, [ujson.loads(data) for _, data in of_conversation]


def decisions(store: Engine, period: Period) -> Iterator[Decided]:
    """The decisions of a period: those of conversations that are stored, turn by turn, then those that are kept of
    others.
    """
    is_reply = EVENTS.c.type_name == "bot"
    columns = [EVENTS.c.sender_id, sa.case((is_reply, EVENTS.c.data))]
    spoken = EVENTS.c.type_name.in_(["user", "bot"])
    for conversation, replies in turns_of(_rows(store, columns, spoken, _in(period))):
        yield from decisions_of(conversation, replies)
    yield from kept_decisions(store, period)


def kept_decisions(store: Engine, period: Period) -> Iterator[Decided]:
    """The decisions of a period that are kept of conversations which are not."""
    with store.connect() as connection:
        yield from kept(connection, period.first, period.last)


def _is_anything_stored(connection: Connection) -> bool:
    if not sa.inspect(connection).has_table(EVENTS.name):
        return False
    has_events = connection.execute(sa.select(sa.exists().select_from(EVENTS))).scalar()
    return bool(has_events or next(kept(connection, *Period.ever()), None))


def _in(period: Period) -> Any:
    since, until = period.since.timestamp(), period.until.timestamp()
    return sa.and_(EVENTS.c.timestamp >= since, EVENTS.c.timestamp < until)


def _rows(store: Engine, columns: list[Any], *conditions: Any) -> Iterator[Any]:
    """The rows, conversation by conversation, each in its order, a batch at a time."""
    query = sa.select(*columns).where(*conditions).order_by(EVENTS.c.sender_id, EVENTS.c.id)
    with (
        store.connect().execution_options(stream_results=True) as connection,
        closing(connection.execute(query)) as rows,
    ):
        for batch in rows.partitions(_BATCH):
            yield from batch
