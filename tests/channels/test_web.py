"""The web channel's protocol, without a browser: who gets in, what is obeyed, in which order."""

from __future__ import annotations

import asyncio
import time
import uuid
from types import SimpleNamespace

import httpx
import pytest
import socketio
import websockets
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from channels import web, web_session
from channels.guard import TOO_MANY, UNAVAILABLE, as_plain_text, as_typed
from channels.web_history import rating_buttons
from channels.web_session import BadToken, ExpiredToken, Origins, Sessions
from run import widget
from run.settings import PROJECT
from tests.channels.conftest import trackers

PATH = "/chat/socket.io/"
SECRET = "0123456789" * 4

RATINGS = ["Útil", "No útil", "Desactualizada", "No era mi pregunta"]


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    widget.ensure_fresh()


class Client:
    """A client of the protocol that is not our widget."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.items: list[dict] = []
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("item", self.items.append)
        self.socket.connect(url, socketio_path=PATH, auth={"token": token}, transports=["websocket"])
        self.opened = self.socket.call("open")

    def say(self, **what) -> dict:
        return self.socket.call("say", {"id": uuid.uuid4().hex, **what})


@pytest.fixture
def connect(assistant):
    clients = []

    def connected(token: str | None = None) -> Client:
        clients.append(Client(assistant.url, token))
        return clients[-1]

    yield connected
    for client in clients:
        client.socket.disconnect()


def test_a_turn_sends_items_and_the_acknowledgement_ends_it(connect):
    client = connect()
    assert client.opened["how"] == "new" and client.opened["items"] == []
    assert client.say(text="¿Puedo retirar mi queja?") == {}
    answer, privacy, question = client.items
    assert set(answer) == {"who", "id", "text", "buttons", "answer", "quiet", "ratings"}
    assert answer["answer"]["verdict"] == "withdrawal_conditions"
    assert [button["title"] for button in question["buttons"]][:2] == ["Sigue en trámite", "Ya se procesó"]
    assert [rating["title"] for rating in answer["ratings"]] == RATINGS
    assert [item["quiet"] for item in client.items] == [False, True, False]
    assert privacy["ratings"] == question["ratings"] == []


def test_the_conversation_read_back_is_the_one_that_was_sent(connect):
    client = connect()
    client.say(text="/restart")
    client.say(text="¿Puedo retirar mi queja?")
    client.say(payload='/inform{"status": "in_process"}')
    client.say(rating="useful", about=client.items[-1]["id"])
    again = connect(client.opened["token"])
    assert again.opened["how"] == "kept"
    assert [item for item in again.opened["items"] if item["who"] == "bot"] == client.items
    mine = [item for item in again.opened["items"] if item["who"] == "user"]
    assert [item["text"] for item in mine][:3] == ["/restart", "¿Puedo retirar mi queja?", "Sigue en trámite"]
    assert mine[3]["rating"] == {"value": "useful", "about": client.items[-2]["id"]}


@pytest.mark.parametrize(
    "payload", ["/restart", "/session_start", "/back", '/inform{"status": ["in_process"]}', "/withdraw", "hola", ""]
)
def test_a_payload_that_was_not_offered_is_refused(connect, payload):
    client = connect()
    client.say(text="¿Puedo retirar mi queja?")
    assert "error" in client.say(payload=payload)
    assert len(client.items) == 3


def test_another_s_buttons_are_not_offered_here(connect):
    connect().say(text="¿Puedo retirar mi queja?")
    assert "error" in connect().say(payload='/inform{"status": "in_process"}')


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "no se entiende"),
        ([], "no se entiende"),
        ({"text": "hola"}, "no se entiende"),
        ({"id": 7, "text": "hola"}, "no se entiende"),
        ({"id": "../../etc", "text": "hola"}, "no se entiende"),
        ({"id": "a" * 65, "text": "hola"}, "no se entiende"),
        ({"id": "a" * 8}, "Falta «mensaje»"),
        ({"id": "a" * 8, "text": {"a": 1}}, "tiene que ser un texto"),
        ({"id": "a" * 8, "text": " \u202e "}, "está vacío"),
        ({"id": "a" * 8, "text": "a" * 1001}, "más de 1000 caracteres"),
        ({"id": "a" * 8, "payload": 7}, "tiene que ser un texto"),
        ({"id": "a" * 8, "rating": "useful"}, "Falta «respuesta»"),
        ({"id": "a" * 8, "rating": ["useful"], "about": "x"}, "no existe"),
        ({"id": "a" * 8, "rating": "/restart", "about": "x"}, "no existe"),
    ],
)
def test_a_message_that_breaks_the_contract_gets_a_sentence(connect, data, told):
    client = connect()
    assert told in client.socket.call("say", data)["error"]
    assert client.items == []


def test_messages_sent_at_once_are_answered_one_by_one_in_order(connect):
    client = connect()
    ids = [f"message-{number}" for number in range(5)]
    ended = []
    for message_id in ids:
        client.socket.emit("say", {"id": message_id, "text": "hola"}, callback=lambda _, i=message_id: ended.append(i))
    deadline = time.monotonic() + 20
    while len(ended) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ended == ids
    assert [item["id"] for item in client.items] == ["message-0.0", "message-0.1", *(f"{i}.0" for i in ids[1:])]


def test_too_many_messages_are_told_so(connect):
    client, other = connect(), connect()
    acknowledged = [client.say(text="hola") for _ in range(31)]
    assert acknowledged == [{}] * 30 + [{"error": TOO_MANY}]
    assert other.say(text="hola") == {}


def test_rest_cannot_speak_in_a_web_conversation(assistant):
    assistant.say("hola", "web:abc")
    assert "web:abc" not in trackers(assistant) and "rest:web:abc" in trackers(assistant)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_a_foreign_origin_is_refused(assistant, origin):
    polled = httpx.get(f"{assistant.url}{PATH}?EIO=4&transport=polling", headers={"Origin": origin})
    assert polled.status_code == 400
    assert "access-control-allow-origin" not in polled.headers

    async def knock() -> None:
        url = f"ws://127.0.0.1:{assistant.port}{PATH}?EIO=4&transport=websocket"
        async with websockets.connect(url, origin=origin):
            pass

    with pytest.raises(websockets.InvalidStatusCode) as refused:
        asyncio.run(knock())
    assert refused.value.status_code == 400


def test_its_own_origin_is_let_in(assistant):
    polled = httpx.get(f"{assistant.url}{PATH}?EIO=4&transport=polling", headers={"Origin": assistant.url})
    assert polled.status_code == 200


def test_the_pages_are_served_with_their_policy_and_packed(assistant):
    address = f"{assistant.url}/chat/"
    assert address in assistant.log.read_text()
    page = httpx.get(address)
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    script = httpx.get(f"{assistant.url}/chat/widget.js", headers={"Accept-Encoding": "gzip"})
    assert script.headers["content-encoding"] == "gzip" and "retirada" in script.text
    etag = {"If-None-Match": script.headers["etag"]}
    assert httpx.get(f"{assistant.url}/chat/widget.js", headers=etag).status_code == 304
    for missing in ("nothing.js", "..%2f..%2fdomain.yml", "sources/P99"):
        assert httpx.get(f"{assistant.url}/chat/{missing}").status_code == 404


def test_every_source_question_can_be_read(assistant, rules):
    for question in rules.sources.questions:
        told = httpx.get(f"{assistant.url}/chat/sources/{question.id}")
        assert told.headers["access-control-allow-origin"] == "*"
        assert told.json()["statements"] == question.statements


# ------------------------------------------------------------------ without a server


def test_a_token_opens_its_conversation_until_its_time_is_over():
    sessions = Sessions(SECRET, hours=1)
    issued = sessions.issue()
    assert sessions.read(issued.token).sender == issued.sender
    assert issued.sender.startswith("web:") and len(issued.sender) > 20
    assert sessions.issue().sender != issued.sender
    with pytest.raises(ExpiredToken):
        sessions.read(Sessions(SECRET, hours=-1).issue().token)
    for bad in (None, "", 7, {}, "a.b.c", Sessions(SECRET[::-1]).issue().token, issued.token + "x"):
        with pytest.raises(BadToken):
            sessions.read(bad)


def test_a_secret_is_made_once_for_its_owner_only(tmp_path, monkeypatch):
    path = tmp_path / "var" / "web-secret"
    monkeypatch.setattr(web_session, "SECRET_FILE", path)
    monkeypatch.delenv("WEB_SECRET", raising=False)
    token = web_session.sessions_from_environment().issue().token
    assert path.stat().st_mode & 0o777 == 0o600
    assert web_session.sessions_from_environment().read(token)


@pytest.mark.parametrize(
    ("name", "value"),
    [("WEB_SECRET", "short"), ("WEB_SESSION_HOURS", "0"), ("WEB_SESSION_HOURS", "nan"), ("WEB_SESSION_HOURS", "x")],
)
def test_bad_settings_of_sessions_are_told(monkeypatch, name, value):
    monkeypatch.setenv("WEB_SECRET", SECRET)
    monkeypatch.setenv(name, value)
    with pytest.raises(RasaException, match=name):
        web_session.sessions_from_environment()


@pytest.mark.parametrize("value", ["*", "example.org", "https://example.org/", "https://a.org,ftp://b.org"])
def test_bad_origins_are_told(monkeypatch, value):
    monkeypatch.setenv("WEB_ORIGINS", value)
    with pytest.raises(RasaException, match="WEB_ORIGINS"):
        web_session.origins_from_environment()


def test_origins_listed_and_behind_a_proxy():
    origins = Origins(frozenset({"https://example.org"}))
    environ = {"HTTP_HOST": "127.0.0.1:5005"}
    behind = {**environ, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "chat.example.net"}
    assert origins.allow("https://example.org", environ)
    assert origins.allow("http://127.0.0.1:5005", environ)
    assert origins.allow("https://chat.example.net", behind)
    assert not origins.allow("http://chat.example.net", behind)
    assert not origins.allow("https://example.org.evil.net", environ)
    assert not origins.allow(None, environ)


def test_ratings_are_those_of_the_domain():
    assert rating_buttons(Domain.from_dict({"intents": ["greet"]})) == []
    ratings = rating_buttons(Domain.load(str(PROJECT / "domain.yml")))
    assert [rating["title"] for rating in ratings] == RATINGS
    assert ratings[0]["value"] == "useful"
    assert ratings[0]["payload"] == '/feedback{"rating": "useful"}'


def test_plain_text_is_what_was_typed():
    assert not as_plain_text("/restart").strip().startswith("/")
    for text in ("/restart", "hola", "//", "a/b"):
        assert as_typed(as_plain_text(text)) == text


async def _no_events(*_):
    return None


@pytest.mark.parametrize("trouble", ["slow", "fails", "silent"])
def test_a_turn_without_a_reply_says_so(monkeypatch, trouble):
    monkeypatch.setattr(web, "TURN_SECONDS", 0.05)
    monkeypatch.setenv("WEB_SECRET", SECRET)
    sent = []

    async def on_new_message(_message) -> None:
        if trouble == "slow":
            await asyncio.sleep(5)
        if trouble == "fails":
            raise RuntimeError

    async def emit(*event, **_) -> None:
        sent.append(event)

    agent = SimpleNamespace(
        domain=Domain.from_dict({"intents": ["feedback"]}),
        tracker_store=SimpleNamespace(retrieve_full_tracker=_no_events),
    )
    conversations = web._Conversations(SimpleNamespace(emit=emit, enter_room=_no_events), lambda: agent, on_new_message)

    async def talk() -> dict:
        await conversations.connect("socket", {})
        return await conversations.say("socket", {"id": "12345678", "text": "hola"})

    assert asyncio.run(talk()) == {"failed": True}
    assert sent[-1][1]["text"] == UNAVAILABLE
