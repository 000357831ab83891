"""Messenger: https://developers.facebook.com/docs/messenger-platform"""

from __future__ import annotations

import json
from typing import Any, Optional

from sanic.request import Request

from retirada.channels.core.buttons import option_id
from retirada.channels.providers.incoming import IncomingMessage
from retirada.channels.providers.meta import Meta, is_recent
from retirada.channels.providers.payload import get_list, get_path, get_string
from retirada.channels.providers.text import split_text, truncate

MAX_TEXT = 2000
MAX_QUICK_REPLIES = 13
MAX_TITLE = 20


class Messenger(Meta):
    """Messenger over Meta's Graph API."""

    channel = "messenger"
    max_buttons = MAX_QUICK_REPLIES

    async def read(self, request: Request) -> list[IncomingMessage]:
        """Messages and pressed buttons; echoes of our own, receipts and reactions are left out."""
        body = json.loads(request.body)
        if get_path(body, "object") != "page":
            return []
        events = (event for entry in get_list(body, "entry") for event in get_list(entry, "messaging"))
        return [incoming for event in events if (incoming := _incoming(event))]

    async def send(self, to: IncomingMessage, text: str, buttons: list[dict[str, Any]]) -> None:
        """A text message, in parts of MAX_TEXT characters, the buttons as quick replies to the last."""
        parts = split_text(text, MAX_TEXT)
        for part in parts:
            message: dict[str, Any] = {"text": part}
            if buttons and part is parts[-1]:
                message["quick_replies"] = [
                    {
                        "content_type": "text",
                        "title": truncate(button["title"], MAX_TITLE),
                        "payload": option_id(button["payload"]),
                    }
                    for button in buttons
                ]
            await self.client.post(
                f"/me/messages?appsecret_proof={self.proof}",
                json={"recipient": {"id": to.sender}, "messaging_type": "RESPONSE", "message": message},
            )


def _incoming(event: Any) -> Optional[IncomingMessage]:
    sender, milliseconds = get_string(event, "sender", "id"), get_path(event, "timestamp")
    if not sender or not isinstance(milliseconds, int) or not is_recent(milliseconds / 1000):
        return None
    postback, message = get_path(event, "postback"), get_path(event, "message")
    if isinstance(postback, dict):
        # A persistent menu's or «Empezar» button's payload is not one that was offered, and so is told to be gone.
        message_id = get_string(postback, "mid") or f"{sender}/{milliseconds}"
        return IncomingMessage(sender, message_id, option=get_string(postback, "payload") or "")
    mid = get_string(message, "mid")
    if not mid or get_path(message, "is_echo") or get_path(message, "is_deleted"):
        return None
    return IncomingMessage(sender, mid, get_string(message, "text"), get_string(message, "quick_reply", "payload"))
