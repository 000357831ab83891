"""What one client, or many at once, may do to the others: floods, slow and idle connections, too many requests."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections import Counter
from contextlib import ExitStack

import httpx
import pytest
import websockets

from retirada.channels.core.sentences import sentences
from tests.conftest import JSON, Assistant
from tests.integration.channels.conftest import PER_ADDRESS

SOCKETS = "/chat/socket.io/?EIO=4&transport=websocket"
# Each connection must be over by then; the machine may be busy.
OVER_SECONDS = 15 + 2
AT_ONCE = 900


class Visitor:
    """A client of the web chat down to its packets, which can send what no library sends."""

    @classmethod
    async def come(cls, assistant: Assistant, address: str = "203.0.113.1") -> Visitor:
        visitor = cls()
        visitor.socket = await websockets.connect(
            f"ws://127.0.0.1:{assistant.port}{SOCKETS}", extra_headers={"X-Forwarded-For": address}
        )
        await visitor.socket.recv()
        await visitor.ask("40{}", "40")
        await visitor.ask('420["open"]', "430")
        return visitor

    async def ask(self, packet: str, answer: str) -> str:
        await self.socket.send(packet)
        while True:
            got = await asyncio.wait_for(self.socket.recv(), 30)
            if got.startswith(answer):
                return got[len(answer) :]

    async def say(self, **what: object) -> dict:
        return json.loads(await self.ask(f"421{json.dumps(['say', what])}", "431"))[0]

    async def hello(self) -> dict:
        return await self.say(id="12345678", text="hola")


@pytest.mark.parametrize("packet", ['42["say",{"junk":1}]', '42["nothing",1]', '42["say"]'])
def test_junk_uses_up_nobody_s_minute(assistant, packet):
    async def check() -> None:
        flooding = [await Visitor.come(assistant) for _ in range(6)]
        for visitor in flooding:
            for _ in range(230):
                await visitor.socket.send(packet)
        # So that the junk is read before the other comes.
        await asyncio.sleep(1)
        assert await (await Visitor.come(assistant)).hello() == {}

    asyncio.run(check())


@pytest.mark.parametrize(("packet", "count"), [('42["nothing",1]', 1000), ("4zzz", 1), ("9zzz", 1)])
def test_a_socket_that_floods_or_speaks_no_socket_io_is_closed(assistant, packet, count):
    async def check() -> None:
        visitor = await Visitor.come(assistant)
        before = len(assistant.log.read_text())
        with pytest.raises(websockets.ConnectionClosed):
            for _ in range(count):
                await visitor.socket.send(packet)
            while True:
                await asyncio.wait_for(visitor.socket.recv(), 5)
        assert len(assistant.log.read_text()) - before < 5000

    asyncio.run(check())


def test_who_has_many_sessions_at_one_address_leaves_the_others_theirs(bounded):
    async def check() -> None:
        told = [await (await Visitor.come(bounded, "forged, 203.0.113.7")).hello() for _ in range(PER_ADDRESS + 1)]
        assert told == [{}] * PER_ADDRESS + [{"error": sentences().too_many}]
        assert await (await Visitor.come(bounded, "203.0.113.7, 203.0.113.8")).hello() == {}

    asyncio.run(check())


def test_rest_counts_by_address_but_not_callers_on_this_machine(bounded, sender):
    def say(number: int, **headers: str) -> int:
        body = {"sender": f"{sender}{number}", "message": "gracias"}
        return httpx.post(f"{bounded.url}/webhooks/rest/webhook", json=body, headers=headers).status_code

    theirs = [say(number, **{"X-Forwarded-For": "203.0.113.9"}) for number in range(PER_ADDRESS + 1)]
    assert theirs == [200] * PER_ADDRESS + [429]
    assert [say(number) for number in range(PER_ADDRESS + 1)] == [200] * (PER_ADDRESS + 1)


HEAD = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
UPGRADE = (
    f"GET {SOCKETS} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
).encode()
# What is sent first, and again each second.
SLOW = {
    "silent": (b"", b""),
    "half the headers": (HEAD, b""),
    "dripping headers": (HEAD, b"X: y\r\n"),
    "half a body": (HEAD + b"Content-Length: 50\r\n\r\n{", b""),
    "dripping body": (HEAD + b"Content-Length: 5000\r\n\r\n{", b" "),
    "dripping chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "body that is not wanted": (b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n", b" "),
    "body after an upgrade": (HEAD + b"Upgrade: websocket\r\nContent-Length: 50\r\n\r\n{", b""),
    "keep-alive": (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n", b""),
    "silent socket": (UPGRADE, b""),
    "silent polling": (b"GET /chat/socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n", b""),
}


def test_slow_and_silent_connections_end(assistant):
    async def seconds_until_closed(first: bytes, drip: bytes) -> float:
        reader, writer = await asyncio.open_connection("127.0.0.1", assistant.port)
        began = time.monotonic()
        writer.write(first)
        reading = asyncio.ensure_future(reader.read())
        while not reading.done() and time.monotonic() - began < 2 * OVER_SECONDS:
            await asyncio.wait([reading], timeout=1)
            if drip and not reading.done():
                writer.write(drip)
        writer.close()
        reading.cancel()
        return time.monotonic() - began

    async def check() -> dict[str, float]:
        return dict(
            zip(SLOW, await asyncio.gather(*(seconds_until_closed(*how) for how in SLOW.values())), strict=True)
        )

    took = asyncio.run(check())
    assert not {how: seconds for how, seconds in took.items() if seconds > OVER_SECONDS}


def test_idle_connections_make_room_for_others(bounded):
    with ExitStack() as idle:
        for _ in range(250):
            idle.enter_context(socket.create_connection(("127.0.0.1", bounded.port), timeout=5))
        assert httpx.get(f"{bounded.url}/health", timeout=10).status_code == 200


def test_of_many_requests_at_once_each_is_answered_or_told(assistant, sender):
    async def ask(number: int) -> str:
        body = json.dumps({"sender": f"{sender}{number}", "message": "¿Puedo retirar mi queja?"}).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", assistant.port)
        writer.write(HEAD + f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head, _, content = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        reply = json.loads(content)
        told = reply["error"] if isinstance(reply, dict) else reply[0]["text"]
        assert told != sentences().busy or b"\r\nretry-after: " in head.lower()
        kind = told if told in (sentences().busy, sentences().unavailable) else "an answer"
        return f"{head[9:12].decode()} {kind}"

    async def check() -> list[str]:
        return await asyncio.wait_for(asyncio.gather(*(ask(number) for number in range(AT_ONCE))), 60)

    counts = Counter(asyncio.run(check()))
    # How many are told depends on how fast the machine is.
    assert set(counts) <= {"200 an answer", f"503 {sentences().busy}"}, counts


def test_rest_takes_nothing_that_a_page_of_another_site_can_send(assistant, sender):
    body = json.dumps({"sender": sender, "message": "hola"}).encode()

    def post(**headers: str) -> httpx.Response:
        return httpx.post(f"{assistant.url}/webhooks/rest/webhook", content=body, headers=headers)

    port = assistant.port
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx"):
        reply = post(**{"Content-Type": kind})
        assert reply.status_code == 415 and "application/json" in reply.json()["error"]
    for foreign in (
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://localhost",
        f"http://evil.example:{port}",
    ):
        reply = post(**JSON, Origin=foreign)
        assert reply.status_code == 403 and set(reply.json()) == {"error"}
    for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", "", "[::"):
        assert post(**JSON, Host=host).status_code == 403
        assert httpx.post(f"{assistant.url}/webhooks/rest/conversations", headers={"Host": host}).status_code == 403
    assert assistant.events(sender) == []
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", "localhost", f"[::1]:{port}"):
        assert post(**JSON, Host=host).status_code == 200
    assert post(**{"Content-Type": "application/json; charset=utf-8"}, Origin=assistant.url).status_code == 200
