"""`make shell`: `rasa shell` in the terminal, with the action server beside it."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time

from retirada.server.processes import Stopped, start, stop, stop_on_signals


def main() -> None:
    """Train if needed and talk in the terminal until «salir» or Ctrl-C.

    It takes free ports unless PORT is set, so that it runs beside `make run`. Unless DATABASE_URL or PORT says where
    conversations are kept, what is said is deleted at the end.
    """
    with contextlib.suppress(Stopped):
        stop_on_signals()
        with tempfile.TemporaryDirectory() as folder:
            _talk(folder)


def _talk(folder: str) -> None:
    # Imported only now: it takes a second, in which Ctrl-C would be a traceback.
    from dataclasses import replace

    from retirada.server.serve import WATCH_SECONDS, action_server, rasa_arguments
    from retirada.server.settings import HOST, Settings, free_port
    from retirada.server.store.database import require_database
    from retirada.server.training import ensure_fresh

    settings = Settings.from_environment(default_port=free_port())
    settings = replace(settings, address=HOST, action_port=free_port())
    if not (os.environ.get("DATABASE_URL") or os.environ.get("PORT")):
        settings = replace(settings, database_url=f"sqlite:///{folder}/conversations.db")
    require_database(settings.database_url)
    shell, actions = None, None
    try:
        ensure_fresh()
        actions = action_server(settings)
        actions.wait_until_ready()
        shell = start("rasa", *rasa_arguments("shell", settings), environment=settings.environment(), foreground=True)
        while shell.poll() is None:
            actions.watch()
            time.sleep(WATCH_SECONDS)
    finally:
        if shell:
            stop(shell)
        if actions:
            actions.stop()


if __name__ == "__main__":
    main()
