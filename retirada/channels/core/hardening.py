"""What is set on the whole server, whichever channels it serves: limits, errors that tell nothing, no version."""

from __future__ import annotations

from typing import Any, Optional

from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.connections import bound
from retirada.channels.core.logs import log_failure

# Meta sends up to 3 MB at once; the other channels set less for themselves.
MAX_BODY = 4 * 1024 * 1024

_SENTENCES = {
    400: "La petición no está bien formada.",
    404: "Esa dirección no existe.",
    405: "Esa dirección no admite ese método.",
    408: "La petición tardó demasiado en llegar.",
    413: "La petición es demasiado grande.",
    503: "Ahora mismo no se puede atender la petición.",
}
_FAILED = "Algo ha fallado al atender la petición."


class GuardedBlueprint(Blueprint):
    """A channel's blueprint. Registering it hardens the server, so no channel can be served without."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Harden `app`, then register as any blueprint does."""
        harden(app)
        super().register(app, options)


def error(status: int, sentence: str = "", retry_seconds: Optional[int] = None) -> HTTPResponse:
    """{"error": a Spanish sentence} with `status`, and when to come back."""
    headers = {} if retry_seconds is None else {"Retry-After": str(retry_seconds)}
    body = {"error": sentence or _SENTENCES.get(status, _FAILED)}
    return response.json(body, status, headers=headers, ensure_ascii=False)


def harden(app: Sanic) -> None:
    """Set limits on `app`, and answer errors and the root without telling what runs here. Twice does nothing more."""
    if getattr(app.ctx, "hardened", False):
        return
    app.ctx.hardened = True
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    bound(app)

    @app.on_request
    async def hide_root(request: Request) -> HTTPResponse | None:
        # Rasa's own page there says its version.
        return error(404) if request.path == "/" else None

    @app.on_response
    async def take_types_literally(_: Request, reply: HTTPResponse) -> None:
        reply.headers.setdefault("X-Content-Type-Options", "nosniff")

    @app.exception(Exception)
    async def tell_nothing(request: Request, failure: Exception) -> HTTPResponse:
        if isinstance(failure, SanicException):
            reply = error(getattr(failure, "status_code", 500))
            reply.headers.update({k: v for k, v in getattr(failure, "headers", {}).items() if k == "Allow"})
            return reply
        if request is None or request.route is None:
            # Sanic could not make sense of the request: a length that is no number, a path that is no text.
            return error(400)
        log_failure("A request failed", failure)
        return error(500)
