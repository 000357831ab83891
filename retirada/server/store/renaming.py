"""Carries stored conversations over to names that don't tell who speaks, and to a new key's. Without Rasa."""

from __future__ import annotations

import logging
import re

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from retirada.channels.core.sender_digests import SenderDigests, message_id_digest
from retirada.server.store.tables import EVENTS

# In an event's JSON it is there several times. Those of a later version are digests already.
_MESSAGE_ID = re.compile(r'"(wamid\.[^"\\]*)"')

logger = logging.getLogger(__name__)


def rename_conversations(connection: Connection, digests: SenderDigests) -> int:
    """Rename what was stored under senders' own ids, or with the old key; with it go the ids of WhatsApp's messages.

    What was named with another key stays, and the log says so.

    Returns:
        How many conversations were renamed.
    """
    named = sa.select(EVENTS.c.sender_id).where(EVENTS.c.sender_id.not_like(digests.pattern)).distinct()
    names = list(connection.execute(named).scalars())
    renamed = [(name, current) for name in names if (current := digests.current(name)) not in (name, None)]
    unknown = sum(digests.current(name) is None for name in names)
    for name, _ in renamed:
        if name.startswith("whatsapp:"):
            _digest_message_ids(connection, name)
    if renamed:
        rename = (
            sa.update(EVENTS).where(EVENTS.c.sender_id == sa.bindparam("name")).values(sender_id=sa.bindparam("new"))
        )
        connection.execute(rename, [{"name": name, "new": new} for name, new in renamed])
    if unknown:
        logger.warning(
            "%d conversations were stored with another SENDER_KEY, and nobody can go on with them: start once with it "
            "as SENDER_KEY_OLD.",
            unknown,
        )
    return len(renamed)


def _digest_message_ids(connection: Connection, conversation: str) -> None:
    said = sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "user")
    for number, data in connection.execute(said).all():
        digested = _MESSAGE_ID.sub(lambda match: f'"{message_id_digest(match[1])}"', data)
        connection.execute(sa.update(EVENTS).where(EVENTS.c.id == number).values(data=digested))
