"""`make run`: the action server and Rasa together, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import os
import time

from retirada.channels.core import settings as channels
from retirada.server import widget
from retirada.server.processes import Stopped, stop_on_signals
from retirada.server.settings import HOST, environment, port_from_environment, require_free
from retirada.server.supervision import Server
from retirada.server.training import MODEL, ensure_fresh


def main() -> None:
    """Train if needed, start both servers, say where to talk to them, and watch over them.

    Raises:
        SystemExit: a port is taken, training failed, or a server could not be started, or not be kept running.
    """
    stop_on_signals()
    port = port_from_environment(5005)
    address = os.environ.get("LISTEN_ADDRESS", HOST)
    channels.load()
    channels.require_key_off_loopback(address)
    env = environment(port)
    servers = []
    try:
        require_free(port, "PORT")
        require_free(int(env["ACTION_PORT"]), "ACTION_PORT")
        ensure_fresh()
        widget.ensure_fresh()
        print("Starting…", flush=True)
        servers.append(action_server(env))
        here = HOST if address in ("0.0.0.0", "::") else address
        # It reads for everybody at once: under load its health has to wait its turn.
        arguments = rasa_arguments("run", port, address)
        servers.append(Server("Rasa", "rasa", *arguments, environment=env, port=port, address=here, patience=8))
        for server in servers:
            server.wait_until_ready()
        print(f"Ready: POST http://{address}:{port}/webhooks/rest/webhook (Ctrl-C stops it)", flush=True)
        print(f"The web chat's demo page: http://{address}:{port}/chat/", flush=True)
        while True:
            for server in servers:
                server.watch()
            time.sleep(0.2)
    except Stopped:
        print("Stopping…", flush=True)
    finally:
        for server in reversed(servers):
            server.stop()


def action_server(env: dict[str, str]) -> Server:
    """The action server, started."""
    return Server("The action server", "retirada.server.action_server", environment=env, port=int(env["ACTION_PORT"]))


def rasa_arguments(command: str, port: int, address: str = HOST) -> list[str]:
    """The command line of `rasa run` and `rasa shell` for this project. Rasa's management API stays off."""
    return [command, "--model", str(MODEL), "--port", str(port), "-i", address, "--quiet"]


if __name__ == "__main__":
    main()
