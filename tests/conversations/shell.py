"""Drives `make shell` in a real terminal."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pexpect

from retirada.paths import PROJECT
from tests.conftest import stored_events

PROMPT = "Your input ->"
TYPE_OUT = "Type out your own message"
UP, DOWN, ENTER = "\x1b[A", "\x1b[B", "\r"


class Shell:
    """`make shell`, typed to. What is said is read from the screen and, for its `answer`, from the tracker store."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "conversations.db"
        self.terminal = pexpect.spawn(
            sys.executable,
            ["-m", "retirada.server.shell"],
            cwd=str(PROJECT),
            # A terminal answers the question where its cursor is; pexpect does not, and the answer is waited for.
            env={**os.environ, "TRACKER_DB": str(self.database), "PROMPT_TOOLKIT_NO_CPR": "1"},
            encoding="utf-8",
            timeout=60,
            dimensions=(60, 400),
        )
        self.terminal.expect_exact(PROMPT)
        self._person, self._has_menu = "", False

    def say(self, text: str, person: str) -> list[dict]:
        """The messages that the assistant says to this line. Another person starts afresh."""
        if person != self._person:
            self._person = person
            self._type("/restart")
        return [
            {"text": event["text"], "answer": event["metadata"]["answer"]}
            for event in self._type(text)
            if event["event"] == "bot"
        ]

    def choose(self, place: int) -> list[dict]:
        """The answers that follow when the entry at `place`, from 1, of the menu on the screen is chosen."""
        self._has_menu = False
        return [event["metadata"]["answer"] for event in self._type(DOWN * (place - 1)) if event["event"] == "bot"]

    def stop(self) -> int:
        self._type("/stop", wait=False)
        self.terminal.expect(pexpect.EOF)
        return self.terminal.wait()

    def _type(self, text: str, wait: bool = True) -> list[dict]:
        """Type a line; give the events of the turn, when it is over."""
        if self._has_menu:
            self.terminal.send(UP + ENTER)  # its last entry lets one type
            self.terminal.expect_exact(PROMPT)
        before = len(self._events())
        self.terminal.send(text + ENTER)
        deadline = time.monotonic() + 60
        while wait:
            events = self._events()[before:]
            if events and events[-1].get("name") == "action_listen":
                self._see([event for event in events if event["event"] == "bot"])
                return events
            assert time.monotonic() < deadline, f"no end of the turn after «{text}»: {events}"
            time.sleep(0.02)
        return []

    def _see(self, messages: list[dict]) -> None:
        """Wait until the messages have been shown, and after them the menu of the last, or the prompt."""
        for message in messages:
            for line in message["text"].splitlines():
                self.terminal.expect_exact(line)
        self._has_menu = bool(messages and messages[-1]["data"]["buttons"])
        self.terminal.expect_exact(TYPE_OUT if self._has_menu else PROMPT)

    def _events(self) -> list[dict]:
        return stored_events(self.database) if self.database.exists() else []
