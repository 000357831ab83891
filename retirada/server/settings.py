"""What the operator sets in the environment, read and validated once, and the environment that Rasa gets.

The channels' own settings are in retirada/channels/core/settings.py.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

from retirada.paths import PROJECT
from retirada.retention import AUDIT_DAYS, RETENTION_DAYS, audit_days, retention_days
from retirada.secret_file import read_or_create_secret
from retirada.whole_number import whole_number

HOST = "127.0.0.1"
VAR = PROJECT / "var"
MAX_PORT = 65535
RASA_PORT = 5005  # Rasa's own default
ACTION_PORT_OFFSET = 50  # as between Rasa's defaults, 5005 and 5055
VERBOSE = {"-v", "-vv", "--verbose", "--debug"}  # options of every command of Rasa
QUIET = {
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


@dataclass(frozen=True)
class Settings:
    """Where the two servers listen, and how conversations are kept.

    Attributes:
        address: where Rasa listens (LISTEN_ADDRESS, default: loopback).
        port: of Rasa (PORT, default: 5005).
        action_port: of the action server, which listens on loopback (ACTION_PORT, default: `port` + 50).
        action_secret: what the action server asks Rasa for (ACTION_SECRET, default: made once, in var/action-secret).
        database_url: where the conversations are (DATABASE_URL, default: the SQLite file var/conversations-PORT.db).
        retention_days: how long conversations are kept (RETENTION_DAYS, default: 30).
        metrics_address, metrics_port: where Rasa serves /metrics to Prometheus (METRICS_ADDRESS, default: loopback;
            METRICS_PORT, default: None, which is nowhere).
        audit_days: how long decisions are kept, without words and names (AUDIT_DAYS, default: 365).
    """

    address: str
    port: int
    action_port: int
    action_secret: str
    database_url: str
    retention_days: int
    audit_days: int
    metrics_address: str = HOST
    metrics_port: Optional[int] = None

    @classmethod
    def from_environment(cls, default_port: int = RASA_PORT, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; an empty variable counts as unset.

        It makes var/, closed to other users, and there the secret, where these are not there yet.

        Raises:
            SystemExit: a variable has a value that can't be used; the text is one line.
        """
        VAR.mkdir(exist_ok=True)
        # A volume that a cluster mounts there is root's, and private by itself.
        if VAR.stat().st_uid == os.geteuid():
            VAR.chmod(0o700)
        if file := environment.get("TRACKER_DB"):
            # Of 0.1.0; ignored, it would be a start without any of its conversations.
            raise SystemExit(f"TRACKER_DB is not read any more: set DATABASE_URL=sqlite:///{file} in its place.")
        port = _port("PORT", environment.get("PORT") or str(default_port), MAX_PORT - ACTION_PORT_OFFSET)
        action_port = _port("ACTION_PORT", environment.get("ACTION_PORT") or str(port + ACTION_PORT_OFFSET))
        metrics = environment.get("METRICS_PORT")
        metrics_port = _port("METRICS_PORT", metrics) if metrics else None
        if len({port, action_port, metrics_port}) < 3:
            raise SystemExit("PORT, ACTION_PORT (PORT + 50 unless set) and METRICS_PORT have to differ.")
        return cls(
            address=environment.get("LISTEN_ADDRESS") or HOST,
            port=port,
            action_port=action_port,
            action_secret=environment.get("ACTION_SECRET")
            or read_or_create_secret(VAR / "action-secret", "restart Rasa and the action server"),
            database_url=environment.get("DATABASE_URL") or f"sqlite:///{VAR / f'conversations-{port}.db'}",
            retention_days=retention_days(environment.get("RETENTION_DAYS") or RETENTION_DAYS),
            audit_days=audit_days(environment.get("AUDIT_DAYS") or AUDIT_DAYS),
            metrics_address=environment.get("METRICS_ADDRESS") or HOST,
            metrics_port=metrics_port,
        )

    def variables(self) -> dict[str, str]:
        """The environment variables that Rasa and the action server read, endpoints.yml included."""
        return {
            **QUIET,
            "ACTION_PORT": str(self.action_port),
            "ACTION_SECRET": self.action_secret,
            "AUDIT_DAYS": str(self.audit_days),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": "",
            "RETENTION_DAYS": str(self.retention_days),
            # How many connections may wait to be accepted while a turn is computed; Rasa's default is 100.
            "SANIC_BACKLOG": "2048",
            # `rasa run actions` would listen on all interfaces.
            "SANIC_HOST": HOST,
        }

    def environment(self) -> dict[str, str]:
        """The environment of a process with these settings: this process's own, completed by `variables`."""
        settings = {name: value for name, value in self.variables().items() if name in _SETTINGS}
        return {**self.variables(), **os.environ, **settings}


_SETTINGS = {"ACTION_PORT", "ACTION_SECRET", "AUDIT_DAYS", "DATABASE_URL", "RETENTION_DAYS"}


def configure_logging() -> None:
    """Silence this process's deprecation warnings, and log only warnings unless LOG_LEVEL or `-v` asks for more.

    The libraries switch their own warnings and log levels back on, so environment variables can't do it.
    """
    warnings.showwarning = _ignore_warning
    if os.environ.get("LOG_LEVEL") not in ("INFO", "DEBUG") and VERBOSE.isdisjoint(sys.argv):
        logging.disable(logging.INFO)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def require_free(port: int, variable: str, address: str = HOST) -> None:
    """Check that a server can listen on the port, which `variable` sets.

    Raises:
        SystemExit: something listens there already, or the address is none of this machine's; the text says what to do.
    """
    try:
        socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = f"Port {port} is in use. Stop what listens there, or choose another with {variable}=…"
        else:
            told = f"Nothing can listen on {address}, port {port} ({error.strerror}): choose others ({variable}=…)."
        raise SystemExit(told) from None


def _port(variable: str, text: str, maximum: int = MAX_PORT) -> int:
    return whole_number(variable, text, 1, maximum)


def _ignore_warning(*_: object, **__: object) -> None:
    pass
