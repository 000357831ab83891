"""`make shell`: `rasa shell` in the terminal, with the action server beside it."""

from __future__ import annotations

from run.processes import Stopped, start, stop, stop_on_signals, wait_until_healthy
from run.serve import rasa_arguments
from run.settings import environment, free_port, port_from_environment
from run.training import ensure_fresh


def main() -> None:
    """Train if needed and talk in the terminal until /stop or Ctrl-C.

    Without PORT it takes free ports, so that it runs beside `make run`.
    """
    stop_on_signals()
    port = port_from_environment(free_port())
    env = {**environment(port), "ACTION_PORT": str(free_port())}
    processes = []
    try:
        ensure_fresh()
        actions = start("run.action_server", environment=env)
        processes.append(actions)
        wait_until_healthy("The action server", actions, int(env["ACTION_PORT"]))
        shell = start("run.rasa", *rasa_arguments("shell", port), environment=env, foreground=True)
        processes.append(shell)
        shell.wait()
    except Stopped:
        pass
    finally:
        stop(processes)


if __name__ == "__main__":
    main()
