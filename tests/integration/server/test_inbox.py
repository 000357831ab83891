"""From «forty people asked how long it takes» to the answer, as docs/inbox.md says.

The rows are few, or it would take minutes; how well the readers then answer is measured by `make grow`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from retirada.checks.completeness import MIN_EXAMPLES
from retirada.checks.move_rows import add_rows
from retirada.evaluation.topic_copy import add_topic, copy_project, environment, move_rows
from retirada.inbox import __main__ as inbox
from retirada.inbox import label as label_command
from retirada.nlu.training_data import Example, read_examples
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import load as load_knowledge
from retirada.yaml_files import read_yaml
from tests.conftest import copy_store, start_assistant
from tests.conversations.replay import load, replay
from tests.integration.server.stores import add, open_store, turn
from tests.small_data import write_small_data

GROWTH = PROJECT / "tests" / "growth" / "resolution_time"
ASKED, OTHERS = (
    [row.text for row in read_examples(GROWTH / "questions.yml") if row.intent_metadata["voice"] == [voice]]
    for voice in ("the author of the examples", "others, from tests/nlu")
)
RATED = ["¿por dónde la doy de baja?", "en q parte del menu se quita", "dónde está el botón para echarla atrás"]
TOPIC, EXISTING = "resolution_time", "where"
STEP_SECONDS = 400  # of a command, on a busy machine
MIN_OF_A_VALUE = 12  # in an intent; together they are the 150 that `make check` wants


@pytest.fixture(scope="module")
def store(assistant, tmp_path_factory) -> Path:
    """A copy of the store after forty people asked how long it takes, three found an answer bad, and one asked how to
    cook.
    """
    asked = [*ASKED[:-1], f"{ASKED[-1]} soy ana@example.org", *RATED, "¿cómo hago una tortilla de patatas?"]
    for number, text in enumerate(asked):
        assistant.say(text, f"inbox-{number}")
        if text in RATED:
            assistant.say('/feedback{"rating": "not_useful"}', f"inbox-{number}")
    return copy_store(assistant, tmp_path_factory.mktemp("store"), [f"inbox-{number}" for number in range(len(asked))])


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    project = tmp_path_factory.mktemp("copy") / "project"
    copy_project(project)
    keep_what_is_checked(project)
    return project


def run(module: str, project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    left_out = ("DATABASE_URL", "PERIOD", "CHANNEL", "TOPIC")
    env = {key: value for key, value in environment(project).items() if key not in left_out}
    command = [sys.executable, "-m", module, *arguments]
    env |= variables
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=STEP_SECONDS)


def of_inbox(project: Path, intent: str) -> list[Example]:
    """The rows of the intent that a label wrote."""
    rows = read_examples(project / "data" / "nlu" / f"{intent}.yml")
    return [row for row in rows if row.intent_metadata and row.intent_metadata["voice"][0].startswith("inbox 2")]


def keep_what_is_checked(project: Path) -> None:
    """Leave the project as many rows as `make check` wants of each intent and of each value of a fact: all of them take
    minutes to read again and again.
    """
    knowledge, kept = load_knowledge(), Counter[Any]()
    for path in sorted((project / "data" / "nlu").rglob("*.yml")):
        rows = []
        for row in read_examples(path):
            stated = [(row.intent, *of) for of in row.facts.items() if of[0] in {*knowledge.facts, "detail", "claim"}]
            if kept[row.intent] < MIN_EXAMPLES or any(kept[of] < MIN_OF_A_VALUE for of in stated):
                rows.append(row)
                kept.update([row.intent, *stated])
        if rows:  # other_places.yml has names of places, and no rows
            path.unlink()
            for intent, of_intent in groupby(rows, key=lambda row: row.intent):
                add_rows(path, intent, list(of_intent))


def keep_what_is_trained(project: Path) -> None:
    """Leave the project what `write_small_data` takes, what labels wrote, and what was moved to the new topic."""
    few = write_small_data(project.parent / "few", project)
    topic = read_examples(project / "data" / "nlu" / f"{TOPIC}.yml")
    for intent, rows in ((TOPIC, topic), (EXISTING, of_inbox(project, EXISTING))):
        path = few / "nlu" / f"{intent}.yml"
        given = {row.text for row in read_examples(path)}
        add_rows(path, intent, [row for row in rows if row.text not in given])
    shutil.rmtree(project / "data" / "nlu")
    shutil.copytree(few / "nlu", project / "data" / "nlu")


def label(project: Path, group: str, topic: str) -> Path:
    """Label a group. Returns the test conversation that comes of it."""
    done = run("retirada.inbox.label", project, GROUP=group, TOPIC=topic)
    assert done.returncode == 0, done.stderr
    assert "`make check` no encuentra nada que corregir." in done.stdout, done.stdout
    (test,) = (project / "tests" / "conversations" / "inbox").glob(f"{topic}_*.yml")
    (turn,) = read_yaml(test)
    assert turn["topic"] == topic and turn["user"] not in [row.text for row in of_inbox(project, topic)]
    return test


@pytest.mark.nightly
@pytest.mark.timeout(8 * STEP_SECONDS)  # more than its six commands may take: one that hangs is named by its own limit
def test_what_forty_people_asked_is_answered(store, copy, tmp_path):
    # 1. The inbox: who asked how long it takes is one line, the first.
    done = run("retirada.inbox", copy, DATABASE_URL=f"sqlite:///{store}", PERIOD="2", COLUMNS="150")
    assert done.returncode == 0, done.stderr
    lines = [line.split("│") for line in done.stdout.splitlines() if line.startswith("│ ")]
    assert int(lines[0][2]) >= 30 and "duration" in lines[0][3], done.stdout
    forty, rated = lines[0], next(line for line in lines if "mal valorada" in line[5] and EXISTING in line[3])
    lists = [path.read_text(encoding="utf-8") for path in (copy / "var" / "inbox").glob("*.txt")]
    assert not any(private in text for text in (done.stdout, *lists) for private in ("example.org", "rest:"))
    # 2. The answer, by the steps of the README; the rows come from the inbox.
    add_topic(copy, GROWTH, "P11", n=0)
    # 3, 4. The labels: a new topic, and one that is there.
    test = label(copy, "1", TOPIC)
    label(copy, rated[1].strip(), EXISTING)
    assert len(of_inbox(copy, TOPIC)) == int(forty[2]) - 1
    assert len(of_inbox(copy, EXISTING)) == int(rated[2]) - 1
    # 5. What asks the same elsewhere is moved, and `make check` has nothing against it.
    move_rows(copy, TOPIC)
    done = run("retirada.checks", copy)
    assert done.returncode == 0, done.stdout
    # What was labelled is not shown again.
    done = run("retirada.inbox", copy, DATABASE_URL=f"sqlite:///{store}", PERIOD="2", COLUMNS="150")
    assert "tortilla" in done.stdout and "mal valorada" not in done.stdout
    # It is asked again, of the model that has the new rows.
    keep_what_is_trained(copy)
    done = run("retirada.server.training", copy)
    assert done.returncode == 0, done.stdout + done.stderr
    running = start_assistant(tmp_path, project=copy, PYTHONPATH=str(copy))
    try:
        assert replay(running, "test", load(test)) == []
        answers = [running.say(text, f"again-{number}")[0]["answer"] for number, text in enumerate(OTHERS)]
        assert "pregunta 11 de la guía" in running.say(ASKED[0], "source")[0]["text"]
    finally:
        running.stop()
    answered = sum((answer["topic"], answer["verdict"]) == (TOPIC, "no_time_given") for answer in answers)
    assert answered > len(OTHERS) / 3, answers


@pytest.mark.parametrize(
    ("module", "variables", "told"),
    [
        (inbox, {"PERIOD": "2001-01"}, "Nothing is kept of the period"),
        (inbox, {"PERIOD": "soon"}, "PERIOD must be a number of days"),
        (inbox, {"CHANNEL": "fax"}, "No hay nada que mirar con este filtro."),
        (inbox, {"CONFIDENCE": "2"}, "CONFIDENCE must be a number from 0 to 1"),
        (inbox, {"DATABASE_URL": "sqlite:////nowhere/x.db"}, "No conversations are stored: there is no /nowhere/x.db"),
        (label_command, {}, "Which group, and what does it ask?"),
        (label_command, {"GROUP": "1"}, "Which group, and what does it ask?"),
        (label_command, {"GROUP": "999", "RIGHT": "1"}, "999.txt: make inbox."),
    ],
)
def test_what_cannot_be_shown_or_labelled_is_told_in_one_line(tmp_path, monkeypatch, refusal, module, variables, told):
    add(open_store(f"sqlite:///{tmp_path}/conversations.db"), turn(0))
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    assert told in refusal(module.main, **{"DATABASE_URL": f"sqlite:///{tmp_path}/conversations.db", **variables})
