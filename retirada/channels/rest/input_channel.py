"""REST, for other people's front ends: POST /webhooks/rest/webhook."""

from __future__ import annotations

import functools
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic, response
from sanic.headers import parse_host
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core import hardening
from retirada.channels.core.connections import client_address
from retirada.channels.core.guard import Guard
from retirada.channels.core.input_channel import ConfiguredInput
from retirada.channels.core.messages import Message
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import ChannelSettings, is_loopback, require_key_off_loopback
from retirada.channels.core.turns import Busy
from retirada.channels.core.validation import InvalidMessage, check_sender, check_text
from retirada.yaml_files import read_yaml

OPENAPI = Path(__file__).with_name("openapi.yml")
MAX_BODY = 64 * 1024
RETRY_SECONDS = 20

Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class RestInput(ConfiguredInput):
    """The REST channel: open on loopback; with REST_KEY only for those who know the key."""

    def __init__(self, settings: ChannelSettings) -> None:
        super().__init__(settings)
        self._key = settings.rest_key

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> hardening.GuardedBlueprint:
        """The routes that retirada/channels/rest/openapi.yml describes.

        A body that breaks the contract gets 400, 413 or 415, a missing key 401, a foreign page 403, too many messages
        429, one that could not be stored 503, and 503 when more wait than can be answered in time; each with
        {"error": a Spanish sentence}.
        """
        webhook = hardening.GuardedBlueprint("rest")
        guard = Guard(self.name(), on_new_message, self._settings, plain_payloads=True, write_address=True)

        @webhook.before_server_start
        async def require_key(app: Sanic, _: Any) -> None:
            # However Rasa was started, this is where it listens.
            require_key_off_loopback(app.state.host, self._settings)

        @webhook.post("/webhook")
        @self._with_key
        async def receive(request: Request) -> HTTPResponse:
            if request.headers.getone("content-type", "").split(";")[0].strip().lower() != "application/json":
                return hardening.error(415, sentences().not_json_type)
            if len(request.body) > MAX_BODY:
                return hardening.error(413)
            try:
                sender, text = _read_body(request.body)
            except InvalidMessage as error:
                return hardening.error(400, str(error))
            address = client_address(request)
            # A caller on this machine speaks for others, and answers for their number.
            if not await guard.limiter.allow(sender, None if is_loopback(address) else address):
                return hardening.error(429, sentences().too_many, retry_seconds=60)
            try:
                outcome = await guard.turn(request.app.ctx.agent, sender, text)
            except Busy:
                return hardening.error(503, sentences().busy, retry_seconds=RETRY_SECONDS)
            if not outcome.stored:
                return hardening.error(503, outcome.messages[0].text, retry_seconds=RETRY_SECONDS)
            return _json([_reply(sender, message) for message in outcome.messages])

        @webhook.post("/conversations")
        @self._with_key
        async def issue(_: Request) -> HTTPResponse:
            return _json({"sender": secrets.token_urlsafe(24)}, status=201)

        @webhook.get("/openapi.json")
        async def describe(_: Request) -> HTTPResponse:
            return response.raw(_openapi(), content_type="application/json")

        return webhook

    def _with_key(self, handler: Handler) -> Handler:
        """Let only requests through that know the key or, where there is none, that mean this machine."""

        @functools.wraps(handler)
        async def check(request: Request) -> HTTPResponse:
            if self._key and not self._knows_key(request):
                return hardening.error(401, sentences().wrong_key)
            # A page of another site can make a browser on this machine call here.
            if not self._key and not _is_local(request):
                return hardening.error(403, sentences().foreign_request)
            return await handler(request)

        return check

    def _knows_key(self, request: Request) -> bool:
        received = request.headers.getone("authorization", "")
        return hmac.compare_digest(received.encode(errors="replace"), f"Bearer {self._key}".encode())


def _is_local(request: Request) -> bool:
    """Whether the request names this machine as its host, and no page of another site sent it."""
    host = request.headers.getone("host", "")
    origin = request.headers.getone("origin", None)
    name, _ = parse_host(host)
    return is_loopback((name or "").strip("[]")) and (origin is None or origin.lower() == f"http://{host}".lower())


def _reply(sender: str, message: Message) -> dict[str, Any]:
    return {
        "recipient_id": sender,
        "text": message.text,
        "buttons": [*message.buttons, *message.ratings],
        "answer": message.answer,
    }


def _json(body: object, status: int = 200) -> HTTPResponse:
    return response.json(body, status, headers={"Cache-Control": "no-store"}, ensure_ascii=False)


@functools.lru_cache(maxsize=1)
def _openapi() -> bytes:
    return json.dumps(read_yaml(OPENAPI), ensure_ascii=False).encode()


def _read_body(raw: bytes) -> tuple[str, str]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise InvalidMessage(sentences().not_json) from None
    if not isinstance(body, dict):
        raise InvalidMessage(sentences().not_json_object.format())
    return check_sender(body.get("sender")), check_text(body.get("message"), "message")
