"""Who may use the inbox's page: who sits at this machine or, where there is a key, who knows it."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple, Optional
from urllib.parse import urlsplit

from aiohttp import web

from retirada.channels.core.settings import is_loopback
from retirada.server.settings import MAX_PORT
from retirada.whole_number import whole_number

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Middleware = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]
_KEY = re.compile(r"[!-~]{32,}")
_DEFAULT_PORT = 5015


class PageSettings(NamedTuple):
    """Where the page listens, and the key that it asks for: None asks for none."""

    address: str
    port: int
    key: Optional[str]


def read_settings(environment: Mapping[str, str] = os.environ) -> PageSettings:
    """INBOX_ADDRESS (127.0.0.1), INBOX_PORT (5015) and INBOX_KEY (none).

    Raises:
        SystemExit: one can't be used, or the page could be reached from other machines without a key.
    """
    address, key = environment.get("INBOX_ADDRESS") or "127.0.0.1", environment.get("INBOX_KEY") or None
    port = whole_number("INBOX_PORT", environment.get("INBOX_PORT") or str(_DEFAULT_PORT), 1, MAX_PORT)
    if key and not _KEY.fullmatch(key):
        raise SystemExit("INBOX_KEY must have 32 characters or more, without spaces.")
    if not key and not is_loopback(address):
        raise SystemExit(f"Listening on {address}, the inbox needs a key: set INBOX_KEY. See docs/inbox.md.")
    return PageSettings(address, port, key)


def guard(key: Optional[str], headers: Mapping[str, str]) -> Middleware:
    """What lets only those requests through that may come, and gives every answer these headers."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if key and not _knows(request, key):
            return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="inbox", charset="UTF-8"'})
        # A page of another site can make a browser on this machine call here, also by a name that it lets mean it.
        host = urlsplit(f"//{request.host}").hostname or ""
        is_foreign = request.method == "POST" and request.headers.get("Origin") not in _own(request)
        if is_foreign or (not key and not is_loopback(host)):
            return web.Response(status=403)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            response = web.Response(status=error.status)
        response.headers.update(headers)
        return response

    return check


def _own(request: web.Request) -> tuple[str, str]:
    return f"http://{request.host}", f"https://{request.host}"


def _knows(request: web.Request, key: str) -> bool:
    """Whether the request has the key as the password of HTTP's Basic authentication, whatever the name."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    try:
        _, _, password = base64.b64decode(value, validate=True).partition(b":")
    except binascii.Error:
        return False
    return kind.lower() == "basic" and hmac.compare_digest(password, key.encode())
