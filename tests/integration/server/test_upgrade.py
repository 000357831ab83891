"""Conversations that version 0.1.0 stored are gone on with by today's code."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from retirada.paths import PROJECT
from tests.conftest import Assistant, start_assistant
from tests.integration.small_data import ROWS

# The last commit of the day of 0.1.0, which has no tag of its own.
VERSION_0_1_0 = "2dff454b2b44"
# Today's environment patches Rasa; the release before has patches of its own.
UNPATCHED = """import sys
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "_FirstImportOfRasa"]
"""


def with_few_rows(text: str) -> str:
    """A file of training data with a few rows of each block, as `write_small_data` makes them."""
    blocks = itertools.groupby(text.splitlines(keepends=True), lambda line: line.startswith("      - "))
    return "".join(line for is_row, lines in blocks for line in (list(lines)[: ROWS * 5] if is_row else lines))


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
        path.write_text(with_few_rows(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def release_before(folder: Path, project: Path) -> Assistant:
    """Train 0.1.0 and start it, on a store in the folder."""
    environment = {"PYTHONPATH": str(project), "TRACKER_DB": str(folder / "conversations.db"), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", "run.training"], cwd=project, env={**os.environ, **environment}, check=True)
    return start_assistant(folder, project=project, module="run.serve", **environment)


def test_a_conversation_of_the_release_before_goes_on(before, model, tmp_path):
    old = release_before(tmp_path, before)
    try:
        reply = old.say("¿Puedo retirar una queja que presenté en Alibaba?", "ana")
        assert reply[-1]["answer"]["asks"] == "status", reply
    finally:
        old.stop()
    new = start_assistant(tmp_path)
    try:
        said = new.say("sigue en trámite", "ana")
    finally:
        new.stop()
    assert said[0]["answer"]["verdict"] == "withdrawable", said
    assert said[0]["answer"]["facts"] == {"party": "complainant", "kind": "complaint", "status": "in_process"}
    assert [event["text"] for event in new.events("ana") if event["event"] == "user"] == [
        "¿Puedo retirar una queja que presenté en Alibaba?",
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
