"""Two assistants on one PostgreSQL and one Redis: any message reaches either, and either may die."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from retirada.channels.core.bursts import DEBOUNCE_SECONDS
from retirada.channels.providers.deliveries import SIGN_SECONDS, SILENT_SECONDS
from tests.integration.channels.fakes import Fakes
from tests.integration.channels.users import TelegramUser
from tests.integration.channels.web_client import Client
from tests.redis_server import RedisServer
from tests.replicas import Replicas
from tests.waiting import wait_for

PAIRS = 5
THANKED, GREETED = ("De nada.", "No hay de qué."), ("Buenas.", "Aquí sigo.")
# Until another replica looks for what a dead one left, and with time for a turn.
TAKEN_OVER_SECONDS = SILENT_SECONDS + 2 * SIGN_SECONDS + 5


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def replicas(model, fakes: Fakes, redis_server, postgresql, tmp_path_factory) -> Iterator[Replicas]:
    environment = {
        **fakes.environment,
        "DATABASE_URL": postgresql.new_database(),
        "REDIS_URL": redis_server.url,
        "TELEGRAM_RATE_PER_SENDER": "1000/minute",
    }
    both = Replicas(environment, [tmp_path_factory.mktemp(name) for name in ("one", "other")])
    yield both
    both.stop()


def someone(replicas: Replicas, fakes: Fakes) -> TelegramUser:
    user = TelegramUser(replicas.running[0], fakes)
    user.introduce()
    return user


@pytest.fixture
def ana(replicas, fakes) -> TelegramUser:
    return someone(replicas, fakes)


@pytest.fixture
def eva(replicas, fakes) -> TelegramUser:
    return someone(replicas, fakes)


def test_two_messages_of_one_person_on_two_replicas_are_answered_in_order(replicas, ana):
    for _ in range(PAIRS):
        for assistant, text in zip(replicas.running, ("gracias", "hola"), strict=True):
            ana.assistant = assistant
            assert ana.post(ana.message(text)).status_code == 200
        first, second = ana.hear(2)
        assert first.text.startswith(THANKED) and second.text.startswith(GREETED), (first.text, second.text)
    stored = replicas.said(ana.conversation)[-4 * PAIRS :]
    assert [text for who, text in stored if who == "user"] == ["gracias", "hola"] * PAIRS
    assert [who for who, _ in stored] == ["user", "bot"] * 2 * PAIRS, "each turn stands alone"


def test_a_replica_that_is_slow_after_it_took_a_message_is_waited_for(replicas, ana):
    assert ana.post(ana.message("gracias")).status_code == 200
    replicas.pause(0)
    try:
        ana.assistant = replicas.running[1]
        assert ana.post(ana.message("hola")).status_code == 200
        time.sleep(DEBOUNCE_SECONDS + 1)
    finally:
        replicas.pause(0, go_on=True)
    first, second = ana.hear(2)
    assert first.text.startswith(THANKED) and second.text.startswith(GREETED)


def test_two_messages_at_the_same_time_are_both_answered_and_none_is_lost(replicas, sender):
    sent = []
    with ThreadPoolExecutor(2) as both:
        for pair in range(PAIRS):
            messages = [f"gracias {'a' * pair} {name}" for name in ("una", "otra")]
            sent += messages
            assert all(both.map(lambda it: it[0].say(it[1], sender), zip(replicas.running, messages, strict=True)))
    stored = replicas.said(f"rest:{sender}")
    assert sorted(text for who, text in stored if who == "user") == sorted(sent)
    assert [who for who, _ in stored] == ["user", "bot"] * 2 * PAIRS


def test_what_is_said_on_one_replica_is_seen_in_the_chat_on_the_other(replicas):
    here = Client(replicas.running[0].url)
    there = Client(replicas.running[1].url, here.opened["token"])
    try:
        assert there.opened["how"] == "kept"
        here.items.clear(), there.items.clear()
        assert here.say(text="gracias") == {}
        wait_for(lambda: len(there.items) > 1)
        assert [item["who"] for item in there.items][:2] == ["user", "bot"]
        assert there.items[1]["text"] == here.items[0]["text"]
        assert there.say(text="hola") == {}
    finally:
        here.socket.disconnect(), there.socket.disconnect()


def test_messages_whose_replica_dies_are_answered_once_by_the_other(replicas, ana, eva, fakes):
    # It is not taken: whether a provider took what was cut off, nobody can know.
    fakes.misbehave[ana.id] = ["timeout"]
    people = {"during the delivery": ana, "before the turn": eva}
    said = {user.id: len(replicas.said(user.conversation)) for user in people.values()}
    bodies = {user.id: user.message("gracias") for user in people.values()}
    assert ana.post(bodies[ana.id]).status_code == 200
    assert wait_for(lambda: fakes.attempts[ana.id])
    assert eva.post(bodies[eva.id]).status_code == 200
    replicas.kill(0)
    try:
        stored = {moment: len(replicas.said(user.conversation)) - said[user.id] for moment, user in people.items()}
        assert stored == {"during the delivery": 2, "before the turn": 0}
        for user in people.values():
            (reply,) = user.hear(1, TAKEN_OVER_SECONDS)
            assert reply.text.startswith(THANKED)
        time.sleep(SILENT_SECONDS + 2 * SIGN_SECONDS)
        for user in people.values():
            assert len(fakes.sent[user.id]) == user.seen, "it is answered once"
            assert [who for who, _ in replicas.said(user.conversation)[said[user.id] :]] == ["user", "bot"]
            user.assistant = replicas.running[1]
            assert user.post(bodies[user.id]).status_code == 200
            assert user.say("hola")[0].text.startswith(GREETED), "nor when the provider delivers it again"
    finally:
        replicas.restart(0)


def test_without_redis_everybody_is_answered_and_it_is_used_again(replicas, ana, sender, redis_server):
    redis_server.stop()
    try:
        assert replicas.running[0].say("gracias", sender)[0]["text"].startswith(THANKED)
        assert ana.say("gracias")[0].text.startswith(THANKED)
        client = Client(replicas.running[0].url)
        assert client.say(text="gracias") == {} and client.items
        client.socket.disconnect()
    finally:
        redis_server.start()
    assert "this process goes on alone" in replicas.running[0].log.read_text()
    time.sleep(DEBOUNCE_SECONDS + 12)
    test_two_messages_of_one_person_on_two_replicas_are_answered_in_order(replicas, ana)
