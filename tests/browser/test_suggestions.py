"""What one may ask: to start with, and after a verdict."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import PHONE, axe_violations
from tests.browser.chat import Chat, rewrite_items

CASE = "mi queja sigue en trámite, ¿la puedo retirar?"


def test_the_owner_s_questions_to_start_with_take_the_place_of_the_guide_s(open_page, site, embedder):
    asked = '¿Sirve quitar el producto?|  "¿Qué es una queja?" <b>|'
    page = open_page(url=embedder.page(site, f"data-suggestions='{asked}'"))
    chat = Chat(page).open()
    starters = chat.panel.get_by_role("group", name="Preguntas frecuentes").get_by_role("button")
    expect(starters).to_have_text(["¿Sirve quitar el producto?", '"¿Qué es una queja?" <b>'])
    assert axe_violations(chat) == []
    chat.press("¿Sirve quitar el producto?")
    expect(chat.bot.first).to_contain_text("No sirve")
    expect(starters).to_have_count(0)


def test_a_suggestion_is_sent_as_chosen(open_page):
    """So the server reads it at once: what is typed waits a second for what may follow."""
    page = open_page(url="about:blank")
    sent: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.press("¿Puedo presentar otra después?")
    (said,) = (frame for frame in sent if '["say",' in frame)
    assert '"chosen":true' in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_after_a_verdict_it_says_what_one_may_ask_next(open_page, scheme, options):
    chat = Chat(open_page(color_scheme=scheme, **options)).open()
    chat.say(CASE)
    group = chat.panel.get_by_role("group", name="También puede preguntar")
    expect(group.get_by_role("button")).to_have_text(
        [
            "¿Qué debo resolver antes de retirarla?",
            "¿Puedo presentar otra después de retirarla?",
            "¿Se puede reabrir después?",
        ]
    )
    expect(chat.panel.locator("[aria-live=polite]")).to_contain_text(
        "También puede preguntar: ¿Qué debo resolver antes"
    )
    assert axe_violations(chat) == []
    chat.shot(f"80-{scheme}-{'phone' if options else 'desktop'}-next")
    chat.press("¿Se puede reabrir después?")
    expect(chat.user.last).to_contain_text("¿Se puede reabrir después?")
    expect(chat.bot.last).to_contain_text("no se vuelve a abrir")
    # Those of the answer before are gone, and what was answered is not suggested again.
    expect(group).to_have_count(1)
    expect(group.get_by_role("button")).to_have_count(3)
    chat.press("¿Puedo presentar otra después de retirarla?")
    chat.press("No hay pruebas")
    expect(group).to_be_visible()
    expect(group.get_by_role("button", name="reabrir")).to_have_count(0)


def test_while_something_is_asked_nothing_else_is_suggested(chat):
    chat.say("¿Puedo retirar mi queja?")
    expect(chat.button("Sigue en trámite")).to_be_visible()
    expect(chat.panel.locator(".next")).to_have_count(0)
    chat.press("Sigue en trámite")
    expect(chat.panel.locator(".next")).to_have_count(1)


def test_a_question_takes_away_what_an_answer_before_it_suggests(open_page):
    page = open_page(url="about:blank")
    suggested = [{"title": "¿Se puede reabrir después?", "topic": "reopen"}]
    rewrite_items(page, lambda item: {**item, "follow_ups": suggested} if item.get("ratings") else item)
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("¿Puedo retirar mi queja?")
    expect(chat.button("Sigue en trámite")).to_be_visible()
    expect(chat.panel.locator(".next")).to_have_count(0)


def test_suggestions_are_there_after_a_reload_and_only_under_the_last_answer(chat):
    chat.say(CASE)
    chat.say("¿dónde se retira?")
    titles = chat.panel.locator(".next button").all_inner_texts()
    assert len(titles) >= 2
    chat.page.reload()
    chat.open()
    expect(chat.panel.locator(".next")).to_have_count(1)
    expect(chat.bot.last.locator(".next button")).to_have_text(titles)
    chat.say("gracias")
    expect(chat.panel.locator(".next")).to_have_count(0)
