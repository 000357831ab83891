"""An assistant that is reached from outside: REST asks for its key, answers give the guide's address; and it shares a
Redis with one that started before.
"""

from __future__ import annotations

import uuid

import httpx
import pytest

from retirada.channels.core.sentences import sentences
from tests.conftest import Assistant, start_assistant
from tests.integration.channels.conftest import PER_MINUTE, has_tracker
from tests.integration.channels.users import USERS, TelegramUser

REST_KEY = "a-key-for-the-test-0123456789"
PUBLIC_URL = "https://chat.example.org/retirada"
QUESTION = "¿Puedo retirar mi queja?"
SOURCE = "Fuente: preguntas 1, 2 y 3 de la guía."


@pytest.fixture(scope="module")
def keyed(model, shared, tmp_path_factory) -> Assistant:
    """It starts later than `connected`, listens to other machines too, and knows its public address."""
    own = {"REST_KEY": REST_KEY, "LISTEN_ADDRESS": "0.0.0.0", "REST_RATE_PER_SENDER": "2/minute"}
    own["PUBLIC_URL"] = PUBLIC_URL
    running = start_assistant(tmp_path_factory.mktemp("keyed"), **shared, **own)
    yield running
    running.stop()


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", f"Bearer {REST_KEY}x", f"Bearer {REST_KEY[:-1]}", REST_KEY, f"Basic {REST_KEY}", "ñ"]
)
def test_off_loopback_rest_answers_only_with_its_key(keyed, given):
    headers = {} if given is None else {"Authorization": given.encode()}
    for path in ("webhook", "conversations"):
        url = f"{keyed.url}/webhooks/rest/{path}"
        reply = keyed.client.post(url, json={"sender": "ana", "message": "hola"}, headers=headers)
        assert reply.status_code == 401 and set(reply.json()) == {"error"}
    assert not has_tracker(keyed, "rest:ana")


def test_with_its_key_rest_answers(keyed):
    headers = {"Authorization": f"Bearer {REST_KEY}"}
    issued = keyed.client.post(f"{keyed.url}/webhooks/rest/conversations", headers=headers)
    assert issued.status_code == 201
    body = {"sender": issued.json()["sender"], "message": "gracias"}
    reply = keyed.client.post(f"{keyed.url}/webhooks/rest/webhook", json=body, headers=headers)
    assert reply.json()[0]["text"].startswith("De nada")


def test_an_assistant_that_starts_later_knows_what_was_already_answered(connected, keyed, fakes):
    user = TelegramUser(connected, fakes)
    delivery = user.message("gracias")
    assert user.deliver(delivery)[0].text.startswith("De nada")
    user.assistant = keyed
    assert user.post(delivery).status_code == 200
    assert user.say("hola")[0].text.startswith("Buenas")
    assert len(user.fakes.sent[user.id]) == 2


def test_assistants_on_one_redis_share_the_rate_of_a_sender(connected, keyed, fakes):
    user = TelegramUser(connected, fakes)
    for _ in range(PER_MINUTE):
        assert user.post(user.message("hola")).status_code == 200
    user.hear(1)
    user.assistant = keyed
    assert user.say("hola")[0].text == sentences().too_many


def test_rest_says_when_to_come_back(keyed):
    def say(sender: str) -> httpx.Response:
        return keyed.client.post(
            f"{keyed.url}/webhooks/rest/webhook",
            json={"sender": sender, "message": "hola"},
            headers={"Authorization": f"Bearer {REST_KEY}"},
        )

    assert [say("ana").status_code for _ in range(3)] == [200, 200, 429]
    refused = say("ana")
    assert refused.json() == {"error": sentences().too_many} and refused.headers["retry-after"] == "60"
    assert say("beto").status_code == 200


@pytest.mark.parametrize("channel", USERS)
def test_a_source_line_is_followed_by_the_address_only_where_it_is_known(connected, keyed, fakes, channel):
    unknown = USERS[channel](connected, fakes).say(QUESTION, 2)
    assert SOURCE in unknown[0].text and "http" not in "".join(sent.text for sent in unknown)
    verdict, question = USERS[channel](keyed, fakes).say(QUESTION, 2)
    assert f"{SOURCE}\nPuede leerla aquí: {PUBLIC_URL}/guia#p1" in verdict.text
    assert "http" not in question.text
    assert not fakes.problems


@pytest.mark.parametrize("channel", USERS)
def test_who_asks_for_the_guide_gets_its_address_where_it_is_known(connected, keyed, fakes, channel):
    (unknown,) = USERS[channel](connected, fakes).say("pásame el enlace de la guía")
    assert "guía de preguntas y respuestas" in unknown.text and "http" not in unknown.text
    (known,) = USERS[channel](keyed, fakes).say("pásame el enlace de la guía")
    assert known.text.endswith(f"\nPuede leerla aquí: {PUBLIC_URL}/guia")


def test_rest_says_the_address_only_where_it_is_known(assistant, keyed, sender):
    plain = assistant.say(QUESTION, sender)[0]
    assert plain["text"].endswith(SOURCE)
    assert set(plain) == {"recipient_id", "text", "buttons", "answer"}
    url, headers = f"{keyed.url}/webhooks/rest/webhook", {"Authorization": f"Bearer {REST_KEY}"}
    reply = httpx.post(url, json={"sender": uuid.uuid4().hex, "message": QUESTION}, headers=headers, timeout=60)
    assert reply.json()[0]["text"] == f"{plain['text']}\nPuede leerla aquí: {PUBLIC_URL}/guia#p1"
