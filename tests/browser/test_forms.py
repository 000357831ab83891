"""Where the chat is on a page: behind a launcher, in an element of the page, or all of it; and how it looks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.accessibility import DISPLAYS, PHONE, SHIFTS, axe_violations
from tests.browser.chat import Chat

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'%3E%3Crect width='1' height='1'/%3E"
    "%3C/svg%3E"
)


def part_of_the_page(page: Page, form: str) -> Chat:
    """The chat where it has no launcher, once its conversation is there."""
    chat = Chat(page, role={"inline": "region", "page": "main"}[form])
    chat.panel.wait_for()
    chat.panel.locator(".notice:empty").wait_for(state="attached")
    return chat


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_when_the_panel_opens(open_page, options):
    page = open_page(**options)
    page.evaluate(SHIFTS)
    Chat(page).open()
    page.keyboard.press("Escape")
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


def test_a_label_stands_beside_the_icon_and_is_in_the_name(open_page, site, embedder):
    page = open_page(url=embedder.page(site, 'data-label="¿Dudas con una queja?"'))
    chat = Chat(page)
    expect(chat.launcher).to_have_text("¿Dudas con una queja?")
    expect(chat.launcher).to_have_accessible_name("Abrir el asistente: ¿Dudas con una queja?")
    assert chat.launcher.bounding_box()["width"] > 150
    assert axe_violations(chat) == []
    chat.shot("80-label")
    chat.open()


def test_the_launcher_and_the_panel_stand_left_or_right(open_page, site, embedder):
    for attributes, left in (("", False), ('data-position="left"', True)):
        chat = Chat(open_page(url=embedder.page(site, attributes)))
        assert (chat.launcher.bounding_box()["x"] < 100) == left
        assert (chat.open().panel.bounding_box()["x"] < 100) == left


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_panel_is_small_or_large(open_page, site, embedder, size):
    viewport = {"width": 1200, "height": 1000}
    usual = Chat(open_page(url=embedder.page(site), viewport=viewport)).open().panel.bounding_box()
    chat = Chat(open_page(url=embedder.page(site, f'data-size="{size}"'), viewport=viewport)).open()
    box = chat.panel.bounding_box()
    for side in ("width", "height"):
        assert (box[side] > usual[side]) == (size == "large")
    chat.say("¿Puedo retirar mi queja?")
    assert axe_violations(chat) == []
    chat.shot(f"81-{size}")


def test_there_is_no_teaser_unless_the_page_asks_for_one(open_page):
    page = open_page(url="about:blank")
    page.clock.install()
    page.goto(open_page.url)
    page.clock.fast_forward(3_600_000)
    expect(page.locator("retirada-chat .teaser")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("display", DISPLAYS)
def test_axe_finds_nothing_in_any_form(open_page, site, embedder, scheme, display):
    page = open_page(url="about:blank", color_scheme=scheme, **DISPLAYS[display])
    page.clock.install()
    page.goto(embedder.page(site, f'{TEASER} data-label="¿Dudas?" data-avatar="{PICTURE}" data-size="small"'))
    chat = Chat(page)
    page.clock.fast_forward(21_000)
    expect(page.locator("retirada-chat .teaser")).to_be_visible()
    assert axe_violations(chat) == []
    page.evaluate("Retirada.send('hola')")
    expect(chat.launcher.locator(".badge")).to_have_text("1")
    assert axe_violations(chat) == []
    chat.open()
    assert axe_violations(chat) == []
    page.goto(embedder.page(site, INLINE, '<h2>Pregunte aquí</h2><div id="chat"></div>'))
    chat = part_of_the_page(page, "inline")
    assert axe_violations(chat) == []
    page.goto(f"{site.url}/chat/")
    chat = part_of_the_page(page, "page")
    chat.say("¿Puedo retirar mi queja?")
    assert axe_violations(chat) == []
    chat.shot(f"87-{scheme}-{display}")


TEASER = 'data-teaser="¿Le han puesto una queja? Le ayudo." data-teaser-after="20"'


def test_the_teaser_comes_after_a_while_and_opens_the_chat(open_page, site, embedder):
    page = open_page(url="about:blank")
    page.clock.install()
    page.goto(embedder.page(site, TEASER))
    chat, teaser = Chat(page), page.locator("retirada-chat .teaser")
    expect(chat.launcher).to_be_visible()
    page.clock.fast_forward(19_000)
    expect(teaser).to_have_count(0)
    page.clock.fast_forward(1_500)
    expect(teaser).to_have_text("¿Le han puesto una queja? Le ayudo.")
    assert axe_violations(chat) == []
    chat.shot("82-teaser")
    teaser.get_by_role("button").first.click()
    expect(chat.input).to_be_focused()
    expect(teaser).to_have_count(0)


def test_a_teaser_that_was_dismissed_does_not_come_back_in_this_tab(open_page, site, embedder):
    page = open_page(url="about:blank")
    page.clock.install()
    page.goto(embedder.page(site, TEASER))
    chat, teaser = Chat(page), page.locator("retirada-chat .teaser")
    expect(chat.launcher).to_be_visible()
    page.clock.fast_forward(21_000)
    chat.launcher.focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Cerrar este aviso")).to_be_focused()
    page.keyboard.press("Enter")
    expect(teaser).to_have_count(0)
    expect(chat.launcher).to_be_focused()
    page.reload()
    expect(chat.launcher).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(teaser).to_have_count(0)


def test_where_consent_comes_first_a_dismissed_teaser_stores_nothing(open_page, site, embedder):
    page = open_page(url="about:blank")
    page.clock.install()
    page.goto(embedder.page(site, f'{TEASER} data-consent=""'))
    expect(Chat(page).launcher).to_be_visible()
    page.clock.fast_forward(21_000)
    page.get_by_role("button", name="Cerrar este aviso").click()
    expect(page.locator("retirada-chat .teaser")).to_have_count(0)
    assert page.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]") == []


def test_no_teaser_comes_once_the_chat_was_opened(open_page, site, embedder):
    page = open_page(url="about:blank")
    page.clock.install()
    page.goto(embedder.page(site, TEASER))
    chat = Chat(page)
    chat.launcher.click()
    expect(chat.input).to_be_focused()
    page.keyboard.press("Escape")
    page.clock.fast_forward(21_000)
    expect(page.locator("retirada-chat .teaser")).to_have_count(0)


INLINE = 'data-form="inline" data-target="#chat"'


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_inline_it_is_part_of_the_page(open_page, site, embedder, options, scheme):
    page = open_page(url="about:blank", color_scheme=scheme, **options)
    page.add_init_script(f"({SHIFTS})()")
    (embedder.folder / "room.css").write_text("#chat { min-height: 600px }")
    body = '<link rel="stylesheet" href="room.css"><h2>Pregunte aquí</h2><div id="chat"></div><p>Lo que sigue.</p>'
    page.goto(embedder.page(site, INLINE, body))
    chat = part_of_the_page(page, "inline")
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
    chat = part_of_the_page(page, "inline")
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
    part_of_the_page(page, "inline").say("hola")
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
    chat = part_of_the_page(page, "inline")
    expect(chat.user).to_have_count(1)
    chat.say("gracias")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_the_full_page_is_all_chat(open_page, site, options, scheme):
    page = open_page(url=f"{site.url}/chat/", color_scheme=scheme, reduced_motion="reduce", **options)
    chat = part_of_the_page(page, "page")
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
    expect(part_of_the_page(page, "page").items).to_have_count(6)


def test_the_full_page_without_javascript_leads_to_the_guide(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/chat/")
    page.get_by_role("link", name="la guía").click()
    assert page.url == f"{site.url}/guia"
    context.close()


def test_a_picture_stands_in_the_header_and_goes_away_where_it_cannot_be_had(open_page, site, embedder):
    chat = Chat(open_page(url=embedder.page(site, f'data-avatar="{PICTURE}"'))).open()
    picture = chat.panel.locator(".avatar")
    assert picture.evaluate("image => image.decode().then(() => image.clientWidth)") == 40
    assert axe_violations(chat) == []
    chat.shot("85-avatar")
    for address in ("https://tracker.example/x.png", "data:image/png;base64,broken"):
        chat = Chat(open_page(url=embedder.page(site, f'data-avatar="{address}"'))).open()
        expect(chat.panel.locator(".avatar")).to_have_count(0)


LOOK = """retirada-chat {
    --retirada-color: #7a1fa2; --retirada-font: Georgia, serif; --retirada-font-size: 18px; --retirada-radius: 2px;
    --retirada-width: 500px; --retirada-height: 600px;
    --retirada-surface: #fffaf0; --retirada-ground: #fdf0d5; --retirada-text: #402000;
    --retirada-surface-dark: #20142a; --retirada-ground-dark: #120a18; --retirada-text-dark: #f3e8ff;
}"""


@pytest.mark.parametrize(
    ("scheme", "surface", "text"), [("light", (255, 250, 240), (64, 32, 0)), ("dark", (32, 20, 42), (243, 232, 255))]
)
def test_a_page_sets_colours_font_radius_and_size(open_page, site, embedder, scheme, surface, text):
    page = open_page(url="about:blank", color_scheme=scheme)
    (embedder.folder / "look.css").write_text(LOOK)
    page.goto(embedder.page(site, "", '<link rel="stylesheet" href="look.css">'))
    chat = Chat(page).open()
    chat.say("¿Puedo retirar mi queja?")
    bubble = chat.bot.first.locator(".bubble")
    expect(bubble).to_have_css("background-color", f"rgb{surface}")
    expect(bubble).to_have_css("color", f"rgb{text}")
    expect(bubble).to_have_css("font-family", "Georgia, serif")
    expect(bubble).to_have_css("font-size", "18px")
    expect(bubble).to_have_css("border-radius", "2px")
    expect(chat.panel.locator("header")).to_have_css("background-color", "rgb(122, 31, 162)")
    box = chat.panel.bounding_box()
    assert (box["width"], box["height"]) == (500, 600)
    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    assert axe_violations(chat) == []
    chat.shot(f"86-own-look-{scheme}")
