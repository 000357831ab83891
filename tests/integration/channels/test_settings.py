"""What cannot be obeyed is told in one line when the assistant starts, however it is started."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from retirada.paths import PROJECT
from retirada.server.settings import free_port
from tests.integration.channels.fakes import ENVIRONMENT


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"TELEGRAM_TOKEN": ENVIRONMENT["TELEGRAM_TOKEN"]}, "half set: TELEGRAM_SECRET missing"),
        ({"LISTEN_ADDRESS": "0.0.0.0"}, "set REST_KEY"),
        ({"WEB_SECRET": "short"}, "WEB_SECRET has not the right shape"),
        (
            {"RETENTION_DAYS": "thirty"},
            "RETENTION_DAYS must be a whole number of days between 1 and 3650, not «thirty»",
        ),
    ],
)
def test_the_launcher_refuses_in_one_line(environment, told):
    done = serve(["-m", "retirada.server.serve"], **environment)
    assert done.returncode == 1
    assert told in done.stderr and len(done.stderr.splitlines()) == 1


def test_rasa_by_itself_refuses_too(model, tmp_path):
    """Rasa's own command line listens everywhere if it is told so."""
    own = {"ACTION_PORT": "1", "ACTION_SECRET": "x", "RETENTION_DAYS": "30", "TRACKER_DB": str(tmp_path / "x.db")}
    port = str(free_port())
    done = serve(["-m", "rasa", "run", "--quiet", "-i", "0.0.0.0", "--port", port], **own)
    assert done.returncode != 0
    assert "set REST_KEY" in done.stderr + done.stdout


def serve(arguments: list[str], **environment: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "PORT": str(free_port()), "PYTHONPATH": str(PROJECT), "LOG_LEVEL": "WARNING", **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60
    )
