"""Drives `make shell` in a real terminal."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pexpect

from retirada.paths import PROJECT
from tests.conftest import stored_events

PROMPT = "Usted>"
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"


def spawn(folder: Path) -> pexpect.spawn:
    """Start `make shell`'s program with a database in `folder`."""
    # pytest exports the width of its own terminal to xdist's workers (readline does), and that would come before this
    # terminal's.
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return pexpect.spawn(
        sys.executable,
        ["-m", "retirada.server.shell"],
        cwd=str(PROJECT),
        # A terminal answers the question where its cursor is; pexpect does not, and the answer is waited for.
        env={**inherited, "DATABASE_URL": f"sqlite:///{folder}/conversations.db", "PROMPT_TOOLKIT_NO_CPR": "1"},
        encoding="utf-8",
        timeout=120,
        # So wide that no line of an answer is wrapped.
        dimensions=(60, 2000),
    )


class Shell:
    """`make shell`, typed to. What is said is read from the screen and, for its `answer`, from the tracker store."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "conversations.db"
        self.terminal = spawn(folder)
        self.terminal.expect_exact(PROMPT)
        self._person = ""

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
        """The answers that follow when the option at `place`, from 1, is chosen."""
        return [event["metadata"]["answer"] for event in self._type(str(place)) if event["event"] == "bot"]

    def stop(self, keys: str = "salir" + ENTER) -> int:
        """Leave; give the exit code. What the terminal said meanwhile is in `terminal.before`."""
        self.terminal.send(keys)
        self.terminal.expect(pexpect.EOF)
        return self.terminal.wait()

    def _type(self, text: str) -> list[dict]:
        """Type a line; give the events of the turn, when it is over and shown."""
        before = len(self._events())
        self.terminal.send(text + ENTER)
        deadline = time.monotonic() + 60
        while True:
            events = self._events()[before:]
            if events and events[-1].get("name") == "action_listen":
                break
            assert time.monotonic() < deadline, f"no end of the turn after «{text}»: {events}"
            time.sleep(0.02)
        for event in events:
            for line in event["text"].splitlines() if event["event"] == "bot" else []:
                self.terminal.expect_exact(line)
        self.terminal.expect_exact(PROMPT)
        return events

    def _events(self) -> list[dict]:
        return stored_events(self.database) if self.database.exists() else []
