"""A client of the web chat's protocol that is not our widget."""

from __future__ import annotations

import uuid

import socketio

PATH = "/chat/socket.io/"
RATINGS = ["Útil", "No útil", "Desactualizada", "No era mi pregunta"]


class Client:
    """One connection, with the items that it received."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.items: list[dict] = []
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("item", self.items.append)
        self.socket.connect(url, socketio_path=PATH, auth={"token": token}, transports=["websocket"])
        self.opened = self.socket.call("open")

    def say(self, **what) -> dict:
        return self.socket.call("say", {"id": uuid.uuid4().hex, **what})
