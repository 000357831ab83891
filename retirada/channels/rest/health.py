"""GET /health: 200 while the assistant can answer and store conversations."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.errors import StoreError
from retirada.channels.core.hardening import GuardedBlueprint


class HealthInput(InputChannel):
    """A channel without messages, because channels are how Rasa takes routes of one's own."""

    @classmethod
    def name(cls) -> str:
        return "health"

    def url_prefix(self) -> str:
        # An absolute prefix leaves /webhooks.
        return "/health"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> GuardedBlueprint:
        """GET /: 200 {"status": "ok"} when the model is loaded, the action server answers and conversations can be
        stored; else 503 and the reason."""
        health = GuardedBlueprint("health")

        @health.get("/")
        async def check(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return response.json({"status": "no model is loaded"}, status=503)
            if not await _is_healthy(agent.action_endpoint.url.replace("/webhook", "/health")):
                return response.json({"status": "the action server does not answer"}, status=503)
            try:
                await agent.tracker_store.check()
            except StoreError as error:
                return response.json({"status": f"conversations cannot be stored: {error}"}, status=503)
            return response.json({"status": "ok"})

        return health


async def _is_healthy(url: str) -> bool:
    try:
        timeout = aiohttp.ClientTimeout(total=2)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as reply:
            return reply.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False
