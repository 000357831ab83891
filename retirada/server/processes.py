"""Starts the processes of the assistant, such that they end with it, and stops them cleanly."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

from retirada.paths import PROJECT

STOP_SECONDS = 10
_PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """SIGINT, SIGTERM or SIGHUP arrived."""


def stop_on_signals() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP (the terminal was closed) into `Stopped`, so that `finally` blocks run."""

    def stop(*_: object) -> None:
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)


def start(module: str, *arguments: str, environment: dict[str, str], foreground: bool = False) -> subprocess.Popen:
    """Start `python -m module arguments` in the project's folder.

    In the background the process gets a session of its own, so that Ctrl-C reaches only us and we stop
    the processes in order. In the foreground, Ctrl-C does nothing to it until it sets a handler: meanwhile, we stop
    it. It ends when we do, see `end_with_us`.
    """
    end = end_with_us()

    def prepare() -> None:
        if foreground:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        if end:
            end()

    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env=environment,
        start_new_session=not foreground,
        preexec_fn=prepare,
    )


def end_with_us() -> Optional[Callable[[], None]]:
    """A `preexec_fn` by which the kernel kills the new process when this one ends, even by SIGKILL; it ends a process
    that hangs, too. Linux only: elsewhere None, and what SIGKILL leaves behind has to be ended by hand.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask_the_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it ended before it was asked

    return ask_the_kernel


@contextmanager
def alone(folder: Path, waiting: str) -> Iterator[None]:
    """Let one process at a time write in a folder. The kernel frees the folder when the process ends, even by SIGKILL.

    Args:
        waiting: what to print before waiting for another process.
    """
    lock = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(waiting, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def stop(process: subprocess.Popen) -> None:
    """Ask the process to end; kill it if it does not within STOP_SECONDS."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
