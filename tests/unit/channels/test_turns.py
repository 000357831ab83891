"""The queue of turns: how many run, how many wait, and for how long."""

from __future__ import annotations

import asyncio

from retirada.channels.core import turns
from retirada.channels.core.turns import Busy, TurnQueue


def test_the_time_in_which_somebody_goes_on_writing_is_no_wait(monkeypatch):
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.2)

    async def check() -> None:
        async with TurnQueue().slot(asyncio.Lock(), ready=lambda: asyncio.sleep(0.4)):
            pass

    asyncio.run(check())


def test_turns_wait_in_line_and_not_for_too_long(monkeypatch):
    monkeypatch.setattr(turns, "MAX_RUNNING", 1)
    monkeypatch.setattr(turns, "MAX_WAITING", 2)
    monkeypatch.setattr(turns, "WAIT_SECONDS", 1)

    async def check() -> None:
        queue, ended, long = TurnQueue(), [], asyncio.Event()

        async def turn(name: str, patient: bool = False) -> None:
            try:
                async with queue.slot(asyncio.Lock(), patient):
                    await long.wait()
                    ended.append(name)
            except Busy:
                ended.append(f"{name} busy")

        tasks = []
        for name, patient in [("first", False), ("second", False), ("patient", True), ("one too many", False)]:
            tasks.append(asyncio.ensure_future(turn(name, patient)))
            await asyncio.sleep(0.01)
        assert ended == ["one too many busy"]
        await asyncio.wait_for(tasks[1], 30)
        assert ended == ["one too many busy", "second busy"]
        long.set()
        await asyncio.gather(*tasks)
        assert ended[2:] == ["first", "patient"]

    asyncio.run(check())
