"""Limits how long a connection may take and how many may be open, so that slow and idle ones keep nobody out."""

from __future__ import annotations

import asyncio
import ipaddress
import resource
from typing import Any

from sanic import Sanic
from sanic.exceptions import RequestTimeout
from sanic.http import Stage
from sanic.request import Request
from sanic.server.protocols.websocket_protocol import WebSocketProtocol

# Sanic checks at half this interval, so a connection is closed within 15 s.
IDLE_SECONDS = 10
MAX_OPEN = 4000
# For the database, the model and the calls to the action server and to providers.
OTHER_FILES = 100


class TimedRequest(Request):
    """A request whose whole body must arrive within IDLE_SECONDS, however slowly it drips."""

    async def receive_body(self) -> None:
        """Read the body. Raises RequestTimeout."""
        try:
            await asyncio.wait_for(super().receive_body(), IDLE_SECONDS)
        except asyncio.TimeoutError:
            # Sanic would wait for the rest of the body in order to reuse the connection.
            if self.stream:
                self.stream.keep_alive = False
                self.stream.request_body = None
            raise RequestTimeout("The body did not arrive.") from None


class BoundedProtocol(WebSocketProtocol):
    """Sanic's protocol, with time limits that single bytes do not extend, and a limit on open connections."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > self.app.ctx.max_connections:
            idle = [connection for connection in self.connections if connection is not self and connection.is_idle()]
            closed = min(idle, key=lambda connection: connection._time) if idle else self
            if closed.transport:
                closed.transport.abort()

    def is_idle(self) -> bool:
        """Whether it waits for a request, or for the rest of its headers."""
        waiting = self._http is not None and self._http.stage in (Stage.IDLE, Stage.REQUEST)
        return waiting and self.websocket is None and self.transport is not None and not self.transport.is_closing()

    def data_received(self, data: bytes) -> None:
        started, http = self._time, getattr(self, "_http", None)
        in_progress = http is not None and (http.stage is not Stage.IDLE or getattr(http, "request_body", None))
        super().data_received(data)
        if in_progress:
            # Sanic would count from the latest byte.
            self._time = started

    def check_timeouts(self) -> None:
        super().check_timeouts()
        http = self._http
        if self._task and self.websocket is None and http and http.stage is Stage.HANDLER and http.upgrade_websocket:
            # Sanic stops checking a connection that asked for a WebSocket, even where it was refused one.
            self.loop.call_later(IDLE_SECONDS / 2, self.check_timeouts)


def limit_connections(app: Sanic) -> None:
    """Set the limits of BoundedProtocol on `app`, and raise the number of files that this process may open.

    Sanic takes that protocol because of retirada/server/patches/rasa_patches.py, and only for an app with WebSockets.
    """
    _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = MAX_OPEN + OTHER_FILES if hard_limit == resource.RLIM_INFINITY else min(hard_limit, MAX_OPEN + OTHER_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard_limit))
    app.ctx.max_connections = files - OTHER_FILES
    app.config.REQUEST_TIMEOUT = app.config.KEEP_ALIVE_TIMEOUT = IDLE_SECONDS
    app.request_class = TimedRequest
    app.enable_websocket()


def client_address(request: Request) -> str:
    """The address that a request comes from; for IPv6 its /64 network, since a customer has a whole one.

    Forwarded headers count only where SANIC_PROXIES_COUNT (or another of Sanic's settings for it) is set.
    """
    address = (request.remote_addr or request.ip).strip("[]")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    return str(parsed if parsed.version == 4 else ipaddress.ip_network((address, 64), strict=False))
