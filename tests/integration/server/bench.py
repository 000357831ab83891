"""`make bench-operators`: how long an audit of 1,000 turns takes, a comparison over 10,000 stored turns, and a report
on 100,000 conversations.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from retirada.paths import PROJECT
from retirada.server.store.database import Database, parse
from retirada.server.training import ensure_fresh
from tests.conftest import start_assistant
from tests.conversations.replay import CONVERSATIONS, load, name_of

TURNS, COPIES = 1000, 10
AUDIT_SECONDS, DIFF_SECONDS = 30, 60
CONVERSATIONS_REPORTED, DAYS, REPORT_SECONDS, REPORT_MB = 100_000, 30, 60, 500
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


def spread(database: Path, target: Path) -> None:
    """Store the conversations in another database, again and again over DAYS days, until there are
    CONVERSATIONS_REPORTED.
    """
    with Database(parse(f"sqlite:///{target}")).transaction():
        pass
    with sqlite3.connect(target) as connection:
        connection.execute("pragma synchronous = off")
        connection.execute("attach ? as held", [str(database)])
        (n_held,) = connection.execute("select count(distinct sender_id) from held.events").fetchone()
        n_copies = -(-CONVERSATIONS_REPORTED // n_held)
        for number in tqdm(range(n_copies), unit=" copies", desc="Storing", disable=None):
            earlier = number % DAYS * 24 * 3600
            connection.execute(
                "insert into events (sender_id, type_name, timestamp, intent_name, action_name, data)"
                " select sender_id || '-' || :number, type_name, timestamp - :earlier, intent_name, action_name,"
                " json_set(data, '$.timestamp', timestamp - :earlier) from held.events order by id",
                {"number": number, "earlier": earlier},
            )


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


class Run(NamedTuple):
    """A command that has ended: its seconds, those of computing, the most memory in MB, and what it printed."""

    seconds: float
    computing: float
    peak_mb: float
    printed: str


def timed(module: str, project: Path, **variables: str) -> Run:
    """Run the module of a project."""
    environment = {**os.environ, "PYTHONPATH": str(project), **variables}
    with tempfile.TemporaryFile("w+") as output:
        started = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", module], cwd=project, env=environment, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        output.seek(0)
        printed = output.read()
    if status:
        raise SystemExit(f"{module} failed.")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed)


def main() -> None:
    """Measure all three, and print them beside their bars."""
    ensure_fresh()
    period = f"{date.today() - timedelta(days=1)}..{date.today()}"
    with tempfile.TemporaryDirectory(prefix="retirada-") as name:
        folder = Path(name)
        database = store(folder)
        where = {"DATABASE_URL": f"sqlite:///{database}", "PERIOD": period}
        audit = timed("retirada.audit", PROJECT, **where)
        print(audit.printed.splitlines()[-1])
        _show(f"audit of {TURNS} turns", audit, f"{AUDIT_SECONDS} s")
        n_turns = multiply(database)
        diff = timed("retirada.changes", changed_project(folder), **where)
        print(diff.printed.splitlines()[3])
        _show(f"diff over {n_turns} turns", diff, f"{DIFF_SECONDS} s")
        spread(database, folder / "many.db")
        where = {"DATABASE_URL": f"sqlite:///{folder}/many.db", "PERIOD": str(DAYS + 1)}
        report = timed("retirada.report", PROJECT, **where)
        _show(f"report on {CONVERSATIONS_REPORTED} conversations", report, f"{REPORT_SECONDS} s, {REPORT_MB} MB")


def _show(name: str, run: Run, bars: str) -> None:
    print(f"{name}: {run.seconds:.1f} s, {run.computing:.1f} s of computing, {run.peak_mb:.0f} MB (bar: {bars})")


if __name__ == "__main__":
    main()
