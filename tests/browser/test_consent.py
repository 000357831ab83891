"""Where the site asks for it, nothing is sent or stored before the visitor accepts the privacy line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import PHONE, axe_violations
from tests.browser.chat import Chat

ACCEPT = "Aceptar y empezar"
STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join()"


def panel_of(page: Page) -> Chat:
    chat = Chat(page)
    chat.launcher.click()
    chat.panel.wait_for()
    return chat


def test_nothing_is_sent_or_stored_before_it_is_accepted(open_page, site, embedder):
    page = open_page(url="about:blank")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.on("websocket", lambda socket: sent.append(socket.url))
    page.goto(embedder.page(site, "data-consent='/privacidad'"))
    chat = panel_of(page)
    expect(chat.button(ACCEPT)).to_be_focused()
    link = chat.panel.get_by_role("link", name="Política de privacidad (se abre en otra pestaña)")
    assert link.evaluate("link => link.href") == f"http://localhost:{embedder.port}/privacidad"
    expect(chat.input).to_have_count(0)
    expect(chat.panel.locator(".replies")).to_have_count(0)
    page.evaluate("Retirada.send('¿Puedo retirar mi queja?')")
    expect(chat.user.first).to_contain_text("Se enviará cuando acepte.")
    page.keyboard.press("Escape")
    page.reload()
    chat = panel_of(page)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert page.evaluate(STORED) == ""
    assert not [url for url in sent if not url.endswith((".js", ".html"))]

    page.evaluate("Retirada.send('¿Puedo retirar mi queja?')")
    page.keyboard.press("Tab")
    chat.button(ACCEPT).press("Enter")
    expect(chat.bot).to_have_count(2)
    chat.done()
    expect(chat.user).to_have_count(1)
    expect(chat.input).to_be_focused()
    assert "retirada-token" in page.evaluate(STORED)
    page.reload()
    chat.open()
    expect(chat.button(ACCEPT)).to_have_count(0)
    expect(chat.user).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE, {"forced_colors": "active"}], ids=["desktop", "phone", "forced"])
def test_the_line_is_accessible(open_page, site, embedder, scheme, options):
    page = open_page(url=embedder.page(site, "data-consent='/privacidad'"), color_scheme=scheme, **options)
    chat = panel_of(page)
    assert axe_violations(chat) == []
    chat.shot(f"83-{scheme}-consent")
    chat.button(ACCEPT).click()
    expect(chat.input).to_be_visible()
    expect(chat.panel.locator(".replies button")).to_have_count(3)
    assert axe_violations(chat) == []


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "https://[x"])
def test_without_an_address_of_a_page_there_is_no_link(open_page, site, embedder, address):
    chat = panel_of(open_page(url=embedder.page(site, f"data-consent='{address}'")))
    expect(chat.button(ACCEPT)).to_be_visible()
    expect(chat.panel.locator(".consent a")).to_have_count(0)


def test_where_the_site_does_not_ask_there_is_none(chat):
    expect(chat.panel.locator(".consent")).to_be_hidden()
    expect(chat.input).to_be_focused()


def test_accepted_in_one_tab_it_is_accepted_in_the_other(open_page, site, embedder):
    address = embedder.page(site, "data-consent=''")
    first = panel_of(open_page(url=address))
    second = panel_of(open_page(url=address, context=first.page.context))
    first.button(ACCEPT).click()
    expect(second.input).to_be_visible()
    first.say("hola")
    expect(second.user).to_have_count(1)
