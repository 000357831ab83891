"""The demo page: what a visitor reads and does there, with and without JavaScript, on a screen and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import PHONE, SETTLED, SHIFTS, SMALL_TARGETS, violations
from tests.browser.chat import Chat
from tests.browser.menu import HEADINGS

WIDE = {"viewport": {"width": 1280, "height": 800}}
MARGIN = {side: "15mm" for side in ("top", "right", "bottom", "left")}
# Everything on the page itself that can be pressed and is smaller than a fingertip; links within a sentence may be.
SMALL_ON_PAGE = """() => [...document.querySelectorAll("button, summary, input, label:has(input), a")]
    .filter(target => target.getClientRects().length && !target.matches("p:not(:has(> a:only-child)) a, [type=radio]"))
    .filter(target => target.getBoundingClientRect().height < 43.99).map(target => target.outerHTML)"""


@pytest.fixture
def demo(site) -> str:
    return f"{site.url}/chat/demo/"


def conversation(page: Page) -> Chat:
    """The chat in the page, when its conversation is there."""
    return Chat(page, role="region").ready()


def examples(page: Page) -> list[str]:
    return page.locator(".examples li").all_inner_texts()


def test_the_root_leads_there_and_a_conversation_has_begun_that_one_goes_on_with(open_page, site, demo):
    page = open_page(url=f"{site.url}/", **WIDE)
    assert page.url == demo
    chat = conversation(page)
    expect(chat.user).to_have_count(1)
    expect(chat.user).to_contain_text("¿Puedo retirar mi queja?")
    expect(chat.bot).to_have_count(2)
    # The whole answer is seen with what it asks, and the whole chat.
    for shown in (chat.bot.first.locator(".bubble"), chat.button("No lo sé"), chat.panel):
        expect(shown).to_be_in_viewport(ratio=0.99)
    chat.press("Sigue en trámite")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    page.reload()
    chat = conversation(page)
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    page.wait_for_timeout(300)
    expect(chat.user).to_have_count(2)


def test_what_stands_there_until_the_chat_is_loaded_is_what_the_chat_says(open_page, browser, demo):
    without = browser.new_page(java_script_enabled=False)
    without.goto(demo)
    exchange = without.locator(".exchange").inner_text()
    without.close()
    chat = conversation(open_page(url=demo, **WIDE))
    expect(chat.bot).to_have_count(2)
    said = [line for line in "\n".join(chat.bot.locator("p").all_inner_texts()).splitlines() if line.strip()]
    assert len(said) == 3 and not [line for line in said if line not in exchange]
    expect(chat.page.locator(".exchange")).to_be_hidden()


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["desktop", "phone"])
def test_the_conversation_begins_where_the_reader_is_and_moves_nothing(open_page, demo, options):
    page = open_page(url="about:blank", **options)
    page.add_init_script(f"({SHIFTS})()")
    page.goto(demo)
    if options is PHONE:
        page.locator("#chat").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    expect(conversation(page).bot).to_have_count(2)
    assert page.evaluate("[document.activeElement.localName, scrollY]") == ["body", before]
    # What has no name is within the chat, where what is said pushes on what is there.
    assert [shift for shift in page.evaluate("shifts") if re.search(r" (?!undefined)[a-z]\w*\.", shift)] == []


def test_nothing_is_said_for_a_reader_who_has_not_come_to_the_chat(open_page, demo):
    page = open_page(url="about:blank", viewport={"width": 360, "height": 300})
    page.goto(demo)
    page.wait_for_timeout(500)
    expect(page.locator("retirada-chat .list")).to_have_count(0)


def test_an_example_is_asked_where_the_reader_is(open_page, demo):
    page = open_page(url=demo, **PHONE)
    chosen = page.get_by_role("button", name="¿Dónde se retira desde el celular?")
    chosen.click()
    chat = conversation(page)
    expect(chat.user.last).to_contain_text("¿Dónde se retira desde el celular?")
    expect(chat.panel).to_be_in_viewport(ratio=0.9)
    expect(chat.bot.last).to_contain_text("teléfono")


def test_who_begins_with_an_example_is_asked_nothing_else(open_page, demo):
    """On a screen so low that it jumps over the chat from what leads there to the examples."""
    page = open_page(url=demo, viewport={"width": 360, "height": 300})
    page.get_by_role("button", name="¿Dónde se retira desde el celular?").click()
    chat = conversation(page)
    expect(chat.bot.last).to_contain_text("teléfono")
    page.wait_for_timeout(300)
    expect(chat.user).to_have_count(1)


def test_every_example_is_answered_on_the_topic_that_it_leads_to_without_a_script(browser, site, demo, sender):
    page = browser.new_page(java_script_enabled=False)
    page.goto(demo)
    links = page.locator(".examples a").evaluate_all("all => all.map(link => [link.href, link.textContent])")
    assert len(links) > 5
    for number, (address, question) in enumerate(links):
        answer = site.say(question, f"{sender}-{number}")[0]["answer"]
        assert address == f"{site.url}/guia#tema-{answer['topic']}" and answer["verdict"], question
    page.close()


def test_without_javascript_it_says_what_it_is_and_leads_to_the_guide(browser, site, demo):
    page = browser.new_page(java_script_enabled=False)
    page.goto(demo)
    expect(page.get_by_role("heading", level=1)).to_have_text("¿Puede retirar su queja en Alibaba o Taobao?")
    expect(page.locator("noscript p")).to_contain_text("Para conversar hace falta JavaScript.")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator(".exchange")).to_be_visible()
    for hidden in (".configurator", "#copy"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#line")).to_have_text(f'<script src="{site.url}/chat/widget.js" defer></script>')
    links = set(page.locator("a").evaluate_all("all => all.map(link => link.href)"))
    page.get_by_role("link", name="Leer la guía entera").click()
    assert page.url == f"{site.url}/guia"
    for link in links - {f"{site.url}/guia", f"{site.url}/chat/"}:
        expect(page.locator(f"#{link.partition('#')[2]}")).to_have_count(1)
    page.close()


def test_it_lists_what_is_covered_and_what_is_not_with_the_guide_s_words(open_page, demo, rules):
    page = open_page(url=demo, **WIDE)
    covered = page.get_by_role("region", name="De qué sabe")
    expect(covered.get_by_role("heading", level=3)).to_have_text(list(dict.fromkeys(HEADINGS.values())))
    for topic in rules.tables:
        expect(covered.locator(f"a[href$='#tema-{topic}']")).to_be_visible()
    subject = covered.locator("a[href*='#asunto-']")
    expect(subject).to_have_count(len(rules.subjects))
    expect(subject.first).to_be_hidden()
    covered.locator("summary").click()
    expect(subject.first).to_be_visible()
    origin = page.get_by_role("region", name="De dónde sale, y de cuándo es")
    expect(origin).to_contain_text(rules.sources.publisher)
    expect(origin.locator("time")).to_have_count(2)
    expect(page.get_by_role("region", name="Qué se guarda")).to_contain_text("borra mis datos")


def test_the_configurator_writes_a_line_that_gives_that_chat(open_page, site, embedder, demo):
    page = open_page(url=demo, permissions=["clipboard-read", "clipboard-write"], **WIDE)
    line = page.locator("#line")
    expect(line).to_have_text(f'<script src="{site.url}/chat/widget.js" defer></script>')
    page.get_by_label("Título").fill('Quejas & "más" <b>')
    page.get_by_label("Color").fill("#ffd23f")
    page.get_by_label("izquierda").check()
    expect(page.locator("#preview")).to_have_attribute("data-position", "left")
    expect(page.locator("#preview b")).to_have_text('Quejas & "más" <b>')
    page.get_by_role("button", name="Copiar la línea").click()
    expect(page.get_by_text("Copiada.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == line.inner_text()

    address = embedder.page(site, re.search(r"defer (.*)></script>", copied)[1])
    chat = Chat(open_page(url=address))
    assert chat.launcher.evaluate("b => getComputedStyle(b).backgroundColor") == "rgb(255, 210, 63)"
    assert chat.launcher.bounding_box()["x"] < 100
    expect(chat.open().panel.get_by_role("heading", name='Quejas & "más" <b>')).to_be_visible()


def test_where_the_clipboard_is_closed_the_line_is_marked(open_page, demo):
    page = open_page(url="about:blank", **WIDE)
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(demo)
    page.get_by_role("button", name="Copiar la línea").click()
    expect(page.get_by_text("Está marcada")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == page.locator("#line").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_all_is_as_large_as_a_fingertip(open_page, demo, scheme, options):
    page = open_page(url=demo, color_scheme=scheme, **options)
    ground = {"light": "rgb(251, 250, 247)", "dark": "rgb(13, 17, 23)"}[scheme]
    expect(page.locator("body")).to_have_css("background-color", ground)
    expect(page.locator("html")).to_have_css("color-scheme", "light dark")
    assert page.evaluate("innerWidth") == options["viewport"]["width"]
    page.locator("#chat").scroll_into_view_if_needed()
    expect(conversation(page).bot).to_have_count(2)
    page.locator("summary").click()
    page.evaluate(SETTLED)
    assert violations(page) + page.evaluate(SMALL_TARGETS) + page.evaluate(SMALL_ON_PAGE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("options", [{"viewport": {"width": 640, "height": 400}}, {"forced_colors": "active"}])
def test_at_200_percent_and_with_forced_colours_axe_finds_nothing(open_page, demo, options):
    page = open_page(url=demo, **options)
    page.locator("#chat").scroll_into_view_if_needed()
    expect(conversation(page).bot).to_have_count(2)
    page.evaluate(SETTLED)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_it_has_the_exchange_and_nothing_to_press(open_page, demo):
    page = open_page(url=demo, **WIDE)
    expect(conversation(page).bot).to_have_count(2)
    page.emulate_media(media="print")
    expect(page.locator(".exchange")).to_be_visible()
    for hidden in ("retirada-chat", ".configurator", "#copy", "summary"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#line")).to_be_visible()
    # The questions are lines to read, not buttons, and no page is left half empty.
    expect(page.locator(".examples button").first).to_have_css("border-style", "none")
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", margin=MARGIN))) <= 3


def test_with_the_keyboard_one_gets_past_the_chat_and_asks_an_example(open_page, demo):
    page = open_page(url=demo, **WIDE)
    chat = conversation(page)
    expect(chat.bot).to_have_count(2)
    asked = page.get_by_role("button", name=examples(page)[0])
    for _ in range(60):
        page.keyboard.press("Tab")
        if asked.evaluate("button => button === document.activeElement"):
            break
    expect(asked).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.user.last).to_contain_text(examples(page)[0])
