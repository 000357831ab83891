"""Generated requests on every channel: no 500, no hang, and nobody hears what was said to another."""

from __future__ import annotations

import json
import os
import time
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from retirada.channels.rest.input_channel import OPENAPI
from tests.conftest import JSON, Assistant
from tests.integration.channels.fakes import ENVIRONMENT, Fakes
from tests.integration.channels.users import USERS, ProviderUser, TwilioUser

pytestmark = pytest.mark.fuzz

TIMES = int(os.environ.get("FUZZ", "1"))
HANG_SECONDS = 10
# The same cases each time, unless more are asked for.
SETTINGS = {
    "derandomize": TIMES == 1,
    "database": None,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
}
FAILURES = ("A request failed", "could not be answered", "could not be finished", "Traceback", "uncaught")

# The words of the providers' payloads, so that generated ones get past the first look.
KEYS = [
    "update_id", "message", "callback_query", "edited_message", "from", "chat", "id", "type", "text", "caption", "data",
    "is_bot", "photo", "message_id", "reply_to_message", "is_topic_message", "message_thread_id", "new_chat_members",
    "object", "entry", "messaging", "sender", "recipient", "timestamp", "mid", "quick_reply", "payload", "postback",
    "attachments", "is_echo", "changes", "value", "metadata", "phone_number_id", "messages", "interactive",
    "list_reply", "button_reply", "button", "body", "title", "statuses", "field",
]  # fmt: skip
WORDS = [
    "private", "supergroup", "page", "whatsapp_business_account", "text", "interactive", "list_reply", "hola",
    "/restart", '/inform{"status": [1]}', "@RetiradaBot", ENVIRONMENT["WHATSAPP_PHONE_ID"],
]  # fmt: skip
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=40)
    | st.just(int(time.time()))
)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=25,
)


class Fuzzed:
    """An assistant under fire, its fakes, and a bystander in each channel who talked before."""

    def __init__(self, assistant: Assistant, fakes: Fakes) -> None:
        self.assistant = assistant
        self.fakes = fakes
        assistant.client.timeout = HANG_SECONDS
        self.bystanders = [kind(assistant, fakes) for kind in USERS.values()]
        for bystander in self.bystanders:
            bystander.say("mi queja ya se procesó, ¿puedo retirarla?", 1)

    def user(self, channel: str) -> ProviderUser:
        return next(one for one in self.bystanders if one.channel == channel)

    def post(self, channel: str, body: bytes) -> None:
        assert self.user(channel).post(body).status_code in (200, 400, 403)


@pytest.fixture(scope="module")
def fuzzed(connected, fakes):
    assistant, timeout = connected, connected.client.timeout
    before = len(assistant.log.read_text())
    fuzzed = Fuzzed(assistant, fakes)
    yield fuzzed
    for bystander in fuzzed.bystanders:
        assert len(fakes.sent[bystander.id]) == 1, "someone else's reply"
        # The same verdict as before the fire, so in fewer words.
        assert bystander.say("entonces, ¿puedo retirar mi queja?", 1)[0].text.startswith("No: una vez procesada")
    assert not fakes.problems
    log = assistant.log.read_text()[before:]
    assistant.client.timeout = timeout
    assert not [failure for failure in FAILURES if failure in log], log[-3000:]


def places(tree: Any, path: tuple = ()) -> list[tuple]:
    """Every place in a tree."""
    found = [path]
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree if isinstance(tree, list) else ())
    for key, value in steps:
        found += places(value, (*path, key))
    return found


def replaced(tree: Any, path: tuple, value: Any) -> Any:
    """The tree with another value at `path`."""
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = replaced(copy[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("channel", ["telegram", "messenger", "whatsapp"])
@settings(max_examples=60 * TIMES, **SETTINGS)
@given(data=st.data())
def test_good_messages_with_something_else_in_a_place(fuzzed, channel, data):
    user = USERS[channel](fuzzed.assistant, fuzzed.fakes)
    kinds = [user.message("hola"), user.other(), user.press("x")]
    tree = json.loads(data.draw(st.sampled_from(kinds)))
    for _ in range(data.draw(st.integers(1, 3))):
        tree = replaced(tree, data.draw(st.sampled_from(places(tree))), data.draw(trees))
    fuzzed.post(channel, json.dumps(tree).encode())


@pytest.mark.parametrize("channel", ["telegram", "messenger", "whatsapp"])
@settings(max_examples=75 * TIMES, **SETTINGS)
@given(tree=trees)
def test_any_json(fuzzed, channel, tree):
    fuzzed.post(channel, json.dumps(tree).encode())


@settings(max_examples=150 * TIMES, **SETTINGS)
@given(
    fields=st.dictionaries(
        st.sampled_from(["From", "To", "Body", "MessageSid", "SmsStatus", "MessageStatus", "NumMedia"])
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        max_size=8,
    )
)
def test_any_form(fuzzed, fields):
    user: TwilioUser = fuzzed.user("twilio")
    given_sender = {"From": "whatsapp:+1" + fields["From"]} if fields.get("From") else {}
    base = {"AccountSid": ENVIRONMENT["TWILIO_ACCOUNT_SID"], "SmsStatus": "received"}
    body = urlencode({**base, **fields, **given_sender}).encode()
    fuzzed.post("twilio", body)
    assert user.id not in given_sender.values()


@pytest.mark.parametrize("channel", USERS)
@settings(max_examples=100 * TIMES, **SETTINGS)
@given(body=st.binary(max_size=300), signature=st.binary(max_size=80))
def test_any_bytes(fuzzed, channel, body, signature):
    user = fuzzed.user(channel)
    signature = bytes(byte for byte in signature if byte >= 0x20 and byte != 0x7F).strip()
    assert user.post(body, **{user.signature_header: signature}).status_code == 403


@settings(max_examples=30 * TIMES, **SETTINGS)
@given(text=st.text(max_size=1100) | st.sampled_from(WORDS), data=st.data())
def test_any_text_through_any_channel(fuzzed, text, data):
    channel = data.draw(st.sampled_from(sorted(USERS)))
    user = USERS[channel](fuzzed.assistant, fuzzed.fakes)
    if channel == "twilio":
        text = text.encode(errors="replace").decode()
    assert user.deliver(user.message(text))[0].text


@settings(max_examples=50 * TIMES, **SETTINGS)
@given(sender=st.text(max_size=220), text=st.text(max_size=1100) | st.sampled_from(WORDS), more=trees)
def test_any_text_through_rest(fuzzed, sender, text, more):
    body = {**(more if isinstance(more, dict) else {}), "sender": sender, "message": text}
    reply = fuzzed.assistant.client.post(
        f"{fuzzed.assistant.url}/webhooks/rest/webhook", content=json.dumps(body).encode(), headers=JSON
    )
    assert reply.status_code in (200, 400)
    if reply.status_code == 200:
        assert {message["recipient_id"] for message in reply.json()} == {sender}


schema = schemathesis.openapi.from_path(OPENAPI)


@schema.parametrize()
@settings(max_examples=30 * TIMES, **SETTINGS)
def test_the_openapi_description_is_true(fuzzed, case):
    # A message of nothing but marks of direction is refused, which a schema cannot say.
    case.call_and_validate(base_url=f"{fuzzed.assistant.url}/webhooks/rest", excluded_checks=[positive_data_acceptance])


def test_the_description_is_served(fuzzed):
    served = fuzzed.assistant.client.get(f"{fuzzed.assistant.url}/webhooks/rest/openapi.json").json()
    assert served == json.loads(json.dumps(schema.raw_schema))
