"""Words that are a command when they are all that a message says: «menú», «salir», «empezar de nuevo»."""

from __future__ import annotations

import functools
from typing import NamedTuple, Optional

from retirada.channels.core.buttons import normalize
from retirada.channels.core.sentences import sentences


class Command(NamedTuple):
    """A command of data/channels.yml: its name there, and what Rasa reads in its place."""

    name: str
    payload: str


def find_command(text: str) -> Optional[Command]:
    """The command that `text` is, however it is written; None for any other text."""
    return _commands().get(normalize(text))


def typed_command(text: str, read: str) -> dict[str, str]:
    """What is kept of a command beside the payload that is read for it: the words that it was given by."""
    return {"typed": text} if find_command(text) and read.startswith("/") else {}


@functools.lru_cache(maxsize=1)
def _commands() -> dict[str, Command]:
    return {
        normalize(words): Command(name, command.payload)
        for name, command in sentences().commands.items()
        for words in command.words
    }
