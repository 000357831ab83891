"""Replays the conversations of this folder with a running assistant and compares what it answers, turn by turn.

A conversation is a YAML list of turns: `user` (what is said), `topic` and `verdict` of the answer, or `verdicts` (a
list of such pairs) where there are two, `or` (a list of pairs that is as good), and `facts` (what the assistant should
know by then; shown, not compared).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Optional, Protocol

import pytest

from retirada.yaml_files import read_yaml

HERE = Path(__file__).parent


def name_of(path: Path) -> str:
    """«folder/file», by which a conversation is known in test ids."""
    return f"{path.parent.name}/{path.stem}"


CONVERSATIONS = sorted(HERE.glob("*/*.yml"))
_LONGEST_FIRST = sorted(CONVERSATIONS, key=lambda path: -path.stat().st_size)
_SHORTEST = sorted({path.parent: path for path in _LONGEST_FIRST}.values())
# Through the slower channels: the shortest conversation of each folder, or all with CONVERSATIONS=all.
SMOKE = CONVERSATIONS if os.environ.get("CONVERSATIONS") == "all" else _SHORTEST
every_conversation = pytest.mark.parametrize("path", CONVERSATIONS, ids=name_of)
every_smoke_conversation = pytest.mark.parametrize("path", SMOKE, ids=name_of)


class Speaker(Protocol):
    """Whatever takes a message of a sender and returns the assistant's messages, each with `text` and `answer`."""

    def say(self, message: str, sender: str, /) -> list[dict]: ...


class Miss(NamedTuple):
    """A turn that was not answered as expected."""

    turn: int
    user: str
    expected: list[tuple[Optional[str], Optional[str]]]
    received: list[tuple[Optional[str], Optional[str]]]
    expected_facts: Optional[dict[str, str]]
    received_facts: dict[str, str]
    reply: str  # the first line of each message

    def __str__(self) -> str:
        return (
            f"turn {self.turn}: «{self.user}»\n"
            f"  - expected {_arrows(self.expected)}  {self.expected_facts or {}}\n"
            f"  + received {_arrows(self.received)}  {self.received_facts}\n"
            f"    «{self.reply}»"
        )


def _arrows(answers: list[tuple[Optional[str], Optional[str]]]) -> str:
    return ", ".join(f"{topic} → {verdict}" for topic, verdict in answers)


def load(path: Path) -> list[dict]:
    """The turns of a conversation."""
    return read_yaml(path)


def replay(speaker: Speaker, sender: str, turns: list[dict]) -> list[Miss]:
    """Say every turn; return those that were not answered as expected."""
    misses = []
    for number, turn in enumerate(turns, start=1):
        messages = speaker.say(turn["user"], sender)
        answers = [message["answer"] for message in messages]
        received = list(dict.fromkeys((answer["topic"], answer["verdict"]) for answer in answers))
        expected = [tuple(pair) for pair in turn.get("verdicts", [[turn.get("topic"), turn.get("verdict")]])]
        as_good = [tuple(pair) for pair in turn.get("or", expected)]
        if received not in (expected, as_good):
            reply = " / ".join(message["text"].partition("\n")[0] for message in messages)
            facts = answers[-1]["facts"] if answers else {}
            misses.append(Miss(number, turn["user"], expected, received, turn.get("facts"), facts, reply))
    return misses


@dataclass
class Tally:
    """What was said, and how it went. Trained on a processor without AVX2, a model reads and answers some turns
    otherwise: so it is the share of misses that counts.
    """

    turns: int = 0
    misses: list[str] = field(default_factory=list)

    def replay(self, speaker: Speaker, sender: str, path: Path) -> None:
        """Say every turn of a conversation; the test that says it is reported as xfailed if any was missed."""
        turns = load(path)
        self.add(len(turns), [f"{name_of(path)}, {miss}" for miss in replay(speaker, sender, turns)])

    def add(self, turns: int, misses: list[str]) -> None:
        """Count these turns, and end the test as xfailed if any was missed."""
        self.turns += turns
        self.misses += misses
        if misses:
            pytest.xfail("\n".join(misses))

    def check(self, missed_at_most: float) -> None:
        """Fail where a larger share of the turns was missed, or none was said."""
        told = "\n".join([f"{len(self.misses)} of {self.turns} are not as expected:", *self.misses])
        assert self.turns, "select the conversations as well"
        assert len(self.misses) <= missed_at_most * self.turns, told
