"""What operators run beside the assistant: on its own store, with its own model."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from retirada.audit import __main__ as audit
from retirada.changes import __main__ as changes
from retirada.changes import models
from retirada.evaluation.topic_copy import copy_project, environment
from retirada.paths import PROJECT
from retirada.server.store.event_reader import stored_name
from retirada.server.training import MODEL
from tests.conftest import copy_store
from tests.editing import edit

# What the two conversations are called in the store.
AUDITED, OTHER = stored_name("rest:audited"), stored_name("rest:other")


@pytest.fixture(scope="module")
def store(assistant, tmp_path_factory) -> Path:
    """A copy of the store after two conversations."""
    for text in ("puse una queja por una marca, ¿la puedo retirar?", '/inform{"status": "processed"}', "gracias"):
        assistant.say(text, "audited")
    assistant.say("hola", "other")
    return copy_store(assistant, tmp_path_factory.mktemp("store"), ["audited", "other"])


@pytest.fixture(scope="module")
def copy(model, tmp_path_factory) -> Path:
    """A copy of the project with the trained model, and a row of the tables that says another thing."""
    project = tmp_path_factory.mktemp("copy") / "project"
    copy_project(project)
    shutil.copy(MODEL, project / "models")
    row = "when: {status: processed}\n      verdict: not_withdrawable_processed\n      sources: [P3]"
    edit(project, "data/knowledge/tables.yml", row, row.replace("[P3]", "[P3, P1]"))
    return project


def run(module: str, project: Path = PROJECT, **variables: str) -> subprocess.CompletedProcess:
    env = {key: value for key, value in environment(project).items() if key not in ("DATABASE_URL", "PERIOD", "REV")}
    command = [sys.executable, "-m", module]
    return subprocess.run(
        command, cwd=project, env={**env, "COLUMNS": "200", **variables}, capture_output=True, text=True, timeout=300
    )


def test_an_audit_shows_each_turn_and_that_it_would_be_the_same_today(store):
    done = run("retirada.audit", CONVERSATION="rest:audited", DATABASE_URL=f"sqlite:///{store}")
    assert done.returncode == 0, done.stderr
    first, second, third = re.split(r"\nTurno \d", done.stdout)[1:]
    assert "«puse una queja por una marca, ¿la puedo retirar?»" in first
    assert re.search(r"withdraw [01],\d\d \(lector lineal: withdraw [01],\d\d; red: withdraw [01],\d\d\)", first)
    assert "ground = product_infringement, de «" in first and "party = complainant, de «puse»" in first
    assert "fila withdraw.conditions, veredicto withdrawal_conditions, pregunta por: status" in first
    assert 'status = processed, del mensaje «/inform{"status": "processed"}», turno 2' in second
    assert "fila withdraw.processed" in second and "P3" in second
    assert re.search(r"reglas [0-9a-f]{12}, modelo [0-9a-f]{12}", second)
    assert "ninguna fila" in third and "Privacidad" not in done.stdout
    assert done.stdout.count("Hoy          igual") == 3
    assert "De 3 turnos, hoy 0 tendrían otra respuesta, y 0 la misma con otras palabras." in done.stdout


def test_an_audit_marks_what_today_s_tables_answer_otherwise(store, copy):
    done = run("retirada.audit", copy, CONVERSATION=AUDITED, DATABASE_URL=f"sqlite:///{store}")
    assert "De 3 turnos, hoy 1 tendrían otra respuesta" in done.stdout, done.stderr
    first, second, third = re.split(r"\nTurno \d", done.stdout)[1:]
    assert "Hoy          igual" in first and "Hoy          igual" in third
    assert "Hoy          OTRA RESPUESTA" in second
    assert "preguntas de la guía: P3 → P3, P1" in second and "ahora: No, ya no puede retirarla" in second


def test_an_audit_of_a_period_shows_what_differs_only(store, copy):
    done = run("retirada.audit", copy, PERIOD="2", DATABASE_URL=f"sqlite:///{store}")
    assert f"{AUDITED}\nTurno 2" in done.stdout, done.stderr
    assert "Turno 1 " not in done.stdout.partition(AUDITED)[2].partition("\nrest:")[0]
    assert OTHER not in done.stdout


def test_a_conversation_is_found_by_what_was_written_in_it(store):
    done = run(
        "retirada.audit", PERIOD="2", SAID="Una queja por una MARCA, la puedo", DATABASE_URL=f"sqlite:///{store}"
    )
    assert done.stdout == f"{AUDITED}\n  «puse una queja por una marca, ¿la puedo retirar?»\n", done.stderr


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "What is to be audited?"),
        ({"CONVERSATION": "rest:audited", "SAID": "queja"}, "CONVERSATION goes alone"),
        ({"CONVERSATION": "rest:audited", "PERIOD": "2"}, "CONVERSATION goes alone"),
        ({"SAID": "queja"}, "SAID needs a PERIOD"),
        ({"PERIOD": "2", "SAID": "na queja"}, "Nobody wrote «na queja» in the period"),
        ({"PERIOD": "2001-01", "SAID": "queja"}, "Nobody wrote «queja» in the period 2001-01-01..2001-01-31."),
        ({"CONVERSATION": "rest:nobody"}, "Nothing is kept of «rest:nobody»: there never was such a conversation"),
        ({"PERIOD": "yesterday"}, "PERIOD must be a number of days"),
        ({"PERIOD": "2001-01"}, "Nothing is kept of the period 2001-01-01..2001-01-31."),
        (
            {"PERIOD": "2", "DATABASE_URL": "sqlite:////nowhere/x.db"},
            "No conversations are stored: there is no /nowhere/x.db",
        ),
    ],
)
def test_what_cannot_be_audited_is_told_in_one_line(store, refusal, variables, told):
    assert told in refusal(audit.main, **{"DATABASE_URL": f"sqlite:///{store}", **variables})


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("audit", "What is to be audited?"),
        ("report", "No conversations are stored: there is no /nowhere/x.db"),
        ("inbox", "No conversations are stored: there is no /nowhere/x.db"),
        ("inbox.label", "Which group, and what does it ask?"),
        ("changes", "there is no such file"),
    ],
)
def test_a_command_that_refuses_fails_with_one_line(module, told):
    done = run(f"retirada.{module}", DATABASE_URL="sqlite:////nowhere/x.db", MODEL="/nowhere/model.tar.gz")
    assert done.returncode == 1 and done.stdout == ""
    assert told in done.stderr and len(done.stderr.splitlines()) == 1


def test_without_a_model_an_audit_says_what_to_do(store, copy):
    (copy / "models" / MODEL.name).rename(copy / "models" / "away")
    try:
        done = run("retirada.audit", copy, CONVERSATION=AUDITED, DATABASE_URL=f"sqlite:///{store}")
    finally:
        (copy / "models" / "away").rename(copy / "models" / MODEL.name)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("can't be used: there is none. Train it: make train.")


def test_the_command_compares_the_files_with_the_last_commit(store, copy):
    # The commit has the project's own tables; the copy's differ.
    changed = (copy / "data" / "knowledge" / "tables.yml").read_text(encoding="utf-8")
    shutil.copy(PROJECT / "data" / "knowledge" / "tables.yml", copy / "data" / "knowledge")
    who = ["-c", "user.name=ana", "-c", "user.email=ana@example.org"]
    for arguments in (["init", "--quiet"], ["add", "data/knowledge", "domain.yml"], ["commit", "--quiet", "-m", "x"]):
        subprocess.run(["git", *who, *arguments], cwd=copy, check=True)
    (copy / "data" / "knowledge" / "tables.yml").write_text(changed, encoding="utf-8")
    done = run("retirada.changes", copy, DATABASE_URL=f"sqlite:///{store}")
    assert "Casos que se responden de otro modo" in done.stdout, done.stderr
    page = (copy / done.stdout.splitlines()[-1]).read_text(encoding="utf-8")
    assert "<mark>" in page and AUDITED in page
    for variables, told in (({"REV": "nope"}, "REV: «nope» is no revision"), ({"PERIOD": "x"}, "PERIOD must be")):
        wrong = run("retirada.changes", copy, DATABASE_URL=f"sqlite:///{store}", **variables)
        assert wrong.returncode == 1 and told in wrong.stderr and len(wrong.stderr.splitlines()) == 1


def cautious(path: Path) -> Path:
    """A copy of the model that asks back whenever it isn't certain."""
    with tarfile.open(MODEL) as source, tarfile.open(path, "w:gz", compresslevel=1) as target:
        for member in source:
            content = source.extractfile(member)
            if member.name.strip("/") == "metadata.json":
                text = re.sub(r'"threshold": [\d.]+', '"threshold": 0.9999999', content.read().decode())
                (path.parent / "metadata.json").write_text(text)
                target.add(path.parent / "metadata.json", member.name)
            else:
                target.addfile(member, content)
    return path


def test_two_models_are_compared_question_by_question(model, tmp_path, monkeypatch):
    questions = tmp_path / "few.yml"
    rows = [
        "[puse](party:complainant) una [queja](kind:complaint), [sigue en trámite](status:in_process), ¿la retiro?",
        "¿dónde se retira?",
    ]
    block = "\n".join(f"      - {row}" for row in rows)
    questions.write_text(f'version: "3.1"\nnlu:\n  - intent: withdraw\n    examples: |\n{block}\n', encoding="utf-8")
    monkeypatch.setattr(models, "DEV", questions)
    monkeypatch.setattr(models, "HELDOUT", questions)
    lines, (section,) = models.compare_models(cautious(tmp_path / "cautious.tar.gz"))
    assert lines[1].startswith("De 4 preguntas de prueba, 4 se leen de otro modo"), lines
    # The second row is annotated wrongly on purpose: it is read as `where`.
    assert [row[0][0].text for row in section.rows] == ["igual de bien o de mal"] * 2 + ["mejor"] * 2
    assert "(duda y pregunta)" in section.rows[0][3][0].text


def test_a_model_that_is_none_is_told_in_one_line(model, tmp_path, refusal):
    assert "there is no such file" in refusal(changes.main, MODEL=str(tmp_path / "none"))
    (tmp_path / "text").write_text("no model")
    assert "it is damaged" in refusal(changes.main, MODEL=str(tmp_path / "text"))


def test_make_review_says_when_nothing_is_due():
    done = run("retirada.checks.review", REVIEW_MONTHS="120")
    assert "Nada que revisar" in done.stdout and done.returncode == 0
    assert "REVIEW_MONTHS must be" in run("retirada.checks.review", REVIEW_MONTHS="soon").stderr
