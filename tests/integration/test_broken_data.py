"""A data file that an editor broke: every command that reads it names the file and the line, and ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retirada.evaluation.topic_copy import copy_project, environment
from tests.ports import free_port

KNOWLEDGE, TEXTS, ROWS = "data/knowledge/claims.yml", "data/operators.yml", "data/nlu/thanks.yml"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    project = tmp_path_factory.mktemp("whole") / "project"
    copy_project(project)
    return project


@pytest.mark.parametrize(
    ("file", "command"),
    [
        (KNOWLEDGE, "rasa_sdk --actions actions --quiet"),
        (KNOWLEDGE, "retirada.changes"),
        (KNOWLEDGE, "retirada.checks.review"),
        (KNOWLEDGE, "retirada.evaluation.bench"),
        (KNOWLEDGE, "retirada.evaluation.grow"),
        (KNOWLEDGE, "retirada.guide"),
        (KNOWLEDGE, "retirada.report"),
        (KNOWLEDGE, "retirada.server.training"),
        (KNOWLEDGE, "retirada.server.version"),
        (TEXTS, "retirada.inbox"),
        (TEXTS, "retirada.inbox.page"),
        (ROWS, "retirada.checks.move_rows withdraw"),
        (ROWS, "retirada.checks.training_data"),
    ],
)
def test_a_command_names_what_is_broken(whole, file, command):
    path, kept = whole / file, whole / "kept.yml"
    shutil.copy(path, kept)
    with path.open("a", encoding="utf-8") as written:
        written.write("\n  broken: [\n")
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command.split()],
            cwd=whole,
            env={**environment(whole), "SANIC_PORT": str(free_port())},
            capture_output=True,
            text=True,
            timeout=300,
        )
    finally:
        shutil.copy(kept, path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert f"{file}" in done.stderr and "line" in done.stderr, done.stderr
