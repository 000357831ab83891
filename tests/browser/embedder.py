"""Another site, whose pages embed the chat."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.conftest import OTHER_SITE_PORT, Assistant

# A page of some length, with something that can be focused.
TEXT = f"""<p>Lo que hay en esta página.</p><pre tabindex="0">Con su código.</pre>{"<p>Y más de lo mismo.</p>" * 20}"""
# Of the line that embeds the chat: what invites to it.
TEASER_WORDS = "¿Le han puesto una queja? Le ayudo."
TEASER = f'data-teaser="{TEASER_WORDS}"'


class Embedder:
    """Another site, which embeds the chat. As `localhost` it is an allowed origin, as `127.0.0.1` a foreign one.

    Args:
        folder: what it serves.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ThreadingHTTPServer(("127.0.0.1", OTHER_SITE_PORT), partial(_Handler, directory=str(folder)))
        self.server.policies = {}
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, site: Assistant, attributes: str = "", body: str = TEXT, host: str = "localhost") -> str:
        """The address of a page with the one line that embeds the chat of `site`, and `body` in its main element."""
        html = f"""<!doctype html><html lang="es"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Otro sitio</title><link rel="icon" href="data:,"><main><h1>Otro sitio</h1>{body}</main>
            <script src="{site.url}/chat/widget.js" defer {attributes}></script></html>"""
        policy = (
            f"default-src 'none'; img-src data:; style-src 'self'; script-src {site.url}; "
            f"connect-src {site.url} ws://127.0.0.1:{site.port}"
        )
        return self.serve(html, policy, host)

    def serve(self, html: str, policy: str, host: str = "localhost") -> str:
        """The address of a page of this site, under a Content-Security-Policy of its own."""
        path = f"/{len(self.server.policies)}.html"
        (self.folder / path[1:]).write_text(html, encoding="utf-8")
        self.server.policies[path] = policy
        return f"http://{host}:{self.port}{path}"


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        policy = self.server.policies.get(self.path)
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass
