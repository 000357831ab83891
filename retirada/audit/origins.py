"""Where each fact that an answer rests on comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple, Optional

from retirada.audit.turns import Turn

# Of two cases in one message, or of the one that a clause speaks of, «status=in_process».
_OF_ONE_CASE = ("second_case", "in_clause")


class Origin(NamedTuple):
    """Where a fact's value comes from.

    Attributes:
        fact, value: of the answer.
        turn: the number of the turn that gave it.
        words: of that message, those that state it; None where it was read out of the message as a whole.
        text: that message, or the payload of its button.
    """

    fact: str
    value: str
    turn: int
    words: Optional[str]
    text: str


def origins(turns: Iterable[Turn], names: Collection[str]) -> Iterator[tuple[Turn, list[Origin]]]:
    """Each turn with the origins of the facts of its answers.

    Args:
        turns: of one conversation, from its first.
        names: of the facts.
    """
    held: dict[str, Origin] = {}
    for turn in turns:
        for event in turn.after:
            if event["event"] == "slot" and event["name"] in names:
                name, value = event["name"], event["value"]
                if value is None:
                    held.pop(name, None)
                elif name not in held or held[name].value != value:
                    held[name] = _in_message(turn, name, value)
        stated = dict.fromkeys(pair for answer in turn.answers for pair in (answer.get("facts") or {}).items())
        # What is only supposed, or true of one of two cases, is not held.
        yield (
            turn,
            [
                held[name] if name in held and held[name].value == value else _in_message(turn, name, value)
                for name, value in stated
            ],
        )


def _in_message(turn: Turn, name: str, value: str) -> Origin:
    entities: list[dict[str, Any]] = turn.parsed.get("entities") or []
    for entity in entities:
        is_it = entity.get("entity") == name and entity.get("value") == value
        of_one_case = entity.get("entity") in _OF_ONE_CASE and entity.get("value") == f"{name}={value}"
        if (is_it or of_one_case) and not turn.text.startswith("/") and "start" in entity:
            return Origin(name, value, turn.number, turn.text[entity["start"] : entity["end"]], turn.text)
    return Origin(name, value, turn.number, None, turn.text)
