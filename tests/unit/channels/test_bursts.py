"""Messages that are read as one: how long more are taken, and how they are told apart again."""

from __future__ import annotations

import asyncio

import pytest

from retirada.channels.core import bursts
from retirada.channels.core.bursts import Burst, Words, describe, join, messages_apart
from retirada.channels.core.validation import MAX_CHARACTERS


async def _deliver(_outcome: object) -> None:
    pass


def words(text: str, message_id: str = "1") -> Words:
    return Words(text, message_id, _deliver)


def test_messages_are_taken_until_none_came_for_a_while(monkeypatch):
    monkeypatch.setattr(bursts, "DEBOUNCE_SECONDS", 1)

    async def check() -> None:
        burst = Burst(words("hola"))
        waiting = asyncio.ensure_future(burst.wait())
        await asyncio.sleep(0.6)
        assert burst.add(words("una"))
        await asyncio.sleep(0.6)
        assert burst.add(words("otra")) and not waiting.done()
        await waiting
        assert not burst.add(words("tarde"))
        assert join(burst.messages) == "hola\nuna\notra"

    asyncio.run(check())


def test_whoever_goes_on_and_on_is_answered_in_between(monkeypatch):
    monkeypatch.setattr(bursts, "DEBOUNCE_SECONDS", 60)
    monkeypatch.setattr(bursts, "MAX_SECONDS", 0.5)

    async def check() -> int:
        burst, taken = Burst(words("1")), 1
        while burst.add(words("1")) and taken < 50:
            taken += 1
            await asyncio.sleep(0.05)
        return taken

    assert asyncio.run(check()) < 50


def test_together_they_are_no_longer_than_one_may_be():
    async def check() -> None:
        burst = Burst(words("a" * 600))
        assert not burst.add(words("a" * (MAX_CHARACTERS - 600)))
        assert burst.add(words("a" * (MAX_CHARACTERS - 601)))
        assert len(join(burst.messages)) == MAX_CHARACTERS

    asyncio.run(check())


def test_ended_it_takes_and_waits_for_none(monkeypatch):
    monkeypatch.setattr(bursts, "DEBOUNCE_SECONDS", 60)

    async def check() -> None:
        burst = Burst(words("hola"))
        waiting = asyncio.ensure_future(burst.wait())
        await asyncio.sleep(0)
        burst.end()
        assert not burst.add(words("otra"))
        await asyncio.wait_for(waiting, 30)

    asyncio.run(check())


@pytest.mark.parametrize("texts", [["hola", "una\nqueja", "ya"], ["a\n\nb", "c"]])
def test_they_are_told_apart_again(texts):
    messages = [words(text, str(number)) for number, text in enumerate(texts)]
    assert messages_apart(join(messages), describe(messages)) == [(str(n), text) for n, text in enumerate(texts)]


def test_where_lines_are_gone_or_there_was_one_message_they_are_not():
    assert describe([words("hola\nqué tal")]) == {} and messages_apart("hola\nqué tal", {}) == []
    assert messages_apart("a [correo]", describe([words("a ana arroba"), words("gmail.com")])) == []
