"""REST, for other people's front ends: POST /webhooks/rest/webhook."""

from __future__ import annotations

import functools
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Optional

import yaml
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.headers import parse_host
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core import hardening
from retirada.channels.core.connections import client_address
from retirada.channels.core.guard import BUSY, TOO_MANY, Guard, Rejected, check_sender, check_text
from retirada.channels.core.settings import is_loopback, optional, require_key_off_loopback
from retirada.channels.core.turns import Busy

OPENAPI = Path(__file__).with_name("openapi.yml")
MAX_BODY = 64 * 1024
RETRY_SECONDS = 20

NOT_JSON = "El cuerpo tiene que ser JSON, con la cabecera «Content-Type: application/json»."
FOREIGN = "Sin REST_KEY, solo se atienden peticiones hechas a esta misma máquina y no desde páginas de otros sitios."


class RestInput(InputChannel):
    """Open on loopback; REST_KEY closes it to whoever does not know the key."""

    def __init__(self, key: Optional[str]) -> None:
        self._key = key

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict]) -> InputChannel:
        """Raises SystemExit for a REST_KEY that is no key."""
        return cls(optional("REST_KEY"))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """What retirada/channels/rest/openapi.yml says.

        A body that breaks the contract gets 400, 413 or 415, a missing key 401, a foreign page 403, too many messages
        429, one that could not be stored 503, and 503 when more wait than can be answered in time; each with
        {"error": a Spanish sentence}.
        """
        webhook = hardening.GuardedBlueprint("rest")
        guard = Guard(self.name(), on_new_message, plain_payloads=True)

        @webhook.before_server_start
        async def require_key(app: Sanic, _) -> None:
            # However Rasa was started, this is where it listens.
            require_key_off_loopback(app.state.host)

        @webhook.post("/webhook")
        @self._with_key
        async def receive(request: Request) -> HTTPResponse:
            if request.headers.getone("content-type", "").split(";")[0].strip().lower() != "application/json":
                return hardening.error(415, NOT_JSON)
            if len(request.body) > MAX_BODY:
                return hardening.error(413)
            try:
                sender, text = _read_body(request.body)
            except Rejected as failure:
                return hardening.error(400, str(failure))
            address = client_address(request)
            # Who calls from this machine calls for others.
            if not await guard.rates.allow(sender, None if is_loopback(address) else address):
                return hardening.error(429, TOO_MANY, retry_seconds=60)
            try:
                outcome = await guard.turn(request.app.ctx.agent, sender, text)
            except Busy:
                return hardening.error(503, BUSY, retry_seconds=RETRY_SECONDS)
            if not outcome.stored:
                return hardening.error(503, outcome.messages[0]["text"], retry_seconds=RETRY_SECONDS)
            return _json([{"recipient_id": sender, **message} for message in outcome.messages])

        @webhook.post("/conversations")
        @self._with_key
        async def issue(_: Request) -> HTTPResponse:
            return _json({"sender": secrets.token_urlsafe(24)}, status=201)

        @webhook.get("/openapi.json")
        async def describe(_: Request) -> HTTPResponse:
            return response.raw(_openapi(), content_type="application/json")

        return webhook

    def _with_key(self, handler: Callable[[Request], Awaitable[HTTPResponse]]) -> Callable:
        @functools.wraps(handler)
        async def check(request: Request) -> HTTPResponse:
            if self._key and not self._knows_key(request):
                return hardening.error(401, "Falta la clave, o no es correcta.")
            # A page that somebody else's browser shows may be made to call this, but does not know the key.
            if not self._key and not _is_local(request):
                return hardening.error(403, FOREIGN)
            return await handler(request)

        return check

    def _knows_key(self, request: Request) -> bool:
        given = request.headers.getone("authorization", "")
        return hmac.compare_digest(given.encode(errors="replace"), f"Bearer {self._key}".encode())


def _is_local(request: Request) -> bool:
    """Whether the caller meant this machine (not a name that was made to lead here) and is no page of another site."""
    host = request.headers.getone("host", "")
    origin = request.headers.getone("origin", None)
    name, _ = parse_host(host)
    return is_loopback((name or "").strip("[]")) and (origin is None or origin.lower() == f"http://{host}".lower())


def _json(body: object, status: int = 200) -> HTTPResponse:
    return response.json(body, status, headers={"Cache-Control": "no-store"}, ensure_ascii=False)


@functools.lru_cache(maxsize=1)
def _openapi() -> bytes:
    return json.dumps(yaml.safe_load(OPENAPI.read_text(encoding="utf-8")), ensure_ascii=False).encode()


def _read_body(raw: bytes) -> tuple[str, str]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise Rejected("El cuerpo tiene que ser JSON.") from None
    if not isinstance(body, dict):
        raise Rejected('El cuerpo tiene que ser un objeto JSON: {"sender": "…", "message": "…"}.')
    return check_sender(body.get("sender")), check_text(body.get("message"), "message")
