"""What stays of a conversation that is no longer kept: which row decided on which facts, and how often a day.

Neither words nor names, nor which decisions were one person's: equal ones of a day are counted together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple, Optional

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from retirada.server.store.tables import DECISIONS

Event = dict[str, Any]  # as Rasa stored it: `event`, `timestamp`, `metadata` and what it has of its own
# Of an `answer`, what is kept.
_FIELDS = ("topic", "verdict", "row", "sources", "notes", "asks", "facts", "rulebook", "model")


class Decided(NamedTuple):
    """A decision, made `times` times on a day. `decision` has the fields of the message's `answer`; `conversation` is
    None where it is no longer kept.
    """

    day: date
    decision: dict[str, Any]
    times: int = 1
    conversation: Optional[str] = None

    @property
    def topic(self) -> str:
        """The topic that was decided: the row's. That of the answer may be «why», or «confirm»."""
        return str(self.decision["row"]).partition(".")[0]


def turns_of(rows: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, list[Event]]]:
    """The bot events of each turn, with the conversation's name.

    Args:
        rows: (name of the conversation, data of a bot event, or None for a message of the person), in order.
    """
    conversation, replies = "", list[Event]()
    for name, data in rows:
        if name != conversation or data is None:
            if replies:
                yield conversation, replies
            conversation, replies = name, []
        if data is not None:
            replies.append(_read(data))
    if replies:
        yield conversation, replies


def _read(data: str) -> Event:
    """The event; an empty one where it can't be read: its conversation is purged like any other."""
    try:
        event = json.loads(data)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def decisions_of(conversation: str, replies: Iterable[Event]) -> list[Decided]:
    """The decisions of a turn, each once, however many of its messages give it or lead to it.

    Args:
        conversation: its name.
        replies: the bot events of the turn.
    """
    found: dict[str, Decided] = {}
    for event in replies:
        answer = (event.get("metadata") or {}).get("answer") or {}
        if not answer.get("row"):
            continue  # it declines, greets, or is of a version that had no rows
        decision: dict[str, Any] = {name: answer.get(name) for name in _FIELDS}
        key = json.dumps([decision["row"], decision["facts"]], sort_keys=True)
        first = found.setdefault(
            key, Decided(datetime.fromtimestamp(event["timestamp"]).date(), decision, conversation=conversation)
        )
        first.decision["notes"] = list(dict.fromkeys([*first.decision["notes"], *decision["notes"]]))
    return list(found.values())


def keep(connection: Connection, decided: Iterable[Decided]) -> None:
    """Add the decisions to those that are kept."""
    counts: Counter[tuple[date, str]] = Counter()
    for one in decided:
        counts[one.day, json.dumps(one.decision, ensure_ascii=False, sort_keys=True)] += one.times
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    # In order, so that two processes never wait for one another.
    for (day, decision), count in sorted(counts.items()):
        new = dialect.insert(DECISIONS).values(day=day, decision=decision, count=count)
        total = {"count": DECISIONS.c.count + new.excluded.count}
        connection.execute(new.on_conflict_do_update(index_elements=["day", "decision"], set_=total))


def forget(connection: Connection, oldest: date) -> None:
    """Delete the decisions of the days before `oldest`."""
    connection.execute(sa.delete(DECISIONS).where(DECISIONS.c.day < oldest))


def kept(connection: Connection, first: date, last: date) -> Iterator[Decided]:
    """The decisions that are kept of these days, by day."""
    if not sa.inspect(connection).has_table(DECISIONS.name):
        return
    of_days = DECISIONS.c.day.between(first, last)
    query = sa.select(DECISIONS).where(of_days).order_by(DECISIONS.c.day, DECISIONS.c.decision)
    for day, decision, count in connection.execute(query):
        yield Decided(day, json.loads(decision), count)
