"""Conversations that version 0.1.0 stored are gone on with by today's code: one of which its store was kept, and
(`make nightly`) one that it stores now.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from retirada.paths import PROJECT
from tests.conftest import Assistant, start_assistant
from tests.small_data import with_few_rows

# The last commit of the day of 0.1.0, which has no tag of its own.
VERSION_0_1_0 = "2dff454b2b44"
# Its store, dumped after it had answered this.
RECORDED = Path(__file__).with_name("stored_by_0_1_0.sql")
QUESTION = "¿Puedo retirar una queja que presenté en Alibaba?"
# Today's environment patches Rasa; the release before has patches of its own.
UNPATCHED = """import sys
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "_FirstImportOfRasa"]
"""


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> Path:
    """The files of 0.1.0, with a model of a few rows."""
    found = subprocess.run(["git", "archive", VERSION_0_1_0], cwd=PROJECT, capture_output=True)
    if found.returncode:
        pytest.skip("this is no clone with the history of 0.1.0")
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(folder)
    (folder / "sitecustomize.py").write_text(UNPATCHED)
    # Or it would build its web chat, which no one opens.
    (folder / "web" / "dist").mkdir()
    (folder / "web" / "dist" / "widget.js").touch()
    for path in (folder / "data" / "nlu").glob("*.yml"):
        path.write_text(with_few_rows(path.read_text(encoding="utf-8"), blocks=None, rows=30), encoding="utf-8")
    return folder


def release_before(folder: Path, project: Path) -> Assistant:
    """Train 0.1.0 and start it, on a store in the folder."""
    environment = {"PYTHONPATH": str(project), "TRACKER_DB": str(folder / "conversations.db"), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", "run.training"], cwd=project, env={**os.environ, **environment}, check=True)
    return start_assistant(folder, project=project, module="run.serve", **environment)


def store_now(folder: Path, before: Path) -> None:
    """Have 0.1.0 answer QUESTION to ana."""
    old = release_before(folder, before)
    try:
        reply = old.say(QUESTION, "ana")
        assert reply[-1]["answer"]["asks"] == "status", reply
    finally:
        old.stop()


def store_recorded(folder: Path) -> None:
    """Restore what 0.1.0 stored when it answered QUESTION to ana, as of a minute ago: else it would be too old."""
    with sqlite3.connect(folder / "conversations.db") as connection:
        connection.executescript(RECORDED.read_text(encoding="utf-8"))
        events = [(number, json.loads(data)) for number, data in connection.execute("select id, data from events")]
        by = time.time() - 60 - max(event["timestamp"] for _, event in events)
        for number, event in events:
            event["timestamp"] += by
            row = (event["timestamp"], json.dumps(event), number)
            connection.execute("update events set timestamp = ?, data = ? where id = ?", row)


@pytest.mark.parametrize("stored", ["recorded", pytest.param("now", marks=pytest.mark.nightly)])
def test_a_conversation_of_the_release_before_goes_on(request, stored, model, tmp_path):
    if stored == "now":
        store_now(tmp_path, request.getfixturevalue("before"))
    else:
        store_recorded(tmp_path)
    new = start_assistant(tmp_path)
    try:
        said = new.say("sigue en trámite", "ana")
    finally:
        new.stop()
    assert said[0]["answer"]["verdict"] == "withdrawable", said
    assert said[0]["answer"]["facts"] == {"party": "complainant", "kind": "complaint", "status": "in_process"}
    assert [event["text"] for event in new.events("ana") if event["event"] == "user"] == [
        QUESTION,
        "sigue en trámite",
    ]
    # Its operators see both turns.
    done = subprocess.run(
        [sys.executable, "-m", "retirada.audit"],
        cwd=PROJECT,
        env={**os.environ, "CONVERSATION": "rest:ana", "DATABASE_URL": f"sqlite:///{tmp_path}/conversations.db"},
        capture_output=True,
        text=True,
    )
    assert "De 2 turnos" in done.stdout, done.stderr
    assert "slot" not in done.stdout + done.stderr
