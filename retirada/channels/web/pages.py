"""Serves the web chat's files, its demo page and the source questions, under /chat."""

from __future__ import annotations

import gzip
import hashlib
import logging
import mimetypes
from pathlib import Path
from typing import NamedTuple, Optional

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.sentences import sentences
from retirada.channels.web.session import Origins
from retirada.paths import PROJECT
from retirada.rulebook import knowledge

DIST = PROJECT / "web" / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Other sites embed the script, also those that isolate themselves (COEP).
    "Cross-Origin-Resource-Policy": "cross-origin",
}

logger = logging.getLogger(__name__)


class _File(NamedTuple):
    """A file as it is served."""

    body: bytes
    gzipped: bytes
    headers: dict[str, str]
    content_type: str


def add_pages(chat: Blueprint, origins: Origins) -> None:
    """Add GET / (demo page), /<file>, /sources/<id> and /allowed to the blueprint."""
    files = {path.name: _load_file(path) for path in sorted(DIST.glob("*.*"))}
    if "widget.js" not in files:
        logger.error(f"The web chat is not built: {DIST} has no widget.js. `make widget` builds it.")
    questions = {q.id: q for q in knowledge.load().sources.questions}

    @chat.get("/")
    async def page(request: Request) -> HTTPResponse:
        return _send(request, files.get("index.html"))

    @chat.get("/<name>")
    async def file(request: Request, name: str) -> HTTPResponse:
        # Sanic sends /chat/ here too, with an empty name.
        return _send(request, files.get(name or "index.html"))

    @chat.get("/allowed")
    async def allowed(request: Request) -> HTTPResponse:
        """Whether a page of the request's Origin may embed the chat. Any page may ask, so that it can say why not."""
        origin = request.headers.getone("origin", None)
        environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        # A page sends no Origin to its own server.
        answer = {"allowed": origin is None or origins.is_allowed(origin, environ)}
        return response.json(
            answer, headers={**_COMMON_HEADERS, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
        )

    @chat.get("/sources/<source_id>")
    async def source(request: Request, source_id: str) -> HTTPResponse:
        question = questions.get(source_id)
        if question is None:
            return response.json({"error": sentences().unknown_source}, status=404, ensure_ascii=False)
        # Open to every origin: it is the same public text for everybody.
        headers = {**_COMMON_HEADERS, "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
        return response.json(question.dict(exclude={"left_out"}), headers=headers, ensure_ascii=False)


def _load_file(path: Path) -> _File:
    body = path.read_bytes()
    # Without the charset, a page in another encoding would decode the script in its own.
    content_type = f"{mimetypes.guess_type(path.name)[0]}; charset=utf-8"
    # A name with a digest in it never changes its content.
    age = "public, max-age=31536000, immutable" if "-" in path.stem else "public, max-age=300"
    headers = {**_COMMON_HEADERS, "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"', "Cache-Control": age}
    headers["Vary"] = "Accept-Encoding"
    if path.suffix == ".html":
        headers["Content-Security-Policy"] = POLICY
    return _File(body, gzip.compress(body, mtime=0), headers, content_type)


def _send(request: Request, file: Optional[_File]) -> HTTPResponse:
    if file is None:
        return response.text(sentences().unknown_file, status=404)
    if request.headers.get("if-none-match") == file.headers["ETag"]:
        return response.empty(status=304, headers=file.headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**file.headers, "Content-Encoding": "gzip"}
        return response.raw(file.gzipped, headers=headers, content_type=file.content_type)
    return response.raw(file.body, headers=file.headers, content_type=file.content_type)
