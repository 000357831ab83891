"""What is asked to be erased is gone from the tracker store; what is old goes by itself."""

from __future__ import annotations

import sqlite3
import time

from tests.conftest import start_assistant


def events(database, sender) -> int:
    with sqlite3.connect(database) as connection:
        return connection.execute("select count(*) from events where sender_id = ?", [f"rest:{sender}"]).fetchone()[0]


def test_erasure_after_a_confirmation(tmp_path):
    running = start_assistant(tmp_path)
    database = tmp_path / "conversations.db"
    try:
        running.say("puse una queja y la quiero quitar", "ana")
        running.say("puse una queja y la quiero quitar", "eva")
        assert "Borro todo" in running.say("borra mis datos", "ana")[0]["text"]
        assert events(database, "ana") > 0
        assert "He borrado" in running.say("sí", "ana")[0]["text"]
        assert (events(database, "ana"), events(database, "eva") > 0) == (0, True)

        answer = running.say("¿la puedo retirar si sigue en trámite?", "ana")[0]["answer"]
        assert answer["facts"] == {"status": "in_process"}
        assert (
            "lo dejo todo como estaba"
            in [*running.say("borra mis datos", "eva"), *running.say("no", "eva")][-1]["text"]
        )
        assert events(database, "eva") > 0
    finally:
        running.stop()


def test_old_events_are_deleted_when_the_assistant_starts(tmp_path):
    running = start_assistant(tmp_path, RETENTION_DAYS="10")
    try:
        assert "durante 10 días" in running.say("hola", "ana")[1]["text"]
        running.say("hola", "eva")
    finally:
        running.stop()
    database = tmp_path / "conversations.db"
    with sqlite3.connect(database) as connection:
        connection.execute("update events set timestamp = ? where sender_id = 'rest:ana'", [time.time() - 11 * 86400])
    start_assistant(tmp_path, RETENTION_DAYS="10").stop()
    assert (events(database, "ana"), events(database, "eva") > 0) == (0, True)
