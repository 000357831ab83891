"""What can befall an assistant's SQLite file while it runs, and passes."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import Assistant

# How the answer begins while one lasts.
NOT_STORED = "Ahora mismo no puedo guardar lo que me escribe"


def file_of(assistant: Assistant) -> Path:
    return assistant.log.parent / "conversations.db"


@contextmanager
def full(assistant: Assistant) -> Iterator[None]:
    """Rasa's process can make no file longer than a page, as if the disk ended there."""
    rasa = assistant.child("-m\0rasa\0")
    before = resource.prlimit(rasa, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(rasa, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(assistant: Assistant) -> Iterator[None]:
    """Another process writes, and does not come to an end."""
    other = sqlite3.connect(file_of(assistant), isolation_level=None)
    other.execute("begin exclusive")
    try:
        yield
    finally:
        other.close()
