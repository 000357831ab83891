"""What the servers refuse, and what they do not tell."""

from __future__ import annotations

import json
import socket
import zlib
from pathlib import Path

import httpx
import pytest
import rasa

from tests.conftest import JSON
from tests.integration.channels.conftest import ACTION_SECRET, events

TELLING = ("rasa", "sanic", "python", "traceback", 'file "', rasa.__version__)


@pytest.mark.parametrize("path", ["nada", "version", "status", "domain", "webhooks", "webhooks/rest/", "webhooks/x"])
def test_no_page_tells_what_runs_here(assistant, path):
    reply = assistant.client.get(f"{assistant.url}/{path}")
    assert reply.status_code in (404, 405)
    assert set(reply.json()) == {"error"}
    assert not [word for word in TELLING if word in (reply.text + str(reply.headers)).lower()]


def test_the_root_leads_to_the_demo_page_and_tells_no_version(assistant):
    reply = assistant.client.get(f"{assistant.url}/")
    assert reply.status_code == 302 and reply.headers["location"] == "chat/demo/" and not reply.content
    assert not [word for word in TELLING if word in str(reply.headers).lower()]
    assert assistant.client.head(f"{assistant.url}/").status_code == 302
    assert assistant.client.post(f"{assistant.url}/").status_code in (404, 405)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/conversations/rest:ana/tracker"),
        ("POST", "/conversations/rest:ana/tracker/events"),
        ("POST", "/conversations/rest:ana/messages"),
        ("POST", "/conversations/rest:ana/trigger_intent"),
        ("POST", "/model/parse"),
        ("PUT", "/model"),
        ("POST", "/model/train"),
    ],
)
def test_the_management_api_is_off(assistant, method, path):
    assert assistant.client.request(method, f"{assistant.url}{path}", json={}).status_code == 404


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GARBAGE\r\n\r\n", 400),
        (b"POST /webhooks/rest/webhook HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400),
        (b"POST /webhooks/rest/webhook HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n", 413),
        (b"POST /webhooks/rest/webhook HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 3000 + b"\r\n", 413),
    ],
)
def test_requests_that_are_no_requests(assistant, raw, status):
    with socket.create_connection(("127.0.0.1", assistant.port), timeout=10) as connection:
        connection.sendall(raw)
        reply = connection.recv(4096)
    assert reply.startswith(f"HTTP/1.1 {status} ".encode())
    assert not [word for word in TELLING if word.encode() in reply.lower()]


def post(assistant, body: bytes, **headers: str) -> httpx.Response:
    return assistant.client.post(f"{assistant.url}/webhooks/rest/webhook", content=body, headers={**JSON, **headers})


def test_large_deep_and_packed_bodies_are_refused(assistant):
    assert post(assistant, b"x" * 70_000).status_code == 413
    assert post(assistant, b"[" * 60_000).status_code == 400
    assert post(assistant, b'{"sender": ' + b"1" * 50_000 + b', "message": "hola"}').status_code == 400
    bomb = zlib.compress(b" " * 50_000_000, 9)
    for encoding in ("deflate", "gzip"):
        assert post(assistant, bomb[:60_000], **{"content-encoding": encoding}).status_code == 400


@pytest.mark.parametrize(
    "message",
    [
        "/restart",
        "/session_start",
        "/back",
        "/nlu_fallback",
        '/inform{"status": ["in_process"]}',
        '/inform{"status": {"a": "in_process"}}',
        '/inform{"status": "__other__"}',
        '/inform{"status": "burned"}',
        '/inform{"topic": "refile"}',
        '/inform{"pending_question": "status"}',
        '/inform{"session_started_metadata": "x"}',
        "/no_such_intent",
        '/withdraw@0.2{"kind": "report"}',
    ],
)
def test_rest_takes_no_payload_that_words_could_not_say(assistant, sender, message):
    assistant.say("¿Puedo retirar mi queja?", sender)
    assistant.say(message, sender)
    said = [event for event in events(assistant, f"rest:{sender}") if event["event"] == "user"][-1]
    assert not said["text"].startswith("/")
    kinds = [event["event"] for event in events(assistant, f"rest:{sender}")]
    assert kinds.count("session_started") == 1 and "restart" not in kinds


@pytest.mark.parametrize("message", ['/inform{"status": "in_process"}', "/withdraw", "/dont_know", "/ip_notice"])
def test_rest_takes_what_buttons_say_before_any_was_offered(assistant, sender, message):
    assistant.say(message, sender)
    said = [event for event in events(assistant, f"rest:{sender}") if event["event"] == "user"][-1]
    assert said["text"] == message


def test_what_else_a_client_sends_is_ignored(assistant, sender):
    body = {"sender": sender, "message": "hola", "input_channel": "telegram", "metadata": {"a": 1}, "stream": True}
    assert assistant.client.post(f"{assistant.url}/webhooks/rest/webhook?stream=true", json=body).status_code == 200
    said = next(event for event in events(assistant, f"rest:{sender}") if event["event"] == "user")
    assert said["input_channel"] == "rest"
    assert set(said["metadata"]) == {"model_id", "assistant_id"}


def test_senders_that_look_alike_are_not_the_same(assistant, sender):
    alike = [sender, f"{sender} ", f"{sender}\u200b", sender.upper() + "É", sender.upper() + "E\u0301"]
    assistant.say("mi queja sigue en trámite", alike[0])
    for other in alike[1:]:
        messages = assistant.say("¿Puedo retirar mi queja?", other)
        assert messages[0]["answer"]["facts"] == {"party": "complainant", "kind": "complaint"}
        assert messages[0]["recipient_id"] == other
    for odd in (f"{sender}\n", f"{sender}\x00", "\ud800", "a" * 201):
        raw = json.dumps({"sender": odd, "message": "hola"}).encode()
        assert post(assistant, raw).status_code == 400


def test_conversations_have_names_that_nobody_guesses(assistant):
    names = {assistant.client.post(f"{assistant.url}/webhooks/rest/conversations").json()["sender"] for _ in range(50)}
    assert len(names) == 50 and min(map(len, names)) >= 32


def action(assistant, content: bytes, secret: str | None, **headers: str) -> httpx.Response:
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    return assistant.client.post(f"http://127.0.0.1:{assistant.action_port}/webhook", content=content, headers=headers)


def test_the_action_server_answers_only_rasa(connected):
    call = json.dumps({"next_action": "action_chitchat", "tracker": {}}).encode()
    for secret in (None, "", "wrong", f"{ACTION_SECRET}x"):
        assert action(connected, call, secret).status_code == 401
    assert httpx.get(f"http://127.0.0.1:{connected.action_port}/actions").status_code == 401
    listening = Path("/proc/net/tcp").read_text()
    assert f"0100007F:{connected.action_port:04X}" in listening
    assert f"00000000:{connected.action_port:04X}" not in listening


def test_the_action_server_keeps_a_domain_that_came_with_its_digest(connected):
    tracker = {"sender_id": "ana", "slots": {}, "latest_message": {}, "events": [], "paused": False}
    tracker |= {"followup_action": None, "active_loop": {}, "latest_action_name": None}
    named = {"next_action": "action_nothing", "tracker": tracker, "domain_digest": "of a test"}
    statuses = [
        action(connected, json.dumps(call).encode(), ACTION_SECRET).status_code
        for call in (named, {**named, "domain": {}}, named, {**named, "domain_digest": "of another"})
    ]
    assert statuses == [449, 404, 404, 449]  # 404: there is no such action


def test_the_action_server_s_errors_hold_no_tracker(connected):
    call = {"next_action": "action_chitchat", "tracker": {"sender_id": "zanahoria", "slots": 7}, "domain": {}}
    for content in (json.dumps(call).encode(), b"{", b"[]", b'{"next_action": "x"}', b"7"):
        reply = action(connected, content, ACTION_SECRET, **{"content-type": "application/json"})
        assert reply.status_code in (400, 404, 500)
        assert not [word for word in ("zanahoria", "Traceback", "sanic") if word in reply.text]
    assert "zanahoria" not in connected.log.read_text()


def test_the_action_server_takes_no_bomb(connected):
    bomb = zlib.compress(b" " * 200_000_000, 9)
    reply = action(connected, bomb, ACTION_SECRET, **{"content-encoding": "deflate"})
    assert reply.status_code == 415
    with socket.create_connection(("127.0.0.1", connected.action_port), timeout=10) as connection:
        head = f"POST /webhook HTTP/1.1\r\nAuthorization: Bearer {ACTION_SECRET}\r\nContent-Length: 99000000\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
    assert connected.say("hola", "ana")
