"""The invitation beside the launcher: when it comes, where it leads, and that it stays away once it was dismissed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.chat import Chat
from tests.browser.embedder import TEASER, TEASER_WORDS


@pytest.fixture
def arrive(open_page, site, embedder) -> Callable[[str], tuple[Page, Chat, Locator]]:
    """Opens a page with these attributes, whose clock the test moves on; gives it, its chat and where the teaser is."""

    def come(attributes: str) -> tuple[Page, Chat, Locator]:
        page = open_page(url="about:blank")
        page.clock.install()
        page.goto(embedder.page(site, attributes))
        chat = Chat(page)
        expect(chat.launcher).to_be_visible()
        return page, chat, page.locator("retirada-chat .teaser")

    return come


def test_there_is_none_unless_the_page_asks_for_one(arrive):
    page, _, teaser = arrive("")
    page.clock.fast_forward(3_600_000)
    expect(teaser).to_have_count(0)


@pytest.mark.parametrize(("after", "seconds"), [("", 15), ('data-teaser-after="20"', 20)])
def test_it_comes_after_a_while_and_opens_the_chat(arrive, after, seconds):
    page, chat, teaser = arrive(f"{TEASER} {after}")
    page.clock.fast_forward(1000 * seconds - 1000)
    expect(teaser).to_have_count(0)
    page.clock.fast_forward(1500)
    expect(teaser).to_have_text(TEASER_WORDS)
    assert axe_violations(chat) == []
    chat.shot("82-teaser")
    teaser.get_by_role("button").first.click()
    expect(chat.input).to_be_focused()
    expect(teaser).to_have_count(0)


def test_one_that_was_dismissed_does_not_come_back_in_this_tab(arrive):
    page, chat, teaser = arrive(TEASER)
    page.clock.fast_forward(16_000)
    chat.launcher.focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Cerrar este aviso")).to_be_focused()
    page.keyboard.press("Enter")
    expect(teaser).to_have_count(0)
    expect(chat.launcher).to_be_focused()
    page.reload()
    expect(chat.launcher).to_be_visible()
    page.clock.fast_forward(16_000)
    expect(teaser).to_have_count(0)


def test_where_consent_comes_first_a_dismissed_one_stores_nothing(arrive):
    page, _, teaser = arrive(f'{TEASER} data-consent=""')
    page.clock.fast_forward(16_000)
    page.get_by_role("button", name="Cerrar este aviso").click()
    expect(teaser).to_have_count(0)
    assert page.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]") == []


def test_none_comes_once_the_chat_was_opened(arrive):
    page, chat, teaser = arrive(TEASER)
    chat.launcher.click()
    expect(chat.input).to_be_focused()
    page.keyboard.press("Escape")
    page.clock.fast_forward(16_000)
    expect(teaser).to_have_count(0)
