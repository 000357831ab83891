"""What cannot be obeyed is told in one line when the assistant starts, however it is started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from retirada.paths import PROJECT
from tests.integration.channels.fakes import ENVIRONMENT
from tests.ports import free_port


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
        ({"DATABASE_URL": "conversations.db"}, "DATABASE_URL must look like postgresql://user:password@host:5432/"),
        ({"DATABASE_URL": "mysql://ana:secret@127.0.0.1/chat"}, "DATABASE_URL begins with «mysql:»"),
        ({"DATABASE_URL": "postgresql+asyncpg://ana:secret@127.0.0.1/chat"}, "begins with «postgresql+asyncpg:»"),
        ({"DATABASE_URL": "postgresql://ana:secret@127.0.0.1"}, "DATABASE_URL names no database"),
        ({"DATABASE_URL": "postgresql://ana:secret@127.0.0.1:1/chat"}, "refused): start the server, or mend DATABASE"),
        ({"DATABASE_URL": "postgresql://ana:secret@no.such.host/chat"}, "start the server, or mend DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////proc/conversations.db"}, "/proc/conversations.db cannot be used"),
        ({"ACTION_PORT": "5005", "PORT": "5005"}, "PORT, ACTION_PORT (PORT + 50 unless set) and METRICS_PORT have to"),
        # 203.0.113.0/24 is for documentation: no machine has it.
        ({"METRICS_PORT": "9100", "METRICS_ADDRESS": "203.0.113.1"}, "Nothing can listen on 203.0.113.1, port 9100"),
        ({"TRACKER_DB": "b.db"}, "TRACKER_DB is not read any more: set DATABASE_URL=sqlite:///b.db in its place."),
    ],
)
def test_the_launcher_refuses_in_one_line(environment, told):
    done = serve(["-m", "retirada.server.serve"], **environment)
    assert done.returncode == 1
    assert told in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert "secret" not in done.stderr


def test_a_driver_that_is_missing_is_named():
    script = "import sys; sys.modules['psycopg2'] = None; from retirada.server import serve; serve.main()"
    done = serve(["-W", "ignore", "-c", script], DATABASE_URL="postgresql://ana:secret@127.0.0.1/chat")
    assert "needs a driver that is not installed" in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "wrong"}, "password authentication failed"),
        ({"user": "eva"}, "password authentication failed"),
        ({"database": "nowhere"}, 'database "nowhere" does not exist'),
    ],
)
def test_a_server_that_refuses_is_quoted_without_the_password(postgresql, wrong, told):
    done = serve(["-m", "retirada.server.serve"], DATABASE_URL=postgresql.address(**wrong))
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert told in done.stderr and "mend user, password or database in DATABASE_URL" in done.stderr
    assert "wrong" not in done.stderr and "a-password" not in done.stderr


def test_ctrl_c_while_the_database_is_silent_is_no_traceback():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)  # one that ends before it asks is not waited for
        url = f"postgresql://ana:secret@127.0.0.1:{silent.getsockname()[1]}/chat"
        started = subprocess.Popen(
            [sys.executable, "-m", "retirada.server.serve"],
            cwd=PROJECT,
            env=settings(DATABASE_URL=url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            with silent.accept()[0]:  # it waits for an answer now
                started.send_signal(signal.SIGINT)
                out, err = started.communicate(timeout=60)
        finally:
            started.kill()
    assert (started.returncode, out, err) == (0, "Stopping…\n", "")


def test_rasa_by_itself_refuses_too(model, tmp_path):
    """Rasa's own command line listens everywhere if it is told so."""
    own = {
        "ACTION_PORT": "1",
        "ACTION_SECRET": "x",
        "RETENTION_DAYS": "30",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
    }
    port = str(free_port())
    done = serve(["-m", "rasa", "run", "--quiet", "-i", "0.0.0.0", "--port", port], **own)
    assert done.returncode != 0
    assert "set REST_KEY" in done.stderr + done.stdout


def settings(**environment: str) -> dict[str, str]:
    """The environment of a launcher on a free port."""
    own = {"PORT": str(free_port()), "PYTHONPATH": str(PROJECT), "LOG_LEVEL": "WARNING"}
    return {**os.environ, **own, **environment}


def serve(arguments: list[str], **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=settings(**environment),
        capture_output=True,
        text=True,
        timeout=60,
    )
