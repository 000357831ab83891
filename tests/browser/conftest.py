"""A chromium for the session, and for each test a person of their own in front of the demo page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from run import widget
from tests.browser import chromium
from tests.browser.chat import Chat
from tests.conftest import start_assistant

SECRET = "a secret that only the tests know, and no one else"

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser() -> Browser:
    path = chromium.find() or pytest.fail("there is no chromium: `make test` installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(model, tmp_path_factory):
    """An assistant with the web chat, whose secret the tests know."""
    widget.ensure_fresh()
    running = start_assistant(tmp_path_factory.mktemp("site"), WEB_SECRET=SECRET)
    yield running
    running.stop()


@pytest.fixture
def person(browser, site):
    """Opens a page as somebody new: `person()` or `person(viewport=…, url=…)`. Its troubles fail the test.

    Troubles are script errors, violations of the page's Content-Security-Policy, and requests to other hosts.
    """
    troubles: list[str] = []
    contexts = []

    def arrive(url: str | None = None, context=None, **options) -> Page:
        if context is None:
            context = browser.new_context(**{"locale": "es-ES", "viewport": {"width": 1000, "height": 760}, **options})
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("request", lambda request: _check_host(request.url, site.port, troubles))
        page.on("websocket", lambda socket: _check_host(socket.url, site.port, troubles))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', "
            "e => console.error('CSP violation: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )
        page.on("console", lambda message: "CSP" in message.text and troubles.append(message.text))
        page.goto(url or f"{site.url}/chat/")
        return page

    arrive.url = f"{site.url}/chat/"
    yield arrive
    for context in contexts:
        context.close()
    assert not troubles


def _check_host(url: str, port: int, troubles: list[str]) -> None:
    if url.split("://")[1].split("/")[0] != f"127.0.0.1:{port}":
        troubles.append(f"request to another host: {url}")


@pytest.fixture
def chat(person) -> Chat:
    """An open chat on the demo page."""
    return Chat(person()).open()
