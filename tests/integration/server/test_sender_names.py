"""Conversations that were stored under their senders' own ids, or with another key, go on."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa
from rasa.shared.core.events import SessionStarted, UserUttered

from retirada.channels.core.sender_digests import SenderDigests
from retirada.server.store.tables import EVENTS
from tests.integration.server.stores import add, open_store, read, said


def test_names_with_a_sender_s_own_id_are_replaced_at_the_next_start(url, monkeypatch, caplog):
    """Of a version before digests; then with another key, given with the old one and without it."""
    phone, wamid = "34600111222", "wamid.HBgLMzQ2MDAxMTEyMjI="
    burst = {"messages": [{"id": f"{wamid}1", "lines": 1}, {"id": wamid, "lines": 1}]}
    said_before = UserUttered("hola\ny adiós", input_channel="whatsapp", message_id=wamid, metadata=burst)
    before = open_store(url)
    for sender in (f"whatsapp:{phone}", f"rest:{phone}", "ana"):
        add(before, [SessionStarted(), said_before], sender)

    def content() -> str:
        with before.database.transaction() as connection:
            return str(connection.execute(sa.select(EVENTS)).all())

    assert phone in content() and wamid in content()
    monkeypatch.setenv("SENDER_KEY", "a" * 32)
    digests = SenderDigests("a" * 32)
    now = open_store(url)
    assert phone not in content()
    event = read(now, digests.conversation("whatsapp", phone)).latest_message
    assert event.text == said_before.text and len(event.message_id) == 32
    assert event.metadata["messages"][1]["id"] == event.message_id and wamid not in str(event.as_dict())
    assert said(read(now, digests.conversation("rest", phone))) == said(read(now, "ana")) == [said_before.text]

    monkeypatch.setenv("SENDER_KEY", "b" * 32)
    there = open_store(url)
    assert "2 conversations were stored with another SENDER_KEY" in caplog.text
    monkeypatch.setenv("SENDER_KEY_OLD", "a" * 32)
    name = SenderDigests("b" * 32).conversation("whatsapp", phone)
    assert read(there, name) is None and said(read(open_store(url), name)) == [said_before.text]
    assert sorted(asyncio.run(there.keys()))[1:] == [
        SenderDigests("b" * 32).conversation("rest", phone),
        name,
    ]
