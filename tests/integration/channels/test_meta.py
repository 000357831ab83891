"""Messenger's and WhatsApp's own ways: the handshake, receipts, batches, old deliveries, limits of buttons."""

from __future__ import annotations

import json
import time

import pytest

from tests.integration.channels.conftest import events, has_tracker
from tests.integration.channels.fakes import ENVIRONMENT
from tests.integration.channels.users import USERS, MessengerUser, WhatsAppUser


@pytest.fixture
def messenger(connected, fakes) -> MessengerUser:
    yield MessengerUser(connected, fakes)
    assert not fakes.problems


@pytest.fixture
def whatsapp(connected, fakes) -> WhatsAppUser:
    yield WhatsAppUser(connected, fakes)
    assert not fakes.problems


@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"hub.verify_token": "wrong"}, 403),
        ({"hub.verify_token": None}, 403),
        ({"hub.verify_token": "ñ"}, 403),
        ({"hub.mode": "unsubscribe"}, 403),
        ({"hub.challenge": "<script>"}, 400),
        ({"hub.challenge": None}, 400),
    ],
)
def test_the_handshake(connected, channel, change, status):
    query = {
        "hub.mode": "subscribe",
        "hub.verify_token": ENVIRONMENT[f"{channel.upper()}_VERIFY_TOKEN"],
        "hub.challenge": "1158201444",
        **change,
    }
    params = {name: value for name, value in query.items() if value is not None}
    reply = connected.client.get(f"{connected.url}/webhooks/{channel}/webhook", params=params)
    assert reply.status_code == status
    if status == 200:
        assert reply.text == "1158201444"
        assert reply.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
def test_the_old_signature_is_not_enough(connected, fakes, channel):
    user = USERS[channel](connected, fakes)
    headers = {user.signature_header: None, "x-hub-signature": "sha1=" + "0" * 40}
    assert user.post(user.message("hola"), **headers).status_code == 403


@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
def test_the_body_is_verified_as_it_was_sent(connected, fakes, channel):
    """Meta escapes and spaces its JSON in its own way: parsed and written again it would not be the same."""
    user = USERS[channel](connected, fakes)
    body = json.dumps(json.loads(user.message("¡gracias!")), indent=3).encode()
    assert user.deliver(body)[0].text.startswith("De nada")
    assert user.post(body + b" ", **{user.signature_header: user.sign(body)}).status_code == 403


def test_the_other_channel_s_secret_does_not_serve(messenger, whatsapp):
    body = messenger.message("hola")
    assert messenger.post(body, **{messenger.signature_header: whatsapp.sign(body)}).status_code == 403


def test_messenger_s_other_events_get_no_answer(messenger):
    now = int(time.time() * 1000)
    for content in (
        {"message": {"mid": "m_e", "text": "hola", "is_echo": True, "app_id": 1}},
        {"message": {"mid": "m_d", "is_deleted": True}},
        {"delivery": {"mids": ["m_1"], "watermark": now}},
        {"read": {"watermark": now}},
        {"reaction": {"reaction": "love", "action": "react", "mid": "m_1"}},
        {"optin": {"ref": "x"}},
        {"message": {"text": "no mid"}},
    ):
        assert messenger.post(messenger.event(**content)).status_code == 200
    day_ago = now - 25 * 3600 * 1000
    assert messenger.post(messenger.event(day_ago, message={"mid": "m_o", "text": "hola"})).status_code == 200
    assert not has_tracker(messenger.assistant, messenger.conversation)


def test_whatsapp_s_other_events_get_no_answer(whatsapp):
    status = {"id": "wamid.1", "status": "read", "timestamp": "1", "recipient_id": whatsapp.id}
    hello = {"type": "text", "text": {"body": "hola"}}
    old = {**whatsapp.received(**hello), "timestamp": str(int(time.time()) - 25 * 3600)}
    for body in (
        whatsapp.value(statuses=[status]),
        whatsapp.value(messages=[whatsapp.received(type="reaction", reaction={"emoji": "👍"})]),
        whatsapp.value(messages=[whatsapp.received(type="system", system={"body": "changed"})]),
        whatsapp.value(messages=[old]),
        whatsapp.value("999", messages=[whatsapp.received(**hello)]),
        whatsapp.value(errors=[{"code": 130429}]),
    ):
        assert whatsapp.post(body).status_code == 200
    assert not has_tracker(whatsapp.assistant, whatsapp.conversation)


def test_several_messages_in_one_delivery_are_a_burst_of_each_sender(whatsapp, connected, fakes):
    other = WhatsAppUser(connected, fakes)
    texts = ["puse una queja", "sigue en trámite", "¿la puedo retirar?"]
    messages = [whatsapp.received(type="text", text={"body": text}) for text in texts]
    messages.insert(1, other.received(type="text", text={"body": "gracias"}))
    messages.insert(1, messages[0])
    whatsapp.post(whatsapp.value(messages=messages))
    assert whatsapp.hear(1)[0].text.startswith("Sí, usted puede retirarla")
    assert other.hear(1)[0].text.startswith("De nada")


def test_three_short_options_are_buttons_and_more_are_a_list(whatsapp):
    evidence = whatsapp.say("¿Puedo presentar otra queja después de retirarla?", 2)[1]
    assert evidence.body["interactive"]["type"] == "button"
    assert [title for title, _ in evidence.buttons] == ["Sí hay pruebas", "No hay pruebas", "No lo sé"]
    status = whatsapp.say("¿Puedo retirar mi queja?", 2)[1]
    assert status.body["interactive"]["type"] == "list"


@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
def test_a_menu_of_more_topics_than_one_message_has_buttons_is_numbered(connected, fakes, channel):
    user = USERS[channel](connected, fakes)
    menu = user.say("¿qué puedo preguntar?")[0]
    title = "Si sirve que la otra parte la retire"
    *_, last, how_to = menu.text.splitlines()
    number = next(line for line in menu.text.splitlines() if title in line).split(".")[0]
    assert not menu.buttons and last[0].isdigit() and how_to == "Responda con el número o con sus palabras."
    assert user.say(number)[0].text.startswith("Según la guía, que se retire no libra de los puntos")
    # That answer has buttons again, which no number presses.
    user.say("2")
    said = [event["text"] for event in events(connected, user.conversation) if event["event"] == "user"]
    assert said == ["¿qué puedo preguntar?", "/ip_withdrawal_effect", "2"]
    assert not fakes.problems


def test_messenger_s_long_titles_are_cut_between_words(messenger):
    text = "¿cómo cocino arepas?"
    topics, wanted = messenger.say(text)[0], messenger.assistant.say(text, messenger.id)[0]
    titles = [button["title"] for button in wanted["buttons"]]
    assert any(len(title) > 20 for title in titles)
    for (shown, _), title in zip(topics.buttons, titles, strict=True):
        start = shown.removesuffix("…")
        assert shown == title if len(title) <= 20 else title.startswith(f"{start} ") and shown != start
