"""What of an answer is different today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from retirada.audit.turns import Reply

# Of the `answer`, in the order in which they are shown. `rulebook` and `model` differ after every change.
_FIELDS = ("topic", "about", "verdict", "facts", "sources", "notes", "asks")


class Difference(NamedTuple):
    """A field of the answer that is different today.

    Attributes:
        was, now: its values in the messages of the turn, in their order, each once.
    """

    field: str
    was: list[Any]
    now: list[Any]


def differences(was: Sequence[Reply], now: Sequence[Reply]) -> list[Difference]:
    """What is answered differently; other words for the same are not."""
    found = []
    for field in _FIELDS:
        pair = [_each_once([reply.answer.get(field) for reply in said]) for said in (was, now)]
        if pair[0] != pair[1]:
            found.append(Difference(field, *pair))
    return found


def are_reworded(was: Sequence[Reply], now: Sequence[Reply]) -> bool:
    """Whether something is said in other words."""
    return [reply.text for reply in was] != [reply.text for reply in now]


def _each_once(values: Sequence[Any]) -> list[Any]:
    distinct: list[Any] = []
    for value in values:
        if value not in distinct:
            distinct.append(value)
    return distinct
