"""Conversations by an author who saw neither the code nor the training data: how many of their turns go as expected.

In `tests/conversations_by_others`, where several answers are right a turn lists them: `topic`, `verdict` and each of
`facts` is then one of a list. What a turn leaves out may be anything; a fact that is null must not be remembered.
"""

from __future__ import annotations

from typing import Any

from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

CONVERSATIONS = sorted((PROJECT / "tests" / "conversations_by_others").glob("*/*.yml"))
AS_EXPECTED = 0.84  # tests/README.md says how bars are set


def test_turns_go_as_their_author_expects(assistant, sender):
    missed, turns = [], 0
    for path in CONVERSATIONS:
        for turn in read_yaml(path):
            turns += 1
            answer = _answer(assistant.say(turn["user"], f"{sender}-{path.stem}"))
            if not _as_expected(turn, answer):
                got = {name: answer.get(name) for name in ("topic", "verdict", "about", "facts")}
                missed.append(f"{path.parent.name}/{path.stem}: «{turn['user']}» {got}")
    share = 1 - len(missed) / turns
    print(f"{share:.1%} of {turns} turns as expected", *missed, sep="\n")
    assert share >= AS_EXPECTED


def _answer(messages: list[dict]) -> dict[str, Any]:
    """The turn's answer: the last with a verdict, else the last."""
    answers = [message["answer"] for message in messages if message.get("answer")]
    return ([answer for answer in answers if answer["verdict"]] or answers or [{}])[-1]


def _as_expected(turn: dict[str, Any], answer: dict[str, Any]) -> bool:
    named = all(answer.get(name) in _any_of(turn[name]) for name in ("topic", "verdict", "about") if name in turn)
    facts = answer.get("facts") or {}
    return named and all(facts.get(name) in _any_of(value) for name, value in (turn.get("facts") or {}).items())


def _any_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
