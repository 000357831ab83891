"""A person's conversation in a real browser, against a real Rasa, action server and SQLite."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat, rewrite_items, token


def test_the_launcher_opens_the_panel(open_page):
    chat = Chat(open_page())
    expect(chat.launcher).to_be_visible()
    chat.shot("01-launcher")
    chat.open()
    expect(chat.launcher).to_be_hidden()
    expect(chat.input).to_be_focused()
    chat.shot("02-panel")


def test_type_and_get_an_answer_with_its_source(chat):
    chat.say("¿Puedo retirar mi queja?")
    assert [text for text in chat.user.all_inner_texts() if "retirar mi queja" in text]
    expect(chat.bot.first).to_contain_text("Usted puede retirarla mientras siga en trámite")
    expect(chat.bot.first.locator(".lead")).to_have_count(1)
    chat.shot("03-answer")

    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    said = chat.bot.first.locator(".source-text")
    expect(said.get_by_role("heading")).to_have_count(3)
    expect(said).to_contain_text("¿Cómo se retira una queja en Alibaba?")
    expect(said).to_contain_text("La parte reclamante puede cancelar las quejas")
    expect(said).to_contain_text("traducido del chino por una máquina")
    chat.shot("04-source")
    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    expect(said).to_be_hidden()


def test_press_a_button(chat):
    chat.say("¿Puedo retirar mi queja?")
    chat.press("Sigue en trámite")
    expect(chat.user.last).to_contain_text("Sigue en trámite")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    expect(chat.panel.locator(".replies")).to_have_count(0)
    chat.shot("05-button-pressed")


def test_the_privacy_notice_is_a_quiet_line(chat):
    chat.say("¿Puedo retirar mi queja?")
    quiet = chat.panel.locator(".list > li.quiet")
    for _ in ("live", "read back"):
        expect(quiet).to_have_count(1)
        expect(quiet).to_contain_text("Privacidad: guardo lo que escriba aquí")
        # Before the answer, so that a question after the answer is next to it.
        expect(chat.items.nth(1)).to_have_class("bot quiet")
        bubble, answer = (item.locator(".bubble") for item in (quiet, chat.bot.first))
        assert size(bubble) < size(answer)
        expect(bubble).to_have_css("border-top-width", "0px")
        chat.page.reload()
        chat.open()
    chat.say("¿y dónde se hace?")
    expect(quiet).to_have_count(1)


def size(element) -> float:
    return element.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")


def test_a_starter_asks_its_question(chat):
    chat.press("¿Puedo presentar otra después?")
    expect(chat.user.first).to_contain_text("¿Puedo presentar otra después?")
    expect(chat.button("Sí hay pruebas")).to_be_visible()


def test_rate_an_answer(chat, open_page):
    chat.say("¿Puedo retirar mi queja?")
    expect(chat.panel.locator(".ratings")).to_have_count(1)
    chat.button("Útil").click()
    expect(chat.button("Útil")).to_have_attribute("aria-pressed", "true")
    expect(chat.bot.first.locator(".thanks")).to_contain_text("Me alegro")
    expect(chat.user).to_have_count(1)
    expect(chat.button("Sigue en trámite")).to_be_visible()
    chat.shot("06-rated")

    again = Chat(open_page(context=chat.page.context)).open()
    expect(again.button("Útil")).to_have_attribute("aria-pressed", "true")
    expect(again.button("No útil")).to_have_attribute("aria-pressed", "false")
    expect(again.bot.first.locator(".thanks")).to_contain_text("Me alegro")
    again.press("Sigue en trámite")
    expect(again.bot.last).to_contain_text("Sí, usted puede retirarla")


def test_a_reload_brings_the_conversation_back(chat):
    chat.say("¿Puedo retirar mi queja?")
    chat.press("Sigue en trámite")
    chat.say("/restart")
    before = chat.texts()
    chat.page.reload()
    chat.open()
    expect(chat.items).to_have_count(len(before))
    assert chat.texts() == before
    chat.say("¿y la puedo retirar?")
    expect(chat.bot.last).to_contain_text("puede retirarla mientras siga en trámite")


def test_nothing_but_the_token_and_how_the_panel_was_is_kept_in_the_browser(chat):
    chat.say("¿Puedo retirar mi queja?")
    chat.input.fill("¿y")
    kept = chat.page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage).sort(), document.cookie]")
    assert kept == [["retirada-token"], ["retirada-draft", "retirada-open"], ""]
    chat.input.fill("")
    chat.page.keyboard.press("Escape")
    assert chat.page.evaluate("sessionStorage.length") == 0
    assert chat.page.context.cookies() == []


@pytest.mark.parametrize("command", ["/restart", "/withdraw", '/inform{"evidence": "yes"}', "/session_start"])
def test_a_typed_command_is_plain_text(chat, command):
    chat.say("¿Puedo retirar mi queja?")
    chat.say(command)
    expect(chat.user.last).to_contain_text(command)
    expect(chat.bot.last).not_to_contain_text("hay pruebas de la infracción")
    chat.say("la queja sigue en trámite")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")


def test_markup_is_shown_as_text(chat):
    text = "<img src=x onerror=\"document.title='hacked'\"> <script>document.title='hacked'</script> **¿retirar?**"
    chat.say(text)
    expect(chat.user.last).to_contain_text(text)
    assert chat.panel.locator("img, script, b, strong").count() == 0
    chat.page.reload()
    chat.open()
    expect(chat.user.last).to_contain_text(text)
    assert chat.panel.locator("img, script, b, strong").count() == 0
    assert "hacked" not in chat.page.title()


def test_markup_in_the_bot_s_text_is_shown_as_text(open_page):
    page = open_page(url="about:blank")
    links = "[pulse](javascript:alert(1)) https://example.org/a. [la guía](https://example.org/b)"
    text = f"<img src=x onerror=alert(1)><script>alert(1)</script> {links}"

    rewrite_items(page, lambda item: {**item, "text": text} if item["who"] == "bot" else item)
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("hola")
    expect(chat.bot.last).to_contain_text("<img src=x onerror=alert(1)><script>alert(1)</script> [pulse](javascript:")
    assert chat.panel.locator("img, script").count() == 0
    assert chat.bot.last.get_by_role("link").evaluate_all("links => links.map(a => a.href)") == [
        "https://example.org/a",
        "https://example.org/b",
    ]
    expect(chat.bot.last.get_by_role("link", name="la guía (se abre en otra pestaña)")).to_be_visible()


def test_a_message_that_is_too_long_is_told_and_kept(chat):
    text = "¿Puedo retirar mi queja? " * 50
    chat.ask(text)
    expect(chat.panel.get_by_role("alert").first).to_contain_text("hasta 1000 caracteres")
    expect(chat.input).to_have_value(text)
    assert chat.user.count() == 0
    chat.shot("07-too-long")
    chat.say("¿Puedo retirar mi queja?")


def test_a_new_conversation_forgets_the_old_one(chat):
    chat.say("¿Puedo retirar mi queja?")
    chat.press("Ya se procesó")
    first = token(chat.page)
    chat.choose("Empezar una conversación nueva")
    chat.shot("08-new-conversation-asked")
    chat.button("Seguir con esta").click()
    assert chat.items.count() == 6
    chat.choose("Empezar una conversación nueva")
    chat.button("Empezar de nuevo").click()
    expect(chat.items).to_have_count(0)
    expect(chat.notice).to_have_text("")
    expect(chat.input).to_be_focused()
    assert token(chat.page) not in (first, None)
    chat.say("¿Puedo retirar mi queja?")
    expect(chat.button("Sigue en trámite")).to_be_visible()


def test_a_burst_is_answered_once_and_each_message_is_shown_as_typed(chat):
    said = ["puse una queja", "sigue en trámite", "¿la puedo retirar?"]
    for text in said:
        chat.ask(text)
    expect(chat.bot.first).to_contain_text("Sí, usted puede retirarla")
    chat.done()
    live = chat.texts()
    assert chat.user.count() == 3 and chat.bot.count() == 1
    chat.page.reload()
    chat.open()
    expect(chat.items).to_have_count(len(live))
    assert [text.split("\n")[-1] for text in chat.texts()[:3]] == said
    expect(chat.bot).to_have_count(1)


def test_two_tabs_hold_one_conversation(chat, open_page):
    chat.say("¿Puedo retirar mi queja?")
    other = Chat(open_page(context=chat.page.context)).open()
    expect(other.items).to_have_count(4)
    other.press("Sigue en trámite")
    expect(chat.user.last).to_contain_text("Sigue en trámite")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    chat.say("¿y dónde se hace?")
    expect(other.items).to_have_count(chat.items.count())
    assert other.texts() == chat.texts()

    other.choose("Empezar una conversación nueva")
    other.button("Empezar de nuevo").click()
    expect(chat.items).to_have_count(0)
    assert token(chat.page) == token(other.page)


def test_two_people_are_two_conversations(chat, open_page):
    stranger = Chat(open_page()).open()
    chat.say("¿Puedo retirar mi queja?")
    stranger.say("hola")
    expect(stranger.items).to_have_count(3)
    expect(chat.items).to_have_count(4)
    assert token(chat.page) != token(stranger.page)


def test_replies_keep_their_order(chat):
    for text in (
        "hola",
        "¿puedo retirar mi queja?",
        "ya la cerraron",
        "¿y puedo poner otra?",
        "tengo pruebas",
        "gracias",
    ):
        chat.say(text)
    live = chat.texts()
    chat.page.reload()
    chat.open()
    expect(chat.items).to_have_count(len(live))
    assert chat.texts() == live
