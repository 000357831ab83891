"""«menú», «inicio», «ayuda», «salir», «empezar de nuevo»: words that do what they say."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat, token


@pytest.mark.parametrize("word", ["menu", "Menú", "inicio", "AYUDA"])
def test_the_menu(chat, word):
    chat.say(word)
    expect(chat.user.last).to_contain_text(word)
    expect(chat.panel.locator(".topics button")).not_to_have_count(0)
    chat.page.reload()
    chat.open()
    expect(chat.user.last).to_contain_text(word)


def test_salir_closes_the_panel(chat):
    chat.say("¿Puedo retirar mi queja?")
    chat.ask("salir")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()
    expect(chat.launcher).to_have_accessible_name("Abrir el asistente")
    chat.open()
    expect(chat.user.last).to_contain_text("salir")
    expect(chat.bot.last).to_contain_text("Hasta luego")


def test_empezar_de_nuevo_asks_and_begins_a_new_conversation(chat):
    chat.say("¿Puedo retirar mi queja?")
    before, first = chat.texts(), token(chat.page)
    for _ in range(2):
        chat.ask("empezar de nuevo")
        expect(chat.button("Seguir con esta")).to_be_focused()
        # It is no message, and the open question stays open.
        assert chat.texts() == before
        expect(chat.button("Sigue en trámite")).to_be_visible()
        chat.button("Seguir con esta").click()
        expect(chat.button("Seguir con esta")).to_have_count(0)
    chat.ask("empezar de nuevo")
    chat.button("Empezar de nuevo").click()
    expect(chat.items).to_have_count(0)
    expect(chat.notice).to_have_text("")
    assert token(chat.page) not in (first, None)


def test_it_is_typed_in_one_tab_and_not_shown_in_the_other(chat, open_page):
    chat.say("hola")
    other = Chat(open_page(context=chat.page.context)).open()
    chat.ask("empezar de nuevo")
    expect(chat.button("Empezar de nuevo")).to_be_visible()
    expect(other.items).to_have_count(chat.items.count())
