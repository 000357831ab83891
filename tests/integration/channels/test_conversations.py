"""The conversations of tests/conversations, replayed through every channel: each says what it says through REST.

The shortest of each folder; with CONVERSATIONS=all, which `make conversations` sets, all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from retirada.channels.core.sentences import sentences
from retirada.channels.providers import messenger, telegram, twilio, whatsapp
from retirada.channels.providers.text import split_text
from tests.conversations.replay import SMOKE, every_smoke_conversation, load, name_of
from tests.integration.channels.fakes import NOTICE, Sent
from tests.integration.channels.users import USERS, ProviderUser
from tests.integration.channels.web_client import Client

AT_ONCE = 24

MAX_TEXT = {channel.__name__.rsplit(".", 1)[1]: channel.MAX_TEXT for channel in (telegram, twilio, messenger, whatsapp)}


@pytest.fixture(scope="session")
def through_rest(connected):
    """Function from a conversation's file to [(what is said, the replies), …]."""

    @cache
    def replay(path: Path) -> list[tuple[str, list[dict]]]:
        return [(turn["user"], connected.say(turn["user"], name_of(path))) for turn in load(path)]

    return replay


def provider_texts(channel: str, replies: list[dict]) -> Iterator[tuple[str, list[str]]]:
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


class Held(NamedTuple):
    """A conversation through a provider: what was said, with the (text, titles of buttons) expected; the replies."""

    user: ProviderUser
    told: list[tuple[str, list[tuple[str, list[str]]]]]
    received: list[list[Sent]]


def expected_of(channel: str, turns: list[tuple[str, list[dict]]]) -> Iterator[tuple[str, list]]:
    for said, replies in turns:
        yield said, list(provider_texts(channel, [r for r in replies if not r["text"].startswith(NOTICE)]))


@pytest.fixture(scope="session", params=USERS)
def through_a_provider(request, connected, fakes, through_rest) -> dict[Path, Held]:
    """Each conversation, held through a provider: all at once, since each of their messages is debounced."""
    users = {path: USERS[request.param](connected, fakes) for path in SMOKE}
    told = {path: list(expected_of(request.param, through_rest(path))) for path in SMOKE}

    def talk(path: Path) -> list[list[Sent]]:
        return [users[path].say(said, len(expected)) for said, expected in told[path]]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        received = dict(zip(SMOKE, pool.map(talk, SMOKE), strict=True))
    assert not fakes.problems
    return {path: Held(users[path], told[path], received[path]) for path in SMOKE}


@every_smoke_conversation
def test_through_a_provider(through_a_provider, path):
    user, told, received = through_a_provider[path]
    for (_, expected), got in zip(told, received, strict=True):
        for sent, (text, titles) in zip(got, expected, strict=True):
            assert sent.text.removesuffix(f"\n{sentences().choose_by_number}") == text
            for (short, _), title in zip(sent.buttons, titles, strict=True):
                assert short == title or title.startswith(short.removesuffix("…"))
    assert len(user.fakes.sent[user.id]) == user.seen
    assert len(user.fakes.notices[user.id]) <= 1, "the privacy notice comes once"


@pytest.fixture(scope="session")
def through_the_web_chat(connected, through_rest) -> dict[Path, list[list[str]]]:
    """The texts of each turn, of all conversations at once."""

    def talk(path: Path) -> list[list[str]]:
        client, turns = Client(connected.url), []
        for said, _ in through_rest(path):
            client.items.clear()
            assert client.say(text=said) == {}
            turns.append([item["text"] for item in client.items])
        client.socket.disconnect()
        return turns

    for path in SMOKE:
        through_rest(path)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(SMOKE, pool.map(talk, SMOKE), strict=True))


@every_smoke_conversation
def test_through_the_web_chat(through_the_web_chat, through_rest, path):
    assert through_the_web_chat[path] == [[reply["text"] for reply in replies] for _, replies in through_rest(path)]
