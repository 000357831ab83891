"""How long a connection may take and how many may be open, so that slow, silent and idle ones keep nobody out."""

from __future__ import annotations

import asyncio
import ipaddress
import resource

from sanic import Sanic
from sanic.exceptions import RequestTimeout
from sanic.http import Stage
from sanic.request import Request
from sanic.server.protocols.websocket_protocol import WebSocketProtocol

# Sanic looks every half of it, so a connection is ended within 15 s.
IDLE_SECONDS = 10
MAX_OPEN = 4000
# For the database, the model and the calls to the action server and to providers.
OTHER_FILES = 100


class TimedRequest(Request):
    """A request whose body must arrive within IDLE_SECONDS, however little by little it comes."""

    async def receive_body(self) -> None:
        """Raises RequestTimeout."""
        try:
            await asyncio.wait_for(super().receive_body(), IDLE_SECONDS)
        except asyncio.TimeoutError:
            # Sanic would wait for the rest of it to use the connection again.
            self.stream.keep_alive = False
            self.stream.request_body = None
            raise RequestTimeout("The body did not arrive.") from None


class BoundedProtocol(WebSocketProtocol):
    """Sanic's protocol, with time limits that dripping does not stretch, and a limit on connections."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        if len(self.connections) > self.app.ctx.max_connections:
            idle = [connection for connection in self.connections if connection is not self and connection.is_idle()]
            (min(idle, key=lambda connection: connection._time) if idle else self).transport.abort()

    def is_idle(self) -> bool:
        """Whether it waits for a request, or for the rest of its headers."""
        waiting = self._http is not None and self._http.stage in (Stage.IDLE, Stage.REQUEST)
        return waiting and self.websocket is None and self.transport is not None and not self.transport.is_closing()

    def data_received(self, data: bytes) -> None:
        began, http = self._time, getattr(self, "_http", None)
        under_way = http is not None and (http.stage is not Stage.IDLE or getattr(http, "request_body", None))
        super().data_received(data)
        if under_way:
            # Sanic would count from the latest byte.
            self._time = began

    def check_timeouts(self) -> None:
        super().check_timeouts()
        http = self._http
        if self._task and self.websocket is None and http and http.stage is Stage.HANDLER and http.upgrade_websocket:
            # Sanic looks no more after a connection that asked for a WebSocket, even where it got none.
            self.loop.call_later(IDLE_SECONDS / 2, self.check_timeouts)


def bound(app: Sanic) -> None:
    """Set the limits of BoundedProtocol on `app`, and raise the number of files that this process may open.

    Sanic takes that protocol because of retirada/server/rasa_patches.py, and only for an app with WebSockets.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = MAX_OPEN + OTHER_FILES if most == resource.RLIM_INFINITY else min(most, MAX_OPEN + OTHER_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    app.ctx.max_connections = files - OTHER_FILES
    app.config.REQUEST_TIMEOUT = app.config.KEEP_ALIVE_TIMEOUT = IDLE_SECONDS
    app.request_class = TimedRequest
    app.enable_websocket()


def client_address(request: Request) -> str:
    """Where a request comes from; of an IPv6 address the network, of which each customer has one.

    What a proxy says of it counts only where SANIC_PROXIES_COUNT (or another of Sanic's settings for it) is set.
    """
    address = (request.remote_addr or request.ip).strip("[]")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    return str(parsed if parsed.version == 4 else ipaddress.ip_network((address, 64), strict=False))
