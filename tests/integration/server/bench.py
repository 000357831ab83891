"""`make bench-operators`: how long an audit of 1,000 turns takes, and a comparison over 10,000 stored turns."""

from __future__ import annotations

import itertools
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tqdm import tqdm

from retirada.paths import PROJECT
from retirada.server.training import ensure_fresh
from tests.conftest import start_assistant
from tests.conversations.replay import CONVERSATIONS, load, name_of

TURNS, COPIES = 1000, 10
AUDIT_SECONDS, DIFF_SECONDS = 30, 60
RULE = "when: {status: processed}\n      verdict: not_withdrawable_processed"


def store(folder: Path) -> Path:
    """Hold the conversations of tests/conversations with the assistant, again and again until there are TURNS.

    Returns the database.
    """
    rounds = ((path, number) for number in itertools.count() for path in CONVERSATIONS)
    said = (
        (f"{name_of(path).replace('/', '-')}-{number}", turn["user"]) for path, number in rounds for turn in load(path)
    )
    assistant = start_assistant(folder)
    try:
        for sender, text in tqdm(
            itertools.islice(said, TURNS), total=TURNS, unit=" turns", desc="Talking", disable=None
        ):
            assistant.say(text, sender)
    finally:
        assistant.stop()
    return folder / "conversations.db"


def multiply(database: Path) -> int:
    """Store each conversation COPIES times. Returns how many turns there are then."""
    with sqlite3.connect(database) as connection:
        columns = "type_name, timestamp, intent_name, action_name, data"
        connection.execute("create temporary table held as select * from events")
        for number in range(1, COPIES):
            connection.execute(
                f"insert into events (sender_id, {columns}) select sender_id || '-copy-{number}', {columns} from held"
            )
        return connection.execute("select count(*) from events where type_name = 'user'").fetchone()[0]


def changed_project(folder: Path) -> Path:
    """A repository with the project's own files, and a rule that is changed and not committed."""
    project = folder / "project"
    for name in ("data/knowledge", "retirada", "actions"):
        shutil.copytree(PROJECT / name, project / name)
    for name in ("domain.yml", "data/channels.yml", "data/operators.yml", "config.yml"):
        shutil.copy(PROJECT / name, project / name)
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "before"]):
        subprocess.run(["git", *who, *arguments], cwd=project, check=True)
    tables = project / "data" / "knowledge" / "tables.yml"
    text = tables.read_text(encoding="utf-8")
    tables.write_text(text.replace(RULE, RULE.replace("{status: processed}", "{status: processed, kind: report}"), 1))
    return project


def timed(module: str, project: Path, **variables: str) -> tuple[float, float, str]:
    """Run the module of a project. Returns the seconds, those of computing, and the end of what it prints."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(project), **variables}
    done = subprocess.run(
        [sys.executable, "-m", module], cwd=project, env=environment, check=True, capture_output=True, text=True
    )
    seconds, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    computing = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, computing, done.stdout


def main() -> None:
    """Measure both, and print them beside their bars."""
    ensure_fresh()
    period = f"{date.today() - timedelta(days=1)}..{date.today()}"
    with tempfile.TemporaryDirectory(prefix="retirada-") as name:
        folder = Path(name)
        database = store(folder)
        where = {"TRACKER_DB": str(database), "PERIOD": period}
        seconds, computing, printed = timed("retirada.audit", PROJECT, **where)
        print(printed.splitlines()[-1])
        print(f"audit of {TURNS} turns: {seconds:.1f} s, {computing:.1f} s of computing (bar: {AUDIT_SECONDS} s)")
        n_turns = multiply(database)
        seconds, computing, printed = timed("retirada.changes", changed_project(folder), **where)
        print(printed.splitlines()[3])
        print(f"diff over {n_turns} turns: {seconds:.1f} s, {computing:.1f} s of computing (bar: {DIFF_SECONDS} s)")


if __name__ == "__main__":
    main()
