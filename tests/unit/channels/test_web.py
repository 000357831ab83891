"""The web channel without a server: tokens, origins, ratings, items, turns that go wrong."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.channels.core import guard, turns
from retirada.channels.core.errors import StoreError
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import load
from retirada.channels.core.validation import escape_slash, unescape_slash
from retirada.channels.web.conversations import Conversations
from retirada.channels.web.follow_ups import load as load_follow_ups
from retirada.channels.web.history import Turn, conversation_items, rating_buttons
from retirada.channels.web.session import ExpiredToken, InvalidToken, Origins, Sessions
from retirada.paths import PROJECT
from retirada.yaml_files import DataFileError

SECRET = "0123456789" * 4


def test_a_token_opens_its_conversation_until_its_time_is_over():
    sessions = Sessions(SECRET, hours=1)
    issued = sessions.issue()
    assert sessions.read(issued.token).sender == issued.sender
    assert len(issued.sender) > 20
    assert sessions.issue().sender != issued.sender
    with pytest.raises(ExpiredToken):
        sessions.read(Sessions(SECRET, hours=-1).issue().token)
    for bad in (None, "", 7, {}, "a.b.c", Sessions(SECRET[::-1]).issue().token, issued.token + "x"):
        with pytest.raises(InvalidToken):
            sessions.read(bad)


def test_a_secret_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "var" / "web-secret"
    token = Sessions.from_settings(load({}), path).issue().token
    assert path.stat().st_mode & 0o777 == 0o600
    assert Sessions.from_settings(load({}), path).read(token)


def test_web_secret_is_used_instead_of_a_file(tmp_path):
    token = Sessions.from_settings(load({"WEB_SECRET": SECRET}), tmp_path / "web-secret").issue().token
    assert Sessions(SECRET).read(token)
    assert not list(tmp_path.iterdir())


def test_origins_listed_and_behind_a_proxy():
    origins = Origins(frozenset({"https://example.org"}))
    environ = {"HTTP_HOST": "127.0.0.1:5005"}
    behind = {**environ, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "chat.example.net"}
    assert origins.is_allowed("https://example.org", environ)
    assert origins.is_allowed("http://127.0.0.1:5005", environ)
    assert origins.is_allowed("https://chat.example.net", behind)
    assert not origins.is_allowed("http://chat.example.net", behind)
    assert not origins.is_allowed("https://example.org.evil.net", environ)
    assert not origins.is_allowed(None, environ)


def test_ratings_are_those_of_the_domain():
    assert rating_buttons(Domain.from_dict({"intents": ["greet"]})) == []
    ratings = rating_buttons(Domain.load(str(PROJECT / "domain.yml")))
    assert [rating["title"] for rating in ratings] == ["Útil", "No útil", "Desactualizada", "No era mi pregunta"]
    assert ratings[0]["value"] == "useful"
    assert ratings[0]["payload"] == '/feedback{"rating": "useful"}'


def test_an_item_keeps_its_buttons_headings_and_its_notes():
    buttons = [{"title": "Dónde se retira", "payload": "/where", "group": "Retirar una queja"}]
    event = BotUttered("Elija.\nNota: sí.", {"buttons": buttons}, {"notes": ["Nota: sí."]}, timestamp=7.5)
    tracker = DialogueStateTracker.from_events("web:a", [event])
    (read_back,) = conversation_items(tracker, [])
    live = Turn("start", []).add("Elija.\nNota: sí.", buttons, {"notes": ["Nota: sí."]}, 7.5)
    assert read_back == live
    assert live["buttons"] == buttons and live["notes"] == ["Nota: sí."]


def test_an_item_that_cites_the_guide_says_where_relative_to_the_chat():
    def guide_of(extras: dict) -> object:
        return Turn("start", []).add("Sí.", None, extras, 0)["guide"]

    assert [guide_of(extras) for extras in ({"guide": "#p7"}, {"guide": "#"}, {})] == ["../guia#p7", "../guia#", None]


def test_follow_ups_come_with_a_verdict_once_and_not_while_something_is_asked():
    turn = Turn("start", [])

    def suggested(verdict: str | None, asks: str | None = None) -> list[str]:
        item = turn.add("Sí.", None, {"answer": {"verdict": verdict, "asks": asks}}, 0)
        return [follow_up["topic"] for follow_up in item["follow_ups"]]

    assert suggested(None) == suggested("nothing") == suggested("refile_depends", asks="evidence") == []
    assert suggested("withdrawable")[:2] == ["before_withdrawing", "refile"]
    assert suggested("withdrawable") == []


def test_a_command_is_read_back_as_it_was_typed():
    event = UserUttered("/capabilities", metadata={"typed": "Menú"})
    (item,) = conversation_items(DialogueStateTracker.from_events("web:a", [event]), [])
    assert item["text"] == "Menú"


@pytest.mark.parametrize("text", [None, "a: [", "where: [{title: x}]", "where: {}"])
def test_follow_ups_that_cannot_be_used_are_told(tmp_path, text):
    path = tmp_path / "follow_ups.yml"
    if text:
        path.write_text(text)
    with pytest.raises(DataFileError, match=r"follow_ups\.yml: .*(missing|line \d)"):
        load_follow_ups(path)


def test_the_log_is_not_filled_with_invented_origins(caplog):
    origins = Origins()
    assert not any(origins.is_allowed(f"https://{number}.example", {}) for number in range(100))
    assert len(caplog.records) == 20


def test_an_escaped_text_is_words_and_can_be_read_back():
    assert not escape_slash("/restart").strip().startswith("/")
    for text in ("/restart", "hola", "//", "a/b"):
        assert unescape_slash(escape_slash(text)) == text


async def _nothing(*_):
    return None


def talk(on_new_message, sent: list) -> dict:
    """What the web channel acknowledges to a «hola» when Rasa is `on_new_message`; what it sends goes to `sent`."""

    async def emit(*event, **_) -> None:
        sent.append(event)

    agent = SimpleNamespace(
        domain=Domain.from_dict(
            {"intents": ["feedback"], "responses": {"utter_not_stored": [{"text": "No puedo guardar."}]}}
        ),
        tracker_store=SimpleNamespace(retrieve_full_tracker=_nothing),
    )
    sio, sockets = SimpleNamespace(emit=emit, enter_room=_nothing), SimpleNamespace(mark_open=lambda _sid: None)
    web_guard = guard.Guard("web", on_new_message, load({}))
    conversations = Conversations(sio, sockets, lambda: agent, web_guard, Sessions(SECRET))

    async def first_hello() -> dict:
        await conversations.connect("socket", {"sanic.request": SimpleNamespace(remote_addr="", ip="127.0.0.1")})
        return await conversations.say("socket", {"id": "12345678", "text": "hola"})

    return asyncio.run(first_hello())


def test_what_is_said_reaches_rasa_and_the_replies_are_sent_once_the_turn_is_over():
    sent = []

    async def on_new_message(message) -> None:
        assert message.sender_id.startswith("web:") and message.input_channel == "web" and message.text == "hola"
        await message.output_channel.send_response(message.sender_id, {"text": "Buenas.", "erased": True})
        assert [event for event, *_ in sent] == ["item"], "only what was said"

    assert talk(on_new_message, sent) == {}
    assert [event for event, *_ in sent] == ["item", "erased", "item"]
    assert sent[-1][1]["id"] == "12345678.0" and sent[-1][1]["text"] == "Buenas."


def test_whoever_cannot_be_answered_in_time_is_told_so(monkeypatch):
    monkeypatch.setattr(turns, "MAX_WAITING", 0)
    sent = []
    assert talk(_nothing, sent) == {"error": sentences().busy}
    assert sent == []


@pytest.mark.parametrize("trouble", ["slow", "fails", "silent"])
def test_a_turn_without_a_reply_says_so(monkeypatch, trouble):
    monkeypatch.setattr(guard, "TURN_SECONDS", 0.05)
    sent = []

    async def on_new_message(_message) -> None:
        if trouble == "slow":
            await asyncio.sleep(5)
        if trouble == "fails":
            raise RuntimeError

    assert talk(on_new_message, sent) == {"failed": "12345678"}
    assert sent[-1][1]["text"] == sentences().unavailable


def test_of_a_turn_that_is_not_stored_nothing_is_sent_but_that():
    sent = []

    async def on_new_message(message) -> None:
        await message.output_channel.send_response(message.sender_id, {"text": "Hecho.", "erased": True})
        raise StoreError

    assert talk(on_new_message, sent) == {"failed": "12345678"}
    assert [event for event, *_ in sent] == ["item", "item"]
    assert sent[-1][1]["text"] == "No puedo guardar."
