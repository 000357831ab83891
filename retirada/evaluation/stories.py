"""Writes tests/test_stories.yml, for `rasa test core`, from tests/conversations: `make stories`.

`rasa test core` runs no custom action, so no slot is set, and RulePolicy only sees the intent: a test story has each
message, the intent that the trained model understood when the file was written, and the action that the rules lead to.
What the actions answer is tested by tests/conversations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from retirada.evaluation.rasa_reader import parser
from retirada.paths import PROJECT
from retirada.server.settings import configure_logging
from retirada.server.training import MODEL, ensure_fresh
from retirada.yaml_files import read_yaml

CONVERSATIONS = PROJECT / "tests" / "conversations"
STORIES = PROJECT / "tests" / "test_stories.yml"
RULES = PROJECT / "data" / "dialogue" / "rules.yml"
HEADER = "# Written by `make stories` from tests/conversations: don't change it by hand.\n"

Parse = Callable[[str], dict[str, Any]]


def as_stories(parse: Parse) -> Iterator[dict[str, Any]]:
    """One test story for each conversation of CONVERSATIONS, in the order of their files' names.

    Args:
        parse: what Rasa understands by a text, as `Agent.parse_message` returns it.
    """
    actions = _actions_by_intent()
    for path in sorted(CONVERSATIONS.glob("*/*.yml")):
        steps: list[dict[str, str]] = []
        for turn in read_yaml(path):
            intent = parse(turn["user"])["intent"]["name"]
            steps += [{"user": turn["user"], "intent": intent}, {"action": actions[intent]}]
        yield {"story": f"{path.parent.name}/{path.stem}", "steps": steps}


def write_stories(parse: Parse) -> int:
    """Write the test stories to STORIES.

    Returns:
        How many there are.
    """
    stories = list(as_stories(parse))
    text = yaml.safe_dump({"version": "3.1", "stories": stories}, allow_unicode=True, sort_keys=False, width=120)
    STORIES.write_text(HEADER + text, encoding="utf-8")
    return len(stories)


def _actions_by_intent() -> dict[str, str]:
    rules = read_yaml(RULES)["rules"]
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}


if __name__ == "__main__":
    configure_logging()
    ensure_fresh()
    print(f"{write_stories(parser(MODEL))} test stories written to {STORIES}.")
