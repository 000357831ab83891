"""Which sockets of the web chat may stay: those that soon open a conversation and do not flood."""

from __future__ import annotations

import asyncio
from functools import partial

from engineio.async_socket import AsyncSocket
from engineio.exceptions import SocketIsClosedError
from engineio.packet import Packet, packet_names
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from socketio import AsyncServer

from retirada.channels.core.logs import log_failure

SILENT_SECONDS = 12
GOODBYE_SECONDS = 1
# More than a long text pasted line by line, for which the rate by sender has a polite answer.
FLOOD = parse("300/10 second")


class Sockets:
    """Looks after the Engine.IO sockets under `sio`, where nothing that a client sends can pass it by."""

    def __init__(self, sio: AsyncServer) -> None:
        self._sio = sio
        # The limiter keeps only a weak reference to its storage.
        self._counts = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._counts)
        self._connect, self._message = sio.eio.handlers["connect"], sio.eio.handlers["message"]
        sio.eio.on("connect", self._connected)
        sio.eio.on("message", self._understood)

    def keep(self, sid: str) -> None:
        """`sid` has opened its conversation: it may be silent from now on."""
        socket = self._sio.eio.sockets.get(self._sio.manager.eio_sid_from_sid(sid, "/"))
        if socket:
            socket.session["opened"] = True

    async def _connected(self, eio_sid: str, environ: dict) -> object:
        socket = self._sio.eio.sockets[eio_sid]
        socket.session["transport"] = environ["sanic.request"].transport
        # Every packet comes through here, by WebSocket and by polling.
        socket.receive = partial(self._receive, socket, socket.receive)
        asyncio.get_running_loop().call_later(SILENT_SECONDS, self._end_if_silent, socket)
        return await self._connect(eio_sid, environ)

    async def _receive(self, socket: AsyncSocket, receive, packet: Packet) -> None:
        if not socket.closed:
            if packet.packet_type < len(packet_names) and self._limiter.hit(FLOOD, socket.sid):
                return await receive(packet)
            await self._end(socket)
        raise SocketIsClosedError

    async def _understood(self, eio_sid: str, data: object) -> None:
        socket = self._sio.eio.sockets.get(eio_sid)
        if socket is None or socket.closed:
            return
        try:
            await self._message(eio_sid, data)
        except Exception as error:
            # It speaks another protocol than Socket.IO, or none.
            log_failure("The web chat could not read a message and closed its socket", error)
            await self._end(socket)

    def _end_if_silent(self, socket: AsyncSocket) -> None:
        if not socket.session.get("opened"):
            self._sio.start_background_task(self._end, socket)

    async def _end(self, socket: AsyncSocket) -> None:
        if socket.closed:
            return
        transport = socket.session["transport"]
        await socket.close(wait=False)
        # Engine.IO would wait until the client has closed, and read on meanwhile.
        await socket.queue.put(None)
        if not transport.is_closing():
            transport.pause_reading()
        asyncio.get_running_loop().call_later(GOODBYE_SECONDS, transport.abort)
