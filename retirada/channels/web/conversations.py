"""The web chat's events: who is connected to which conversation, and what is said in it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, Optional

from rasa.shared.core.trackers import DialogueStateTracker
from socketio import AsyncServer

from retirada.channels.core.bursts import Words
from retirada.channels.core.buttons import offered_buttons
from retirada.channels.core.commands import find_command
from retirada.channels.core.connections import client_address
from retirada.channels.core.errors import StoreError
from retirada.channels.core.guard import Guard
from retirada.channels.core.messages import Input, Outcome
from retirada.channels.core.sentences import sentences
from retirada.channels.core.turns import Busy
from retirada.channels.core.validation import InvalidMessage, check_text, escape_slash
from retirada.channels.web.context import context_metadata
from retirada.channels.web.history import Item, Turn, conversation_items, rated_answer, rating_buttons, user_item
from retirada.channels.web.session import ExpiredToken, InvalidToken, Session, Sessions
from retirada.channels.web.sockets import Sockets
from retirada.privacy.personal_data import without_personal_data

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class _Connection(NamedTuple):
    """A connected socket: its session, where that came from ("kept", "new" or "expired"), the client's address."""

    session: Session
    origin: str
    address: str


class Conversations:
    """The sockets connected just now, and the conversation that each of them owns.

    Args:
        sio: the Socket.IO server.
        sockets: closes those that open no conversation.
        agent: gives Rasa's agent, which is loaded after the channels.
        guard: the web channel's.
        sessions: issues and reads tokens.
    """

    def __init__(
        self, sio: AsyncServer, sockets: Sockets, agent: Callable[[], Any], guard: Guard, sessions: Sessions
    ) -> None:
        self._sio = sio
        self._sockets = sockets
        self._agent = agent
        self._guard = guard
        self._sessions = sessions
        self._connections: dict[str, _Connection] = {}

    async def connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """Give the socket the conversation of its token; without a valid token, a new one."""
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            session, origin = self._sessions.read(token), "kept"
        except ExpiredToken:
            session, origin = self._sessions.issue(), "expired"
        except InvalidToken:
            session, origin = self._sessions.issue(), "new"
        self._connections[sid] = _Connection(session, origin, client_address(environ["sanic.request"]))
        await self._sio.enter_room(sid, session.sender)

    async def disconnect(self, sid: str, *_: object) -> None:
        """Forget the socket."""
        self._connections.pop(sid, None)

    async def open(self, sid: str, *_: object) -> Item:
        """Acknowledged with {"token", "how": "kept" | "new" | "expired", "items": what was said so far}; with
        {"failed": true} when that cannot be read just now; with {"expired": true} when the session is over."""
        connection = self._connection(sid)
        if connection is None:
            return {"expired": True}
        session = connection.session
        self._sockets.mark_open(sid)
        # A turn in progress ends first, or its question would be missing and be asked again.
        async with self._guard.between_turns(session.sender):
            try:
                said = conversation_items(await self._tracker(session), self._ratings())
            except StoreError:
                return {"failed": True}
            return {"token": session.token, "how": connection.origin, "items": said}

    async def say(self, sid: str, data: object = None) -> Item:
        """Run a turn: {"id", "text"}, {"id", "payload"} of a button, or {"id", "rating", "about"} of a message, which
        may have a "comment" as well.

        Texts that follow one another within a second are one turn, which has the id of the last of them. One with
        "chosen": true, a question that the chat suggested, is read alone and at once. "context" may come with each:
        what the page says of where the person is (`context.py`).

        Acknowledged when the turn is over with {} or, if it gave no reply, {"failed": the turn's id}; and with
        {"error": a Spanish sentence} or {"expired": true} when there was no turn. {"command": "leave"} asks the chat to
        close itself, and {"command": "restart"}, which ends no turn, to ask whether to begin a new conversation.
        """
        connection = self._connection(sid)
        if connection is None:
            return {"expired": True}
        self._sockets.mark_open(sid)
        session = connection.session
        try:
            message = _parse(data)
            if not await self._guard.limiter.allow_sender(session.sender, connection.address):
                return {"error": sentences().too_many}
            command = find_command(message.get("text", ""))
            if command and command.name == "restart":
                return {"command": "restart"}
            outcome = await self._run_turn(sid, session, message)
        except InvalidMessage as error:
            return {"error": str(error)}
        except Busy:
            return {"error": sentences().busy}
        if not outcome.begun:
            return {"error": outcome.messages[0].text}
        if not outcome.answered:
            return {"failed": outcome.message_id}
        return {"command": "leave"} if command and command.name == "leave" else {}

    async def _run_turn(self, sid: str, session: Session, message: dict[str, Any]) -> Outcome:
        async def begin(item: Item) -> None:
            # Counted only now: what is refused does not use up the others' share.
            if not await self._guard.limiter.allow_channel():
                raise InvalidMessage(sentences().too_many)
            await self._sio.emit("item", item, room=session.sender, skip_sid=sid)

        async def resolve() -> Input:
            item, read = await self._resolve(session, message)
            await begin(item)
            return read

        async def deliver(outcome: Outcome) -> None:
            if outcome.begun and outcome.message_id:
                await self._send(session, Turn(outcome.message_id, self._ratings()), outcome)

        agent = self._agent()
        if "text" not in message:
            return await self._guard.run_turn(agent, session.sender, resolve, deliver)
        # Shown as it will be read back from the store.
        item = user_item(message["id"], without_personal_data(message["text"]), time.time())
        words = Words(
            escape_slash(message["text"]),
            message["id"],
            deliver,
            partial(begin, item),
            message["metadata"],
            message["chosen"],
        )
        return await self._guard.say(agent, session.sender, words)

    async def _resolve(self, session: Session, message: dict[str, Any]) -> tuple[Item, Input]:
        """What the other sockets of the conversation see of a button or a rating, and what Rasa reads.

        Raises:
            InvalidMessage: it rates or presses something that is not of this conversation.
        """
        item = user_item(message["id"], "", time.time())
        if "rating" in message:
            about = message["about"]
            payload = next((r["payload"] for r in self._ratings() if r["value"] == message["rating"]), None)
            if payload is None:
                raise InvalidMessage(sentences().unknown_rating)
            answer = rated_answer(await self._tracker(session), about)
            if answer is None:
                raise InvalidMessage(sentences().foreign_answer)
            rating = {"value": message["rating"], "about": about}
            if "comment" in message:
                rating["comment"] = message["comment"]
            # With the answer itself, for the tracker of an action goes back no further than to the session's start.
            return {**item, "rating": rating}, Input(
                payload, message["id"], {**message["metadata"], "rating": rating, "rated": answer}
            )
        buttons = offered_buttons(await self._tracker(session), ratings=False)
        title = next((b["title"] for b in buttons if b["payload"] == message["payload"]), None)
        if title is None:
            raise InvalidMessage(sentences().foreign_option)
        return {**item, "text": title}, Input(message["payload"], message["id"], message["metadata"])

    async def _send(self, session: Session, turn: Turn, outcome: Outcome) -> None:
        """Send the replies to every socket of the conversation; before them `erased` if what was said is gone."""
        if any(message.erased for message in outcome.messages):
            await self._sio.emit("erased", room=session.sender)
        for message in outcome.messages:
            extras = {"answer": message.answer, "notes": message.notes, "guide": message.guide, "quiet": message.quiet}
            item = turn.add(message.text, message.buttons, extras, time.time())
            await self._sio.emit("item", item, room=session.sender)

    def _connection(self, sid: str) -> Optional[_Connection]:
        connection = self._connections.get(sid)
        return connection if connection and not connection.session.is_expired() else None

    async def _tracker(self, session: Session) -> Optional[DialogueStateTracker]:
        return await self._agent().tracker_store.retrieve_full_tracker(self._guard.conversation(session.sender))

    def _ratings(self) -> list[Item]:
        return rating_buttons(self._agent().domain)


def _parse(data: object) -> dict[str, Any]:
    """A `say` event as {"id", "metadata", "text", "chosen"}, {…, "payload"} or {…, "rating", "about"}, maybe with a
    "comment"; its texts cleaned.

    Raises:
        InvalidMessage: it breaks the contract in a way that can be seen without its conversation.
    """
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not _ID.fullmatch(data["id"]):
        raise InvalidMessage(sentences().malformed_message)
    kept = {"id": data["id"], "metadata": context_metadata(data.get("context"))}
    if "rating" in data:
        rating = {"rating": data["rating"], "about": check_text(data.get("about"), sentences().answer_field)}
        if "comment" in data:
            # It goes into the event's metadata, where nothing else filters it.
            rating["comment"] = without_personal_data(check_text(data["comment"], sentences().comment_field))
        return {**kept, **rating}
    key = "payload" if "payload" in data else "text"
    return {**kept, key: check_text(data.get(key), sentences().message_field), "chosen": data.get("chosen") is True}
