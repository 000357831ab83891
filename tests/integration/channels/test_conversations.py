"""The conversations of tests/conversations, replayed through every channel: each says what it says through REST.

The shortest of each folder; with CONVERSATIONS=all, which `make conversations` sets, all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import socketio

from retirada.channels.core.sentences import sentences
from retirada.channels.providers import messenger, telegram, twilio, whatsapp
from retirada.channels.providers.text import split_text
from tests.conversations.replay import every_smoke_conversation, load, name_of
from tests.integration.channels.fakes import NOTICE
from tests.integration.channels.users import ProviderUser

MAX_TEXT = {channel.__name__.rsplit(".", 1)[1]: channel.MAX_TEXT for channel in (telegram, twilio, messenger, whatsapp)}


@pytest.fixture(scope="session")
def through_rest(connected):
    """Function from a conversation's file to [(what is said, the replies), …]."""

    @cache
    def replay(path: Path) -> list[tuple[str, list[dict]]]:
        return [(turn["user"], connected.say(turn["user"], name_of(path))) for turn in load(path)]

    return replay


def shown(channel: str, replies: list[dict]) -> Iterator[tuple[str, list[str]]]:
    """(text, titles of buttons) of each message in which a provider's channel says these replies."""
    numbers = itertools.count(1)
    for reply in replies:
        text, titles = reply["text"], [button["title"] for button in reply["buttons"]]
        if channel == "twilio":
            offered = [b["title"] for b in reply["buttons"] if not b["payload"].startswith("/feedback")]
            text, titles = "\n".join([text, *(f"{next(numbers)}. {title}" for title in offered)]), []
        if channel == "whatsapp" and titles and len(text) > whatsapp.MAX_BODY_WITH_BUTTONS:
            yield text, []
            text = sentences().choose
        *parts, last = split_text(text, MAX_TEXT[channel])
        yield from ((part, []) for part in parts)
        yield last, titles


@every_smoke_conversation
def test_through_a_provider(user: ProviderUser, through_rest, path):
    for said, replies in through_rest(path):
        wanted = list(shown(user.channel, [reply for reply in replies if not reply["text"].startswith(NOTICE)]))
        for got, (text, titles) in zip(user.say(said, len(wanted)), wanted, strict=True):
            assert got.text.removesuffix(f"\n{sentences().choose_by_number}") == text
            for (short, _), title in zip(got.buttons, titles, strict=True):
                assert short == title or title.startswith(short.removesuffix("…"))
    assert len(user.fakes.sent[user.id]) == user.seen


@every_smoke_conversation
def test_through_the_web_chat(connected, through_rest, path):
    items: list[dict] = []
    client = socketio.Client(reconnection=False)
    client.on("item", items.append)
    client.connect(connected.url, socketio_path="/chat/socket.io/", transports=["websocket"])
    try:
        client.call("open")
        for number, (said, replies) in enumerate(through_rest(path)):
            items.clear()
            assert client.call("say", {"id": f"message-{number}", "text": said}) == {}
            assert [item["text"] for item in items] == [reply["text"] for reply in replies]
    finally:
        client.disconnect()
