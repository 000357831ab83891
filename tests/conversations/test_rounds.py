"""Whatever people wrote to the assistant in a judged round, it has a reply: no action fails."""

from __future__ import annotations

import json

import pytest

from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

ROUNDS = sorted((PROJECT / "tests" / "rounds").glob("20*.jsonl"))
UNAVAILABLE = read_yaml(PROJECT / "data" / "channels.yml")["unavailable"]


@pytest.mark.parametrize(
    "path",
    [*(pytest.param(path, marks=pytest.mark.nightly) for path in ROUNDS[:-1]), ROUNDS[-1]],
    ids=lambda path: path.stem,
)
def test_each_message_of_a_round_gets_a_reply(assistant, sender, path):
    unanswered = []
    for number, conversation in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines())):
        for turn in conversation["turns"]:
            said = [message["text"] for message in assistant.say(turn["user"], f"{sender}-{number}")]
            if not said or UNAVAILABLE in said:
                unanswered.append((conversation["id"], turn["user"]))
    assert not unanswered
