"""What Messenger and WhatsApp have in common. https://developers.facebook.com/docs/graph-api/webhooks/getting-started"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core import hardening
from retirada.channels.core.sentences import sentences
from retirada.channels.providers.client import ProviderClient
from retirada.channels.providers.connector import Connector

# Meta lets one answer for a day after a person's message; an older delivery is of no use, or is a replay.
MAX_AGE_SECONDS = 24 * 3600


class Meta(Connector):
    """A channel of Meta's. Its settings are named after it: MESSENGER_TOKEN, WHATSAPP_TOKEN…"""

    max_body = hardening.MAX_BODY

    def __init__(self, settings: Mapping[str, str]) -> None:
        prefix = self.channel.upper()
        self._secret = settings[f"{prefix}_APP_SECRET"].encode()
        self._verify_token = settings[f"{prefix}_VERIFY_TOKEN"].encode()
        token = settings[f"{prefix}_TOKEN"]
        # In the header, where no log writes it.
        super().__init__(
            settings, ProviderClient(self.channel, settings["API"], headers={"Authorization": f"Bearer {token}"})
        )
        # Proves to Meta that whoever uses the token knows the app's secret too.
        self.proof = hmac.new(self._secret, token.encode(), hashlib.sha256).hexdigest()

    def is_verified(self, request: Request) -> bool:
        """Meta signs the body as it sends it."""
        expected = "sha256=" + hmac.new(self._secret, request.body, hashlib.sha256).hexdigest()
        received = request.headers.getone("x-hub-signature-256", "")
        return hmac.compare_digest(received.encode(errors="replace"), expected.encode())

    def add_routes(self, blueprint: hardening.GuardedBlueprint) -> None:
        """GET /webhook: the handshake by which Meta verifies that the address is ours."""

        @blueprint.get("/webhook")
        async def verify_subscription(request: Request) -> HTTPResponse:
            token = request.args.get("hub.verify_token", "").encode(errors="replace")
            challenge = request.args.get("hub.challenge", "")
            if request.args.get("hub.mode") != "subscribe" or not hmac.compare_digest(token, self._verify_token):
                return hardening.error(403, sentences().wrong_verify_token)
            if not (challenge.isascii() and challenge.isalnum() and len(challenge) <= 100):
                return hardening.error(400)
            return response.text(challenge)


def is_recent(seconds: Any) -> bool:
    """Whether a message's time, in seconds since 1970, is less than MAX_AGE_SECONDS ago."""
    try:
        return abs(time.time() - float(seconds)) < MAX_AGE_SECONDS
    except (TypeError, ValueError, OverflowError):
        return False
