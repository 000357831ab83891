"""Starts the processes of the assistant, waits for them, and stops them cleanly."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from run.settings import HOST, PROJECT

START_SECONDS = 90
STOP_SECONDS = 10


class Stopped(Exception):
    """SIGINT, SIGTERM or SIGHUP arrived."""


def stop_on_signals() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP (the terminal was closed) into `Stopped`, so that `finally` blocks run."""

    def stop(*_):
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)


def start(module: str, *arguments: str, environment: dict[str, str], foreground: bool = False) -> subprocess.Popen:
    """Start `python -m module arguments` in the project's folder.

    In the background the process gets a session of its own, so that Ctrl-C reaches only us and we stop
    the processes in order.
    """
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env=environment,
        start_new_session=not foreground,
    )


def wait_until_healthy(name: str, process: subprocess.Popen, port: int, address: str = HOST) -> None:
    """Wait until GET /health at `address` and `port` gives 200.

    Raises:
        SystemExit: the process ended, or START_SECONDS passed.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"{name} ended with code {process.returncode} before it was ready; the reason is above.")
        try:
            with urllib.request.urlopen(f"http://{address}:{port}/health", timeout=2) as reply:
                if reply.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
    raise SystemExit(f"{name} was not ready after {START_SECONDS} s.")


def stop(processes: list[subprocess.Popen]) -> None:
    """Ask each process to end, the latest started first; kill one that does not within STOP_SECONDS."""
    for process in reversed(processes):
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
