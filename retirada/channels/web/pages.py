"""Serves the web chat's files, its pages and the source questions, under /chat."""

from __future__ import annotations

import logging
import mimetypes
from pathlib import Path
from typing import Optional

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.hardening import error
from retirada.channels.core.sentences import sentences
from retirada.channels.web.demo import DemoPage
from retirada.channels.web.files import COMMON_HEADERS, File, send
from retirada.channels.web.session import Origins, own_origin
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import project_knowledge

DIST = PROJECT / "web" / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

logger = logging.getLogger(__name__)


def add_pages(chat: Blueprint, origins: Origins, public_url: Optional[str], retention_days: int) -> None:
    """Add GET / (the chat as a page), /demo/ (demo page), /<file>, /sources/<id> and /allowed to the blueprint.

    Args:
        origins: whose pages may embed the chat.
        public_url: the assistant's public address. Default: the one that a request is made to.
        retention_days: how long conversations are kept.
    """
    files = {path.name: _load_file(path) for path in sorted(DIST.glob("*.*"))}
    if "widget.js" not in files:
        logger.error(f"The web chat is not built: {DIST} has no widget.js. `make widget` builds it.")
    questions = {q.id: q for q in project_knowledge().sources.questions}

    @chat.get("/")
    async def page(request: Request) -> HTTPResponse:
        return send(request, files.get("chat.html"))

    demo_page = DemoPage(retention_days)

    @chat.get("/demo/")
    async def demo(request: Request) -> HTTPResponse:
        if not request.path.endswith("/"):
            # What the page names is relative, as a proxy may have put the chat under a path of its own.
            return response.redirect("demo/")
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or agent.domain is None:
            return error(503)
        html = demo_page.html(agent.domain, public_url or own_origin(_environ(request)))
        return send(request, File.of(html.encode(), "text/html; charset=utf-8", "no-cache", POLICY))

    @chat.get("/<name>")
    async def file(request: Request, name: str) -> HTTPResponse:
        # Sanic sends /chat/ here too, with an empty name.
        return send(request, files.get(name or "chat.html"))

    @chat.get("/allowed")
    async def allowed(request: Request) -> HTTPResponse:
        """Whether a page of the request's Origin may embed the chat. Any page may ask, so that it can say why not."""
        origin = request.headers.getone("origin", None)
        # A page sends no Origin to its own server.
        answer = {"allowed": origin is None or origins.is_allowed(origin, _environ(request))}
        return response.json(
            answer, headers={**COMMON_HEADERS, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
        )

    @chat.get("/sources/<source_id>")
    async def source(request: Request, source_id: str) -> HTTPResponse:
        question = questions.get(source_id)
        if question is None:
            return response.json({"error": sentences().unknown_source}, status=404, ensure_ascii=False)
        # Open to every origin: it is the same public text for everybody.
        headers = {**COMMON_HEADERS, "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
        return response.json(question.dict(exclude={"left_out", "checked"}), headers=headers, ensure_ascii=False)


def _environ(request: Request) -> dict[str, str]:
    return {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}


def _load_file(path: Path) -> File:
    # Without the charset, a page in another encoding would decode the script in its own. TypeScript has no type.
    kind = "text/plain" if path.suffix == ".ts" else mimetypes.guess_type(path.name)[0]
    content_type = f"{kind}; charset=utf-8"
    # A name with a digest in it never changes its content.
    age = "public, max-age=31536000, immutable" if "-" in path.stem else "public, max-age=300"
    return File.of(path.read_bytes(), content_type, age, POLICY if path.suffix == ".html" else None)
