"""The action server, on loopback and for those who know ACTION_SECRET. `python -m retirada.server.action_server`."""

from __future__ import annotations

import hmac
import os
from typing import Optional

from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.logs import log_failure
from retirada.server.retention import retention_days
from retirada.server.settings import HOST, configure_logging

# The whole session comes with every call: a turn adds a few kilobytes.
MAX_BODY = 32 * 1024 * 1024


def main() -> None:
    """Serve the custom actions on ACTION_PORT until stopped.

    Raises:
        SystemExit: ACTION_SECRET is not set, or RETENTION_DAYS is no number of days.
    """
    configure_logging()
    from rasa_sdk.endpoint import create_app

    secret = os.environ.get("ACTION_SECRET")
    if not secret:
        raise SystemExit("Set ACTION_SECRET to the same value for Rasa and the action server.")
    if "RETENTION_DAYS" not in os.environ:
        raise SystemExit("Set RETENTION_DAYS to the same value for Rasa and the action server.")
    retention_days(os.environ["RETENTION_DAYS"])
    app = create_app("actions", cors_origins=None)
    app.run(host=HOST, port=int(os.environ["ACTION_PORT"]), workers=1, access_log=False, motd=False)


def protect(app: Sanic, secret: str) -> Sanic:
    """Let `app` answer only who knows `secret`, take no packed or huge body, and quote no tracker in its errors."""
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    wanted = f"Bearer {secret}".encode()

    @app.on_request
    async def admit(request: Request) -> Optional[HTTPResponse]:
        if request.path == "/health":
            return None
        given = request.headers.getone("authorization", "").encode(errors="replace")
        if not hmac.compare_digest(given, wanted):
            return response.json({"error": "unauthorized"}, status=401)
        if "content-encoding" in request.headers:
            # rasa_sdk would unpack it, however large it gets.
            return response.json({"error": "packed bodies are not taken"}, status=415)
        return None

    @app.exception(Exception)
    async def tell_nothing(request: Request, failure: Exception) -> HTTPResponse:
        status = getattr(failure, "status_code", 500) if isinstance(failure, SanicException) else 500
        if status == 500:
            log_failure("An action failed", failure)
        return response.json({"error": "the action could not be run"}, status=status)

    return app


if __name__ == "__main__":
    main()
