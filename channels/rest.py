"""REST: POST /webhooks/rest/webhook."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.guard import UNAVAILABLE, Rejected, check_text
from channels.web_session import PREFIX as WEB_PREFIX

logger = logging.getLogger(__name__)


class RestOutput(CollectingOutputChannel):
    """Collects the turn's messages, each as {"recipient_id", "text", "buttons", "answer"}."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(
            {
                "recipient_id": recipient_id,
                "text": message.get("text") or "",
                "buttons": [*(message.get("buttons") or []), *(message.get("feedback") or [])],
                "answer": message.get("answer"),
            }
        )


class RestInput(InputChannel):
    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """POST /webhook with {"sender", "message"} answers with the list of messages of the turn.

        A body that breaks the contract gets 400 or 413 and {"error": a Spanish sentence}.
        """
        webhook = Blueprint("rest")

        @webhook.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, message = _read_body(request.body)
            except Rejected as error:
                return response.json({"error": str(error)}, status=400, ensure_ascii=False)
            output = RestOutput()
            try:
                await on_new_message(UserMessage(message, output, sender, input_channel=self.name()))
            except Exception:
                logger.exception("The turn could not be finished.")
            if not output.messages:
                logger.error("The turn ended without a reply: is the action server running?")
                await output.send_response(sender, {"text": UNAVAILABLE})
            return response.json(output.messages, ensure_ascii=False)

        return webhook


def _read_body(raw: bytes) -> tuple[str, str]:
    try:
        body = json.loads(raw)
    except ValueError:
        raise Rejected("El cuerpo tiene que ser JSON.") from None
    if not isinstance(body, dict):
        raise Rejected('El cuerpo tiene que ser un objeto JSON: {"sender": "…", "message": "…"}.')
    sender = check_text(body.get("sender"), "sender")
    if sender.startswith(WEB_PREFIX):
        # Those conversations belong to the tokens of the web chat.
        raise Rejected(f"«sender» no puede empezar por «{WEB_PREFIX}».")
    return sender, check_text(body.get("message"), "message")
