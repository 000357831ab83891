"""`make shell` in a real terminal: the transcript that the README shows, and conversations of this folder.

The shortest conversation of each folder; all of them with CONVERSATIONS=all, which `make conversations` sets.
"""

from __future__ import annotations

import re

import pytest

from retirada.paths import PROJECT
from tests.conversations.replay import assert_replays, every_smoke_conversation
from tests.conversations.shell import Shell


@pytest.fixture(scope="module")
def shell(tmp_path_factory) -> Shell:
    typed_to = Shell(tmp_path_factory.mktemp("shell"))
    try:
        yield typed_to
        assert typed_to.stop() == 0
    finally:
        typed_to.terminal.close(force=True)


def transcript() -> list[tuple[str, str]]:
    """(who, line) of the README's transcript."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```transcript\n(.*?)```", readme, re.DOTALL).group(1)
    return [tuple(line.split("> ", 1)) for line in block.splitlines() if "> " in line]


def test_the_readme_s_transcript(shell):
    said = ""
    for who, line in transcript():
        if who == "Usted":
            said = "\n".join(message["text"] for message in shell.say(line, "readme"))
        else:
            assert line in said


def test_every_topic_of_the_menu_can_be_chosen(shell, rules):
    topics = set()
    for place in range(1, len(rules.tables) + 1):
        shell.say("hola", f"menu-{place}")
        assert len(shell.say("ayuda", f"menu-{place}")) == 1
        topics.add(shell.choose(place)[0]["topic"])
    assert topics == set(rules.tables)


@every_smoke_conversation
def test_conversation_through_the_shell(shell, sender, path):
    assert_replays(shell, sender, path)
