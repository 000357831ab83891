"""How the chat looks: its size, label and picture, the properties that a page sets, and forced colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import axe_violations
from tests.browser.chat import Chat

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'%3E%3Crect width='1' height='1'/%3E"
    "%3C/svg%3E"
)
ROOMY = {"width": 1200, "height": 1000}


@pytest.fixture
def look(open_page, site, embedder) -> Callable[..., Chat]:
    """Gives the chat, not yet open, of a page with these attributes and this style for the chat's element."""

    def show(attributes: str = "", style: str = "", body: str = "", **options) -> Chat:
        (embedder.folder / "look.css").write_text(f"retirada-chat {{ {style} }}")
        body = f'<link rel="stylesheet" href="look.css">{body}'
        return Chat(open_page(url=embedder.page(site, attributes, body), viewport=ROOMY, **options))

    return show


# It opens with a movement of a fraction of a second, and sizes are rounded on the way.
near = partial(pytest.approx, abs=0.1)


def size(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    return box["width"], box["height"]


def test_a_label_stands_beside_the_icon_and_is_in_the_name(look):
    chat = look('data-label="¿Dudas con una queja?"')
    expect(chat.launcher).to_have_text("¿Dudas con una queja?")
    expect(chat.launcher).to_have_accessible_name("Abrir el asistente: ¿Dudas con una queja?")
    assert size(chat.launcher)[0] > 150
    assert axe_violations(chat) == []
    chat.shot("80-label")
    chat.open()


@pytest.mark.parametrize(
    ("attributes", "launcher", "panel"),
    [
        ("", (60, 60), (400, 700)),
        ('data-size="small"', (48, 48), (340, 560)),
        ('data-size="large"', (60, 60), (520, 860)),
    ],
    ids=["usual", "small", "large"],
)
def test_it_is_small_or_large(look, attributes, launcher, panel):
    chat = look(attributes)
    assert size(chat.launcher) == near(launcher)
    assert axe_violations(chat) == []
    assert size(chat.open().panel) == near(panel)
    chat.say("¿Puedo retirar mi queja?")
    assert axe_violations(chat) == []
    chat.shot(f"81-{panel[0]}")
    # A page's own size comes before that.
    chat = look(attributes, "--retirada-width: 410px; --retirada-height: 610px")
    assert size(chat.open().panel) == near((410, 610))
    # And the screen's before both.
    chat.page.set_viewport_size({"width": 530, "height": 490})
    assert size(chat.panel) == near((410, 450))


def test_a_picture_stands_in_the_header_and_goes_away_where_it_cannot_be_had(look):
    chat = look(f'data-avatar="{PICTURE}"').open()
    picture = chat.panel.locator(".avatar")
    assert picture.evaluate("image => image.decode().then(() => image.clientWidth)") == 40
    assert axe_violations(chat) == []
    chat.shot("85-avatar")
    for address in ("https://tracker.example/x.png", "data:image/png;base64,broken"):
        expect(look(f'data-avatar="{address}"').open().panel.locator(".avatar")).to_have_count(0)


# The surface in the dark is so light that the colour that is read on the chat's own is not read on it.
STYLE = """
    --retirada-color: #7a1fa2; --retirada-font: Georgia, serif; --retirada-font-size: 18px; --retirada-radius: 2px;
    --retirada-surface: #fffaf0; --retirada-ground: #fdf0d5; --retirada-text: #402000;
    --retirada-surface-dark: #50405f; --retirada-ground-dark: #2a1c36; --retirada-text-dark: #f3e8ff;"""
LIGHT, DARK = ("#fffaf0", "#fdf0d5", "#402000"), ("#50405f", "#2a1c36", "#f3e8ff")


def rgb(color: str) -> str:
    return f"rgb({int(color[1:3], 16)}, {int(color[3:5], 16)}, {int(color[5:], 16)})"


@pytest.mark.parametrize(("scheme", "colors"), [("light", LIGHT), ("dark", DARK)], ids=["light", "dark"])
def test_a_page_sets_colours_font_and_radius(look, scheme, colors):
    surface, ground, text = map(rgb, colors)
    chat = look(style=STYLE, color_scheme=scheme)
    expect(chat.launcher).to_have_css("background-color", "rgb(122, 31, 162)")
    expect(chat.launcher).to_have_css("font-family", "Georgia, serif")
    chat.open().say("¿Puedo retirar mi queja?")
    for element in (chat.bot.first.locator(".bubble"), chat.input):
        expect(element).to_have_css("background-color", surface)
        expect(element).to_have_css("color", text)
        expect(element).to_have_css("font-family", "Georgia, serif")
        expect(element).to_have_css("font-size", "18px")
        expect(element).to_have_css("border-radius", "2px")
    expect(chat.panel).to_have_css("background-color", ground)
    expect(chat.panel).to_have_css("border-radius", "2px")
    header = chat.panel.locator("header")
    expect(header).to_have_css("background-color", "rgb(122, 31, 162)")
    # All other sizes follow that of the text: 17 px of 16.
    expect(header.get_by_role("heading")).to_have_css("font-size", "19.125px")
    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    expect(chat.panel.get_by_role("heading", level=3)).to_have_count(3)
    assert axe_violations(chat) == []
    chat.shot(f"86-own-look-{scheme}")


def test_an_attribute_s_colour_comes_before_the_property_s(look):
    chat = look('data-color="#0a5"', "--retirada-color: #7a1fa2")
    expect(chat.launcher).to_have_css("background-color", rgb("#00aa55"))


def test_inline_its_height_is_the_page_s_own(look):
    attributes = 'data-form="inline" data-target="#chat"'
    chat = look(attributes, "--retirada-height: 432px", '<div id="chat"></div>')
    assert Chat(chat.page, role="region").ready().panel.bounding_box()["height"] == near(432)


def test_with_forced_colours_everything_has_an_edge(look):
    """Where there are no colours and no shadows, a line is all that sets the chat apart from the page."""
    chat = look('data-teaser="¿Dudas?" data-teaser-after="0"', forced_colors="active")

    def assert_edged(element: Locator) -> None:
        expect(element).to_have_css("border", re.compile(r"^1px solid"))

    assert_edged(chat.launcher)
    assert_edged(chat.page.locator("retirada-chat .teaser"))
    chat.open()
    for element in (chat.panel, chat.panel.locator("header"), chat.panel.locator(".bubble"), chat.input):
        assert_edged(element)
