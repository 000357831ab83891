"""GET /guia: the guide as one page, made from the tables and the responses that the assistant answers with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.domain import Domain
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.hardening import GuardedBlueprint, error
from retirada.channels.web.files import File, send
from retirada.guide.address import PATH
from retirada.guide.contents import contents
from retirada.guide.page import render
from retirada.rulebook.knowledge import project_knowledge


class GuideInput(InputChannel):
    """A channel without messages, because channels are how Rasa takes routes of one's own."""

    def __init__(self) -> None:
        self._made_from: Optional[Domain] = None
        self._file: Optional[File] = None

    @classmethod
    def name(cls) -> str:
        return "guide"

    def url_prefix(self) -> str:
        # An absolute prefix leaves /webhooks.
        return PATH

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> GuardedBlueprint:
        """GET /: the page, made at the first request; 503 while no model is loaded."""
        guide = GuardedBlueprint("guide")

        @guide.get("/")
        async def page(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or agent.domain is None:
                return error(503)
            return send(request, self._of(agent.domain))

        return guide

    def _of(self, domain: Domain) -> File:
        if self._file is None or self._made_from is not domain:
            html, policy = render(contents(project_knowledge(), domain.responses))
            policy += "; frame-ancestors 'self'"
            self._file = File.of(html.encode(), "text/html; charset=utf-8", "public, max-age=300", policy)
            self._made_from = domain
        return self._file
