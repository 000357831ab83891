"""Messenger: https://developers.facebook.com/docs/messenger-platform"""

from __future__ import annotations

import json
from typing import Any, Optional

from sanic.request import Request

from retirada.channels.core.buttons import option_id
from retirada.channels.providers.connector import Incoming, dig, list_at, pieces, shortened, text_at
from retirada.channels.providers.meta import Meta, is_recent

MAX_TEXT = 2000
MAX_QUICK_REPLIES = 13
MAX_TITLE = 20


class Messenger(Meta):
    channel = "messenger"
    max_buttons = MAX_QUICK_REPLIES

    async def read(self, request: Request) -> list[Incoming]:
        """Messages and pressed buttons; echoes of our own, receipts and reactions are left out."""
        body = json.loads(request.body)
        if dig(body, "object") != "page":
            return []
        events = (event for entry in list_at(body, "entry") for event in list_at(entry, "messaging"))
        return [incoming for event in events if (incoming := _incoming(event))]

    async def send(self, to: Incoming, text: str, buttons: list[dict]) -> None:
        """A text message, in pieces of MAX_TEXT, the buttons as quick replies to the last."""
        parts = pieces(text, MAX_TEXT)
        for part in parts:
            message: dict[str, Any] = {"text": part}
            if buttons and part is parts[-1]:
                message["quick_replies"] = [
                    {
                        "content_type": "text",
                        "title": shortened(button["title"], MAX_TITLE),
                        "payload": option_id(button["payload"]),
                    }
                    for button in buttons
                ]
            await self.api.post(
                f"/me/messages?appsecret_proof={self.proof}",
                json={"recipient": {"id": to.sender}, "messaging_type": "RESPONSE", "message": message},
            )


def _incoming(event: Any) -> Optional[Incoming]:
    sender, milliseconds = text_at(event, "sender", "id"), dig(event, "timestamp")
    if not sender or not isinstance(milliseconds, int) or not is_recent(milliseconds / 1000):
        return None
    postback, message = dig(event, "postback"), dig(event, "message")
    if isinstance(postback, dict):
        # A persistent menu's or «Empezar» button's payload is not one that was offered, and so is told to be gone.
        message_id = text_at(postback, "mid") or f"{sender}/{milliseconds}"
        return Incoming(sender, message_id, option=text_at(postback, "payload") or "")
    message_id = text_at(message, "mid")
    if not message_id or dig(message, "is_echo") or dig(message, "is_deleted"):
        return None
    return Incoming(sender, message_id, text_at(message, "text"), text_at(message, "quick_reply", "payload"))
