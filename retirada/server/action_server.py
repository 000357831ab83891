"""The action server: protected, as Rasa SDK leaves it open to whoever reaches it, and warm before its first turn."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from typing import Any, Optional

import orjson
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.answer import ActionAnswer
from retirada.channels.core.logs import log_failure
from retirada.paths import PROJECT
from retirada.server.patches.action_patches import DIGEST, DOMAIN_UNKNOWN
from retirada.yaml_files import read_yaml

# Bytes. The whole session comes with every call: a turn adds a few kilobytes.
MAX_BODY = 32 * 1024 * 1024
KEPT_DOMAINS = 4  # while a release rolls out, there are two


class Domains:
    """The domains that calls came with, by their digests; see action_patches.send_domain_once."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Any] = OrderedDict()

    def complete(self, call: dict[str, Any]) -> bool:
        """Add to a call the domain of which it brings the digest. Returns whether it now has one, or names none."""
        if DIGEST not in call:
            return True
        if "domain" in call:
            self._known[call[DIGEST]] = call["domain"]
            if len(self._known) > KEPT_DOMAINS:
                self._known.popitem(last=False)
        elif call[DIGEST] in self._known:
            call["domain"] = self._known[call[DIGEST]]
        return "domain" in call


def protect(app: Sanic, secret: str) -> Sanic:
    """Let `app` answer only callers that send `secret` as their bearer token; its health needs none.

    Compressed bodies and those over MAX_BODY are refused, and errors quote nothing of the tracker. A domain that came
    with its digest is kept, and later calls need only bring the digest.

    Returns:
        `app` itself.
    """
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.ACCESS_LOG = False
    expected = f"Bearer {secret}".encode()
    domains = Domains()

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

    @app.on_request
    async def add_domain(request: Request) -> Optional[HTTPResponse]:
        call = request.load_json(orjson.loads) if request.path == "/webhook" else None
        if isinstance(call, dict) and not domains.complete(call):
            return response.json({"error": "the domain is not known"}, status=DOMAIN_UNKNOWN)
        return None

    @app.exception(Exception)
    async def handle_exception(request: Request, exception: Exception) -> HTTPResponse:
        status = getattr(exception, "status_code", 500) if isinstance(exception, SanicException) else 500
        if status == 500:
            log_failure("An action failed", exception)
        return response.json({"error": "the action could not be run"}, status=status)

    return app


def warm_up() -> None:
    """Answer a message of nobody's: the patterns of the rulebook are compiled when they are first looked for, which
    would take the first person's turn most of a second.
    """
    message = {"text": "¿Puedo retirar mi queja?", "intent": {"name": "withdraw", "confidence": 1.0}, "entities": []}
    tracker = {"sender_id": "", "slots": {}, "latest_message": message, "events": []}
    domain = read_yaml(PROJECT / "domain.yml")
    try:
        ActionAnswer().run(CollectingDispatcher(), Tracker.from_dict(tracker), domain)
    except Exception as error:
        log_failure("The action server could not be warmed up", error)
