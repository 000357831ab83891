"""GET /live: 200 while the process answers at all. GET /health: 200 while it can answer and store conversations."""

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
from retirada.channels.core.input_channel import ConfiguredInput
from retirada.channels.core.shared_redis import WithoutRedis, shared_redis


class LiveInput(InputChannel):
    """GET /live: 200, whatever else is wrong: who gets no answer should start the process again."""

    @classmethod
    def name(cls) -> str:
        return "live"

    def url_prefix(self) -> str:
        return "/live"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> GuardedBlueprint:
        live = GuardedBlueprint("live")

        @live.get("/")
        async def answer(_: Request) -> HTTPResponse:
            return response.json({"status": "alive"})

        return live


class HealthInput(ConfiguredInput):
    """A channel without messages, because channels are how Rasa takes routes of one's own."""

    @classmethod
    def name(cls) -> str:
        return "health"

    def url_prefix(self) -> str:
        # An absolute prefix leaves /webhooks.
        return "/health"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> GuardedBlueprint:
        """GET /: 200 {"status": "ok"} when the model is loaded, the action server answers and conversations can be
        stored; else 503 and the reason.

        With REDIS_URL, "redis" says whether that answers. It does not decide: without Redis each process goes on alone.
        """
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
            redis_url = self._settings.redis_url
            redis = {"redis": "ok" if await _answers(redis_url) else "does not answer"} if redis_url else {}
            return response.json({"status": "ok", **redis})

        return health


async def _is_healthy(url: str) -> bool:
    try:
        timeout = aiohttp.ClientTimeout(total=2)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as reply:
            return reply.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False


async def _answers(redis_url: str) -> bool:
    try:
        return bool(await shared_redis(redis_url).call(lambda client: client.ping()))
    except WithoutRedis:
        return False
