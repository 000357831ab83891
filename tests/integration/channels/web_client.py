"""A client of the web chat's protocol that is not our widget."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

import jwt
import socketio

from tests.conftest import Assistant, stored_events
from tests.waiting import wait_for

PATH = "/chat/socket.io/"
RATINGS = ["Útil", "No útil", "Desactualizada", "No era mi pregunta"]


class Client:
    """One connection, with the items that it received."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.items: list[dict] = []
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("item", self.items.append)
        # Engine.IO hands each packet to a thread of its own; under load a later one may be done first.
        trigger = self.socket.eio._trigger_event
        self.socket.eio._trigger_event = lambda *args, **options: trigger(*args, **{**options, "run_async": False})
        self.socket.connect(url, socketio_path=PATH, auth={"token": token}, transports=["websocket"])
        self.opened = self.socket.call("open")

    def say(self, **what) -> dict:
        return self.socket.call("say", {"id": uuid.uuid4().hex, **what})


def send(client: Client, *messages: dict, begin: int = 0) -> list[tuple[str, dict]]:
    """Send messages at once; returns the list that (id, acknowledgement) of each is added to."""
    ended: list[tuple[str, dict]] = []
    for number, message in enumerate(messages, begin):
        name = f"message-{number}"
        client.socket.emit("say", {"id": name, **message}, callback=lambda end, i=name: ended.append((i, end)))
    return ended


def wait_until(happened: Callable[[], bool]) -> None:
    assert wait_for(happened)


def said_in(assistant: Assistant, client: Client) -> list[dict]:
    """The stored messages of the person."""
    name = jwt.decode(client.opened["token"], options={"verify_signature": False})["sub"]
    return [e for e in stored_events(assistant.log.parent / "conversations.db", f"web:{name}") if e["event"] == "user"]


def undated(items: Iterable[dict]) -> list[dict]:
    """The items without their time: live it is that of sending, read back that of storing."""
    return [{key: value for key, value in item.items() if key != "at"} for item in items]
