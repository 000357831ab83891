"""Everybody can use it: with the keyboard, with a screen reader, on a phone, in the dark, without motion."""

from __future__ import annotations

import time
import uuid

import jwt
import pytest
import socketio
from playwright.sync_api import expect

from retirada.server import widget
from tests.browser.accessibility import DISPLAYS, PHONE, axe_violations, on_each_display
from tests.browser.chat import Chat
from tests.conftest import WEB_SECRET

QUESTIONS = (
    "¿Puedo retirar mi queja?",
    "ya la cerraron",
    "¿puedo poner otra después?",
    "no tengo pruebas",
    "gracias",
    "nuevo caso",
    "¿qué puede hacer usted?",
)


@pytest.fixture(scope="session")
def long_token(site) -> str:
    """The token of a conversation of over 200 messages."""
    widget.ensure_packages()
    token = jwt.encode({"sub": uuid.uuid4().hex, "exp": time.time() + 3600, "aud": "retirada-web"}, WEB_SECRET)
    client = socketio.Client()
    client.connect(site.url, socketio_path="/chat/socket.io", auth={"token": token}, transports=["websocket"])
    said = []
    client.on("item", said.append)
    number = 0
    while len(said) + number < 210:
        # As one that the chat suggested, it is answered at once; what is typed waits a second for more.
        question = {"id": uuid.uuid4().hex, "text": QUESTIONS[number % len(QUESTIONS)], "chosen": True}
        assert client.call("say", question) == {}
        number += 1
    client.disconnect()
    return token


@on_each_display
def test_axe_finds_nothing(open_page, scheme, display, long_token):
    options, name = DISPLAYS[display], f"{scheme}-{display}"
    chat = Chat(open_page(color_scheme=scheme, **options))
    assert axe_violations(chat) == []
    chat.open()
    assert axe_violations(chat) == []
    chat.shot(f"40-{name}-panel")
    chat.say("¿Puedo retirar mi queja?")
    chat.button("Útil").click()
    expect(chat.bot.first.locator(".thanks")).to_contain_text("Me alegro")
    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    expect(chat.panel.get_by_role("heading", level=3)).to_have_count(3)
    chat.page.mouse.move(0, 0)
    assert axe_violations(chat) == []
    chat.shot(f"41-{name}-source")
    chat.button("Sigue en trámite").click()
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    chat.done()
    chat.choose("Empezar una conversación nueva")
    assert axe_violations(chat) == []
    chat.shot(f"42-{name}-new-conversation")
    chat.page.keyboard.press("Escape")
    chat.page.context.set_offline(True)
    expect(chat.notice).to_contain_text("Sin conexión")
    chat.ask("¿y dónde se hace?")
    assert axe_violations(chat) == []
    chat.shot(f"43-{name}-offline")

    chat = Chat(open_page(token=long_token, color_scheme=scheme, **options)).open()
    expect(chat.items.nth(190)).to_be_attached()
    chat.log.evaluate("log => log.scrollTop = log.scrollHeight / 2")
    expect(chat.button("Ir al final de la conversación")).to_be_visible()
    assert axe_violations(chat) == []
    chat.shot(f"44-{name}-long")


def test_the_whole_conversation_by_keyboard(open_page):
    page = open_page()
    chat = Chat(page)
    for _ in range(4):
        page.keyboard.press("Tab")
        if chat.launcher.evaluate("b => b.getRootNode().activeElement === b"):
            break
    expect(chat.launcher).to_be_focused()
    chat.shot("50-launcher-focus")
    page.keyboard.press("Enter")
    expect(chat.input).to_be_focused()
    expect(chat.notice).to_have_text("")
    page.keyboard.type("¿Puedo retirar mi queja?")
    page.keyboard.press("Enter")
    expect(chat.bot).to_have_count(2)
    chat.done()

    def back_to(name: str) -> None:
        for _ in range(14):
            page.keyboard.press("Shift+Tab")
            if chat.button(name).evaluate("b => b.getRootNode().activeElement === b"):
                return
        pytest.fail(f"Shift+Tab does not reach «{name}»")

    back_to("Sigue en trámite")
    chat.shot("51-button-focus")
    page.keyboard.press("Enter")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    expect(chat.input).to_be_focused()
    chat.done()
    last = chat.bot.last
    for _ in range(14):
        page.keyboard.press("Shift+Tab")
        if last.locator(".ratings button").first.evaluate("b => b.getRootNode().activeElement === b"):
            break
    page.keyboard.press("Space")
    expect(last.locator(".thanks")).to_contain_text("Me alegro")
    expect(last.locator(".ratings button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.input).to_be_focused()


def test_answers_and_their_options_are_announced(chat):
    live = chat.panel.locator("[aria-live=polite]")
    expect(live).to_have_text("")
    chat.say("¿Puedo retirar mi queja?")
    expect(live).to_contain_text("Usted puede retirarla mientras siga en trámite")
    expect(live).to_contain_text(
        "¿En qué punto está? Opciones: Sigue en trámite, Ya se procesó, Ya está retirada, No lo sé."
    )
    chat.page.reload()
    chat.open()
    expect(chat.items).to_have_count(4)
    expect(live).to_have_text("")


def test_on_a_page_in_another_language_it_is_read_out_in_spanish(open_page):
    page = open_page()
    page.evaluate("document.documentElement.lang = 'en'")
    chat = Chat(page)
    is_spanish = "element => element.matches(':lang(es)')"
    assert chat.launcher.evaluate(is_spanish)
    assert chat.open().input.evaluate(is_spanish)


def test_a_phone_is_filled_and_stays_filled_with_the_keyboard_open(open_page):
    page = open_page(**PHONE, reduced_motion="reduce")
    chat = Chat(page).open()
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    # On a touch screen opening does not bring up the keyboard.
    expect(chat.input).not_to_be_focused()
    chat.say("¿Puedo retirar mi queja?")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert chat.log.evaluate("log => log.scrollWidth - log.clientWidth") == 0
    chat.shot("60-phone")

    # Android: the page itself gets smaller.
    page.set_viewport_size({"width": 360, "height": 380})
    expect(chat.input).to_be_in_viewport(ratio=1)
    assert chat.panel.bounding_box()["height"] == 380
    assert chat.log.bounding_box()["height"] > 150
    chat.shot("61-phone-keyboard")
    page.set_viewport_size({"width": 360, "height": 740})

    # iOS: only the visual viewport does, and it moves.
    page.evaluate(
        """() => {
            for (const [name, value] of [["height", 400], ["offsetTop", 60]])
                Object.defineProperty(visualViewport, name, { value, configurable: true });
            visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    assert chat.panel.bounding_box() == {"x": 0, "y": 60, "width": 360, "height": 400}
    box = chat.input.bounding_box()
    assert box["y"] >= 60 and box["y"] + box["height"] <= 460


def test_a_phone_s_panel_keeps_the_focus(open_page):
    chat = Chat(open_page(**PHONE)).open()
    expect(chat.panel).to_have_attribute("aria-modal", "true")
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
        chat.page.keyboard.press(key)
        assert chat.page.evaluate("document.activeElement.localName") == "retirada-chat"
    chat.page.keyboard.press("Escape")
    expect(chat.launcher).to_be_focused()
    assert chat.page.evaluate("document.documentElement.style.overflow") == ""


def test_nothing_moves_for_those_who_want_no_motion(open_page):
    page = open_page(reduced_motion="reduce")
    chat = Chat(page)
    chat.launcher.click()
    chat.panel.wait_for()
    page.context.set_offline(True)
    moving = "document.querySelector('retirada-chat').shadowRoot.getAnimations().length"
    assert page.evaluate(moving) == 0
    chat.typing.evaluate("typing => typing.hidden = false")
    assert page.evaluate(moving) == 0


def test_with_200_messages_the_next_one_draws_none_of_them_again(open_page, long_token):
    chat = Chat(open_page(token=long_token)).open()
    expect(chat.items.nth(199)).to_be_attached()
    before = chat.items.count()
    chat.log.evaluate(
        """log => {
            window.drawn = 0;
            const count = nodes => [...nodes].filter(node => node.dataset.id).length;  // the day has none
            new MutationObserver(changes => changes.forEach(change => (window.drawn += count(change.addedNodes))))
                .observe(log.querySelector(".list"), {childList: true});
        }"""
    )
    chat.say("¿Puedo retirar mi queja?")
    assert chat.page.evaluate("window.drawn") == chat.items.count() - before > 0
