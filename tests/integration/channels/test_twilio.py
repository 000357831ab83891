"""Twilio's own ways: the public address, numbered options, reports, empty fields."""

from __future__ import annotations

import pytest

from retirada.privacy.personal_data import without_personal_data
from tests.integration.channels.conftest import events, has_tracker
from tests.integration.channels.users import TwilioUser

OPTIONS = """¿En qué punto está?
1. Sigue en trámite
2. Ya se procesó
3. Ya está retirada
4. No lo sé
Responda con el número o con sus palabras."""


@pytest.fixture
def ana(connected, fakes) -> TwilioUser:
    yield TwilioUser(connected, fakes)
    assert not fakes.problems


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("1", "Sí, usted puede retirarla"),
        ("2", "No, ya no puede"),
        ("2.", "No, ya no puede"),
        (" la 2 ", "No, ya no puede"),
        ("Opción 2", "No, ya no puede"),
        ("ya se proceso", "No, ya no puede"),
        ("¡Ya la retiré!", "Su queja ya está retirada"),
        ("todavía la están revisando", "Sí, usted puede retirarla"),
    ],
)
def test_an_option_is_chosen_by_number_or_words(ana, said, verdict):
    assert ana.say("¿Puedo retirar mi queja?", 2)[1].text == OPTIONS
    assert ana.say(said)[0].text.startswith(verdict)


@pytest.mark.parametrize("said", ["0", "5", "99", "22222222222"])
def test_a_number_that_is_no_option_is_only_words(ana, said):
    ana.say("¿Puedo retirar mi queja?", 2)
    ana.say(said)
    said_last = [event for event in events(ana.assistant, ana.conversation) if event["event"] == "user"][-1]
    assert said_last["text"] == without_personal_data(said)


def test_a_number_means_nothing_once_the_question_is_past(ana):
    ana.say("¿Puedo retirar mi queja?", 2)
    ana.say("gracias")
    ana.say("2")
    assert [e["text"] for e in events(ana.assistant, ana.conversation) if e["event"] == "user"][-1] == "2"


def test_the_menu_is_numbered_under_its_headings(ana):
    lines = ana.say("¿qué puedo preguntar?")[0].text.splitlines()
    options = [line for line in lines if line[:1].isdigit()]
    assert lines[lines.index("Quejas por propiedad intelectual:") + 1] in options
    assert [line.split(". ")[0] for line in options] == [str(number + 1) for number in range(len(options))]
    (number,) = [line.split(".")[0] for line in options if line.endswith(". Reabrir una queja retirada")]
    assert lines.count("Responda con el número o con sus palabras.") == 1 and lines[-1].startswith("Responda")
    assert ana.say(number)[0].text.startswith("No, una queja cancelada no se vuelve a abrir")


def test_opening_marks_arrive_and_leave_intact(ana):
    ana.say("¡Hola! ¿Cómo está?")
    assert "¡Hola! ¿Cómo está?" in [e.get("text") for e in events(ana.assistant, ana.conversation)]
    assert "¿Qué necesita saber?" in ana.fakes.sent[ana.id][0].text


def test_the_reply_goes_back_from_the_number_that_was_written_to(ana):
    ana.deliver(ana.form(Body="gracias", To="+14155550100"))
    assert ana.fakes.sent[ana.id][0].body["From"] == "+14155550100"


def test_the_answer_to_twilio_is_an_empty_document(ana):
    reply = ana.post(ana.message("gracias"))
    assert reply.headers["content-type"].startswith("text/xml")
    assert reply.text.endswith("<Response/>")
    ana.hear(1)


@pytest.mark.parametrize(
    "fields",
    [
        {"SmsStatus": "delivered", "Body": "hola"},
        {"MessageStatus": "read", "Body": "hola"},
        {"OptOutType": "STOP", "Body": "STOP"},
        {"AccountSid": "AC" + "f" * 32, "Body": "hola"},
        {"From": "", "Body": "hola"},
        {"MessageSid": "", "Body": "hola"},
    ],
)
def test_what_needs_no_answer_gets_none(ana, fields):
    assert ana.post(ana.form(**fields)).status_code == 200
    assert not has_tracker(ana.assistant, ana.conversation)


@pytest.mark.parametrize(
    "address",
    [
        "http://chat.example.org/retirada/webhooks/twilio/webhook",
        "https://chat.example.org/webhooks/twilio/webhook",
        "https://evil.example.org/retirada/webhooks/twilio/webhook",
        "https://chat.example.org/retirada/webhooks/twilio/webhook?x=1",
    ],
)
def test_a_signature_for_another_address_reaches_nothing(ana, address):
    body = ana.message("gracias")
    assert ana.post(body, **{ana.signature_header: ana.sign(body, address)}).status_code == 403
    assert not has_tracker(ana.assistant, ana.conversation)


def test_a_forwarded_host_does_not_change_what_was_signed(ana):
    body = ana.message("gracias")
    evil = {"host": "evil.example.org", "x-forwarded-host": "evil.example.org", "x-forwarded-proto": "http"}
    signature = ana.sign(body, "http://evil.example.org/webhooks/twilio/webhook")
    assert ana.post(body, **evil, **{ana.signature_header: signature}).status_code == 403
    assert ana.post(body, **evil).status_code == 200


def test_a_field_added_to_a_signed_request_reaches_nothing(ana):
    body = ana.message("gracias")
    assert ana.post(body + b"&MediaUrl0=x", **{ana.signature_header: ana.sign(body)}).status_code == 403
