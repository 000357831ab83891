"""`make run`: the action server and Rasa together, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import os
import time

from channels import settings as channels
from run import widget
from run.processes import Stopped, start, stop, stop_on_signals, wait_until_healthy
from run.settings import HOST, environment, port_from_environment, require_free
from run.training import MODEL, ensure_fresh


def main() -> None:
    """Train if needed, start both servers, say where to talk to them, and watch over them.

    Raises:
        SystemExit: a port is taken, training failed, or a server ended by itself.
    """
    stop_on_signals()
    port = port_from_environment(5005)
    address = os.environ.get("LISTEN_ADDRESS", HOST)
    channels.check()
    channels.require_key_off_loopback(address)
    env = environment(port)
    processes = []
    try:
        require_free(port, "PORT")
        require_free(int(env["ACTION_PORT"]), "ACTION_PORT")
        ensure_fresh()
        widget.ensure_fresh()
        print("Starting…", flush=True)
        actions = start("run.action_server", environment=env)
        rasa = start("run.rasa", *rasa_arguments("run", port, address), environment=env)
        processes = [actions, rasa]
        wait_until_healthy("The action server", actions, int(env["ACTION_PORT"]))
        wait_until_healthy("Rasa", rasa, port, HOST if address in ("0.0.0.0", "::") else address)
        print(f"Ready: POST http://{address}:{port}/webhooks/rest/webhook (Ctrl-C stops it)", flush=True)
        print(f"The web chat's demo page: http://{address}:{port}/chat/", flush=True)
        while rasa.poll() is None:
            if actions.poll() is not None:
                print(f"The action server ended with code {actions.returncode}; starting it again.", flush=True)
                processes[0] = actions = start("run.action_server", environment=env)
            time.sleep(0.5)
        raise SystemExit(f"Rasa ended with code {rasa.returncode}; the reason is above.")
    except Stopped:
        print("Stopping…", flush=True)
    finally:
        stop(processes)


def rasa_arguments(command: str, port: int, address: str = HOST) -> list[str]:
    """The command line of `rasa run` and `rasa shell` for this project. Rasa's management API stays off."""
    return [command, "--model", str(MODEL), "--port", str(port), "-i", address, "--quiet"]


if __name__ == "__main__":
    main()
