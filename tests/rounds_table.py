"""How the replies of each judged round were graded, by `rounds/*.jsonl`. `make rounds` prints the table."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tabulate import tabulate

ROUNDS = Path(__file__).parent / "rounds"
REASONS = {
    "of no use": ("useless",),
    "refused or asked back": ("refused",),
    "another state": ("wrong_state",),
    "against or outside the guide": ("wrong_law", "answered_outside"),
    "tone": ("tone",),
}
FOCUSES = {"accused %": "a", "complained %": "b", "hurried, young %": "c", "next door %": "d"}  # «a» of «r57-a01»
FIRST_WITH_FOCUSES = 32
HEADER = (
    *("round", "conversations", "replies", "good %", "ok %", "bad and carry %", "without a bad reply"),
    *(*REASONS, "follows", *FOCUSES),
)


def main() -> None:
    """Print a row for each file."""
    rows = [row(path) for path in sorted(ROUNDS.glob("20*.jsonl"))]
    print(tabulate(rows, HEADER, tablefmt="pipe", colalign=["right"] * len(HEADER), disable_numparse=True))


def row(path: Path) -> list[str]:
    """What the table says of a file, in the order of `HEADER`; the round is the number in its name."""
    conversations = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    turns = [turn for conversation in conversations for turn in conversation["turns"]]
    grades = Counter(turn["grade"] for turn in turns)
    reasons = Counter(turn["why"] for turn in turns if turn["grade"] == "bad")
    number = int(path.stem.split("-")[3])
    by_reader: dict[str, list[dict[str, Any]]] = {}
    for conversation in conversations if number >= FIRST_WITH_FOCUSES else []:
        by_reader.setdefault(conversation["id"].split("-")[1][0], []).extend(conversation["turns"])
    return [
        str(number),
        str(len(conversations)),
        str(len(turns)),
        *(f"{100 * grades[grade] / len(turns):.0f}" for grade in ("good", "ok")),
        f"{bad(turns):.1f}",
        str(sum(not bad(conversation["turns"]) for conversation in conversations)),
        *(str(sum(reasons[name] for name in names)) for names in REASONS.values()),
        str(grades["carry"]),
        *(f"{bad(by_reader[reader]):.0f}" if reader in by_reader else "" for reader in FOCUSES.values()),
    ]


def bad(turns: list[dict[str, Any]]) -> float:
    """The share of bad replies, also those that are bad only because of one before them, in per cent."""
    return 100 * sum(turn["grade"] in ("bad", "carry") for turn in turns) / len(turns)


if __name__ == "__main__":
    main()
