"""`make shell` in a real terminal: the transcript that the README shows, and conversations of this folder.

The shortest conversation of each folder; all of them with CONVERSATIONS=all, which `make conversations` sets.
"""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pexpect
import pytest

from retirada.paths import PROJECT
from tests.conftest import stored_events
from tests.conversations.replay import every_smoke_conversation
from tests.conversations.shell import CTRL_C, CTRL_D, ENTER, PROMPT, Shell, spawn
from tests.personal_data import READ, SAID, left_in
from tests.waiting import wait_for

# Of the turns; through REST it is less, for more are said.
MISSED_AT_MOST = 0.06


@pytest.fixture(scope="module")
def shell(tmp_path_factory) -> Shell:
    typed_to = Shell(tmp_path_factory.mktemp("shell"))
    try:
        yield typed_to
        assert typed_to.stop() == 0
    finally:
        typed_to.terminal.close(force=True)


def children(pid: int) -> str:
    """The command lines of the processes that `pid` started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return " ".join(Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ") for child in found)


def hears_signals(pid: int) -> bool:
    """Whether the process has a handler of its own for SIGTERM; Python sets none, as it does for SIGINT."""
    caught = re.search(r"^SigCgt:\s+(\w+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return bool(int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


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


def test_options_are_numbered_titles_without_payloads(shell, rules):
    shell.say("hola", "titles")
    shell.say("ayuda", "titles")
    shown = shell.terminal.before
    shell.say("¿puedo retirar mi queja?", "titles")
    shown += shell.terminal.before
    assert "Retirar una queja:" in shown and "14. Si sirve que la otra parte la retire" in shown
    assert "1. Sigue en trámite" in shown and "Responda con el número o con sus palabras." in shown
    assert not [word for word in ("/", "{", "group", "Buttons", "Your input", *rules.tables) if word in shown]
    # Numbers are of the last turn only; a title is as good.
    assert shell.say("ya se procesó", "titles")[0]["answer"]["verdict"] == "not_withdrawable_processed"


def test_words_that_are_commands_are_so_here_too(shell):
    shell.say("menú principal", "commands")
    assert [event["text"] for event in stored_events(shell.database) if event["event"] == "user"][-1] == "/capabilities"


def test_no_personal_data_is_stored_or_logged(shell):
    shell.say(SAID, "personal")
    texts = [event["text"] for event in stored_events(shell.database) if event["event"] == "user"]
    assert READ in texts
    assert not left_in(shell.database.parent)


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_it_is_left_with_a_word_and_no_traceback(model, tmp_path, keys):
    shell = Shell(tmp_path)
    try:
        assert "Escriba su pregunta" in shell.terminal.before
        assert shell.stop(keys) == 0
        assert "Hasta luego." in shell.terminal.before
        assert not [word for word in ("Traceback", "Cancelled", "ERROR") if word in shell.terminal.before]
    finally:
        shell.terminal.close(force=True)


# «At once»: before that, while Python itself starts, the traceback is Python's.
@pytest.mark.parametrize("when", ["at once", "while it starts", "while it answers"])
def test_ctrl_c_at_any_time_is_no_traceback(model, tmp_path, when):
    terminal = spawn(tmp_path)
    try:
        if when == "while it starts":
            assert wait_for(lambda: "rasa shell" in children(terminal.pid))
        elif when == "while it answers":
            terminal.expect_exact(PROMPT)
            terminal.send(f"ayuda{ENTER}")
        else:
            assert wait_for(lambda: hears_signals(terminal.pid))
        terminal.sendintr()
        terminal.expect(pexpect.EOF)
        assert "Traceback" not in terminal.before
    finally:
        terminal.close(force=True)


@every_smoke_conversation
def test_conversation_through_the_shell(shell, sender, path, tally):
    tally.replay(shell, sender, path)


def test_few_turns_are_missed(tally):
    tally.check(MISSED_AT_MOST)
