"""`make run`: `rasa run actions` and `rasa run` together, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import time

from retirada.channels.core import settings as channels
from retirada.channels.core.shared_redis import require_redis
from retirada.nlu.readers.openblas import kernel_environment
from retirada.server import widget
from retirada.server.processes import Stopped, stop_on_signals
from retirada.server.settings import HOST, Settings, require_free
from retirada.server.store.database import require_database
from retirada.server.supervision import Server
from retirada.server.training import MODEL, ensure_fresh

WATCH_SECONDS = 0.2


def main() -> None:
    """Train if needed, start both servers, print where to talk to them, and restart what ends or hangs.

    Raises:
        SystemExit: a setting can't be used, a port is taken, training failed, or a server can't be started or kept
            running.
    """
    servers: list[Server] = []
    try:
        stop_on_signals()
        settings = Settings.from_environment()
        redis_url = channels.load().redis_url
        channels.require_key_off_loopback(settings.address)
        require_database(settings.database_url)
        if redis_url:
            require_redis(redis_url)
        require_free(settings.port, "PORT", settings.address)
        require_free(settings.action_port, "ACTION_PORT")
        if settings.metrics_port:
            require_free(settings.metrics_port, "METRICS_PORT", settings.metrics_address)
        ensure_fresh()
        widget.ensure_fresh()
        print("Starting…", flush=True)
        servers.append(action_server(settings))
        servers.append(rasa_server(settings))
        for server in servers:
            server.wait_until_ready()
        url = f"http://{settings.address}:{settings.port}"
        print(f"Ready: POST {url}/webhooks/rest/webhook (Ctrl-C stops it)", flush=True)
        print(f"The web chat's demo page: {url}/chat/demo/", flush=True)
        while True:
            for server in servers:
                server.watch()
            time.sleep(WATCH_SECONDS)
    except Stopped:
        print("Stopping…", flush=True)
    finally:
        for server in reversed(servers):
            server.stop()


def action_server(settings: Settings) -> Server:
    """Start the action server, as `rasa run actions` does; Rasa's own command imports all of Rasa first."""
    arguments = ("--actions", "actions", "--port", str(settings.action_port), "--quiet")
    return Server(
        "The action server", "rasa_sdk", *arguments, environment=settings.environment(), port=settings.action_port
    )


def rasa_server(settings: Settings) -> Server:
    """Start `rasa run`, with its management API off."""
    return Server(
        "Rasa",
        "rasa",
        *rasa_arguments("run", settings),
        # One message is too little for several threads: they would take twice the processor's time to wait for it.
        environment={"OPENBLAS_NUM_THREADS": "1", **kernel_environment(), **settings.environment()},
        port=settings.port,
        address=HOST if settings.address in ("0.0.0.0", "::") else settings.address,
        # /health would write to the database each time.
        watched="/live",
        # One process understands every message: under load the answer has to wait for them.
        patience=8,
    )


def rasa_arguments(command: str, settings: Settings) -> list[str]:
    """The arguments of `rasa run` and `rasa shell` for this project."""
    return [command, "--model", str(MODEL), "--port", str(settings.port), "-i", settings.address, "--quiet"]


if __name__ == "__main__":
    main()
