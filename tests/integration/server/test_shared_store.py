"""Two assistants on one database, one on PostgreSQL that goes away, and a conversation longer than what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from retirada.server.store.recent_turns import RECENT_TURNS
from tests.replicas import Replicas
from tests.store_troubles import NOT_STORED
from tests.waiting import wait_for

PAIRS = 15


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request, model, tmp_path_factory) -> Iterator[Replicas]:
    folders = [tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")]
    url = f"sqlite:///{folders[0]}/conversations.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").new_database()
    both = Replicas({"DATABASE_URL": url}, folders)
    yield both
    both.stop()


def texts(events: list[dict]) -> list[str]:
    return [event["text"] for event in events if event["event"] == "user"]


def test_of_two_messages_at_once_on_two_processes_none_is_lost(shared, sender):
    sent = []
    with ThreadPoolExecutor(2) as both:
        for pair in range(PAIRS):
            messages = [f"hola {'a' * pair} {name}" for name in ("una", "otra")]
            replies = both.map(lambda it: it[0].say(it[1], sender), zip(shared.running, messages, strict=True))
            assert all(replies)
            sent += messages
    events = shared.events(f"rest:{sender}")
    assert sorted(texts(events)) == sorted(sent)
    said = [event["text"] for event in events if event["event"] == "bot"]
    assert len(said) >= 2 * PAIRS


def test_what_one_was_told_the_other_knows(shared, sender):
    one, other = shared.running
    one.say("puse una queja y sigue en trámite", sender)
    assert other.say("¿la puedo retirar?", sender)[0]["answer"]["verdict"] == "withdrawable"
    one.say("perdón, ya está procesada", sender)
    assert other.say("¿la puedo retirar?", sender)[0]["answer"]["verdict"] == "not_withdrawable_processed"
    one.say("borra mis datos", sender)
    assert "He borrado" in other.say("sí", sender)[0]["text"]
    assert shared.events(f"rest:{sender}") == []
    assert one.say("¿la puedo retirar?", sender)[0]["answer"]["facts"].get("status") is None


@pytest.mark.parametrize("shared", ["postgresql"], indirect=True)
def test_a_server_that_goes_away_is_used_again_when_it_is_back(shared, postgresql, sender):
    assistant = shared.running[0]
    assistant.say("puse una queja y sigue en trámite", sender)
    rasa = assistant.child("-m\0rasa\0")
    postgresql.stop()
    try:
        reply = assistant.post({"sender": sender, "message": "¿la puedo retirar?"})
        assert reply.status_code == 503 and reply.json()["error"].startswith(NOT_STORED)
        health = assistant.client.get(f"{assistant.url}/health")
        assert health.status_code == 503 and "refused" in health.json()["status"]
    finally:
        postgresql.start()
    assert wait_for(lambda: all(one.client.get(f"{one.url}/health").status_code == 200 for one in shared.running))
    assert assistant.say("¿la puedo retirar?", sender)[0]["answer"]["verdict"] == "withdrawable"
    assert assistant.child("-m\0rasa\0") == rasa, "nothing had to be started again"
    assert "The conversations' database failed" in assistant.log.read_text()


def test_who_asks_for_what_was_said_gets_all_of_a_long_conversation(assistant, sender):
    assistant.say("puse una queja y sigue en trámite", sender)
    for _ in range(RECENT_TURNS + 2):
        assistant.say("gracias", sender)
    (copy,) = [message["text"] for message in assistant.say("dame una copia de mis datos", sender)]
    assert "puse una queja y sigue en trámite" in copy and copy.count("gracias") == RECENT_TURNS + 2
    assert assistant.say("¿la puedo retirar?", sender)[0]["answer"]["facts"]["status"] == "in_process"
