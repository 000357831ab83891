"""Adds a topic to a copy of the project as an editor does, by the steps of README.md («How to add a question»)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from retirada.nlu.training_data import read_examples
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

_NOT_COPIED = (".git", ".venv*", "var", "node_modules", "__pycache__", "*.tar.gz*", ".*_cache", ".training-*")


def copy_project(to: Path) -> None:
    """Copy what a clone would have, and the built web chat."""
    shutil.copytree(PROJECT, to, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    (to / "var").mkdir()


def add_topic(project: Path, folder: Path, source: str, n: int) -> None:
    """Write all files of a new topic, but move no rows.

    Args:
        project: the copy.
        folder: of tests/growth; its name is the topic's.
        source: number of the new source question, as «P11».
        n: how many of the examples, spread over the file; 0 writes no file of them.
    """
    topic, written = folder.name, read_yaml(folder / "topic.yml")
    verdict, knowledge = written["verdict"], project / "data" / "knowledge"
    question = {"id": source, "question": written["question"], "statements": written["statements"]}
    _append(knowledge / "sources.yml", [question])
    _append(knowledge / "tables.yml", {topic: [{"id": f"{topic}.any", "verdict": verdict, "sources": [source]}]})
    _append(knowledge / "cases.yml", [{"name": written["title"], "topic": topic, "facts": {}, "verdict": verdict}])
    domain = project / "domain.yml"
    _insert(domain, "intents:\n", [topic])
    responses = {f"utter_{verdict}": written["response"], f"utter_{verdict}_again": written["again"]}
    _insert(domain, "\nresponses:\n", {name: [{"text": text}] for name, text in responses.items()})
    button = [{"title": written["title"], "payload": f"/{topic}", "group": written["group"]}]
    _insert(domain, "buttons: &menu\n", button, spaces=8)
    rule = {"rule": f"answer {topic}", "steps": [{"intent": topic}, {"action": "action_answer"}]}
    _append(project / "data" / "dialogue" / "rules.yml", [rule])
    if n:
        _write_examples(project / "data" / "nlu" / f"{topic}.yml", folder / "examples.yml", n)


def move_rows(project: Path, topic: str) -> str:
    """`make move-rows`, with all of its list accepted. Returns how many rows were moved, and from where most were."""
    run(project, "retirada.checks.move_rows", topic)
    said = run(project, "retirada.checks.move_rows", topic, "--list", f"var/move-rows/{topic}.txt")
    counts = [int(number) for number in re.findall(r"(\d+) of", said)]
    first = re.search(r"\d+ of \w+", said)
    return f"{sum(counts)} ({first.group()})" if first else "none"


def run(project: Path, module: str, *arguments: str) -> str:
    """Run a module of the copy, not of this project. Returns what it prints.

    Raises:
        SystemExit: it failed.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{module} failed in the copy:\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(project: Path) -> dict[str, str]:
    """The environment in which Python takes the modules of `project`."""
    return {**os.environ, "PYTHONPATH": str(project)}


def _write_examples(to: Path, examples: Path, n: int) -> None:
    rows = read_examples(examples)
    kept = "".join(f"      - {rows[i * len(rows) // n].marked}\n" for i in range(n))
    head, _, _ = examples.read_text(encoding="utf-8").partition("      - ")
    to.write_text(head + kept, encoding="utf-8")


def _append(path: Path, content: Any) -> None:
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(f"{text}\n\n{_as_yaml(content, 2)}", encoding="utf-8")


def _insert(path: Path, after: str, content: Any, spaces: int = 2) -> None:
    before, found, rest = path.read_text(encoding="utf-8").partition(after)
    assert found, f"{path} has no «{after}»"
    path.write_text(before + found + _as_yaml(content, spaces) + rest, encoding="utf-8")


def _as_yaml(content: Any, spaces: int) -> str:
    return indent(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), " " * spaces)
