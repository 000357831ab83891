"""An answer that comes while the panel is closed shows on the launcher and in the page's title, once."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations
from tests.browser.chat import Chat


def test_an_answer_shows_on_the_launcher_and_in_the_title_until_the_panel_is_opened(open_page):
    page = open_page()
    chat = Chat(page)
    title = page.title()
    page.evaluate("window.counts = []; void Retirada.on('unread', ({ count }) => counts.push(count))")
    chat.open()
    chat.ask("¿Puedo retirar mi queja?")
    page.keyboard.press("Escape")
    badge = chat.launcher.locator(".badge")
    expect(badge).to_have_text("1")
    chat.done()
    # Verdict and question, and the privacy notice between them, are one answer.
    assert page.title() == f"(1) {title}"
    expect(chat.launcher).to_have_accessible_name("Abrir el asistente. 1 respuesta sin leer")
    expect(page.get_by_role("status").filter(has_text="1 respuesta sin leer")).to_have_count(1)
    assert axe_violations(chat) == []
    chat.shot("74-unread")

    page.evaluate("Retirada.send('sigue en trámite')")
    expect(badge).to_have_text("2")
    assert page.title() == f"(2) {title}"
    chat.open()
    assert page.title() == title
    page.keyboard.press("Escape")
    expect(badge).to_be_hidden()
    expect(chat.launcher).to_have_accessible_name("Abrir el asistente")
    assert page.evaluate("counts") == [1, 2, 0]


def test_what_comes_while_the_panel_is_open_is_not_counted(chat):
    title = chat.page.title()
    chat.say("¿Puedo retirar mi queja?")
    chat.page.keyboard.press("Escape")
    assert chat.page.title() == title
    expect(chat.launcher.locator(".badge")).to_be_hidden()


def test_a_title_that_the_page_sets_meanwhile_is_left(open_page):
    page = open_page()
    chat = Chat(page)
    page.evaluate("Retirada.send('hola')")
    expect(chat.launcher.locator(".badge")).to_have_text("1")
    page.evaluate("document.title = 'Otra vista'")
    chat.open()
    assert page.title() == "Otra vista"
    page.evaluate("Retirada.close(); Retirada.send('gracias')")
    expect(chat.launcher.locator(".badge")).to_have_text("1")
    page.evaluate("Retirada.destroy()")
    assert page.title() == "Otra vista"
