"""Serves what is counted to Prometheus, on a port of its own, and times the stages of a turn inside Rasa."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from retirada.server.settings import Settings


def serve_metrics(run: Any) -> None:
    """Have `rasa run` serve `/metrics` at METRICS_ADDRESS and METRICS_PORT, where that is set.

    A thread serves it, so it is answered while turns are computed.
    """
    load_agent = run.load_agent_on_start

    @wraps(load_agent)
    async def serve_and_load(*arguments: Any, **options: Any) -> Any:
        settings = Settings.from_environment()
        if settings.metrics_port:
            from prometheus_client import start_http_server

            start_http_server(settings.metrics_port, settings.metrics_address)
        return await load_agent(*arguments, **options)

    run.load_agent_on_start = serve_and_load


def time_nlu(processor: Any) -> None:
    """Observe how long the NLU takes for each message."""
    parse = processor.MessageProcessor._parse_message_with_graph

    @wraps(parse)
    def parse_timed(*arguments: Any, **options: Any) -> Any:
        from retirada.channels.core.metrics import timed

        with timed("nlu"):
            return parse(*arguments, **options)

    processor.MessageProcessor._parse_message_with_graph = parse_timed


def time_actions(action: Any) -> None:
    """Observe how long each call of the action server takes."""
    run = action.RemoteAction.run

    @wraps(run)
    async def run_timed(*arguments: Any, **options: Any) -> Any:
        from retirada.channels.core.metrics import timed

        with timed("action"):
            return await run(*arguments, **options)

    action.RemoteAction.run = run_timed


PATCHES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("rasa.core.run", serve_metrics),
    ("rasa.core.processor", time_nlu),
    ("rasa.core.actions.action", time_actions),
)
