"""The web chat: Socket.IO 4 under /chat/socket.io, in Rasa's own server.

A client connects with {"token"} or without one, and asks `open` for its conversation. It sends `say`, whose
acknowledgement ends the turn. Once the turn is stored, `item` events bring what was said, in order, to every socket of
the conversation; `erased` before them says that all that was said until then is gone. The client never names a
conversation: its token does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic
from socketio import AsyncRedisManager, AsyncServer

from retirada.channels.core.guard import Guard
from retirada.channels.core.hardening import GuardedBlueprint
from retirada.channels.core.input_channel import ConfiguredInput
from retirada.channels.web.conversations import Conversations
from retirada.channels.web.pages import add_pages
from retirada.channels.web.session import Origins, Sessions
from retirada.channels.web.sockets import Sockets

PATH = "/chat/socket.io"
# Of what the server shows who comes without a path. Relative, as a proxy may have put it under a path of its own.
FRONT_PAGE = "chat/demo/"
MAX_BYTES = 16 * 1024


class _ChatBlueprint(GuardedBlueprint):
    """A guarded blueprint that brings the Socket.IO server along into the Sanic app."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        self.ctx.app = app
        app.ctx.front_page = FRONT_PAGE
        self.ctx.sio.attach(app, PATH)
        app.register_listener(_cancel_pings, "after_server_stop")
        super().register(app, options)


async def _cancel_pings(*_: object) -> None:
    """Cancel the pings of the sockets that are still open, or each is logged as an error when the server stops."""
    for task in asyncio.all_tasks():
        if getattr(task.get_coro(), "__qualname__", "") == "AsyncSocket._send_ping":
            task.cancel()


class WebInput(ConfiguredInput):
    """The web chat's channel."""

    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        # An absolute prefix leaves /webhooks.
        return "/chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> GuardedBlueprint:
        """The Socket.IO server, the widget's files, its pages and the source questions."""
        origins, redis_url = Origins(self._settings.web_origins), self._settings.redis_url
        sio = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=origins.is_allowed,
            cors_credentials=False,
            max_http_buffer_size=MAX_BYTES,
            client_manager=AsyncRedisManager(redis_url, channel="retirada-web") if redis_url else None,
        )
        chat = _ChatBlueprint("web")
        chat.ctx.sio = sio
        add_pages(chat, origins, self._settings.public_url, self._settings.retention_days)
        conversations = Conversations(
            sio,
            Sockets(sio),
            lambda: chat.ctx.app.ctx.agent,
            Guard(self.name(), on_new_message, self._settings),
            Sessions.from_settings(self._settings),
        )
        sio.on("connect", conversations.connect)
        sio.on("disconnect", conversations.disconnect)
        sio.on("open", conversations.open)
        sio.on("say", conversations.say)
        return chat
