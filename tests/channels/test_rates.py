"""Rates and repeated deliveries, in memory and in a real Redis."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import time

import pytest
import redis

from channels.guard import TOO_MANY
from channels.rates import Rates
from run.settings import free_port
from tests.channels.fakes import Fakes
from tests.channels.people import TelegramPerson
from tests.conftest import start_assistant

FIVE = {"X_RATE_PER_SENDER": "3/minute", "X_RATE_PER_CHANNEL": "5/minute"}


class RealRedis:
    """A Redis server of our own, with nothing kept on disk."""

    def __init__(self, folder) -> None:
        self.port = free_port()
        self._folder = folder
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir"]
        self._process = subprocess.Popen([*command, str(self._folder)], stdout=subprocess.DEVNULL)
        client, deadline = redis.Redis(port=self.port), time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
        raise RuntimeError("Redis did not start")

    def pause(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self.resume()
        self._process.terminate()
        self._process.wait(10)


@pytest.fixture
def real_redis(tmp_path) -> RealRedis:
    if not shutil.which("redis-server"):
        pytest.skip("needs redis-server: apt-get install redis-server")
    server = RealRedis(tmp_path)
    yield server
    server.stop()


@pytest.fixture(params=["memory", "redis"])
def environment(request) -> dict[str, str]:
    if request.param == "memory":
        return FIVE
    return {**FIVE, "REDIS_URL": request.getfixturevalue("real_redis").url}


async def many(rates: Rates, sender: str, count: int) -> int:
    return sum([await rates.allow(sender) for _ in range(count)])


def test_a_sender_and_a_channel_may_send_so_much(environment):
    async def check() -> None:
        rates = Rates("x", environment)
        assert await many(rates, "ana", 10) == 3
        assert await many(rates, "beto", 10) == 2, "what Ana was refused does not count"
        assert [await rates.may_complain("ana") for _ in range(3)] == [True, False, False]

    asyncio.run(check())


def test_an_id_is_new_once(environment):
    async def check() -> None:
        rates, other = Rates("x", environment), Rates("y", {**environment, "Y_RATE_PER_SENDER": "1/minute"})
        assert [await rates.first("1") for _ in range(3)] == [True, False, False]
        assert await rates.first("2") and await other.first("1")

    asyncio.run(check())


def test_with_redis_processes_share_their_counts(real_redis):
    async def check() -> None:
        environment = {**FIVE, "REDIS_URL": real_redis.url}
        one, two = Rates("x", environment), Rates("x", environment)
        assert await many(one, "ana", 2) == 2
        assert await many(two, "ana", 2) == 1
        assert await one.first("1") and not await two.first("1")

    asyncio.run(check())


@pytest.mark.parametrize("how", ["pause", "stop"])
def test_without_redis_counting_goes_on_in_memory(real_redis, how):
    async def check() -> None:
        rates = Rates("x", {**FIVE, "REDIS_URL": real_redis.url})
        assert await many(rates, "ana", 1) == 1
        getattr(real_redis, how)()
        started = time.monotonic()
        assert await many(rates, "ana", 6) == 3
        assert not await rates.first("1") or not await rates.first("1")
        assert time.monotonic() - started < 2

    asyncio.run(check())


def test_an_id_is_forgotten_after_a_day(monkeypatch):
    async def check() -> None:
        rates = Rates("x", FIVE)
        assert await rates.first("1")
        now = time.monotonic()
        monkeypatch.setattr("channels.rates.time.monotonic", lambda: now + 24 * 3600 + 1)
        assert await rates.first("2")
        assert await rates.first("1")

    asyncio.run(check())


def test_a_rate_that_cannot_be_read_is_told():
    with pytest.raises(SystemExit, match="X_RATE_PER_SENDER must be a rate like"):
        Rates("x", {"X_RATE_PER_SENDER": "much"})


def test_an_assistant_on_redis_remembers_across_restarts(model, real_redis, tmp_path):
    fakes = Fakes()
    environment = {**fakes.environment, "REDIS_URL": real_redis.url, "REST_RATE_PER_SENDER": "2/minute"}
    running = start_assistant(tmp_path, **environment)
    try:
        person = TelegramPerson(running, fakes)
        delivery = person.message("gracias")
        assert person.deliver(delivery)[0].text.startswith("De nada")
        statuses = [running.post({"sender": "ana", "message": "hola"}).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        refused = running.post({"sender": "ana", "message": "hola"})
        assert refused.json() == {"error": TOO_MANY} and refused.headers["retry-after"] == "60"
        assert running.post({"sender": "beto", "message": "hola"}).status_code == 200
    finally:
        running.stop()
    running = start_assistant(tmp_path, **environment)
    try:
        person.assistant = running
        assert person.post(delivery).status_code == 200
        assert person.say("hola")[0].text.startswith("Buenas")
        assert len(fakes.sent[person.id]) == 2
        assert running.post({"sender": "ana", "message": "hola"}).status_code in (200, 429)
    finally:
        running.stop()
