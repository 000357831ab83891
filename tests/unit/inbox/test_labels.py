"""What is labelled becomes rows with their provenance, and a test conversation; what a check speaks against doesn't."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from retirada.inbox.groups import group
from retirada.inbox.label import doubtful, label
from retirada.inbox.labels import Refused, Row, write_labels
from retirada.inbox.messages import messages
from retirada.inbox.store import read_list, write_list
from retirada.nlu.training_data import read_examples, read_folder
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml
from tests.unit.inbox.said import asked_back, declined

DAY = date(2026, 11, 26)
ROWS = {"withdraw": ["¿se retira?"], "out_of_scope/duration": ["¿cuánto tarda?"], "greet": ["hola"]}


@pytest.fixture
def project(tmp_path) -> Path:
    """A project with few rows."""
    shutil.copytree(PROJECT / "data" / "knowledge", tmp_path / "data" / "knowledge")
    shutil.copy(PROJECT / "domain.yml", tmp_path)
    (tmp_path / "tests" / "conversations").mkdir(parents=True)
    for name, texts in ROWS.items():
        path = tmp_path / "data" / "nlu" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = "".join(f"      - {text}\n" for text in texts)
        header = '# Kept.\nversion: "3.1"\n\nnlu:\n'
        path.write_text(f"{header}  - intent: {path.stem}\n    examples: |\n{rows}", encoding="utf-8")
    return tmp_path


def row(marked: str, intent: str = "withdraw", **context) -> Row:
    return Row(marked, intent, "whatsapp", DAY, {name: [value] for name, value in context.items()})


def test_a_label_becomes_rows_with_their_provenance_and_a_test_conversation(project):
    written = write_labels(
        project,
        [
            row("¿la quito si [ya se procesó](status:processed)?"),
            row("[puse](party:complainant) un [reporte](kind:report), ¿lo bajo?"),
            row("¿y esa la bajo?", asked="status", topic="where", about=None),
            row("¿Y ESA la bajó?"),  # the same words
        ],
    )
    path = project / "data" / "nlu" / "withdraw.yml"
    assert len(written.rows) == 2 and written.files == [path] and written.contradictions == []
    assert path.read_text(encoding="utf-8").startswith("# Kept.")
    first, second, third = read_examples(path)
    assert first.text == "¿se retira?"
    assert second.marked == "[puse](party:complainant) un [reporte](kind:report), ¿lo bajo?"
    assert second.intent_metadata == {"voice": ["inbox 2026-11-26, whatsapp"]}
    assert third.context == {"asked": ["status"], "topic": ["where"], "about": [None]}
    assert written.conversation == project / "tests" / "conversations" / "inbox" / "withdraw_1.yml"
    assert read_yaml(written.conversation) == [
        {
            "user": "¿la quito si ya se procesó?",
            "topic": "withdraw",
            "verdict": "not_withdrawable_processed",
            "facts": {"status": "processed"},
        }
    ]


def test_a_subject_lies_in_its_folder_and_is_declined(project):
    written = write_labels(project, [row("¿demora mucho?", "duration"), row("¿cuándo acaba?", "duration")])
    assert written.files == [project / "data" / "nlu" / "out_of_scope" / "duration.yml"]
    (turn,) = read_yaml(written.conversation)
    assert turn == {"user": "¿demora mucho?", "topic": "out_of_scope", "verdict": None}


def test_a_new_topic_gets_a_file_and_needs_a_verdict(project):
    rows = [row("¿demora mucho?", "resolution_time"), row("¿cuándo acaba?", "resolution_time")]
    with pytest.raises(Refused, match="For a new topic name its VERDICT"):
        write_labels(project, rows)
    with pytest.raises(Refused, match="is no name of an intent"):
        write_labels(project, [row("x", "../x")], "v")
    written = write_labels(project, rows, "unknown_time")
    assert [e.text for e in read_examples(project / "data" / "nlu" / "resolution_time.yml")] == ["¿cuándo acaba?"]
    (turn,) = read_yaml(written.conversation)
    assert (turn["topic"], turn["verdict"]) == ("resolution_time", "unknown_time")


def test_what_another_file_says_otherwise_is_left_out_and_told(project):
    written = write_labels(project, [row("cuanto tarda"), row("¿la bajo ya?"), row("¿la saco ya?")])
    assert len(written.rows) == 1
    (line,) = written.contradictions
    assert "also under duration (duration.yml:7)" in line
    with pytest.raises(Refused, match="also under duration"):
        write_labels(project, [row("cuanto tarda")])
    with pytest.raises(Refused, match="rows already"):
        write_labels(project, [row("se retira")])


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("¿[ya](status:gone)?", "unknown fact status:gone"),
        ("¿ya](status:processed)?", "marks overlap or are broken"),
        ("[sí](evidence:yes) y [no](evidence:no)", "two values of one fact"),
    ],
)
def test_broken_marks_are_refused_and_nothing_is_written(project, marked, told):
    before = {path: path.read_bytes() for path in project.rglob("*.yml")}
    with pytest.raises(Refused, match=told):
        write_labels(project, [row("¿la bajo ya?"), row(marked)])
    assert {path: path.read_bytes() for path in project.rglob("*.yml")} == before


def test_what_was_read_rightly_is_a_row_of_that_but_for_what_was_asked_back(project):
    said = [("web:1", declined("¿tardan mucho?")), ("web:2", declined("¿tardan meses?"))]
    said.append(("web:3", asked_back("¿tardan mucho en eso?", "duration")))
    (one,), _ = group(messages(said))
    folder = project / "var" / "inbox"
    path = write_list(folder, 1, one, ["Borre."])
    assert path.stat().st_mode & 0o077 == 0 and folder.stat().st_mode & 0o077 == 0
    written = label(project, folder, read_list(path), None)
    assert len(written.rows) == 1 and written.conversation is not None
    rows = (project / "data" / "nlu" / "out_of_scope" / "duration.yml").read_text(encoding="utf-8")
    assert "en eso" not in rows
    seen = (folder / "seen.txt").read_text(encoding="utf-8")
    assert len(seen.split()) == 3 and "tardan" not in seen


def test_a_list_that_was_broken_is_told_with_its_line(tmp_path):
    path = tmp_path / "1.txt"
    with pytest.raises(SystemExit, match="make inbox"):
        read_list(path)
    path.write_text("# x\n¿tarda?\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="line 2"):
        read_list(path)


def test_a_row_that_the_others_speak_against_is_doubted(project):
    rows = [
        f"¿{verb} {when} mi queja?" for verb in ("retiro", "quito", "bajo") for when in ("hoy", "ahora", "ya", "luego")
    ]
    times = [
        f"¿cuánto {verb} {what}?" for verb in ("tarda", "demora", "dura") for what in ("esto", "eso", "todo", "ella")
    ]
    write_labels(project, [row(text) for text in rows] + [row(text, "duration") for text in times])
    written = write_labels(project, [row("¿retiro mañana mi queja?"), row("¿cuánto tarda eso todo?")])
    there = read_folder(project / "data" / "nlu")
    (issue,) = doubtful(there, written, {"duration"})
    assert issue.example.text == "¿cuánto tarda eso todo?" and issue.likely_intent == "duration"
    assert doubtful(there, written, set()) == []
