"""A chromium for the session, and for each test a person of their own in front of the demo page."""

from __future__ import annotations

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.chat import Chat
from tests.conftest import OTHER_SITE_PORT, Assistant

expect.set_options(timeout=10_000)


# Playwright keeps an event loop running: it has to be gone when the tests of the other folders come.
@pytest.fixture(scope="package")
def browser() -> Browser:
    path = chromium.find() or pytest.fail("there is no chromium: `make test` installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield started
        started.close()


class Embedder:
    """Another site, which embeds the chat. As `localhost` it is an allowed origin, as `127.0.0.1` a foreign one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        handler = partial(_StrictHandler, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", OTHER_SITE_PORT), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, site: Assistant, attributes: str = "", host: str = "localhost") -> str:
        """The address of a page with the one line that embeds the chat of `site`."""
        html = f"""<!doctype html><html lang="es"><meta name="viewport" content="width=device-width">
            <title>Otro sitio</title><link rel="icon" href="data:,"><main><h1>Otro sitio</h1></main>
            <script src="{site.url}/chat/widget.js" defer {attributes}></script></html>"""
        (self.folder / "index.html").write_text(html, encoding="utf-8")
        self.server.policy = (
            f"default-src 'none'; img-src data:; script-src {site.url}; "
            f"connect-src {site.url} ws://127.0.0.1:{site.port}"
        )
        return f"http://{host}:{self.port}/"


class _StrictHandler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def embedder(tmp_path_factory) -> Embedder:
    running = Embedder(tmp_path_factory.mktemp("embedder"))
    yield running
    running.server.shutdown()


@pytest.fixture(scope="session")
def site(assistant) -> Assistant:
    """The assistant that all tests share: each comes to it as somebody new."""
    return assistant


@pytest.fixture
def open_page(browser, site, embedder):
    """Opens a page as somebody new: `open_page()` or `open_page(viewport=…, url=…)`. Its troubles fail the test.

    With `token=…` their browser holds that token.

    Troubles are script errors, violations of the page's Content-Security-Policy, and requests to other hosts.
    """
    troubles: list[str] = []
    contexts = []
    ports = f"{site.port}|{embedder.port}"

    def arrive(url: str | None = None, context=None, token: str | None = None, **options) -> Page:
        if context is None:
            context = browser.new_context(**{"locale": "es-ES", "viewport": {"width": 1000, "height": 760}, **options})
            contexts.append(context)
        page = context.new_page()
        if token:
            # Playwright's own storage_state opens a page more for it.
            page.add_init_script(f"localStorage['retirada-token'] ??= {json.dumps(token)}")
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("request", lambda request: check_host(request.url))
        page.on("websocket", lambda socket: check_host(socket.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', "
            "e => console.error('CSP violation: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )
        page.on("console", lambda message: "CSP" in message.text and troubles.append(message.text))
        page.goto(url or f"{site.url}/chat/demo/")
        return page

    def check_host(url: str) -> None:
        if not re.match(rf"about:|data:|\w+://(127\.0\.0\.1|localhost):({ports})/", url):
            troubles.append(f"request to another host: {url}")

    arrive.url = f"{site.url}/chat/demo/"
    yield arrive
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture
def chat(open_page) -> Chat:
    """An open chat on the demo page."""
    return Chat(open_page()).open()
