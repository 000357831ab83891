"""The web chat's files, its demo page, and what each source question says, under /chat."""

from __future__ import annotations

import gzip
import hashlib
import logging
import mimetypes
from pathlib import Path
from typing import NamedTuple

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.web.session import Origins
from retirada.paths import PROJECT
from retirada.rulebook import knowledge

DIST = PROJECT / "web" / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Other sites hold the script, also those that isolate themselves (COEP).
    "Cross-Origin-Resource-Policy": "cross-origin",
}

logger = logging.getLogger(__name__)


class _File(NamedTuple):
    body: bytes
    packed: bytes
    headers: dict[str, str]
    kind: str


def add_pages(chat: Blueprint, origins: Origins) -> None:
    """Add GET / (demo page), /<file>, /sources/<id> and /allowed to the blueprint."""
    files = {path.name: _read(path) for path in sorted(DIST.glob("*.*"))}
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
        """Whether a page of the request's Origin may hold the chat; any page may ask, to say why not."""
        origin = request.headers.getone("origin", None)
        environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        # To its own server a page sends no Origin.
        answer = {"allowed": origin is None or origins.allow(origin, environ)}
        return response.json(
            answer, headers={**_ALWAYS, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
        )

    @chat.get("/sources/<source_id>")
    async def source(request: Request, source_id: str) -> HTTPResponse:
        question = questions.get(source_id)
        if question is None:
            return response.json({"error": "La guía no tiene esa pregunta."}, status=404, ensure_ascii=False)
        # Open to every origin: it is the same public text for everybody.
        headers = {**_ALWAYS, "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
        return response.json(question.dict(exclude={"left_out"}), headers=headers, ensure_ascii=False)


def _read(path: Path) -> _File:
    body = path.read_bytes()
    # Without the charset a page of another encoding would read the script in its own.
    kind = f"{mimetypes.guess_type(path.name)[0]}; charset=utf-8"
    # A name with a digest in it never changes its content.
    age = "public, max-age=31536000, immutable" if "-" in path.stem else "public, max-age=300"
    headers = {**_ALWAYS, "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"', "Cache-Control": age}
    headers["Vary"] = "Accept-Encoding"
    if path.suffix == ".html":
        headers["Content-Security-Policy"] = POLICY
    return _File(body, gzip.compress(body, mtime=0), headers, kind)


def _send(request: Request, file: _File | None) -> HTTPResponse:
    if file is None:
        return response.text("No existe.", status=404)
    if request.headers.get("if-none-match") == file.headers["ETag"]:
        return response.empty(status=304, headers=file.headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**file.headers, "Content-Encoding": "gzip"}
        return response.raw(file.packed, headers=headers, content_type=file.kind)
    return response.raw(file.body, headers=file.headers, content_type=file.kind)
