"""A real PostgreSQL server of our own. `python -m tests.postgresql` finds its programs, or installs Debian's."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

import psycopg2

from retirada.server.settings import HOST
from tests.ports import free_port
from tests.programs import ensure_installed

USER, PASSWORD = "ana", "a-password-for-the-test"


def find() -> Path | None:
    """The folder of the server's programs on this machine, the newest; or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    return next(
        (folder for folder in [*folders, *([Path(on_path).parent] if on_path else [])] if _is_server(folder)), None
    )


def ensure() -> Path:
    """The folder of the server's programs, installed with apt-get when there is none.

    Raises:
        SystemExit: it cannot be installed; the message says what to do.
    """
    advice = "The tests need a PostgreSQL server: install it (Debian: apt-get install postgresql)."
    return ensure_installed(find, "postgresql", advice)


class PostgresqlServer:
    """A server on loopback, in a new folder. It refuses to run as root, and then runs as another user."""

    def __init__(self) -> None:
        self._programs = ensure()
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="retirada-postgresql-"))
        self._data = self._folder / "data"
        password = self._folder / "password"
        password.write_text(PASSWORD)
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self._user:
            for path in (self._folder, password):
                os.chown(path, self._user.pw_uid, self._user.pw_gid)
        options = [
            "--username",
            USER,
            "--pwfile",
            password,
            "--auth",
            "scram-sha-256",
            "--encoding",
            "UTF8",
            "--no-sync",
        ]
        self._run("initdb", "--pgdata", self._data, "--locale", "C.UTF-8", *options)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-c listen_addresses={HOST} -c port={self.port} -c unix_socket_directories={self._folder} -c fsync=off"
        )
        self._run("pg_ctl", "start", "--wait", "--pgdata", self._data, "--log", self._folder / "log", "-o", options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `fast` ends the connections first, `immediate` ends like a crash."""
        self._run("pg_ctl", "stop", "--wait", "--pgdata", self._data, "--mode", mode)

    def remove(self) -> None:
        """Stop it, and delete all that it stored."""
        self.stop()
        shutil.rmtree(self._folder)

    @property
    def pid(self) -> int:
        """Of the process that has started all others."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def address(self, database: str = "postgres", user: str = USER, password: str = PASSWORD) -> str:
        """DATABASE_URL."""
        return f"postgresql://{user}:{password}@{HOST}:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of a database that has nothing in it."""
        name = f"test_{uuid.uuid4().hex}"
        connection = psycopg2.connect(self.address())
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"create database {name}")
        connection.close()
        return self.address(name)

    def _run(self, program: str, *arguments: object) -> None:
        owner = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        command = [str(self._programs / program), *map(str, arguments)]
        # A server that is started in the background keeps what it is given as its output.
        with open(self._folder / "output", "a+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd="/", **owner)
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program} failed:\n{output.read()}")


def _is_server(folder: Path) -> bool:
    return all((folder / program).exists() for program in ("initdb", "pg_ctl", "postgres"))


if __name__ == "__main__":
    ensure()
