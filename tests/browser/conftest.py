"""A chromium for the session, and for each test a person of their own in front of a page that embeds the chat."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.chat import Chat
from tests.browser.embedder import Embedder
from tests.conftest import Assistant

expect.set_options(timeout=10_000)


# Playwright keeps an event loop running: it has to be gone when the tests of the other folders come.
@pytest.fixture(scope="package")
def browser() -> Browser:
    path = chromium.find() or pytest.fail("there is no chromium: `make test` installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield started
        started.close()


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
    """Opens a page as somebody new, one of another site that embeds the chat: `open_page()`, or
    `open_page(viewport=…, url=…)`. Its troubles fail the test.

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
        page.goto(url or arrive.url)
        return page

    def check_host(url: str) -> None:
        if not re.match(rf"about:|data:|\w+://(127\.0\.0\.1|localhost):({ports})/", url):
            troubles.append(f"request to another host: {url}")

    arrive.url = embedder.page(site)
    yield arrive
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture
def chat(open_page) -> Chat:
    """An open chat on a page that embeds it."""
    return Chat(open_page()).open()
