"""Rasa and Rasa SDK as they are published, for comparison: with this project's model and actions, but none of its
patches, tracker store, lock store or channels. Rasa's own are used in their place: SQLite, locks in memory, `rest`.

`python -m tests.stock_rasa <module> <arguments>` runs `rasa` or `rasa_sdk` so.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import httpx
import yaml

from retirada.nlu.readers.openblas import kernel_environment
from retirada.server.patches import rasa_patches
from retirada.server.settings import HOST, Settings
from tests.ports import free_port

START_SECONDS = 120


@contextmanager
def stock_rasa(folder: Path) -> Iterator[str]:
    """Both servers, until the block ends; the folder is for their files.

    Yields:
        Rasa's address.

    Raises:
        RuntimeError: they were not ready within START_SECONDS.
    """
    # It imports Rasa, which the servers that are started must not do before they have given up the patches.
    from retirada.server.training import MODEL

    port, action_port = free_port(), free_port()
    endpoints, credentials = folder / "endpoints.yml", folder / "credentials.yml"
    store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "stock.db")}
    action_endpoint = {"url": f"http://{HOST}:{action_port}/webhook"}
    endpoints.write_text(yaml.safe_dump({"action_endpoint": action_endpoint, "tracker_store": store}))
    credentials.write_text("rest:\n")
    of_rasa = ["--model", MODEL, "--port", port, "-i", HOST, "--endpoints", endpoints, "--credentials", credentials]
    with open(folder / "stock.log", "w") as log:
        servers = [
            _start(log, "rasa_sdk", "--actions", "actions", "--port", action_port),
            _start(log, "rasa", "run", *of_rasa),
        ]
    try:
        url = f"http://{HOST}:{port}"
        _wait_for(f"http://{HOST}:{action_port}/health", folder)
        _wait_for(url, folder)
        yield url
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait()


def _start(log: TextIO, module: str, *arguments: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.stock_rasa", module, *map(str, arguments)]
    environment = {**Settings.from_environment().environment(), **kernel_environment(), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)


def _wait_for(url: str, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer:\n{(folder / 'stock.log').read_text()}")


if __name__ == "__main__":
    rasa_patches.PATCHES = ()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
