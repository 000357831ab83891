"""Protects the action server, which Rasa SDK leaves open to whoever reaches it."""

from __future__ import annotations

import hmac
from typing import Optional

from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.logs import log_failure

# Bytes. The whole session comes with every call: a turn adds a few kilobytes.
MAX_BODY = 32 * 1024 * 1024


def protect(app: Sanic, secret: str) -> Sanic:
    """Let `app` answer only callers that send `secret` as their bearer token; its health needs none.

    Compressed bodies and those over MAX_BODY are refused, and errors quote nothing of the tracker.

    Returns:
        `app` itself.
    """
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.ACCESS_LOG = False
    expected = f"Bearer {secret}".encode()

    @app.on_request
    async def authorize(request: Request) -> Optional[HTTPResponse]:
        if request.path == "/health":
            return None
        received = request.headers.getone("authorization", "").encode(errors="replace")
        if not hmac.compare_digest(received, expected):
            return response.json({"error": "unauthorized"}, status=401)
        if "content-encoding" in request.headers:
            # Rasa SDK would decompress it, however large it gets.
            return response.json({"error": "compressed bodies are refused"}, status=415)
        return None

    @app.exception(Exception)
    async def handle_exception(request: Request, exception: Exception) -> HTTPResponse:
        status = getattr(exception, "status_code", 500) if isinstance(exception, SanicException) else 500
        if status == 500:
            log_failure("An action failed", exception)
        return response.json({"error": "the action could not be run"}, status=status)

    return app
