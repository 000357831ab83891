"""WhatsApp Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api"""

from __future__ import annotations

import json
from typing import Any, Optional

from sanic.request import Request

from retirada.channels.core.buttons import option_id
from retirada.channels.core.sender_digests import message_id_digest
from retirada.channels.core.sentences import sentences
from retirada.channels.providers.incoming import IncomingMessage
from retirada.channels.providers.meta import Meta, is_recent
from retirada.channels.providers.payload import get_list, get_path, get_string
from retirada.channels.providers.text import split_text, truncate

MAX_TEXT = 4096
MAX_BODY_WITH_BUTTONS = 1024
MAX_REPLY_BUTTONS, MAX_REPLY_TITLE = 3, 20
MAX_ROWS, MAX_ROW_TITLE, MAX_ROW_DESCRIPTION = 10, 24, 72
# Not said by a person: reactions, notices of a changed number.
IGNORED = {"reaction", "system", "ephemeral"}


class WhatsApp(Meta):
    """WhatsApp over Meta's Cloud API."""

    channel = "whatsapp"
    max_buttons = MAX_ROWS

    async def read(self, request: Request) -> list[IncomingMessage]:
        """Messages and chosen options sent to our number; receipts and reactions are left out."""
        body = json.loads(request.body)
        if get_path(body, "object") != "whatsapp_business_account":
            return []
        found = []
        for entry in get_list(body, "entry"):
            for change in get_list(entry, "changes"):
                if get_path(change, "value", "metadata", "phone_number_id") == self.settings["WHATSAPP_PHONE_ID"]:
                    found += [i for m in get_list(change, "value", "messages") if (i := _incoming(m))]
        return found

    async def send(self, to: IncomingMessage, text: str, buttons: list[dict[str, Any]]) -> None:
        """A text message, or with buttons an interactive one: three short ones as buttons, more as a list."""
        if buttons and len(text) > MAX_BODY_WITH_BUTTONS:
            await self._send_text(to, text)
            text = sentences().choose
        if not buttons:
            await self._send_text(to, text)
        elif len(buttons) <= MAX_REPLY_BUTTONS and all(len(b["title"]) <= MAX_REPLY_TITLE for b in buttons):
            replies = [{"type": "reply", "reply": _option(b, MAX_REPLY_TITLE)} for b in buttons]
            await self._post(to, "interactive", _interactive("button", text, {"buttons": replies}))
        else:
            rows = [_row(b) for b in buttons]
            await self._post(
                to,
                "interactive",
                _interactive("list", text, {"button": sentences().open_list, "sections": [{"rows": rows}]}),
            )

    async def _send_text(self, to: IncomingMessage, text: str) -> None:
        for part in split_text(text, MAX_TEXT):
            await self._post(to, "text", {"body": part, "preview_url": False})

    async def _post(self, to: IncomingMessage, kind: str, content: dict[str, Any]) -> None:
        await self.client.post(
            f"/{self.settings['WHATSAPP_PHONE_ID']}/messages?appsecret_proof={self.proof}",
            json={
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": to.sender,
                "type": kind,
                kind: content,
            },
        )


def _interactive(kind: str, text: str, action: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "body": {"text": text}, "action": action}


def _option(button: dict[str, Any], limit: int) -> dict[str, str]:
    return {"id": option_id(button["payload"]), "title": truncate(button["title"], limit)}


def _row(button: dict[str, Any]) -> dict[str, str]:
    """A list's option; a title that has to be cut is whole in the description under it."""
    row = _option(button, MAX_ROW_TITLE)
    if row["title"] != button["title"]:
        row["description"] = truncate(button["title"], MAX_ROW_DESCRIPTION)
    return row


def _incoming(message: Any) -> Optional[IncomingMessage]:
    sender, wamid, kind = get_string(message, "from"), get_string(message, "id"), get_string(message, "type")
    if not sender or not wamid or kind in IGNORED or not is_recent(get_path(message, "timestamp")):
        return None
    message_id = message_id_digest(wamid)
    if kind == "interactive":
        answer = get_path(message, "interactive", get_string(message, "interactive", "type") or "")
        return IncomingMessage(sender, message_id, option=get_string(answer, "id") or "")
    # A template's quick reply says its words in `button`.
    text = get_string(message, "text", "body") if kind == "text" else get_string(message, "button", "text")
    return IncomingMessage(sender, message_id, text)
