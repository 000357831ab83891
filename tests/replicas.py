"""Assistants that share a database, as replicas do."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import sqlalchemy as sa

from retirada.server.store.event_reader import stored_name
from retirada.server.store.tables import EVENTS
from tests.conftest import Assistant, start_assistant


class Replicas:
    """Running assistants, and what they have stored.

    Args:
        environment: of each; its DATABASE_URL is where they store.
        folders: a folder for each one's log.

    Attributes:
        running: the assistants. One that is started again is another object.
    """

    def __init__(self, environment: dict[str, str], folders: list[Path]) -> None:
        self.environment, self.folders = environment, folders
        self.engine = sa.create_engine(environment["DATABASE_URL"], pool_pre_ping=True)
        self.running: list[Assistant] = [start_assistant(folder, **environment) for folder in folders]

    def events(self, conversation: str) -> list[dict]:
        """What is stored of a conversation (`channel:sender`), in order."""
        rows = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == stored_name(conversation)).order_by(EVENTS.c.id)
        with self.engine.connect() as connection:
            return [json.loads(data) for data in connection.execute(rows).scalars()]

    def said(self, conversation: str) -> list[tuple[str, str]]:
        """(who, text) of a stored conversation, in order; without the privacy notice."""
        return [
            (e["event"], e["text"])
            for e in self.events(conversation)
            if e["event"] in ("user", "bot") and e.get("text") and not (e.get("metadata") or {}).get("quiet")
        ]

    def kill(self, number: int) -> None:
        """End one of them at once, with all its processes."""
        assistant = self.running[number]
        for pid in (assistant.process.pid, assistant.child("-m\0rasa\0"), assistant.child("-m\0rasa_sdk\0")):
            os.kill(pid, signal.SIGKILL)
        assistant.process.wait(10)

    def pause(self, number: int, go_on: bool = False) -> None:
        """Let the Rasa of one of them do nothing, or let it go on."""
        os.kill(self.running[number].child("-m\0rasa\0"), signal.SIGCONT if go_on else signal.SIGSTOP)

    def restart(self, number: int, **environment: str) -> None:
        """Start one again that has ended; `environment` is its own."""
        self.running[number] = start_assistant(self.folders[number], **self.environment, **environment)

    def stop(self) -> None:
        """Stop those that run."""
        for assistant in self.running:
            if assistant.process.poll() is None:
                assistant.stop()
        self.engine.dispose()
