"""The menu in the header: topics, help, and the conversation to take along."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import PHONE, axe_violations
from tests.browser.chat import MENU, Chat

# Keeps what would be printed, as this frame shows it, instead of opening the browser's dialogue.
PRINT = """window.print = () => {
    top.printed = [document.title, document.body.innerText, document.querySelectorAll("script, img").length];
    dispatchEvent(new Event("afterprint"));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "options",
    [{}, PHONE, {"viewport": {"width": 500, "height": 380}}, {"forced_colors": "active"}],
    ids=["desktop", "phone", "zoom", "forced"],
)
def test_menu_and_help_are_there_in_every_state(open_page, scheme, options):
    chat = Chat(open_page(color_scheme=scheme, **options)).open()
    button = chat.button(MENU)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(chat.button("Ver los temas")).to_be_focused()
    # There is nothing yet to take along.
    expect(chat.button("Imprimirla")).to_have_count(0)
    chat.button("Cómo se usa").click()
    expect(chat.panel.get_by_role("group", name="Cómo se usa")).to_contain_text(
        "«empezar de nuevo» abre otra conversación y «salir» cierra el asistente."
    )
    expect(chat.button("Volver a la conversación")).to_be_focused()
    # Read from its beginning, on the smallest screen too.
    expect(chat.panel.get_by_role("heading", name="Cómo se usa")).to_be_in_viewport(ratio=1)
    expect(chat.button("Volver a la conversación")).to_be_in_viewport(ratio=1)
    assert axe_violations(chat) == []
    chat.shot(f"81-{scheme}-help")
    chat.button("Volver a la conversación").click()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    before = chat.bot.count()
    chat.button("Ver los temas").click()
    chat.bot.nth(before).wait_for()
    chat.done()
    expect(chat.user.last).to_contain_text("Menú")
    expect(chat.button("Dónde se retira")).to_be_visible()
    button.click()
    assert axe_violations(chat) == []
    chat.shot(f"82-{scheme}-menu")


def test_where_the_chat_cannot_be_closed_the_help_does_not_say_how(open_page, site):
    chat = Chat(open_page(url=f"{site.url}/chat/"), role="main").ready()
    chat.choose("Cómo se usa")
    group = chat.panel.get_by_role("group", name="Cómo se usa")
    expect(group).to_contain_text("«empezar de nuevo» abre otra conversación")
    expect(group).not_to_contain_text("salir")


def test_the_menu_by_keyboard(chat):
    chat.say("gracias")
    keyboard = chat.page.keyboard
    chat.button(MENU).focus()
    keyboard.press("Enter")
    expect(chat.button("Ver los temas")).to_be_focused()
    for name in (
        "Cómo se usa",
        "Empezar una conversación nueva",
        "Copiar la conversación",
        "Guardarla en un archivo",
        "Imprimirla",
    ):
        keyboard.press("Tab")
        expect(chat.button(name)).to_be_focused()
    keyboard.press("Escape")
    expect(chat.button("Imprimirla")).to_have_count(0)
    expect(chat.button(MENU)).to_be_focused()
    expect(chat.panel).to_be_visible()
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(chat.button("Seguir con esta")).to_be_focused()
    # One thing at a time is open under the header.
    expect(chat.button("Ver los temas")).to_have_count(0)
    keyboard.press("Escape")
    expect(chat.button(MENU)).to_be_focused()
    expect(chat.button(MENU)).to_have_attribute("aria-expanded", "false")
    keyboard.press("Enter")
    keyboard.press("Shift+Tab")
    keyboard.press("Shift+Tab")
    expect(chat.button(MENU)).to_be_focused()
    keyboard.press("Enter")
    expect(chat.button("Ver los temas")).to_have_count(0)


def assert_whole(text: str, base: str) -> None:
    """It holds what was said, who said it and when, the notes, and the sources."""
    assert "Usted: ¿puedo reabrirla?" in text or "Usted: \n¿puedo reabrirla?" in text
    assert "Asistente: No, una queja cancelada no se vuelve a abrir." in text
    assert "Fuente: preguntas 5 y 10 de la guía." in text
    assert "Pregunta 5. " in text and "Pregunta 10. " in text and f"{base}/guia#p5" in text
    assert "traducido del chino por una máquina" in text
    assert "/feedback" not in text and "rating" not in text


def test_the_conversation_can_be_saved_as_a_file_on_a_strict_page(open_page, site, embedder):
    chat = Chat(open_page(url=embedder.page(site))).open()
    chat.say("¿puedo reabrirla?")
    chat.button("Útil").click()
    expect(chat.bot.first.locator(".thanks")).not_to_be_empty()
    with chat.page.expect_download() as saved:
        chat.choose("Guardarla en un archivo")
    assert saved.value.suggested_filename == "conversacion.txt"
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert_whole(text, site.url)
    assert "Nota" in text or "página" in text
    assert text.count("Usted:") == 1


def test_the_conversation_can_be_copied(open_page, site):
    chat = Chat(open_page(permissions=["clipboard-read", "clipboard-write"])).open()
    chat.say("¿puedo reabrirla?")
    chat.choose("Copiar la conversación")
    expect(chat.panel.locator(".passing")).to_have_text("Conversación copiada.")
    expect(chat.panel.locator("[aria-live=polite]")).to_contain_text("Conversación copiada.")
    assert_whole(chat.page.evaluate("navigator.clipboard.readText()"), site.url)


def test_it_can_be_copied_where_the_page_has_no_clipboard(open_page, site):
    """As on pages without https."""
    page = open_page(url="about:blank", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("window.board = navigator.clipboard; Object.defineProperty(navigator, 'clipboard', {})")
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("¿puedo reabrirla?")
    chat.choose("Copiar la conversación")
    expect(chat.panel.locator(".passing")).to_have_text("Conversación copiada.")
    assert_whole(page.evaluate("board.readText()"), site.url)


def test_the_conversation_and_nothing_else_is_printed(open_page, site, embedder):
    page = open_page(url="about:blank")
    page.add_init_script(PRINT)
    page.goto(embedder.page(site))
    chat = Chat(page).open()
    chat.say("¿puedo reabrirla?")
    chat.say("<img src=x onerror=alert(1)>")
    chat.choose("Imprimirla")
    # Not `wait_for_function`: it evaluates in the page, which the page's policy forbids.
    for _ in range(100):
        page.wait_for_timeout(50)
        if page.evaluate("window.printed"):
            break
    title, text, markup = page.evaluate("printed")
    assert title == "Asistente de quejas" and markup == 0
    assert_whole(text, site.url)
    assert "Otro sitio" not in text and "<img src=x" in text
    expect(page.locator("iframe")).to_have_count(0)
