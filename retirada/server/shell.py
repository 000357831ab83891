"""`make shell`: `rasa shell` in the terminal, with the action server beside it."""

from __future__ import annotations

import time

from retirada.server.processes import Stopped, start, stop, stop_on_signals
from retirada.server.serve import action_server, rasa_arguments
from retirada.server.settings import environment, free_port, port_from_environment
from retirada.server.training import ensure_fresh


def main() -> None:
    """Train if needed and talk in the terminal until /stop or Ctrl-C.

    Without PORT it takes free ports, so that it runs beside `make run`.
    """
    stop_on_signals()
    port = port_from_environment(free_port())
    env = {**environment(port), "ACTION_PORT": str(free_port())}
    shell, actions = None, None
    try:
        ensure_fresh()
        actions = action_server(env)
        actions.wait_until_ready()
        shell = start("rasa", *rasa_arguments("shell", port), environment=env, foreground=True)
        while shell.poll() is None:
            actions.watch()
            time.sleep(0.2)
    except Stopped:
        pass
    finally:
        if shell:
            stop([shell])
        if actions:
            actions.stop()


if __name__ == "__main__":
    main()
