"""The web chat: Socket.IO 4 under /chat/socket.io, in Rasa's own server.

A client connects with {"token"} or without one, and asks `open` for its conversation. It sends `say`, whose
acknowledgement ends the turn. Once the turn is stored, `item` events bring what was said, in order, to every socket of
the conversation; `erased` before them says that all that was said until then is gone. The client never names a
conversation: its token does.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Sanic
from socketio import AsyncServer

from retirada.channels.core.connections import client_address
from retirada.channels.core.errors import StoreError
from retirada.channels.core.guard import BUSY, TOO_MANY, UNAVAILABLE, Rejected, as_plain_text, check_text, not_stored
from retirada.channels.core.logs import log_failure
from retirada.channels.core.rate_limiter import Rates
from retirada.channels.core.turns import Busy, turns
from retirada.channels.web.history import Item, Turn, items, offered_title, rated_answer, rating_buttons
from retirada.channels.web.pages import add_pages
from retirada.channels.web.session import (
    BadToken,
    ExpiredToken,
    Session,
    origins_from_environment,
    sessions_from_environment,
)
from retirada.channels.web.sockets import Sockets
from retirada.privacy.personal_data import without_personal_data

TURN_SECONDS = 30
MAX_BYTES = 16 * 1024
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger(__name__)


class WebOutput(OutputChannel):
    """Keeps the messages of a turn until it is stored, then sends them to the sockets that own the conversation."""

    @classmethod
    def name(cls) -> str:
        return "web"

    def __init__(self, sio: AsyncServer, turn: Turn) -> None:
        self._sio = sio
        self.turn = turn
        self._erased = False

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.turn.add(message.get("text") or "", message.get("buttons"), message)
        self._erased |= bool(message.get("erased"))

    async def flush(self, room: str) -> None:
        """Send the messages; before them `erased` if what was said until now is gone."""
        if self._erased:
            await self._sio.emit("erased", room=room)
        for item in self.turn.items:
            await self._sio.emit("item", item, room=room)


class _ChatBlueprint(Blueprint):
    """A blueprint that brings the Socket.IO server along into the Sanic app."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        self.ctx.app = app
        self.ctx.sio.attach(app, "/chat/socket.io")
        app.register_listener(_end_pings, "after_server_stop")
        super().register(app, options)


async def _end_pings(*_: object) -> None:
    """End the pings of the sockets that are still open, or each is logged as an error when the server stops."""
    for task in asyncio.all_tasks():
        if task.get_coro().__qualname__ == "AsyncSocket._send_ping":
            task.cancel()


class WebInput(InputChannel):
    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        # An absolute prefix leaves /webhooks.
        return "/chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The Socket.IO server, the widget's files, the demo page and the source questions."""
        origins = origins_from_environment()
        sio = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=origins.allow,
            cors_credentials=False,
            max_http_buffer_size=MAX_BYTES,
        )
        chat = _ChatBlueprint("web")
        chat.ctx.sio = sio
        add_pages(chat, origins)
        conversations = _Conversations(sio, Sockets(sio), lambda: chat.ctx.app.ctx.agent, on_new_message)
        sio.on("connect", conversations.connect)
        sio.on("disconnect", conversations.disconnect)
        sio.on("open", conversations.open)
        sio.on("say", conversations.say)
        return chat


def _check_said(data: object) -> str:
    """What a `say` event says: the text, the button's payload, or which message the rating is about.

    Raises:
        Rejected: it breaks the contract in a way that can be seen without its conversation.
    """
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not _ID.fullmatch(data["id"]):
        raise Rejected("El mensaje no se entiende: recargue la página, por favor.")
    if "rating" in data:
        return check_text(data.get("about"), "respuesta")
    return check_text(data["payload"] if "payload" in data else data.get("text"), "mensaje")


class _Conversations:
    """The sockets connected just now, and the conversation that each owns."""

    def __init__(
        self,
        sio: AsyncServer,
        sockets: Sockets,
        agent: Callable[[], Any],
        on_new_message: Callable[[UserMessage], Awaitable[None]],
    ) -> None:
        self._sio = sio
        self._sockets = sockets
        self._agent = agent
        self._on_new_message = on_new_message
        self._sessions = sessions_from_environment()
        self._rates = Rates(WebInput.name())
        self._connected: dict[str, tuple[Session, str, str]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def connect(self, sid: str, environ: dict, auth: object = None) -> None:
        """Give the socket the conversation of its token; without a good token, a new one."""
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            session, how = self._sessions.read(token), "kept"
        except ExpiredToken:
            session, how = self._sessions.issue(), "expired"
        except BadToken:
            session, how = self._sessions.issue(), "new"
        self._connected[sid] = session, how, client_address(environ["sanic.request"])
        await self._sio.enter_room(sid, session.sender)

    async def disconnect(self, sid: str, *_: object) -> None:
        self._connected.pop(sid, None)

    async def open(self, sid: str, *_: object) -> Item:
        """Acknowledged with {"token", "how": "kept" | "new" | "expired", "items": what was said so far}; with
        {"failed": true} when that cannot be read just now."""
        session, how, _ = self._session(sid)
        if session is None:
            return {"expired": True}
        self._sockets.keep(sid)
        # A turn under way ends first, or its question would be missing and be asked again.
        async with self._lock(session):
            try:
                said = items(await self._tracker(session), self._ratings())
            except StoreError:
                return {"failed": True}
            return {"token": session.token, "how": how, "items": said}

    async def say(self, sid: str, data: object = None) -> Item:
        """Run a turn: {"id", "text"}, {"id", "payload"} of a button, or {"id", "rating", "about"} of a message.

        Acknowledged when the turn is over with {} or, if it gave no reply, {"failed": true}; and with
        {"error": a Spanish sentence} or {"expired": true} when there was no turn.
        """
        session, _, address = self._session(sid)
        if session is None:
            return {"expired": True}
        self._sockets.keep(sid)
        try:
            said = _check_said(data)
            if not await self._rates.may_send(session.sender, address):
                return {"error": TOO_MANY}
            return await self._take_turn(sid, session, data, said)
        except Rejected as error:
            return {"error": str(error)}
        except Busy:
            return {"error": BUSY}
        except StoreError:
            return {"error": not_stored(self._agent().domain)}

    async def _take_turn(self, sid: str, session: Session, data: dict[str, Any], said: str) -> Item:
        async with turns.place(self._lock(session)):
            shown, text, metadata = await self._read(session, data, said)
            # Only now is it a message: what is refused does not use up the others' share.
            if not await self._rates.has_room():
                return {"error": TOO_MANY}
            await self._sio.emit("item", shown, room=session.sender, skip_sid=sid)
            output = WebOutput(self._sio, Turn(shown["id"], self._ratings()))
            return await self._turn(
                UserMessage(text, output, session.sender, None, WebInput.name(), shown["id"], metadata)
            )

    async def _read(self, session: Session, data: dict[str, Any], said: str) -> tuple[Item, str, Item | None]:
        """What the other sockets of the conversation see of the message; its text and metadata for Rasa."""
        shown: Item = {"who": "user", "id": data["id"], "text": ""}
        if "rating" in data:
            payload = next((r["payload"] for r in self._ratings() if r["value"] == data["rating"]), None)
            if payload is None:
                raise Rejected("Esa valoración no existe.")
            answer = rated_answer(await self._tracker(session), said)
            if answer is None:
                raise Rejected("Esa respuesta no es de esta conversación.")
            rating = {"value": data["rating"], "about": said}
            # With the answer itself, for the tracker of an action goes back no further than to the session's start.
            return {**shown, "rating": rating}, payload, {"rating": rating, "rated": answer}
        if "payload" in data:
            title = offered_title(await self._tracker(session), said)
            if title is None:
                raise Rejected("Esa opción no es de esta conversación: escriba su pregunta, por favor.")
            return {**shown, "text": title}, said, None
        # Shown as it will be read back.
        return {**shown, "text": without_personal_data(said)}, as_plain_text(said), None

    async def _turn(self, message: UserMessage) -> Item:
        failure = UNAVAILABLE
        try:
            await asyncio.wait_for(self._on_new_message(message), TURN_SECONDS)
            if message.output_channel.turn.items:
                await message.output_channel.flush(message.sender_id)
                return {}
            logger.error("The turn ended without a reply: is the action server running?")
        except StoreError:
            failure = not_stored(self._agent().domain)
        except asyncio.TimeoutError:
            logger.error(f"The turn was given up after {TURN_SECONDS} s.")
        except Exception as error:
            log_failure("The turn could not be finished", error)
        # In place of what the turn would have said.
        await self._sio.emit("item", Turn(message.message_id, []).add(failure, [], {}), room=message.sender_id)
        return {"failed": True}

    def _session(self, sid: str) -> tuple[Session | None, str, str]:
        session, how, address = self._connected.get(sid, (None, "", ""))
        return (session if session and not session.is_over() else None), how, address

    def _lock(self, session: Session) -> asyncio.Lock:
        # Kept for as long as a turn holds it or waits for it; asyncio serves those who wait in order.
        return self._locks.setdefault(session.sender, asyncio.Lock())

    async def _tracker(self, session: Session) -> Any:
        return await self._agent().tracker_store.retrieve_full_tracker(session.sender)

    def _ratings(self) -> list[Item]:
        return rating_buttons(self._agent().domain)
