"""The model before is kept, and gone back to; a conversation is erased by its operator."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.shared.core.events import SessionStarted, UserUttered

from retirada.channels.core.sender_digests import SenderDigests
from retirada.evaluation.topic_copy import copy_project, environment
from retirada.server.training import MODEL
from tests.integration.server.stores import add, open_store
from tests.small_data import write_small_data

KEY = "a" * 32


def run(project: Path, module: str, **variables: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", module]
    env = {**environment(project), **variables}
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=300)


def refused(project: Path, module: str, **variables: str) -> str:
    """The one line with which the module ends."""
    done = run(project, module, **variables)
    assert done.returncode == 1 and not done.stdout, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


def version(project: Path) -> dict[str, str]:
    done = run(project, "retirada.server.version")
    assert done.returncode == 0 and not done.stderr, done.stderr
    return {line[:14].strip(): line[14:] for line in done.stdout.splitlines()}


def is_fresh(project: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", "from retirada.server.training import is_fresh; print(is_fresh())"],
        cwd=project,
        env=environment(project),
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() == "True"


@pytest.fixture
def project(model, tmp_path) -> Path:
    """A copy of the project with the trained model, and few rows to train another one on."""
    project = tmp_path / "project"
    copy_project(project)
    shutil.copy(MODEL, project / "models")
    return project


def with_few_rows(project: Path) -> None:
    shutil.rmtree(project / "data" / "nlu")
    few = write_small_data(project.parent / "few")
    shutil.copytree(few / "nlu", project / "data" / "nlu")


@pytest.mark.nightly
def test_the_model_before_is_kept_and_gone_back_to_and_forward_again(project):
    first = version(project)
    assert first["model before"] == "none" and first["version"][0].isdigit()
    assert "There is no model to go back to" in refused(project, "retirada.server.rollback")

    with_few_rows(project)
    done = run(project, "retirada.server.training")
    assert done.returncode == 0, done.stderr
    second = version(project)
    assert second["model before"] == first["model"] != second["model"] and is_fresh(project)

    done = run(project, "retirada.server.rollback")
    assert done.returncode == 0 and "Restart the assistant" in done.stdout, done.stderr
    third = version(project)
    assert (third["model"], third["model before"]) == (first["model"], second["model"])
    assert is_fresh(project), "it would be trained anew at the next start"
    (project / "data" / "nlu" / "thanks.yml").unlink()
    assert not is_fresh(project)

    assert run(project, "retirada.server.rollback").returncode == 0
    assert version(project)["model"] == second["model"]


def test_a_model_that_lacks_responses_or_is_damaged_is_not_gone_back_to(project):
    models = project / "models"
    (models / "previous").mkdir(exist_ok=True)
    before = models / "previous" / MODEL.name
    shutil.copy(MODEL, before)
    domain = project / "domain.yml"
    text = domain.read_text(encoding="utf-8")
    domain.write_text(
        text.replace("\nresponses:\n", "\nresponses:\n  utter_new:\n    - text: Nuevo.\n"), encoding="utf-8"
    )
    assert "utter_new" in refused(project, "retirada.server.rollback")
    domain.write_text(text.replace("intents:\n", "intents:\n  - anonymity\n", 1), encoding="utf-8")
    assert "knows nothing of anonymity" in refused(project, "retirada.server.rollback")
    domain.write_text(text, encoding="utf-8")
    before.write_bytes(before.read_bytes()[:1000])
    assert "damaged" in refused(project, "retirada.server.rollback")
    assert (models / MODEL.name).read_bytes() == MODEL.read_bytes()


def test_a_conversation_is_erased_by_the_sender_s_own_id_and_no_other(url, monkeypatch):
    monkeypatch.setenv("SENDER_KEY", KEY)
    digests = SenderDigests(KEY)
    running, kept = open_store(url), digests.conversation("whatsapp", "34600999888")
    erased = digests.conversation("whatsapp", "34600111222")
    for name in (kept, erased):
        add(running, [SessionStarted(), UserUttered("una frase que nadie más dice")], name)
    module, settings = "retirada.server.store.erase", {"DATABASE_URL": url, "SENDER_KEY": KEY}
    project = Path(__file__).resolve().parents[3]
    assert "Which conversation" in refused(project, module, **settings)
    assert f"{kept}" in refused(project, module, CONVERSATION="whatsapp:34600", **settings)
    done = run(project, module, CONVERSATION="whatsapp:34600111222", **settings)
    assert done.returncode == 0 and done.stdout == f"Erased {erased}, 2 events.\n", done.stderr
    assert asyncio.run(running.keys()) == [kept]
    assert asyncio.run(running.retrieve(erased)) is None
    assert "Nothing is kept" in refused(project, module, CONVERSATION=erased, **settings)
