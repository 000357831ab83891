"""What is served as it is, to everybody alike: compressed once, and not sent to who has it already."""

from __future__ import annotations

import gzip
import hashlib
from typing import NamedTuple, Optional

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core.sentences import sentences

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Other sites embed the script, also those that isolate themselves (COEP).
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class File(NamedTuple):
    """A file as it is served."""

    body: bytes
    gzipped: bytes
    headers: dict[str, str]
    content_type: str

    @classmethod
    def of(cls, body: bytes, content_type: str, age: str, policy: Optional[str] = None) -> File:
        """Prepare `body`.

        Args:
            content_type: with its charset.
            age: the `Cache-Control`.
            policy: the Content-Security-Policy of a page. Default: none.
        """
        headers = {**COMMON_HEADERS, "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"', "Cache-Control": age}
        headers["Vary"] = "Accept-Encoding"
        if policy:
            headers["Content-Security-Policy"] = policy
        return cls(body, gzip.compress(body, mtime=0), headers, content_type)


def send(request: Request, file: Optional[File]) -> HTTPResponse:
    """The file, in the encoding that the client takes; 304 where it has it, 404 where there is none."""
    if file is None:
        return response.text(sentences().unknown_file, status=404)
    if request.headers.get("if-none-match") == file.headers["ETag"]:
        return response.empty(status=304, headers=file.headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**file.headers, "Content-Encoding": "gzip"}
        return response.raw(file.gzipped, headers=headers, content_type=file.content_type)
    return response.raw(file.body, headers=file.headers, content_type=file.content_type)
