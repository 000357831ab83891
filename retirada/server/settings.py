"""What `make run` and `make shell` read from the environment, and the environment they give to Rasa."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import warnings

from retirada.paths import PROJECT
from retirada.server.retention import retention_days

HOST = "127.0.0.1"
RETENTION_DAYS = "30"

# How many connections may wait to be accepted while a turn is computed; Rasa's own default is 100.
_BACKLOG = {"SANIC_BACKLOG": "2048"}
QUIET = {
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def environment(port: int) -> dict[str, str]:
    """The environment of a Rasa process that serves on `port`; what the caller has set stays.

    ACTION_PORT (default: port + 50) is where the action server listens; ACTION_SECRET (default: what is in
    var/action-secret, made once) is what it wants to hear; TRACKER_DB is the SQLite file of the conversations (default:
    var/conversations-PORT.db); RETENTION_DAYS, how long they are kept.

    Raises:
        SystemExit: RETENTION_DAYS is no number of days.
    """
    (PROJECT / "var").mkdir(exist_ok=True)
    (PROJECT / "var").chmod(0o700)
    retention_days(os.environ.get("RETENTION_DAYS", RETENTION_DAYS))
    defaults = {
        **QUIET,
        **_BACKLOG,
        "ACTION_PORT": str(port + 50),
        "RETENTION_DAYS": RETENTION_DAYS,
        "ACTION_SECRET": _action_secret(),
        # Rasa's own command starts the action server on all interfaces.
        "SANIC_HOST": HOST,
        "TRACKER_DB": str(PROJECT / "var" / f"conversations-{port}.db"),
    }
    return {**defaults, **os.environ, "PYTHONPATH": str(PROJECT)}


def _action_secret() -> str:
    path = PROJECT / "var" / "action-secret"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text()


def configure_logging() -> None:
    """Silence this process's deprecation warnings, and below LOG_LEVEL=INFO what is not a warning.

    The libraries switch their own warnings and log levels back on, so environment variables do not do it.
    """
    warnings.showwarning = lambda *_, **__: None
    if os.environ.get("LOG_LEVEL") not in ("INFO", "DEBUG"):
        logging.disable(logging.INFO)


def port_from_environment(default: int) -> int:
    """PORT, or `default`.

    Raises:
        SystemExit: PORT is not a port number.
    """
    text = os.environ.get("PORT", str(default))
    if not text.isdecimal() or not 0 < int(text) < 65000:
        raise SystemExit(f"PORT must be a number between 1 and 64999, not «{text}».")
    return int(text)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def require_free(port: int, variable: str) -> None:
    """Raise SystemExit with what to do when something already listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SystemExit(
                f"Port {port} is in use. Stop what listens there, or choose another with {variable}=…"
            ) from None
