"""Rasa's own commands, as somebody types them in this environment: they start, quietly, and do what Rasa's manual says.

Only what keeps them apart from other processes is set: their ports and the database.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pexpect
import pytest

from retirada.paths import PROJECT
from retirada.server.training import MODEL, fault
from tests.ports import free_port
from tests.small_data import write_small_data

RASA = str(Path(sys.executable).with_name("rasa"))
PROMPT = "Your input ->"
SECONDS = 120
TRAINING_SECONDS = 600  # on cores that others use, too
NOISE = ("Warning", "WARNING", "ERROR", "Traceback", "tensorflow", "elemetry")
OURS = (
    "PORT",
    "ACTION_PORT",
    "ACTION_SECRET",
    "DATABASE_URL",
    "RETENTION_DAYS",
    "LOG_LEVEL",
    "PYTHONPATH",
    "RASA_TELEMETRY_ENABLED",
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """Nothing exported, as after opening a terminal, but for a port and a database of the test's own."""
    bare = {name: value for name, value in os.environ.items() if name not in OURS}
    database = tmp_path_factory.mktemp("rasa") / "conversations.db"
    # The terminal that pexpect plays doesn't answer where its cursor is.
    own = {"ACTION_PORT": str(free_port()), "DATABASE_URL": f"sqlite:///{database}", "PROMPT_TOOLKIT_NO_CPR": "1"}
    return {**bare, **own}


@pytest.fixture(scope="module")
def actions(environment) -> Iterator[str]:
    """What `rasa run actions` prints when it is ready; it runs until the end of the module."""
    terminal = spawn(environment, "run", "actions", "--port", environment["ACTION_PORT"])
    terminal.expect("http://[0-9.:]+")
    yield terminal.before + terminal.after
    end(terminal)


def rasa(environment: dict[str, str], *arguments: str, typed: str = "", timeout: int = SECONDS, code: int = 0) -> str:
    """Run `rasa arguments` to its end, which is to have this code; give all that it printed, without progress bars."""
    done = subprocess.run(
        [RASA, *arguments],
        cwd=PROJECT,
        env=environment,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
    )
    assert done.returncode == code, done.stdout
    require_quiet(done.stdout)
    return "\n".join(line for line in done.stdout.splitlines() if "it/s]" not in line and "?it/s" not in line)


def require_quiet(output: str) -> None:
    assert [word for word in NOISE if word in output] == [], output


def spawn(environment: dict[str, str], *arguments: str) -> pexpect.spawn:
    return pexpect.spawn(
        RASA,
        list(arguments),
        cwd=str(PROJECT),
        env=environment,
        encoding="utf-8",
        timeout=SECONDS,
        dimensions=(60, 400),
    )


def end(terminal: pexpect.spawn) -> None:
    terminal.kill(signal.SIGTERM)
    terminal.expect(pexpect.EOF)
    terminal.close(force=True)


@pytest.fixture(scope="module")
def small_data(tmp_path_factory) -> str:
    return str(write_small_data(tmp_path_factory.mktemp("small") / "data"))


@pytest.mark.nightly
def test_rasa_train(environment, small_data, tmp_path):
    arguments = ("train", "--data", small_data, "--out", str(tmp_path), "--fixed-model-name", "trained")
    output = rasa(environment, *arguments, timeout=TRAINING_SECONDS)
    assert "Your Rasa model is trained and saved at" in output
    assert not fault(tmp_path / "trained.tar.gz")


def test_rasa_train_up_to_the_training(environment, small_data, tmp_path):
    """All is read and the pipeline is checked. `make train`, and so `make test` with new data, trains with it."""
    arguments = ("train", "--dry-run", "--data", small_data, "--out", str(tmp_path))
    output = rasa(environment, *arguments, code=1)  # how Rasa says that there is something to train
    assert "The model needs to be retrained." in output


@pytest.mark.parametrize("data", ["small", pytest.param("all", marks=pytest.mark.nightly)])
def test_rasa_data_validate(environment, small_data, data):
    assert rasa(environment, "data", "validate", *(["--data", small_data] if data == "small" else [])) == ""


def test_rasa_shell_nlu(model, environment):
    output = rasa(environment, "shell", "nlu", "--model", str(MODEL), typed="¿puedo retirar mi queja?\n/stop\n")
    assert "NLU model loaded. Type a message and press enter to parse it." in output.splitlines()[0]
    assert '"name": "withdraw"' in output


def test_rasa_test_nlu(model, environment, tmp_path):
    some = tmp_path / "nlu.yml"
    some.write_text(
        'version: "3.1"\nnlu:\n'
        "- intent: withdraw\n  examples: |\n    - puedo retirar [mi](party:complainant) queja\n    - quiero retirarla\n"
        # Two topics: the second is an entity, of which `rasa test nlu` wants to know the extractor.
        "    - ya cerraron mi denuncia, ¿todavía se puede retirar? ¿y puedo pedir que alibaba medie?\n"
        "- intent: greet\n  examples: |\n    - hola\n    - buenas tardes\n",
        encoding="utf-8",
    )
    rasa(environment, "test", "nlu", "--model", str(MODEL), "--nlu", str(some), "--out", str(tmp_path))
    assert (tmp_path / "intent_report.json").is_file()


def test_rasa_test_core(model, environment, tmp_path):
    stories = str(PROJECT / "tests" / "test_stories.yml")
    rasa(environment, "test", "core", "--model", str(MODEL), "--stories", stories, "--out", str(tmp_path))
    failed = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
    assert "None of the test stories failed" in failed, failed


def test_rasa_run_answers_beside_rasa_run_actions(model, actions, environment):
    assert actions.strip().startswith("Action endpoint is up and running on http://127.0.0.1:")
    port = str(free_port())
    terminal = spawn(environment, "run", "--model", str(MODEL), "--port", port)
    try:
        terminal.expect_exact("Rasa server is up and running.")
        body = {"sender": "ana", "message": "¿puedo retirar mi queja?"}
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                reply = httpx.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=body, timeout=60)
                break
            except httpx.ConnectError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        assert reply.json()[0]["answer"]["topic"] == "withdraw"
    finally:
        end(terminal)


def test_rasa_shell(model, actions, environment):
    terminal = spawn(environment, "shell", "--model", str(MODEL), "--port", str(free_port()))
    try:
        terminal.expect_exact("Usted>")
        require_quiet(terminal.before)
        assert "Escriba su pregunta y pulse Intro." in terminal.before
        terminal.send("¿puedo retirar mi queja?\r")
        terminal.expect_exact("1. Sigue en trámite")
        terminal.sendcontrol("c")
        terminal.expect(pexpect.EOF)
        require_quiet(terminal.before)
    finally:
        terminal.close(force=True)


def test_rasa_interactive(model, actions, environment):
    arguments = ("--model", str(MODEL), "--port", str(free_port()), "--skip-visualization")
    terminal = spawn(environment, "interactive", *arguments)
    try:
        terminal.expect_exact(PROMPT)
        require_quiet(terminal.before)
        assert "Bot loaded." in terminal.before
        terminal.send("¿puedo retirar mi queja?\r")
        terminal.expect_exact("Is the intent 'withdraw' correct")
        terminal.send("y\r")
        terminal.expect_exact("The bot wants to run 'action_answer', correct?")
    finally:
        end(terminal)
