"""`make shell` in a real terminal holds the transcript that the README shows."""

from __future__ import annotations

import re
import sys

import pexpect

from run.settings import PROJECT

PROMPT = "Your input ->"
TYPE_OUT = "Type out your own message"
UP, ENTER = "\x1b[A", "\r"


def transcript() -> list[tuple[str, str]]:
    """(who, line) of the README's transcript."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```transcript\n(.*?)```", readme, re.DOTALL).group(1)
    return [tuple(line.split("> ", 1)) for line in block.splitlines() if "> " in line]


def ready_to_type(shell: pexpect.spawn) -> None:
    """Wait for the prompt. A message with buttons opens a menu first, whose last entry lets one type."""
    if shell.expect_exact([PROMPT, TYPE_OUT]) == 1:
        shell.send(UP + ENTER)
        shell.expect_exact(PROMPT)


def test_the_shell_holds_the_readme_s_transcript():
    lines = transcript()
    assert sum(who == "Usted" for who, _ in lines) >= 4
    shell = pexpect.spawn(
        sys.executable, ["-m", "run.shell"], cwd=str(PROJECT), encoding="utf-8", timeout=60, dimensions=(60, 400)
    )
    try:
        ready_to_type(shell)
        for number, (who, line) in enumerate(lines):
            if who == "Usted":
                shell.send(line + ENTER)
            shell.expect_exact(line)
            if who != "Usted" and (number + 1 == len(lines) or lines[number + 1][0] == "Usted"):
                ready_to_type(shell)
        shell.send("/stop" + ENTER)
        shell.expect(pexpect.EOF)
        assert shell.wait() == 0
    finally:
        shell.close(force=True)
