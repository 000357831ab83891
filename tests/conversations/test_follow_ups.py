"""What the web chat suggests to ask after a verdict is answered as it is meant, and changes no fact of the case."""

from __future__ import annotations

import json
import uuid

import pytest

from retirada.channels.web.follow_ups import follow_ups, load
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

CASES = read_yaml(PROJECT / "data" / "knowledge" / "cases.yml")["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_is_answered_after_its_verdict(assistant, case):
    for follow_up in follow_ups(case["verdict"]):
        sender = uuid.uuid4().hex
        if case.get("facts"):
            assistant.say(f"/inform{json.dumps(case['facts'])}", sender)
        before = assistant.say(f"/{case['topic']}", sender)
        assert case["verdict"] in [message["answer"]["verdict"] for message in before]
        answer = assistant.say(follow_up["title"], sender)[0]["answer"]
        assert follow_up["topic"] in (answer["topic"], answer.get("about")), follow_up
        assert answer["facts"] == before[0]["answer"]["facts"], follow_up


def test_there_is_something_to_choose_from_and_a_case_for_each_verdict():
    assert all(len(of_verdict) >= 2 for of_verdict in load().values())
    assert set(load()) <= {case["verdict"] for case in CASES}
