"""What an assistant's processes use, read from /proc."""

from __future__ import annotations

import os
from pathlib import Path

from tests.conftest import Assistant

MODULES = {"Rasa": "-m\0rasa\0", "action server": "-m\0rasa_sdk\0"}
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def processes_of(assistant: Assistant) -> dict[str, int]:
    """Its processes: name → id."""
    return {"launcher": assistant.process.pid, **{name: assistant.child(module) for name, module in MODULES.items()}}


def processor_ms(pid: int) -> float:
    """The processor's time that the process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def tree(pid: int) -> list[int]:
    """The process and those that it has started."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def queued_ms(pid: int) -> float:
    """How long its threads that live have waited for a core so far."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[1]) for thread in threads) / 1e6


def resident_mb(pid: int) -> float:
    """Its resident memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 2**20
