"""Telegram: https://core.telegram.org/bots/api"""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any, Optional

from sanic.request import Request

from retirada.channels.core.buttons import option_id
from retirada.channels.core.sentences import sentences
from retirada.channels.providers.client import DeliveryError, ProviderClient
from retirada.channels.providers.connector import Connector
from retirada.channels.providers.incoming import IncomingMessage
from retirada.channels.providers.payload import get_path, get_string
from retirada.channels.providers.text import split_text

MAX_TEXT = 4096
MAX_BUTTONS = 100
UPDATES = ["message", "callback_query"]

_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@(\w+))?\s*")
_SERVICE_MESSAGES = {  # Members come and go, titles change: nothing to answer.
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "migrate_to_chat_id",
    "migrate_from_chat_id", "pinned_message", "message_auto_delete_timer_changed", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "video_chat_started", "video_chat_ended",
    "video_chat_scheduled", "video_chat_participants_invited", "boost_added", "chat_background_set",
}  # fmt: skip


class Telegram(Connector):
    """A Telegram bot."""

    channel = "telegram"
    max_buttons = MAX_BUTTONS

    def __init__(self, settings: Mapping[str, str]) -> None:
        super().__init__(settings, client_of(settings))
        self._id = int(settings["TELEGRAM_TOKEN"].split(":")[0])
        self._name: Optional[str] = None
        self._username_lock = asyncio.Lock()

    def is_verified(self, request: Request) -> bool:
        """Telegram sends back the secret that setWebhook gave it."""
        received = request.headers.getone("x-telegram-bot-api-secret-token", "")
        return hmac.compare_digest(received.encode(errors="replace"), self.settings["TELEGRAM_SECRET"].encode())

    async def read(self, request: Request) -> list[IncomingMessage]:
        """One message or pressed button; edits, channel posts and members' comings and goings are left out."""
        update = json.loads(request.body)
        number = get_path(update, "update_id")
        if not isinstance(number, int):
            return []
        callback = get_path(update, "callback_query")
        message = get_path(callback, "message") if callback else get_path(update, "message")
        person = get_path(callback or message, "from")
        chat = get_path(message, "chat", "id")
        if not isinstance(chat, int) or not isinstance(get_path(person, "id"), int) or get_path(person, "is_bot"):
            return []
        private = get_path(message, "chat", "type") == "private"
        incoming = IncomingMessage(
            # In a group everybody sees the replies, so what was said in private does not count there.
            sender=str(person["id"]) if private else f"{chat}:{person['id']}",
            message_id=str(number),
            reply_context={
                "chat_id": chat,
                "thread": get_path(message, "message_thread_id") if get_path(message, "is_topic_message") else None,
                "reply_to": None if private or callback else get_path(message, "message_id"),
                "callback": get_string(callback, "id"),
            },
        )
        if callback:
            incoming.option = get_string(callback, "data") or ""
            return [incoming]
        if _SERVICE_MESSAGES & set(message):
            return []
        text = get_string(message, "text") or get_string(message, "caption")
        if not private:
            text = await self._addressed(message, text)
            if text is None:
                return []
        incoming.text = self._without_command(text)
        return [incoming]

    async def send(self, to: IncomingMessage, text: str, buttons: list[dict[str, Any]]) -> None:
        """sendMessage, in parts of MAX_TEXT characters, the buttons under the last."""
        parts = split_text(text, MAX_TEXT)
        for part in parts:
            body: dict[str, Any] = {"chat_id": to.reply_context["chat_id"], "text": part}
            if to.reply_context["thread"]:
                body["message_thread_id"] = to.reply_context["thread"]
            if to.reply_context["reply_to"]:
                body["reply_parameters"] = {
                    "message_id": to.reply_context["reply_to"],
                    "allow_sending_without_reply": True,
                }
            if buttons and part is parts[-1]:
                keys = [[{"text": b["title"], "callback_data": option_id(b["payload"])}] for b in buttons]
                body["reply_markup"] = {"inline_keyboard": keys}
            await self.client.post("/sendMessage", json=body)

    async def acknowledge(self, incoming: IncomingMessage) -> None:
        """Stop the button's progress indicator."""
        if incoming.reply_context["callback"]:
            await self.client.post(
                "/answerCallbackQuery", json={"callback_query_id": incoming.reply_context["callback"]}
            )

    async def _addressed(self, message: dict[str, Any], text: Optional[str]) -> Optional[str]:
        """What a group's message says to the bot; None when it speaks to others."""
        if get_path(message, "reply_to_message", "from", "id") == self._id:
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
        async with self._username_lock:
            if self._name is None:
                try:
                    self._name = get_string(await self.client.post("/getMe", json={}), "result", "username")
                except DeliveryError:
                    return ""
            return self._name or ""

    @staticmethod
    def _without_command(text: Optional[str]) -> Optional[str]:
        """The text with «/start», «/help» and «/order@bot» as words, so that they are not read as payloads."""
        command = _COMMAND.match(text or "")
        if not text or not command:
            return text
        # The commands that Telegram itself offers.
        if command[1].lower() == "start":
            return sentences().telegram_start
        if command[1].lower() == "help":
            return sentences().telegram_help
        return text[command.end() :] if command[2] else text


def client_of(settings: Mapping[str, str]) -> ProviderClient:
    """A client of Telegram's API for the bot of `settings`."""
    return ProviderClient("telegram", f"{settings['API']}/bot{settings['TELEGRAM_TOKEN']}")
