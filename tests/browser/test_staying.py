"""The panel stays as it was: from page to page, in another tab; and when something was said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import PHONE, axe_violations
from tests.browser.chat import Chat, hold_conversation, rewrite_items, token

DAY = 24 * 60 * 60


def test_open_or_closed_and_what_was_not_sent_stay_from_page_to_page(open_page, site):
    page = open_page()
    chat = Chat(page).open()
    chat.say("hola")
    chat.input.fill("¿Puedo retirar")
    page.goto(f"{site.url}/guia")
    page.goto(open_page.url)
    expect(chat.panel).to_be_visible()
    expect(chat.launcher).to_be_hidden()
    expect(chat.input).to_have_value("¿Puedo retirar")
    # Nobody asked for the focus on this page.
    assert page.evaluate("document.activeElement === document.body")
    expect(chat.user).to_have_count(1)
    chat.input.focus()
    page.keyboard.press("Escape")
    page.reload()
    expect(chat.launcher).to_be_visible()
    assert page.evaluate("window.retirada.chat === undefined"), "nothing is loaded for a closed panel"
    chat.open()
    expect(chat.input).to_have_value("¿Puedo retirar")
    chat.input.press("Enter")
    expect(chat.input).to_have_value("")
    page.reload()
    chat.open()
    expect(chat.input).to_have_value("")


def test_on_a_phone_it_does_not_cover_the_next_page(open_page):
    page = open_page(**PHONE)
    chat = Chat(page).open()
    chat.input.fill("¿Puedo")
    page.reload()
    expect(chat.launcher).to_be_visible()
    chat.open()
    expect(chat.input).to_have_value("¿Puedo")


def test_it_is_not_open_in_a_tab_of_its_own(chat, open_page):
    other = Chat(open_page(context=chat.page.context))
    expect(other.launcher).to_be_visible()


def test_what_somebody_new_writes_in_one_tab_shows_in_the_other(open_page):
    first = Chat(open_page()).open()
    second = Chat(open_page(context=first.page.context)).open()
    first.say("¿puedo reabrirla?")
    expect(second.user.last).to_contain_text("¿puedo reabrirla?")
    expect(second.bot).to_have_count(1)
    assert token(first.page) == token(second.page)
    second.button("No útil").click()
    expect(first.button("No útil")).to_have_attribute("aria-pressed", "true")
    second.done()
    second.press(second.panel.locator(".next button").first.inner_text())
    expect(first.items).to_have_count(second.items.count())
    assert first.texts() == second.texts()
    assert (
        first.panel.locator(".next button").all_inner_texts() == second.panel.locator(".next button").all_inner_texts()
    )


def test_two_tabs_that_begin_at_once_hold_one_conversation(open_page):
    """The second is told of its own new conversation before it is told of the first's."""
    first = Chat(open_page())
    page = open_page(url="about:blank", context=first.page.context)
    page.add_init_script("addEventListener('storage', event => event.stopImmediatePropagation())")
    held = hold_conversation(page)
    page.goto(open_page.url)
    second = Chat(page)
    second.launcher.click()
    while not held:
        page.wait_for_timeout(20)
    first.open().say("hola")
    mine = token(first.page)
    held[0]()
    expect(second.user).to_contain_text("hola")
    assert token(page) == mine


def test_late_news_of_another_conversation_changes_nothing(chat):
    chat.say("hola")
    chat.page.evaluate(
        "dispatchEvent(new StorageEvent('storage', {key: 'retirada-token', newValue: 'begun and given up'}))"
    )
    chat.say("gracias")
    expect(chat.user).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_message_says_when_it_was_said(open_page, scheme):
    chat = Chat(open_page(color_scheme=scheme, timezone_id="America/Lima")).open()
    chat.say("hola")
    time = chat.user.first.locator("time")
    expect(time).to_have_text(re.compile(r"^\d\d:\d\d$"))
    now = chat.page.evaluate("new Date().toLocaleTimeString('es', {hour: '2-digit', minute: '2-digit'})")
    assert abs(minutes(time.inner_text()) - minutes(now)) % 1440 in (0, 1, 1439)
    assert time.get_attribute("datetime").endswith("Z")
    # Quiet: smaller than what was said; and what was answered in the same minute shows none.
    assert (
        chat.bot.first.locator("time").count() == 0 or chat.bot.first.locator("time").inner_text() != time.inner_text()
    )
    assert axe_violations(chat) == []


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def test_what_was_said_on_another_day_stands_under_that_day(open_page):
    page = open_page(url="about:blank")
    rewrite_items(page, lambda item: {**item, "at": item["at"] - 3 * DAY})
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("hola")
    expect(chat.panel.locator(".day")).to_have_count(1)
    expect(chat.panel.locator(".day")).to_have_text(re.compile(r"^[^ ,]+, \d+ de \w+ de \d{4}$"))
    expect(chat.bot.last.locator("time")).to_have_count(1)
    assert axe_violations(chat) == []


def test_how_much_room_is_left_is_said_near_the_limit(chat):
    counter, live = chat.panel.locator(".counter"), chat.panel.locator("[aria-live=polite]")
    chat.input.fill("a" * 899)
    expect(counter).to_have_text("")
    chat.input.press_sequentially("a")
    expect(counter).to_have_text("Quedan 100 caracteres.")
    expect(live).to_contain_text("Quedan 100 caracteres.")
    chat.input.press_sequentially("aa")
    expect(counter).to_have_text("Quedan 98 caracteres.")
    # A screen reader is not told at every letter.
    expect(live).not_to_contain_text("98")
    chat.input.fill("a" * 999)
    expect(counter).to_have_text("Queda 1 carácter.")
    chat.input.fill("a" * 1003)
    expect(counter).to_have_text("Sobran 3 caracteres.")
    expect(live).to_contain_text("Sobran 3 caracteres.")
    assert axe_violations(chat) == []
    chat.shot("85-counter")
    chat.input.press("Enter")
    assert chat.user.count() == 0
    chat.input.fill("hola")
    expect(counter).to_have_text("")
