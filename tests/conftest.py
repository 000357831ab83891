"""The real assistant, started once for the session (or for each worker of pytest-xdist), and what it answers from."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

import httpx
import pytest

from retirada.paths import PROJECT
from retirada.rulebook import knowledge
from retirada.server.store.event_reader import stored_name
from retirada.server.training import ensure_fresh
from tests.ports import free_port
from tests.postgresql import PostgresqlServer

START_SECONDS = 120
STOP_SECONDS = 60
JSON = {"Content-Type": "application/json"}
# Of the web chat: the secret that signs the shared assistant's tokens, and the port of another site that may embed it.
WEB_SECRET = "a secret that only the tests know, and no one else"
OTHER_SITE_PORT = free_port()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files are handed to the workers of pytest-xdist in this order: first those that take longest."""
    items.sort(key=lambda item: "integration/server/" not in item.nodeid)


def stored_events(database: Path, conversation: str = "") -> list[dict]:
    """The events in the tracker store, of one conversation (`channel:sender`) or of all, in order."""
    name = stored_name(conversation) if conversation else "%"
    with sqlite3.connect(database) as connection:
        rows = connection.execute("select data from events where sender_id like ? order by id", [name])
        return [json.loads(data) for (data,) in rows]


def copy_store(assistant: Assistant, folder: Path, senders: Iterable[str]) -> Path:
    """Copy the store of an assistant to the folder: only what these said over REST, as others may use it, too."""
    copy = folder / "conversations.db"
    with sqlite3.connect(assistant.log.parent / "conversations.db") as source:
        source.execute("vacuum into ?", [str(copy)])
    names = [stored_name(f"rest:{sender}") for sender in senders]
    with sqlite3.connect(copy) as own:
        own.execute(f"delete from events where sender_id not in ({', '.join('?' * len(names))})", names)
        own.commit()
        own.execute("vacuum")
    return copy


@dataclass
class Assistant:
    """A running assistant: Rasa and its action server, as `make run` starts them."""

    port: int
    action_port: int
    log: Path
    process: subprocess.Popen
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def post(self, body: object) -> httpx.Response:
        return self.client.post(f"{self.url}/webhooks/rest/webhook", json=body)

    def say(self, message: str, sender: str) -> list[dict]:
        reply = self.post({"sender": sender, "message": message})
        assert reply.status_code == 200, reply.text
        return reply.json()

    def events(self, sender: str) -> list[dict]:
        """The events of the conversation, as the tracker store keeps them."""
        return stored_events(self.log.parent / "conversations.db", f"rest:{sender}")

    def child(self, module: str) -> int:
        """The id of the process that it started as `python -m module`."""
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            if module in Path(f"/proc/{pid}/cmdline").read_text():
                return int(pid)
        raise AssertionError(f"the assistant has no child process {module}")

    @contextmanager
    def hung_actions(self) -> Iterator[None]:
        """Within it the action server hangs; after it, it goes on."""
        # The launcher too: it would kill one that hangs for some seconds, and the next test would find none.
        hung = [self.process.pid, self.child("rasa_sdk")]
        for pid in hung:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in reversed(hung):
                os.kill(pid, signal.SIGCONT)

    def stop(self, signal_number: int = signal.SIGTERM) -> int:
        """Stop it; return its exit code."""
        self.process.send_signal(signal_number)
        return self.process.wait(STOP_SECONDS)

    def restart(self) -> None:
        """Start it again at the same address, with the same store."""
        self.process = start_assistant(self.log.parent, PORT=str(self.port), ACTION_PORT=str(self.action_port)).process


def start_assistant(
    folder: Path,
    files: Optional[int] = None,
    project: Path = PROJECT,
    module: str = "retirada.server.serve",
    **environment: str,
) -> Assistant:
    """Start the module of the project on free ports, with at most `files` open files, and wait until it can answer."""
    port, action_port = (int(environment.get(name) or free_port()) for name in ("PORT", "ACTION_PORT"))
    log = folder / "assistant.log"
    env = {
        **os.environ,
        "PORT": str(port),
        "ACTION_PORT": str(action_port),
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "WEB_ORIGINS": f"http://localhost:{OTHER_SITE_PORT}",
        **environment,
    }
    with open(log, "w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=project,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=files and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))),
        )
    assistant = Assistant(port, action_port, log, process)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            healthy = assistant.client.get(f"{assistant.url}/health").status_code == 200
            # At a port that is taken another one answers; and before it says so it does not watch over its own.
            if healthy and "Ready:" in log.read_text():
                return assistant
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"the assistant did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> None:
    """The trained model; trains if need be. What needs none (tests/unit) does not ask for it."""
    # The parent is common to the workers of pytest-xdist: one trains, the others wait for it.
    with open(tmp_path_factory.getbasetemp().parent / "training.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ensure_fresh()


@pytest.fixture(scope="session")
def assistant(model, tmp_path_factory) -> Assistant:
    # The rates are tested with the assistants of tests/integration/channels.
    web = {
        "WEB_SECRET": WEB_SECRET,
        "WEB_RATE_PER_SENDER": "1000/minute",
    }
    running = start_assistant(tmp_path_factory.mktemp("assistant"), **web)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def _restartable(model, tmp_path_factory) -> Assistant:
    running = start_assistant(tmp_path_factory.mktemp("restartable"))
    yield running
    running.stop()


@pytest.fixture
def restartable(_restartable) -> Assistant:
    """An assistant that a test may stop or break: for the next test it is started again."""
    if _restartable.process.poll() is not None:
        _restartable.restart()
    return _restartable


@pytest.fixture(scope="session")
def postgresql() -> PostgresqlServer:
    server = PostgresqlServer()
    yield server
    server.remove()


@pytest.fixture
def sender() -> str:
    return uuid.uuid4().hex


@pytest.fixture(scope="session")
def rules() -> knowledge.Knowledge:
    return knowledge.load()
