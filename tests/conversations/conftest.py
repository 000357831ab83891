"""An assistant with settings of its own, on a store in which something is already old; how the turns went."""

from __future__ import annotations

import sqlite3
import time

import pytest

from retirada.server.event_reader import stored_name
from tests.conftest import Assistant, start_assistant
from tests.conversations.replay import Tally

CONTACT = "ayuda@ejemplo.org"
RETENTION_DAYS = 10


@pytest.fixture(scope="session")
def configured(assistant, tmp_path_factory) -> Assistant:
    """It has an OPERATOR_CONTACT and RETENTION_DAYS, and of its conversations «old» is a day older than those."""
    folder = tmp_path_factory.mktemp("configured")
    for sender in ("old", "new"):
        assistant.say("hola", sender)
    with sqlite3.connect(assistant.log.parent / "conversations.db") as source:
        source.execute("vacuum into ?", [str(folder / "conversations.db")])
    with sqlite3.connect(folder / "conversations.db") as store:
        long_ago = time.time() - (RETENTION_DAYS + 1) * 24 * 60 * 60
        store.execute("update events set timestamp = ? where sender_id = ?", [long_ago, stored_name("rest:old")])
    running = start_assistant(folder, OPERATOR_CONTACT=CONTACT, RETENTION_DAYS=str(RETENTION_DAYS))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def tally(request) -> Tally:
    """It fails the module where more than its MISSED_AT_MOST of the turns were missed."""
    tally = Tally()
    yield tally
    tally.check(request.module.MISSED_AT_MOST)
