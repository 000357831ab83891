"""Names, mails and numbers, written through every channel, are in no byte of what is stored or logged.

Through the shell: tests/conversations/test_shell.py.
"""

from __future__ import annotations

import re
import time

import pytest
import redis

from retirada.channels.core.bursts import DEBOUNCE_SECONDS
from tests.conftest import start_assistant
from tests.integration.channels.conftest import events
from tests.integration.channels.users import ProviderUser
from tests.personal_data import READ, SAID, left_in


def test_nothing_of_it_is_stored_or_logged(model, tmp_path, sender):
    """Not even by the most talkative Rasa."""
    talkative = start_assistant(tmp_path, LOG_LEVEL="DEBUG", LOG_LEVEL_LIBRARIES="DEBUG", WEB_SECRET="x" * 40)
    try:
        talkative.say(SAID, sender)
        talkative.say("ana.lopez88@example.org", sender)
        (first, second) = [e for e in talkative.events(sender) if e["event"] == "user" and e["text"]]
        assert (first["text"], second["text"]) == (READ, "[correo]")
        assert first["parse_data"]["entities"]
    finally:
        talkative.stop()
    assert "ana" not in talkative.log.read_text()
    assert not left_in(tmp_path)


def test_nothing_of_it_comes_through_any_channel(user: ProviderUser, connected):
    user.say(SAID)
    assert [e["text"] for e in events(connected, user.conversation) if e["event"] == "user"][-1] == READ
    assert not left_in(connected.log.parent)


def test_who_speaks_is_written_nowhere(user: ProviderUser, connected, shared):
    """In no file, and not in Redis: on WhatsApp it is a telephone number."""
    user.introduce()
    user.fakes.misbehave[user.id] = ["403"]
    body = user.message("gracias")
    assert user.post(body).status_code == 200
    time.sleep(DEBOUNCE_SECONDS + 0.5)
    assert user.say("hola") and events(connected, user.conversation)
    with redis.Redis.from_url(shared["REDIS_URL"]) as counts:
        written = {key.decode(): counts.dump(key) or b"" for key in counts.scan_iter()}
    written |= {path.name: path.read_bytes() for path in connected.log.parent.iterdir()}
    traces = [user.id.encode(), *re.findall(rb"wamid\.[\w=]+", body)]
    assert len(traces) == 1 + (user.channel == "whatsapp") and "conversations.db" in written
    assert not [name for name, content in written.items() if any(trace in name.encode() + content for trace in traces)]


def test_a_number_does_not_change_the_answer(assistant, sender):
    asked = "mi queja sigue en trámite, ¿la puedo retirar?"
    with_number = assistant.say(f"{asked} 612345678", f"{sender}1")
    assert [m["text"] for m in with_number] == [m["text"] for m in assistant.say(asked, f"{sender}2")]
    assert with_number[0]["answer"]["verdict"] == "withdrawable"
    assert "device" not in with_number[0]["answer"]["facts"]


def test_a_payload_stays_as_it_is(assistant, sender):
    assistant.say("¿Puedo retirar mi queja?", sender)
    assistant.say('/inform{"status": "in_process"}', sender)
    assert [e["text"] for e in assistant.events(sender) if e["event"] == "user" and e["text"]][-1].startswith(
        "/inform{"
    )


@pytest.mark.parametrize("text", ["hola", "¿puedo retirar mi queja?"])
def test_the_notice_says_what_is_replaced_and_what_is_kept(assistant, sender, text):
    (notice,) = [m["text"] for m in assistant.say(text, sender) if "Privacidad" in m["text"]]
    assert "sin su nombre" not in notice
    assert "correo" in notice and "los nombres que reconozco los cambio" in notice
