"""What becomes of many people who write at the same moment, and what a second replica brings: for `make bench`."""

from __future__ import annotations

import asyncio
import statistics
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import NamedTuple

import httpx

from retirada.channels.core.sentences import sentences
from tests.conftest import Assistant
from tests.load import MESSAGES, new_session

AT_ONCE = 900
LIVE_PAUSE = 0.05  # seconds between two requests of `/live`


class Rush(NamedTuple):
    """What AT_ONCE people got who wrote at the same moment.

    Attributes:
        answered, told_to_wait, neither: how many.
        p99: seconds within which 99 of 100 of the answered were.
        live: milliseconds of the slowest `/live` meanwhile.
    """

    answered: int
    told_to_wait: int
    neither: int
    p99: float
    live: float


def rush(assistants: Sequence[Assistant]) -> Rush:
    """Let AT_ONCE people write at the same moment, to the assistants by turns."""
    over = Event()
    with ThreadPoolExecutor(len(assistants)) as watchers:
        watching = [watchers.submit(_slowest_live, assistant, over) for assistant in assistants]
        try:
            outcomes = asyncio.run(_write_at_once([assistant.url for assistant in assistants]))
        finally:
            over.set()
        live = max(watcher.result() for watcher in watching)
    answered = [seconds for outcome, seconds in outcomes if outcome == "answered"]
    told = sum(outcome == "told" for outcome, _ in outcomes)
    p99 = statistics.quantiles(answered, n=100)[-1] if len(answered) > 1 else 0.0
    return Rush(len(answered), told, AT_ONCE - len(answered) - told, p99, live)


def answers(assistants: Sequence[Assistant]) -> list[list[str]]:
    """The texts of each reply of one conversation, each message of which goes to the next assistant."""
    sender = uuid.uuid4().hex
    return [
        [reply["text"] for reply in assistants[number % len(assistants)].say(message, sender)]
        for number, message in enumerate(MESSAGES)
    ]


def _slowest_live(assistant: Assistant, over: Event) -> float:
    slowest = 0.0
    with httpx.Client(timeout=60) as client:
        while not over.wait(LIVE_PAUSE):
            began = time.perf_counter()
            client.get(f"{assistant.url}/live").raise_for_status()
            slowest = max(slowest, (time.perf_counter() - began) * 1000)
    return slowest


async def _write_at_once(urls: Sequence[str]) -> list[tuple[str, float]]:
    """Of each: «answered», «told» (to wait) or what else came, and the seconds that it took."""
    async with new_session() as session:

        async def write(number: int) -> tuple[str, float]:
            url = f"{urls[number % len(urls)]}/webhooks/rest/webhook"
            began = time.perf_counter()
            body = {"sender": uuid.uuid4().hex, "message": MESSAGES[1]}
            async with session.post(url, json=body) as reply:
                told = await reply.json()
            seconds = time.perf_counter() - began
            if reply.status == 503 and told.get("error") == sentences().busy:
                return "told", seconds
            return ("answered" if reply.status == 200 and told else f"{reply.status}"), seconds

        return await asyncio.gather(*(write(number) for number in range(AT_ONCE)))
