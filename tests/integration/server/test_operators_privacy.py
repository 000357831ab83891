"""What people write about themselves reaches neither the store nor what operators read of it: report and inbox."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from retirada.evaluation.topic_copy import copy_project, environment
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml
from tests.conftest import copy_store

WRITTEN = read_yaml(PROJECT / "tests" / "nlu" / "personal_data.yml")["personal"]
MARKED = re.compile(r"\{([^}]*)\}")
LEFT = 0.02  # the share that may be left, as in tests/nlu/test_personal_data.py


def store(assistant, folder: Path) -> Path:
    """A copy of the store after each line was written with a question, whose answer is rated badly, and after it."""
    for number, line in enumerate(WRITTEN):
        plain = MARKED.sub(r"\1", line)
        for text in (f"¿dónde se retira? {plain}", '/feedback{"rating": "not_useful"}', plain):
            assistant.say(text, f"private-{number}")
    return copy_store(assistant, folder, [f"private-{number}" for number in range(len(WRITTEN))])


def stands_in(text: str, part: str) -> bool:
    """Whether the text holds the part by itself: five digits also occur by chance within the numbers of an event."""
    return re.search(rf"(?<![\w.]){re.escape(part)}(?!\d)", text) is not None


def test_nothing_personal_is_in_the_store_the_report_and_the_inbox(assistant, tmp_path):
    project = tmp_path / "project"
    copy_project(project)
    variables = {"DATABASE_URL": f"sqlite:///{store(assistant, tmp_path)}", "PERIOD": "2", "COLUMNS": "200"}
    said = []
    for module in ("retirada.report", "retirada.inbox"):
        done = subprocess.run(
            [sys.executable, "-m", module],
            cwd=project,
            env={**environment(project), **variables},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    pages = [*(project / "var").rglob("*.html"), *(project / "var" / "inbox").glob("*.txt")]
    with sqlite3.connect(tmp_path / "conversations.db") as stored:
        events = [data for (data,) in stored.execute("select data from events")]
    read = "\n".join([*said, *(path.read_text(encoding="utf-8") for path in pages), *events])
    assert "[correo]" in pages[0].read_text(encoding="utf-8") and len(pages) > 1
    personal = [part for line in WRITTEN for part in MARKED.findall(line) if len(part) > 4]
    left = [part for part in personal if stands_in(read, part)]
    assert len(personal) >= 120 and len(left) <= LEFT * len(personal), left
