"""Hardens the whole server, whichever channels it serves: limits, errors without details, no version."""

from __future__ import annotations

from typing import Any, Optional

from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.connections import limit_connections
from retirada.channels.core.logs import log_failure
from retirada.channels.core.sentences import sentences

# Meta sends up to 3 MB at once; the other channels set less for themselves.
MAX_BODY = 4 * 1024 * 1024


class GuardedBlueprint(Blueprint):
    """The blueprint of a channel. Registering it hardens the server, so no channel can be served without."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Harden `app`, then register as any blueprint does."""
        harden(app)
        super().register(app, options)


def error(status: int, sentence: str = "", retry_seconds: Optional[int] = None) -> HTTPResponse:
    """Answer {"error": a Spanish sentence}.

    Args:
        status: the HTTP status.
        sentence: default: that of the status.
        retry_seconds: when to come back, as `Retry-After`. Default: no such header.
    """
    headers = {} if retry_seconds is None else {"Retry-After": str(retry_seconds)}
    body = {"error": sentence or sentences().http.get(status, sentences().failed)}
    return response.json(body, status, headers=headers, ensure_ascii=False)


def harden(app: Sanic) -> None:
    """Set limits on `app`, and answer errors and the root without details. A second call does nothing.

    A channel that has a page for visitors sets `app.ctx.front_page`, and the root leads there."""
    if getattr(app.ctx, "hardened", False):
        return
    app.ctx.hardened = True
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    limit_connections(app)

    @app.on_request
    async def replace_root(request: Request) -> HTTPResponse | None:
        # Rasa's own page there shows its version.
        if request.path != "/":
            return None
        front_page = getattr(app.ctx, "front_page", None)
        return response.redirect(front_page) if front_page and request.method in ("GET", "HEAD") else error(404)

    @app.on_response
    async def set_nosniff(_: Request, reply: HTTPResponse) -> None:
        reply.headers.setdefault("X-Content-Type-Options", "nosniff")

    @app.exception(Exception)
    async def handle_exception(request: Request, failure: Exception) -> HTTPResponse:
        if isinstance(failure, SanicException):
            reply = error(getattr(failure, "status_code", 500))
            reply.headers.update({k: v for k, v in getattr(failure, "headers", {}).items() if k == "Allow"})
            return reply
        if request is None or request.route is None:
            # Sanic could not parse the request: a length that is no number, a path that is no text.
            return error(400)
        log_failure("A request failed", failure)
        return error(500)
