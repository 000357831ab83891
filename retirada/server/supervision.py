"""Watches over the servers of the assistant: what ends or hangs is started again."""

from __future__ import annotations

import time
import urllib.error
import urllib.request

from retirada.server.processes import start, stop
from retirada.server.settings import HOST

START_SECONDS = 90
CHECK_SECONDS = 1.0  # between two looks at a server
FAILED_CHECKS = 3  # in a row: it hangs
STEADY_SECONDS = 60  # after which earlier failures count no more
PAUSES = (0, 1, 2, 4, 8, 16)  # seconds before each start in a row; after the last, it is given up


class Server:
    """A server of the assistant that answers GET /health: 200 when it is ready.

    Args:
        name: as messages call it, «Rasa».
        module: started as `python -m module arguments`.
        environment: of the process.
        port, address: where it listens.
        watched: the path at which it answers while it does not hang, at little cost: it is asked every CHECK_SECONDS.
        patience: seconds within which it answers there, also under load.
    """

    def __init__(
        self,
        name: str,
        module: str,
        *arguments: str,
        environment: dict[str, str],
        port: int,
        address: str = HOST,
        watched: str = "/health",
        patience: float = 2,
    ) -> None:
        self._name = name
        self._command = (module, *arguments)
        self._environment = environment
        self._url = f"http://{address}:{port}"
        self._watched = watched
        self._patience = patience
        self._failures = 0
        self._start_at = 0.0
        self.start()

    def start(self) -> None:
        self._process = start(*self._command, environment=self._environment)
        self._started = self._checked = time.monotonic()
        self._missed = 0
        self._ready = False

    def wait_until_ready(self) -> None:
        """Wait until GET /health gives 200: the first start is not tried again, its cause is there to be mended.

        Raises:
            SystemExit: the process ended, or START_SECONDS passed.
        """
        while time.monotonic() < self._started + START_SECONDS:
            if self._process.poll() is not None:
                raise SystemExit(
                    f"{self._name} ended with code {self._process.returncode} before it was ready; the reason is above."
                )
            if self._status("/health") == 200:
                self._ready = True
                return
            time.sleep(0.1)
        raise SystemExit(f"{self._name} was not ready after {START_SECONDS} s.")

    def watch(self) -> None:
        """Look once; start it again if it has ended or hangs, after a pause that grows with each time.

        Raises:
            SystemExit: it failed len(PAUSES) + 1 times in a row.
        """
        now = time.monotonic()
        if self._start_at:
            if now >= self._start_at:
                self._start_at = 0.0
                self.start()
        elif self._process.poll() is not None:
            self._fail(f"{self._name} ended with code {self._process.returncode}")
        elif now >= self._checked + CHECK_SECONDS:
            self._check()

    def stop(self) -> None:
        """Ask the server to end; kill it if it does not."""
        stop(self._process)

    def _check(self) -> None:
        answers = self._status(self._watched) is not None
        self._checked = time.monotonic()
        lived = self._checked - self._started
        if answers:
            self._ready, self._missed = True, 0
            if lived > STEADY_SECONDS:
                self._failures = 0
        elif self._ready:
            self._missed += 1
        if self._missed >= FAILED_CHECKS or (not self._ready and lived > START_SECONDS):
            self._process.kill()
            self._process.wait()
            self._fail(f"{self._name} does not answer")

    def _fail(self, what: str) -> None:
        if self._failures >= len(PAUSES):
            raise SystemExit(f"{what}, {self._failures + 1} times in a row: given up. The reason is above.")
        pause = PAUSES[self._failures]
        self._failures += 1
        print(f"{what}; starting it again{f' in {pause} s' if pause else ''}.", flush=True)
        self._start_at = time.monotonic() + pause

    def _status(self, path: str) -> int | None:
        try:
            with urllib.request.urlopen(self._url + path, timeout=self._patience) as reply:
                return reply.status
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, OSError):
            return None
