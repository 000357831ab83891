"""What people tell in passing changes nothing of their case but what they say of it."""

from __future__ import annotations

from typing import Any

import pytest

from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

FILES = sorted((PROJECT / "tests" / "told_in_passing").glob("*.yml"))
# Of each file, the share of messages after which the case is as it should be. All have 0.93 to 0.95; what became of
# others is what is taken for the person's own most.
LEAST = 0.9


def facts(messages: list[dict]) -> dict[str, str]:
    # That it is a complaint goes without saying.
    return {"kind": "complaint", **messages[-1]["answer"]["facts"]}


def is_right(before: dict[str, str], after: dict[str, str], told: dict[str, Any]) -> bool:
    expected, judged = {**before, **told.get("changes", {})}, {*before, *after} - set(told.get("open", ()))
    return all(after.get(fact) == expected.get(fact) for fact in judged)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_told_in_passing_leaves_the_case_as_it_is(assistant, sender, path):
    first, wrong = (written := read_yaml(path))["first"], []
    for number, told in enumerate(written["told"]):
        opening = first[told["after"] - 1 if "after" in told else number % len(first)]
        before = facts(assistant.say(opening, f"{sender}-{number}"))
        after = facts(assistant.say(told["say"], f"{sender}-{number}"))
        if not is_right(before, after, told):
            wrong.append((told["say"], after))
    assert len(wrong) <= (1 - LEAST) * len(written["told"]), wrong
