"""What users are told when the conversations cannot be stored, on every channel; and that it passes by itself."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from retirada.server import widget
from retirada.server.store.event_reader import stored_name
from tests.conftest import Assistant, start_assistant
from tests.integration.channels.users import TelegramUser
from tests.integration.channels.web_client import Client
from tests.store_troubles import NOT_STORED, file_of, full, locked
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def unlucky(model, shared, tmp_path_factory) -> Assistant:
    widget.ensure_fresh()
    running = start_assistant(tmp_path_factory.mktemp("unlucky"), **shared)
    yield running
    running.stop()


@contextmanager
def read_only(assistant: Assistant) -> Iterator[None]:
    # Modes don't keep root out.
    command = "chattr +i {0} {0}-wal {1}", "chattr -i {0} {0}-wal {1}"
    if os.getuid():
        command = "chmod a-w {0} {0}-wal {1}", "chmod u+w {0} {0}-wal {1}"
    names = file_of(assistant), file_of(assistant).parent
    subprocess.run(command[0].format(*names).split(), check=True)
    try:
        yield
    finally:
        subprocess.run(command[1].format(*names).split(), check=True)


@contextmanager
def corrupt(assistant: Assistant) -> Iterator[None]:
    file = file_of(assistant)
    copy = whole(file)
    with open(file, "r+b") as database:
        database.write(b"no database" * 1000)
    try:
        yield
    finally:
        file.write_bytes(copy)


def whole(file: Path) -> bytes:
    """The database, with all that was in its log."""
    with sqlite3.connect(file) as database:
        database.execute("pragma wal_checkpoint(truncate)")
    return file.read_bytes()


def read_anew(file: Path) -> None:
    """Have others read the file again: SQLite keeps pages in memory until another process changes something."""
    with sqlite3.connect(file) as database:
        version = database.execute("pragma user_version").fetchone()[0]
        database.execute(f"pragma user_version = {version + 1}")


@contextmanager
def damaged(assistant: Assistant) -> Iterator[None]:
    """All but the first pages, which say what tables there are, is garbage."""
    file = file_of(assistant)
    copy = whole(file)
    with sqlite3.connect(file) as database:
        roots = [page for (page,) in database.execute("select rootpage from sqlite_master where tbl_name = 'events'")]
        size = database.execute("pragma page_size").fetchone()[0]
    with open(file, "r+b") as database:
        for root in roots:
            database.seek((root - 1) * size)
            database.write(b"?" * size)
    read_anew(file)
    try:
        yield
    finally:
        file.write_bytes(copy)
        read_anew(file)


@pytest.mark.parametrize("trouble", [full, read_only, corrupt, damaged, locked])
def test_nobody_is_told_of_anything_that_was_not_done(unlucky, fakes, sender, trouble):
    ana, eva = f"{sender}-ana", f"{sender}-eva"
    unlucky.say("puse una queja y la quiero quitar", ana)
    unlucky.say("borra mis datos", eva)
    web, telegram = Client(unlucky.url), TelegramUser(unlucky, fakes)
    for text in ("puse una queja y la quiero quitar", "borra mis datos"):
        web.say(text=text)
    telegram.introduce()
    telegram.say("borra mis datos")
    before = unlucky.events(ana)
    web.items.clear()

    with trouble(unlucky):
        for who, text in ((ana, "sigue en trámite"), (eva, "sí")):
            reply = unlucky.post({"sender": who, "message": text})
            assert (reply.status_code, reply.json()["error"].startswith(NOT_STORED)) == (503, True), reply.text
        # Named by its turn, so that the page can offer to send it again.
        assert web.say(text="sí").keys() == {"failed"}
        assert [item["text"].startswith(NOT_STORED) for item in web.items] == [True], web.items
        assert web.say(payload="/deny") != {}
        opened = Client(unlucky.url, web.opened["token"]).opened
        assert opened == {"failed": True} or opened["items"], "an empty chat would say that all is gone"
        (told,) = telegram.say("sí")
        assert told.text.startswith(NOT_STORED)
        health = unlucky.client.get(f"{unlucky.url}/health")
        assert health.status_code == 503 and "cannot be stored" in health.json()["status"]

    assert unlucky.client.get(f"{unlucky.url}/health").status_code == 200
    assert unlucky.events(ana) == before
    assert unlucky.say("¿la puedo retirar?", ana)[0]["answer"]["facts"].get("status") is None
    assert "He borrado" in unlucky.say("sí", eva)[0]["text"]
    assert not unlucky.events(eva)
    web.items.clear()
    assert web.say(text="sí") == {} and "He borrado" in web.items[-1]["text"]
    (told,) = telegram.say("sí")
    assert "He borrado" in told.text
    logged = unlucky.log.read_text()
    assert "parameters:" not in logged and "sigue en tr" not in logged, "the log quotes nobody"


def test_a_locked_database_holds_up_only_those_who_need_it_and_not_for_long(unlucky, sender):
    def speak(number: int) -> int:
        return unlucky.post({"sender": f"{sender}-{number}", "message": "hola"}).status_code

    with ThreadPoolExecutor(4) as users:
        with locked(unlucky):
            turns = [users.submit(speak, number) for number in range(4)]
            answered = [time.monotonic()]
            while not any(turn.done() for turn in turns):
                assert unlucky.client.get(f"{unlucky.url}/live").status_code == 200
                answered.append(time.monotonic())
                time.sleep(0.05)
            wait(turns)
        assert {turn.result() for turn in turns} == {503}
        longest = max(later - earlier for earlier, later in pairwise(answered))
        # Not seconds: a busy machine takes longer over both.
        assert longest < (answered[-1] - answered[0]) / 2, "who needs no database waited like the others"
        assert {turn.result() for turn in [users.submit(speak, number) for number in range(10)]} == {200}


def test_a_short_lock_is_waited_for(unlucky, sender):
    with ThreadPoolExecutor(1) as users:
        with locked(unlucky):
            turn = users.submit(unlucky.say, "hola", sender)
            time.sleep(1)
        assert turn.result()
    assert unlucky.events(sender)


def test_a_conversation_that_cannot_be_read_stops_nobody_else(unlucky, sender):
    unlucky.say("hola", sender)
    with sqlite3.connect(file_of(unlucky)) as database:
        # What has another key is not what is kept in memory.
        database.execute(
            "update events set data = '{', event_key = id where sender_id = ?", [stored_name(f"rest:{sender}")]
        )
    assert unlucky.post({"sender": sender, "message": "hola"}).status_code == 503
    assert unlucky.say("hola", f"{sender}-eva")


def test_a_database_that_is_gone_is_made_anew(unlucky, sender):
    file = file_of(unlucky)
    kept = file.rename(file.with_suffix(".kept"))
    try:
        assert unlucky.client.get(f"{unlucky.url}/health").status_code == 200
        assert unlucky.say("hola", sender) and unlucky.events(sender)
        assert file.stat().st_mode & 0o777 == 0o600
    finally:
        kept.replace(file)


def test_health_is_503_while_the_action_server_hangs(unlucky):
    with unlucky.hung_actions():
        reply = unlucky.client.get(f"{unlucky.url}/health")
    assert (reply.status_code, reply.json()) == (503, {"status": "the action server does not answer"})


def test_after_erasure_the_chat_shows_nothing_of_before_in_any_tab(unlucky):
    one = Client(unlucky.url)
    one.say(text="puse una queja y la quiero quitar")
    other = Client(unlucky.url, one.opened["token"])
    seen: list[str] = []
    other.socket.on("item", lambda item: seen.append(item["text"]))
    other.socket.on("erased", seen.clear)
    one.say(text="borra mis datos")
    one.say(text="sí")
    wait_for(lambda: "He borrado" in "".join(seen))
    assert ["He borrado" in text for text in seen] == [True]
    assert Client(unlucky.url, one.opened["token"]).opened["items"] == []
