"""Where the chat is on a page: behind a launcher, in an element of the page, or all of it; and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.accessibility import DISPLAYS, PHONE, SETTLED, SHIFTS, axe_violations, on_each_display
from tests.browser.chat import Chat, hold_conversation
from tests.browser.embedder import TEASER

INLINE = 'data-form="inline" data-target="#chat"'
# Where everything on the page is, and how far it is scrolled.
PLACES = """() => [scrollX, scrollY, ...[...document.body.querySelectorAll("main, main *")]
    .flatMap(element => Object.values(element.getBoundingClientRect().toJSON()))]"""


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_when_the_panel_opens_and_closes(open_page, options):
    page = open_page(**options)
    chat = Chat(page)
    page.evaluate("scrollTo(0, 90)")
    places = page.evaluate(PLACES)
    page.evaluate(SHIFTS)
    for _ in range(2):
        chat.open()
        assert page.evaluate(PLACES) == places
        page.keyboard.press("Escape")
        expect(chat.launcher).to_be_visible()
        assert page.evaluate(PLACES) == places
    page.wait_for_timeout(100)
    assert page.evaluate("shifts") == []


def test_nothing_moves_when_the_conversation_comes(open_page):
    """However long it takes: that it is connecting is said over the conversation, not above it."""
    page = open_page(url="about:blank")
    held = hold_conversation(page)
    page.goto(open_page.url)
    chat = Chat(page)
    chat.launcher.click()
    expect(chat.notice).to_have_text("Conectando…")
    while not held:
        page.wait_for_timeout(20)
    page.evaluate(SETTLED)
    greeting = chat.panel.locator(".bubble").first.bounding_box()
    page.evaluate(SHIFTS)
    held[0]()
    chat.ready()
    assert chat.panel.locator(".bubble").first.bounding_box() == greeting
    page.wait_for_timeout(100)
    assert page.evaluate("shifts") == []


def test_the_page_behind_keeps_its_width_without_its_scroll_bar(browser, open_page):
    # The tests' browser hides scroll bars; only this page has to be high.
    started = browser.browser_type.launch(
        executable_path=chromium.find(), args=chromium.FLAGS, ignore_default_args=["--hide-scrollbars"]
    )
    page = started.new_page(viewport={"width": 500, "height": 400})
    page.goto(open_page.url)
    width = page.locator("main").bounding_box()["width"]
    assert page.evaluate("document.documentElement.clientWidth < innerWidth")
    Chat(page).open()
    assert page.locator("main").bounding_box()["width"] == width
    started.close()


def test_the_launcher_and_the_panel_stand_left_or_right(open_page, site, embedder):
    for attributes, left in (("", False), ('data-position="left"', True)):
        chat = Chat(open_page(url=embedder.page(site, attributes)))
        assert (chat.launcher.bounding_box()["x"] < 100) == left
        assert (chat.open().panel.bounding_box()["x"] < 100) == left


@on_each_display
def test_axe_finds_nothing_in_any_form(open_page, site, embedder, scheme, display):
    page = open_page(url="about:blank", color_scheme=scheme, **DISPLAYS[display])
    page.clock.install()
    page.goto(embedder.page(site, f'{TEASER} data-label="¿Dudas?" data-size="small"'))
    chat = Chat(page)
    page.clock.fast_forward(16_000)
    expect(page.locator("retirada-chat .teaser")).to_be_visible()
    assert axe_violations(chat) == []
    page.evaluate("Retirada.send('hola')")
    expect(chat.launcher.locator(".badge")).to_have_text("1")
    assert axe_violations(chat) == []
    chat.open()
    assert axe_violations(chat) == []
    page.goto(embedder.page(site, INLINE, '<h2>Pregunte aquí</h2><div id="chat"></div>'))
    chat = Chat(page, role="region").ready()
    assert axe_violations(chat) == []
    page.goto(f"{site.url}/chat/")
    chat = Chat(page, role="main").ready()
    chat.say("¿Puedo retirar mi queja?")
    assert axe_violations(chat) == []
    chat.shot(f"87-{scheme}-{display}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_inline_it_is_part_of_the_page(open_page, site, embedder, options, scheme):
    page = open_page(url="about:blank", color_scheme=scheme, **options)
    page.add_init_script(f"({SHIFTS})()")
    (embedder.folder / "room.css").write_text("#chat { min-height: 600px }")
    body = '<link rel="stylesheet" href="room.css"><h2>Pregunte aquí</h2><div id="chat"></div><p>Lo que sigue.</p>'
    page.goto(embedder.page(site, INLINE, body))
    chat = Chat(page, role="region").ready()
    page.wait_for_timeout(100)
    assert page.evaluate("shifts") == []
    assert page.evaluate("document.activeElement.localName") == "body", "the page keeps the focus"
    expect(chat.launcher).to_be_hidden()
    expect(chat.button("Cerrar el asistente")).to_have_count(0)
    box, after = chat.panel.bounding_box(), page.get_by_text("Lo que sigue.").bounding_box()
    assert box["height"] == 600 and box["y"] + box["height"] <= after["y"]
    chat.say("¿Puedo retirar mi queja?")
    chat.press("Sigue en trámite")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    page.keyboard.press("Escape")
    page.evaluate("Retirada.close()")
    expect(chat.panel).to_be_visible()
    assert page.evaluate("document.documentElement.style.overflow") == "", "the page can be scrolled"
    assert axe_violations(chat) == []
    chat.shot(f"83-inline-{scheme}-{'phone' if options else 'desktop'}")


def test_inline_it_is_loaded_when_it_comes_into_view(open_page, site, embedder):
    page = open_page(url="about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(embedder.page(site, INLINE, '<svg width="9" height="3000"></svg><div id="chat"></div>'))
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/chat-" in url]
    page.evaluate("Retirada.open()")
    chat = Chat(page, role="region").ready()
    expect(chat.input).to_be_focused()
    expect(chat.input).to_be_in_viewport(ratio=1)


def test_inline_without_its_element_it_has_a_launcher(open_page, site, embedder):
    page = open_page(url="about:blank")
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(embedder.page(site, INLINE))
    Chat(page).open()
    assert told == ["Retirada: there is no #chat"]


def test_inline_it_can_be_taken_away_and_put_back(open_page, site, embedder):
    page = open_page(url=embedder.page(site, INLINE, '<div id="chat"></div>'))
    Chat(page, role="region").ready().say("hola")
    page.evaluate("Retirada.destroy(); document.querySelector('#chat').remove()")
    page.evaluate(
        """address => {
            const [view, script] = [document.createElement("div"), document.createElement("script")];
            view.id = "chat";
            document.querySelector("main").append(view);
            Object.assign(script.dataset, {form: "inline", target: "#chat"});
            script.src = address;
            document.head.append(script);
        }""",
        f"{site.url}/chat/widget.js",
    )
    chat = Chat(page, role="region").ready()
    expect(chat.user).to_have_count(1)
    chat.say("gracias")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_the_full_page_is_all_chat(open_page, site, options, scheme):
    page = open_page(url=f"{site.url}/chat/", color_scheme=scheme, reduced_motion="reduce", **options)
    chat = Chat(page, role="main").ready()
    size = page.viewport_size
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, **size}
    expect(page.get_by_role("heading", level=1)).to_have_text("Asistente de quejas")
    expect(chat.launcher).to_be_hidden()
    chat.say("¿Puedo retirar mi queja?")
    chat.press("Sigue en trámite")
    page.keyboard.press("Escape")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert axe_violations(chat) == []
    chat.shot(f"84-page-{scheme}-{'phone' if options else 'desktop'}")
    page.reload()
    expect(Chat(page, role="main").ready().items).to_have_count(6)


def test_the_full_page_without_javascript_leads_to_the_guide(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/chat/")
    page.get_by_role("link", name="la guía").click()
    assert page.url == f"{site.url}/guia"
    context.close()


def test_on_paper_a_page_is_without_the_chat_in_its_corner(open_page, site, embedder):
    page = open_page(url=embedder.page(site, 'data-teaser="¿Dudas?" data-teaser-after="0"'))
    chat, teaser = Chat(page), page.locator("retirada-chat .teaser")
    expect(teaser).to_be_visible()
    page.emulate_media(media="print")
    expect(chat.launcher).to_be_hidden()
    expect(teaser).to_be_hidden()
    page.emulate_media(media="screen")
    chat.open()
    page.emulate_media(media="print")
    expect(chat.panel).to_be_hidden()


def test_on_paper_the_full_page_has_all_that_was_said(open_page, site):
    page = open_page(url=f"{site.url}/chat/", viewport={"width": 700, "height": 500})
    chat = Chat(page, role="main").ready()
    chat.say("¿Puedo retirar mi queja?")
    page.emulate_media(media="print")
    expect(chat.input).to_be_hidden()
    assert chat.log.evaluate("log => log.scrollHeight <= log.clientHeight")
    assert page.evaluate("document.documentElement.scrollHeight") >= chat.log.bounding_box()["height"] > 500
