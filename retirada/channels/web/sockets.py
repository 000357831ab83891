"""Closes sockets of the web chat that open no conversation in time, that flood, or that speak no Socket.IO."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from engineio.async_socket import AsyncSocket
from engineio.exceptions import SocketIsClosedError
from engineio.packet import Packet, packet_names
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from socketio import AsyncServer

from retirada.channels.core.logs import log_failure

SILENT_SECONDS = 12
CLOSE_GRACE_SECONDS = 1
# More than a long text pasted line by line, for which the rate by sender has a polite answer.
FLOOD = parse("300/10 second")

Receive = Callable[[Packet], Awaitable[None]]


class Sockets:
    """Watches the Engine.IO sockets under `sio`, through which every packet of a client comes."""

    def __init__(self, sio: AsyncServer) -> None:
        self._sio = sio
        # The limiter keeps only a weak reference to its storage.
        self._counts = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._counts)
        self._connect, self._message = sio.eio.handlers["connect"], sio.eio.handlers["message"]
        sio.eio.on("connect", self._on_connect)
        sio.eio.on("message", self._on_message)

    def mark_open(self, sid: str) -> None:
        """Record that `sid` has opened its conversation: it may be silent from now on."""
        socket = self._sio.eio.sockets.get(self._sio.manager.eio_sid_from_sid(sid, "/"))
        if socket:
            socket.session["opened"] = True

    async def _on_connect(self, eio_sid: str, environ: dict[str, Any]) -> object:
        socket = self._sio.eio.sockets[eio_sid]
        socket.session["transport"] = environ["sanic.request"].transport
        # Every packet comes through here, by WebSocket and by polling.
        socket.receive = partial(self._receive, socket, socket.receive)
        asyncio.get_running_loop().call_later(SILENT_SECONDS, self._close_if_silent, socket)
        return await self._connect(eio_sid, environ)

    async def _receive(self, socket: AsyncSocket, receive: Receive, packet: Packet) -> None:
        if not socket.closed:
            if packet.packet_type < len(packet_names) and self._limiter.hit(FLOOD, socket.sid):
                await receive(packet)
                return
            await self._close(socket)
        raise SocketIsClosedError

    async def _on_message(self, eio_sid: str, data: object) -> None:
        socket = self._sio.eio.sockets.get(eio_sid)
        if socket is None or socket.closed:
            return
        try:
            await self._message(eio_sid, data)
        except Exception as error:
            # It speaks something else than Socket.IO.
            log_failure("The web chat could not read a message and closed its socket", error)
            await self._close(socket)

    def _close_if_silent(self, socket: AsyncSocket) -> None:
        if not socket.session.get("opened"):
            self._sio.start_background_task(self._close, socket)

    async def _close(self, socket: AsyncSocket) -> None:
        if socket.closed:
            return
        transport = socket.session["transport"]
        await socket.close(wait=False)
        # Engine.IO would wait until the client has closed, and read on meanwhile.
        await socket.queue.put(None)
        if not transport.is_closing():
            transport.pause_reading()
        asyncio.get_running_loop().call_later(CLOSE_GRACE_SECONDS, transport.abort)
