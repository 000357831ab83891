"""Useful or not in one touch; after «No útil» why, and a sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import PHONE, axe_violations
from tests.browser.chat import Chat, subject
from tests.conftest import stored_events


def kept(chat: Chat, site) -> dict:
    """The only rating of the conversation, as it is stored."""
    events = stored_events(site.log.parent / "conversations.db", f"web:{subject(chat.page)}")
    (rating,) = [e["value"] for e in events if e["event"] == "slot" and e["name"] == "feedback"][-1]
    return rating


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE, {"forced_colors": "active"}], ids=["desktop", "phone", "forced"])
def test_after_not_useful_come_the_reason_and_a_sentence(open_page, site, scheme, options):
    chat = Chat(open_page(color_scheme=scheme, **options)).open()
    chat.say("¿puedo reabrirla?")
    row = chat.bot.first.locator(".ratings")
    expect(row.get_by_role("button")).to_have_text(["Útil", "No útil"])
    row.get_by_role("button", name="No útil").click()
    expect(row.locator(".thanks")).to_contain_text("¿Qué le faltó")
    assert kept(chat, site)["rating"] == "not_useful"
    reasons = row.get_by_role("group", name="Por qué no le sirvió")
    expect(reasons.get_by_role("button")).to_have_text(["Desactualizada", "No era mi pregunta"])
    expect(row.locator(".why")).to_be_in_viewport(ratio=1)
    assert axe_violations(chat) == []
    chat.shot(f"84-{scheme}-why")
    reasons.get_by_role("button", name="Desactualizada").click()
    expect(reasons.get_by_role("button", name="Desactualizada")).to_have_attribute("aria-pressed", "true")
    expect(row.get_by_role("button", name="No útil")).to_have_attribute("aria-pressed", "true")
    chat.done()
    sentence = row.get_by_role("textbox", name="Dígalo en una frase")
    sentence.fill("Falta el plazo; soy ana@ejemplo.org")
    sentence.press("Enter")
    expect(row.locator(".thanks")).to_have_text("Gracias, lo guardo junto a su valoración.")
    expect(sentence).to_have_count(0)
    expect(reasons.get_by_role("button", name="Desactualizada")).to_be_focused()
    chat.done()
    assert (kept(chat, site)["rating"], kept(chat, site)["comment"]) == ("outdated", "Falta el plazo; soy [correo]")
    # It is no message of the conversation, and the chat goes on.
    expect(chat.user).to_have_count(1)
    chat.page.reload()
    chat.open()
    expect(row).to_contain_text("Su comentario: «Falta el plazo; soy [correo]»")
    expect(row.get_by_role("button", name="No útil")).to_have_attribute("aria-pressed", "true")
    expect(sentence).to_have_count(0)
    assert axe_violations(chat) == []


def test_nothing_lies_over_what_is_asked_then(open_page):
    """Not even the button that leads to the end of the conversation."""
    chat = Chat(open_page(viewport={"width": 640, "height": 400}, reduced_motion="reduce")).open()
    chat.say("mi queja sigue en trámite, ¿la puedo retirar?")
    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    # Else what is rated may still be at the end of the conversation.
    expect(chat.bot.last).to_contain_text("No es una página oficial")
    chat.button("No útil").click()
    # It is scrolled to what is asked when the rating has arrived.
    expect(chat.bot.last.locator(".thanks")).not_to_be_empty()
    expect(chat.button("Ir al final de la conversación")).to_be_visible()
    send = chat.bot.last.locator(".comment button")
    assert send.evaluate(
        """button => {
            const { right, bottom } = button.getBoundingClientRect();
            return button.getRootNode().elementFromPoint(right - 8, bottom - 8) === button;
        }"""
    )


def test_useful_asks_for_nothing_more(chat, site):
    chat.say("¿puedo reabrirla?")
    chat.button("Útil").click()
    expect(chat.bot.first.locator(".thanks")).to_contain_text("Me alegro")
    expect(chat.panel.get_by_role("textbox")).to_have_count(1)
    assert kept(chat, site)["rating"] == "useful"


def test_who_goes_on_is_asked_no_longer(chat):
    chat.say("¿puedo reabrirla?")
    chat.button("No útil").click()
    expect(chat.button("Desactualizada")).to_be_visible()
    chat.done()
    chat.say("¿dónde se retira?")
    expect(chat.button("Desactualizada")).to_have_count(0)
    expect(chat.bot.last).to_contain_text("Gestión de crédito")


def test_the_reason_and_the_sentence_by_keyboard(chat, site):
    chat.say("¿puedo reabrirla?")
    keyboard = chat.page.keyboard
    chat.button("No útil").focus()
    keyboard.press("Enter")
    expect(chat.button("Desactualizada")).to_be_visible()
    chat.done()
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(chat.button("No era mi pregunta")).to_be_focused()
    keyboard.press("Tab")
    keyboard.type("Otra cosa")
    keyboard.press("Enter")
    expect(chat.button("No útil")).to_be_focused()
    chat.done()
    assert (kept(chat, site)["rating"], kept(chat, site)["comment"]) == ("not_useful", "Otra cosa")
