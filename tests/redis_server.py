"""A real Redis server of our own. `python -m tests.redis_server` finds its program, or installs Debian's."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import redis

from retirada.server.settings import HOST
from tests.ports import free_port
from tests.programs import ensure_installed


def ensure() -> str:
    """The server's program, installed with apt-get when there is none.

    Raises:
        SystemExit: it cannot be installed; the message says what to do.
    """
    advice = "The tests need a Redis server: install it (Debian: apt-get install redis-server)."
    return ensure_installed(lambda: shutil.which("redis-server"), "redis-server", advice)


class RedisServer:
    """A Redis server on loopback, with nothing kept on disk."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._command = [ensure(), "--port", str(self.port), "--bind", HOST, "--save", "", "--dir", str(folder)]
        self.start()

    def start(self) -> None:
        """Start it, empty, and wait until it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        with redis.Redis(port=self.port) as client:
            # One whose port is taken ends, and who took it may be a Redis too.
            while time.monotonic() < deadline and self._process.poll() is None:
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    time.sleep(0.02)
        raise RuntimeError("Redis did not start")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def url(self) -> str:
        """REDIS_URL."""
        return f"redis://{HOST}:{self.port}/0"

    def pause(self) -> None:
        """Stop answering, with all connections open."""
        self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        """End it; what it held is gone."""
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        self._process.wait(10)


if __name__ == "__main__":
    ensure()
