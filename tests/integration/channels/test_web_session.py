"""The web channel without a server: tokens, origins, settings, ratings, turns that go wrong."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

from retirada.channels.core import turns
from retirada.channels.core.guard import BUSY, UNAVAILABLE, as_plain_text, as_typed
from retirada.channels.web import input_channel as web
from retirada.channels.web import session as web_session
from retirada.channels.web.history import Turn, items, rating_buttons
from retirada.channels.web.session import BadToken, ExpiredToken, Origins, Sessions
from retirada.paths import PROJECT
from tests.integration.channels.web_client import RATINGS

SECRET = "0123456789" * 4


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


def test_an_item_keeps_its_buttons_headings_and_its_notes():
    buttons = [{"title": "Dónde se retira", "payload": "/where", "group": "Retirar una queja"}]
    event = BotUttered("Elija.\nNota: sí.", {"buttons": buttons}, {"notes": ["Nota: sí."]})
    tracker = DialogueStateTracker.from_events("web:a", [event])
    (read_back,) = items(tracker, [])
    live = Turn("start", []).add("Elija.\nNota: sí.", buttons, {"notes": ["Nota: sí."]})
    assert read_back == live
    assert live["buttons"] == buttons and live["notes"] == ["Nota: sí."]


def test_plain_text_is_what_was_typed():
    assert not as_plain_text("/restart").strip().startswith("/")
    for text in ("/restart", "hola", "//", "a/b"):
        assert as_typed(as_plain_text(text)) == text


async def _no_events(*_):
    return None


def talk(on_new_message, sent: list) -> dict:
    """What the web channel acknowledges to a «hola» when Rasa is `on_new_message`; what it sends goes to `sent`."""

    async def emit(*event, **_) -> None:
        sent.append(event)

    agent = SimpleNamespace(
        domain=Domain.from_dict({"intents": ["feedback"]}),
        tracker_store=SimpleNamespace(retrieve_full_tracker=_no_events),
    )
    sio, sockets = SimpleNamespace(emit=emit, enter_room=_no_events), SimpleNamespace(keep=lambda _sid: None)
    conversations = web._Conversations(sio, sockets, lambda: agent, on_new_message)

    async def first_hello() -> dict:
        await conversations.connect("socket", {"sanic.request": SimpleNamespace(remote_addr="", ip="127.0.0.1")})
        return await conversations.say("socket", {"id": "12345678", "text": "hola"})

    return asyncio.run(first_hello())


def test_whoever_cannot_be_answered_in_time_is_told_so(monkeypatch):
    monkeypatch.setattr(turns, "MAX_WAITING", 0)
    monkeypatch.setenv("WEB_SECRET", SECRET)
    sent = []
    assert talk(_no_events, sent) == {"error": BUSY}
    assert sent == []


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

    assert talk(on_new_message, sent) == {"failed": True}
    assert sent[-1][1]["text"] == UNAVAILABLE
