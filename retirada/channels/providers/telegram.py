"""Telegram: https://core.telegram.org/bots/api"""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from typing import Any, Optional

from sanic.request import Request

from retirada.channels.core.buttons import option_id
from retirada.channels.providers.client import Api, Undelivered
from retirada.channels.providers.connector import Connector, Incoming, dig, pieces, text_at

MAX_TEXT = 4096
MAX_BUTTONS = 100
UPDATES = ["message", "callback_query"]
# What Telegram itself offers to type.
COMMANDS = {"start": "Hola", "help": "¿Qué puedo preguntar?"}

_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@(\w+))?\s*")
_EVENTS = {  # Members come and go, titles change: nothing to answer.
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "migrate_to_chat_id",
    "migrate_from_chat_id", "pinned_message", "message_auto_delete_timer_changed", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "video_chat_started", "video_chat_ended",
    "video_chat_scheduled", "video_chat_participants_invited", "boost_added", "chat_background_set",
}  # fmt: skip


class Telegram(Connector):
    channel = "telegram"
    max_buttons = MAX_BUTTONS

    def __init__(self, settings: dict[str, str]) -> None:
        super().__init__(settings, api_of(settings))
        self._id = int(settings["TELEGRAM_TOKEN"].split(":")[0])
        self._name: Optional[str] = None
        self._asking = asyncio.Lock()

    def is_verified(self, request: Request) -> bool:
        """Telegram sends back the secret that setWebhook gave it."""
        given = request.headers.getone("x-telegram-bot-api-secret-token", "")
        return hmac.compare_digest(given.encode(errors="replace"), self.settings["TELEGRAM_SECRET"].encode())

    async def read(self, request: Request) -> list[Incoming]:
        """One message or pressed button; edits, channel posts and members' comings and goings are left out."""
        update = json.loads(request.body)
        number = dig(update, "update_id")
        if not isinstance(number, int):
            return []
        callback = dig(update, "callback_query")
        message = dig(callback, "message") if callback else dig(update, "message")
        person = dig(callback or message, "from")
        chat = dig(message, "chat", "id")
        if not isinstance(chat, int) or not isinstance(dig(person, "id"), int) or dig(person, "is_bot"):
            return []
        private = dig(message, "chat", "type") == "private"
        incoming = Incoming(
            # In a group everybody sees the replies, so what was said in private does not count there.
            sender=str(person["id"]) if private else f"{chat}:{person['id']}",
            message_id=str(number),
            place={
                "chat_id": chat,
                "thread": dig(message, "message_thread_id") if dig(message, "is_topic_message") else None,
                "reply_to": None if private or callback else dig(message, "message_id"),
                "callback": text_at(callback, "id"),
            },
        )
        if callback:
            incoming.option = text_at(callback, "data") or ""
            return [incoming]
        if _EVENTS & set(message):
            return []
        text = text_at(message, "text") or text_at(message, "caption")
        if not private:
            text = await self._addressed(message, text)
            if text is None:
                return []
        incoming.text = self._without_command(text)
        return [incoming]

    async def send(self, to: Incoming, text: str, buttons: list[dict]) -> None:
        """sendMessage, in pieces of MAX_TEXT, the buttons under the last."""
        parts = pieces(text, MAX_TEXT)
        for part in parts:
            body: dict[str, Any] = {"chat_id": to.place["chat_id"], "text": part}
            if to.place["thread"]:
                body["message_thread_id"] = to.place["thread"]
            if to.place["reply_to"]:
                body["reply_parameters"] = {
                    "message_id": to.place["reply_to"],
                    "allow_sending_without_reply": True,
                }
            if buttons and part is parts[-1]:
                keys = [[{"text": b["title"], "callback_data": option_id(b["payload"])}] for b in buttons]
                body["reply_markup"] = {"inline_keyboard": keys}
            await self.api.post("/sendMessage", json=body)

    async def acknowledge(self, incoming: Incoming) -> None:
        """Stop the button's waiting sign."""
        if incoming.place["callback"]:
            await self.api.post("/answerCallbackQuery", json={"callback_query_id": incoming.place["callback"]})

    async def _addressed(self, message: dict, text: Optional[str]) -> Optional[str]:
        """What a group's message says to the bot; None when it speaks to others."""
        if dig(message, "reply_to_message", "from", "id") == self._id:
            return text or ""
        if not text:
            return None
        mention = f"@{await self._username()}".casefold()
        command = _COMMAND.match(text)
        if command and f"@{command[2]}".casefold() == mention:
            return text
        rest = re.sub(rf"(?<!\w){re.escape(mention)}(?!\w)", "", text, flags=re.IGNORECASE)
        return rest if rest != text and mention != "@" else None

    async def _username(self) -> str:
        async with self._asking:
            if self._name is None:
                try:
                    self._name = text_at(await self.api.post("/getMe", json={}), "result", "username")
                except Undelivered:
                    return ""
            return self._name or ""

    @staticmethod
    def _without_command(text: Optional[str]) -> Optional[str]:
        """The text with «/start», «/help» and «/order@bot» as words, so that they are not read as payloads."""
        command = _COMMAND.match(text or "")
        if not command:
            return text
        if command[1].lower() in COMMANDS:
            return COMMANDS[command[1].lower()]
        return text[command.end() :] if command[2] else text


def api_of(settings: dict[str, str]) -> Api:
    """Telegram's interface for the bot of `settings`."""
    return Api("telegram", f"{settings['API']}/bot{settings['TELEGRAM_TOKEN']}")
