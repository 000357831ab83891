"""WhatsApp Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api"""

from __future__ import annotations

import json
from typing import Any, Optional

from sanic.request import Request

from retirada.channels.core.buttons import option_id
from retirada.channels.providers.connector import Incoming, dig, list_at, pieces, shortened, text_at
from retirada.channels.providers.meta import Meta, is_recent

MAX_TEXT = 4096
MAX_BODY_WITH_BUTTONS = 1024
MAX_REPLY_BUTTONS, MAX_REPLY_TITLE = 3, 20
MAX_ROWS, MAX_ROW_TITLE, MAX_ROW_DESCRIPTION = 10, 24, 72
OPEN_LIST = "Ver opciones"
CHOOSE = "Elija una opción o escriba su respuesta."
# Nothing that a person said: reactions, notices of a changed number.
IGNORED = {"reaction", "system", "ephemeral"}


class WhatsApp(Meta):
    channel = "whatsapp"
    max_buttons = MAX_ROWS

    async def read(self, request: Request) -> list[Incoming]:
        """Messages and chosen options sent to our number; receipts and reactions are left out."""
        body = json.loads(request.body)
        if dig(body, "object") != "whatsapp_business_account":
            return []
        found = []
        for entry in list_at(body, "entry"):
            for change in list_at(entry, "changes"):
                if dig(change, "value", "metadata", "phone_number_id") == self.settings["WHATSAPP_PHONE_ID"]:
                    found += [i for m in list_at(change, "value", "messages") if (i := _incoming(m))]
        return found

    async def send(self, to: Incoming, text: str, buttons: list[dict]) -> None:
        """A text message, or with buttons an interactive one: three short ones as buttons, more as a list."""
        if buttons and len(text) > MAX_BODY_WITH_BUTTONS:
            await self._send_text(to, text)
            text = CHOOSE
        if not buttons:
            await self._send_text(to, text)
        elif len(buttons) <= MAX_REPLY_BUTTONS and all(len(b["title"]) <= MAX_REPLY_TITLE for b in buttons):
            replies = [{"type": "reply", "reply": _option(b, MAX_REPLY_TITLE)} for b in buttons]
            await self._post(to, "interactive", _interactive("button", text, {"buttons": replies}))
        else:
            rows = [_row(b) for b in buttons]
            await self._post(
                to, "interactive", _interactive("list", text, {"button": OPEN_LIST, "sections": [{"rows": rows}]})
            )

    async def _send_text(self, to: Incoming, text: str) -> None:
        for part in pieces(text, MAX_TEXT):
            await self._post(to, "text", {"body": part, "preview_url": False})

    async def _post(self, to: Incoming, kind: str, content: dict) -> None:
        await self.api.post(
            f"/{self.settings['WHATSAPP_PHONE_ID']}/messages?appsecret_proof={self.proof}",
            json={
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": to.sender,
                "type": kind,
                kind: content,
            },
        )


def _interactive(kind: str, text: str, action: dict) -> dict:
    return {"type": kind, "body": {"text": text}, "action": action}


def _option(button: dict, limit: int) -> dict:
    return {"id": option_id(button["payload"]), "title": shortened(button["title"], limit)}


def _row(button: dict) -> dict:
    """A list's option; a title that has to be cut is whole in the description under it."""
    row = _option(button, MAX_ROW_TITLE)
    if row["title"] != button["title"]:
        row["description"] = shortened(button["title"], MAX_ROW_DESCRIPTION)
    return row


def _incoming(message: Any) -> Optional[Incoming]:
    sender, message_id, kind = text_at(message, "from"), text_at(message, "id"), text_at(message, "type")
    if not sender or not message_id or kind in IGNORED or not is_recent(dig(message, "timestamp")):
        return None
    if kind == "interactive":
        answer = dig(message, "interactive", text_at(message, "interactive", "type") or "")
        return Incoming(sender, message_id, option=text_at(answer, "id") or "")
    # A template's quick reply says its words in `button`.
    text = text_at(message, "text", "body") if kind == "text" else text_at(message, "button", "text")
    return Incoming(sender, message_id, text)
