"""People who talk to an assistant by REST, many at once: for what measures it under load."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Iterator

import aiohttp

# Topics, facts, thanks: what a conversation is made of.
MESSAGES = (
    "hola",
    "¿puedo retirar mi queja?",
    "sigue en trámite",
    "¿y después puedo poner otra?",
    "sí tengo pruebas",
    "¿dónde se hace?",
    "desde el celular",
    "gracias",
    "¿qué es la mediación?",
    "recibí un aviso, ¿qué significa?",
)
# Of the assistants that are measured.
NO_RATES = {"REST_RATE_PER_SENDER": "1000000/minute", "REST_RATE_PER_CHANNEL": "1000000/minute"}


async def closed_loop(urls: list[str], people: int, seconds: float) -> list[float]:
    """So many people write for so long, each as soon as they are answered, to the assistants by turns.

    Returns:
        The milliseconds of each turn.

    Raises:
        RuntimeError: a message was not answered.
    """
    times: list[float] = []
    end = time.monotonic() + seconds

    async def write(session: aiohttp.ClientSession, url: str) -> None:
        for sender, text in _conversations():
            if time.monotonic() > end:
                return
            times.append(await _say(session, url, sender, text))

    async with new_session() as session:
        await asyncio.gather(*(write(session, urls[person % len(urls)]) for person in range(people)))
    return times


class ToldToWait(RuntimeError):
    """A message was refused because too many wait."""


async def steady(url: str, per_second: float, seconds: float) -> tuple[list[float], int]:
    """So many messages a second, whether the earlier ones are answered or not.

    Returns:
        The milliseconds of each turn, and how many were told to wait instead.

    Raises:
        RuntimeError: a message was neither answered nor told to wait.
    """
    conversations = [_conversations() for _ in range(len(MESSAGES))]
    began = time.monotonic()
    turns = []
    async with new_session() as session:
        for number in range(int(per_second * seconds)):
            await asyncio.sleep(began + number / per_second - time.monotonic())
            sender, text = next(conversations[number % len(conversations)])
            turns.append(asyncio.create_task(_say(session, url, sender, text)))
        done = await asyncio.gather(*turns, return_exceptions=True)
    told = [turn for turn in done if isinstance(turn, ToldToWait)]
    for turn in done:
        if isinstance(turn, BaseException) and not isinstance(turn, ToldToWait):
            raise turn
    return [turn for turn in done if isinstance(turn, float)], len(told)


def new_session() -> aiohttp.ClientSession:
    """Without a limit of connections."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))


def _conversations() -> Iterator[tuple[str, str]]:
    while True:
        sender = uuid.uuid4().hex
        yield from zip(itertools.repeat(sender), MESSAGES)


async def _say(session: aiohttp.ClientSession, url: str, sender: str, text: str) -> float:
    began = time.perf_counter()
    async with session.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": text}) as reply:
        if reply.status != 200:
            kind = ToldToWait if reply.status == 503 and "Retry-After" in reply.headers else RuntimeError
            raise kind(f"«{text}» was not answered: {reply.status}, {await reply.text()}")
        await reply.read()
    return (time.perf_counter() - began) * 1000
