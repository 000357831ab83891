"""An assistant with settings of its own, on a store in which something is already old."""

from __future__ import annotations

import sqlite3
import time

import pytest

from retirada.server.store.event_reader import stored_name
from tests.conftest import Assistant, copy_store, start_assistant

CONTACT = "ayuda@ejemplo.org"
RETENTION_DAYS = 10


@pytest.fixture(scope="module")
def configured(assistant, tmp_path_factory) -> Assistant:
    """It has an OPERATOR_CONTACT and RETENTION_DAYS, and of its conversations «old» is a day older than those."""
    folder = tmp_path_factory.mktemp("configured")
    for sender in ("old", "new"):
        assistant.say("hola", sender)
    with sqlite3.connect(copy_store(assistant, folder, ["old", "new"])) as store:
        long_ago = time.time() - (RETENTION_DAYS + 1) * 24 * 60 * 60
        store.execute("update events set timestamp = ? where sender_id = ?", [long_ago, stored_name("rest:old")])
    running = start_assistant(folder, OPERATOR_CONTACT=CONTACT, RETENTION_DAYS=str(RETENTION_DAYS))
    yield running
    running.stop()


def test_old_events_are_deleted_when_the_assistant_starts(configured):
    assert not configured.events("old") and configured.events("new")


def test_how_long_they_are_kept_is_said(configured, sender):
    assert f"durante {RETENTION_DAYS} días" in configured.say("hola", sender)[1]["text"]


def test_the_operator_s_contact_when_there_is_one(configured, sender):
    said = configured.say("quiero hablar con una persona", sender)
    assert CONTACT in "\n".join(message["text"] for message in said)
