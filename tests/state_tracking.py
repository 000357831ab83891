"""Joint goal accuracy: in how many turns of judged conversations the assistant knows of the case what a careful reader
knows. `make state-tracking` prints the table.

What the people of `rounds/*.jsonl` wrote is said again to a running assistant. `rounds/states.jsonl` has, for each of
their turns, what a reader held to be so: `new` (case → whose it is), `set` and `unset` (case → facts), `suppose` (facts
of this turn only) and `about` (the cases that the message is about, the one asked about first).
"""

from __future__ import annotations

import copy
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tqdm import tqdm

from retirada.rulebook.knowledge import project_knowledge
from retirada.server.training import ensure_fresh
from tests.conftest import Assistant, start_assistant
from tests.load import NO_RATES

ROUNDS = Path(__file__).parent / "rounds"
_NOT_COMPARED = {"device"}  # of a question, not of the case
Facts = dict[str, str]


class Gold(NamedTuple):
    """What is so after a turn: the facts of each case, those supposed, and the cases that the message is about."""

    cases: dict[str, Facts]
    supposed: dict[str, Facts]
    about: list[str]


class Turn(NamedTuple):
    """A turn compared: its round, whether its conversation has several cases, and the facts that differ."""

    round: str
    has_several: bool
    differing: list[str]  # «status missing», «party wrong», «evidence in vain»


def main() -> None:
    """Play the conversations, print the share of turns in which all facts are right, and what differs."""
    ensure_fresh()
    gold = {row["id"]: row["turns"] for row in _rows(ROUNDS / "states.jsonl")}
    spoken = [row for path in sorted(ROUNDS.glob("20*.jsonl")) for row in _rows(path) if row["id"] in gold]
    turns: list[Turn] = []
    with tempfile.TemporaryDirectory() as folder:
        assistant = start_assistant(Path(folder), **NO_RATES)
        try:
            for conversation in tqdm(spoken, disable=None):
                turns += compare(assistant, conversation, list(_gold(gold[conversation["id"]])))
        finally:
            assistant.stop()
    print(f"{'round':8}{'turns':>7}{'right':>8}{'one case':>10}{'several':>9}")
    for name in [*sorted({turn.round for turn in turns}), "all"]:
        of_it = [turn for turn in turns if name in (turn.round, "all")]
        shares = (_share([t for t in of_it if not t.has_several]), _share([t for t in of_it if t.has_several]))
        print(f"{name:8}{len(of_it):7}{_share(of_it):7.1f}%{shares[0]:9.1f}%{shares[1]:8.1f}%")
    print(", ".join(f"{what} {n}" for what, n in Counter(d for t in turns for d in t.differing).most_common()))


def compare(assistant: Assistant, conversation: dict[str, Any], gold: list[Gold]) -> list[Turn]:
    """Say the conversation; its turns that are about a case, compared with what is so.

    A conversation that erases itself leaves no events: it has no turns here.
    """
    sender = conversation["id"]
    for turn in conversation["turns"]:
        assistant.say(turn["user"], sender)
    held = list(_held(assistant.events(sender)))
    if len(held) != len(gold):
        return []
    has_several = len(gold[-1].cases) > 1
    pairs = zip(gold, held, strict=True)
    return [Turn(sender.split("-")[0], has_several, _differing(g, known)) for g, known in pairs if g.about]


def _gold(turns: list[dict[str, Any]]) -> Iterator[Gold]:
    cases: dict[str, Facts] = {}
    for turn in turns:
        cases.update({case: {} for case in turn.get("new", {}) if case not in cases})
        for case, facts in turn.get("set", {}).items():
            cases.setdefault(case, {}).update(facts)
        for case, names in turn.get("unset", {}).items():
            for name in names:
                cases[case].pop(name, None)
        yield Gold(copy.deepcopy(cases), turn.get("suppose", {}), turn["about"])


def _held(events: list[dict[str, Any]]) -> Iterator[list[Facts]]:
    """After each turn, the facts of the case under discussion, then those of the others."""
    slots: dict[str, Any] = {}
    has_begun = False
    for event in [*events, {"event": "user"}]:
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]
        elif event["event"] == "user":
            if has_begun:
                facts = {name: slots[name] for name in project_knowledge().facts if slots.get(name)}
                yield [facts, *(case["facts"] for case in slots.get("cases") or [] if case)]
            has_begun = True


def _differing(gold: Gold, held: list[Facts]) -> list[str]:
    """The facts of the cases that the message is about that are held otherwise. What is asked about one case is
    compared with the one under discussion, what is asked about several with whichever is nearest.
    """
    candidates = held[:1] if len(gold.about) == 1 else held
    return [
        difference
        for case in gold.about
        for difference in min((_of_case(gold, case, facts) for facts in candidates), key=len)
    ]


def _of_case(gold: Gold, case: str, held: Facts) -> list[str]:
    unstated = project_knowledge().unstated
    so, supposed = gold.cases[case], gold.supposed.get(case, {})
    differing = []
    for name in project_knowledge().facts.keys() - _NOT_COMPARED:
        value, known = (facts.get(name, unstated.get(name)) for facts in (so, held))
        if known not in (value, supposed.get(name, value)):
            what = "missing" if name not in held else "in vain" if name not in so else "wrong"
            differing.append(f"{name} {what}")
    return differing


def _share(turns: list[Turn]) -> float:
    """Of the turns, those in which nothing differs, in per cent."""
    return 100 * sum(not turn.differing for turn in turns) / max(1, len(turns))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
