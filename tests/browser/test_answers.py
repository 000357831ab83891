"""What comes with an answer: the question that it asks, its notes, its rating, the menu."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import PHONE, axe_violations, violations
from tests.browser.chat import Chat, rewrite_items, subject
from tests.browser.menu import HEADINGS
from tests.conftest import stored_events

SIZES = {
    "phone": {**PHONE, "viewport": {"width": 360, "height": 640}},
    "laptop": {"viewport": {"width": 1280, "height": 720}},
    "desktop": {"viewport": {"width": 1366, "height": 768}},
}
NOTE = "Según la ayuda oficial, hay otra ruta. Compruébelo en example.org/ayuda (página oficial guardada)."
GROUPS = {heading: [p for p, its in HEADINGS.items() if its == heading] for heading in HEADINGS.values()}


def with_note(item: dict) -> dict:
    """The item, with one note if it gives an answer's text."""
    if not item.get("ratings"):
        return item
    real = {line for line in item["text"].split("\n") if line in (item.get("notes") or []) or line.startswith("Nota ")}
    *body, source = [line for line in item["text"].split("\n") if line not in real]
    return {**item, "text": "\n".join([*body, NOTE, source]), "notes": [NOTE]}


def seen(*elements: Locator) -> None:
    for element in elements:
        expect(element).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_open_question_is_in_view_with_its_answer(open_page, size, scheme):
    page = open_page(url="about:blank", color_scheme=scheme, **SIZES[size])
    rewrite_items(page, with_note)
    page.goto(open_page.url)
    chat = Chat(page).open()
    for question, replies in (("¿puedo retirar mi queja?", 4), ("¿y puedo presentar otra después?", 3)):
        chat.say(question)
        verdict, asked = chat.bot.nth(-2), chat.bot.last
        expect(asked.locator(".replies button")).to_have_count(replies)
        seen(asked.locator(".bubble"), *asked.locator(".replies button").all())
        seen(verdict.locator(".lead"), verdict.locator(".source"), verdict.locator("summary"))
        chat.shot(f"70-{size}-{scheme}-{replies}-asked")
        verdict.locator(".ratings button").first.click()
        expect(verdict.locator(".thanks")).not_to_be_empty()
        seen(verdict.locator(".thanks"), asked.locator(".bubble"), *asked.locator(".replies button").all())
        chat.shot(f"71-{size}-{scheme}-{replies}-rated")


def test_notes_are_folded_and_unfold_by_keyboard(open_page):
    page = open_page(url="about:blank")
    rewrite_items(page, with_note)
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("¿puedo retirar mi queja?")
    note = chat.bot.first.locator("details .note")
    expect(note).to_have_text(f"{NOTE.split(' (')[0]} (se abre en otra pestaña) ({NOTE.split(' (')[1]}")
    expect(note).to_be_hidden()
    assert chat.bot.first.inner_text().count("otra ruta") == 0
    chat.bot.first.locator("summary").focus()
    page.keyboard.press("Enter")
    seen(note)
    expect(note.get_by_role("link")).to_have_attribute("href", "https://example.org/ayuda")
    expect(note.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    assert axe_violations(chat) == []
    chat.shot("72-note")
    live = chat.panel.locator("[aria-live=polite]")
    expect(live).to_contain_text("Nota: lo que no dice la guía.")
    expect(live).not_to_contain_text("otra ruta")


def test_the_notes_of_the_guide_s_own_topics_are_folded(chat):
    """As the server sends them, live and read back."""
    chat.say("ayuda")
    chat.press("Soy comprador y quiero retirarla")
    folded = chat.panel.locator("details")
    for _ in range(2):
        expect(folded.locator("summary")).to_have_text("3 notas: lo que no dice la guía")
        expect(folded.locator(".note")).to_have_count(3)
        assert "Compruébelo" not in chat.log.inner_text()
        folded.locator("summary").click()
        seen(folded.locator(".note").first)
        assert chat.log.inner_text().count("Compruébelo") == 3
        chat.shot("72-notes")
        chat.page.reload()
        chat.open()


def test_the_thanks_for_an_older_rating_are_seen_where_it_was_given(chat):
    for question in ("¿puedo retirar mi queja?", "¿dónde se retira?", "¿puedo reabrirla?"):
        chat.say(question)
    first = chat.bot.first
    first.locator(".ratings").scroll_into_view_if_needed()
    first.get_by_role("button", name="Útil", exact=True).click()
    expect(first.locator(".thanks")).not_to_be_empty()
    seen(first.locator(".thanks"))


def test_a_rating_goes_to_its_answer_and_a_second_one_replaces_it(chat, site):
    for question in ("¿puedo retirar mi queja?", "¿dónde se retira?"):
        chat.say(question)
    first = chat.bot.first
    for title in ("Útil", "No útil"):
        first.get_by_role("button", name=title, exact=True).click()
        expect(first.get_by_role("button", name=title, exact=True)).to_have_attribute("aria-pressed", "true")
        expect(first.locator(".thanks")).not_to_be_empty()
        chat.done()
    expect(first.get_by_role("button", name="Útil", exact=True)).to_have_attribute("aria-pressed", "false")
    events = stored_events(site.log.parent / "conversations.db", f"web:{subject(chat.page)}")
    (kept,) = [e["value"] for e in events if e["event"] == "slot" and e["name"] == "feedback"][-1]
    assert (kept["about"], kept["rating"]) == (first.get_attribute("data-id"), "not_useful")
    assert kept["verdict"] == "withdrawal_conditions"


def test_an_erased_conversation_leaves_nothing_to_rate(chat):
    chat.say("¿puedo retirar mi queja?")
    chat.say("borra mis datos")
    chat.ask("sí")
    expect(chat.bot).to_have_count(1)
    expect(chat.bot.last).to_contain_text("He borrado")
    expect(chat.page.get_by_role("button", name="Útil", exact=True)).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_every_topic_of_the_menu_can_be_chosen(open_page, size):
    """With the headings that the buttons are under."""
    topics: list[dict] = []

    def one_message(item: dict) -> dict | None:
        buttons = item.get("buttons") or []
        topics.extend({**b, "group": HEADINGS[b["payload"]]} for b in buttons if b["payload"] in HEADINGS)
        if not buttons or buttons[-1]["payload"] not in HEADINGS:
            return item
        return {**item, "text": "Elija un tema.", "buttons": topics} if len(topics) == len(HEADINGS) else None

    page = open_page(url="about:blank", color_scheme="dark", **SIZES[size])
    rewrite_items(page, one_message)
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("ayuda")
    groups = chat.bot.last.locator(".replies").get_by_role("group")
    expect(groups).to_have_count(len(GROUPS))
    for heading, payloads in GROUPS.items():
        group = chat.panel.get_by_role("group", name=heading)
        expect(group.get_by_role("heading", name=heading)).to_be_visible()
        expect(group.get_by_role("button")).to_have_count(len(payloads))
    seen(*groups.get_by_role("button").all())
    announced = f"{len(HEADINGS)} opciones. Temas: {'; '.join(GROUPS)}."
    expect(chat.panel.locator("[aria-live=polite]")).to_contain_text(announced)
    assert axe_violations(chat) == []
    chat.shot(f"73-{size}-menu")
    chat.input.focus()
    for _ in HEADINGS:
        page.keyboard.press("Shift+Tab")
    expect(groups.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.user.last).to_contain_text("Si se puede retirar")
    expect(chat.bot.last).to_contain_text("En qué punto está")
    expect(groups).to_have_count(0)


def test_no_button_of_a_turn_takes_another_s_away(chat):
    chat.say("ayuda")
    expect(chat.panel.locator(".replies button")).to_have_count(len(HEADINGS))
    chat.press("Si se puede retirar")
    expect(chat.bot.last).to_contain_text("En qué punto está")


def test_the_source_line_has_a_link_that_opens_the_guide_at_its_first_question(chat, site):
    chat.say("¿puedo presentar otra después de retirarla?")
    answer = chat.bot.first
    expect(answer.locator(".source")).to_have_text("Fuente: preguntas 5, 7 y 10 de la guía")
    link = answer.get_by_role("link", name="Leer la guía (se abre en otra pestaña)")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    with chat.page.context.expect_page() as opened:
        link.click()
    guide = opened.value
    guide.wait_for_load_state()
    assert guide.url == f"{site.url}/guia#p5"
    question = guide.locator("#p5")
    seen(question.get_by_role("heading"))
    # The page's style is let in by its policy, and marks the question that was linked to.
    expect(question).not_to_have_css("box-shadow", "none")
    expect(guide.locator("#p7")).to_have_css("box-shadow", "none")


def test_who_asks_for_the_guide_gets_a_link_to_it(chat, site):
    chat.say("dame la guía")
    link = chat.bot.first.get_by_role("link", name="Leer la guía (se abre en otra pestaña)")
    assert link.evaluate("link => link.href") == f"{site.url}/guia#"
    assert axe_violations(chat) == []


@pytest.mark.parametrize(
    "guide", ["https://example.org/guia#p1", "//example.org/guia", "javascript:alert(1)", "", None]
)
def test_a_link_to_anywhere_else_is_not_shown(open_page, guide):
    page = open_page(url="about:blank")
    rewrite_items(page, lambda item: {**item, "guide": guide})
    page.goto(open_page.url)
    chat = Chat(page).open()
    chat.say("¿puedo reabrirla?")
    expect(chat.bot.first.locator(".source")).to_be_visible()
    expect(chat.bot.first.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_guide_can_be_read_on_every_screen(open_page, site, size, scheme):
    page = open_page(url=f"{site.url}/guia#tema-withdraw", color_scheme=scheme, **SIZES[size])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    answer = page.locator("#tema-withdraw tbody tr").nth(1)
    answer.scroll_into_view_if_needed()
    seen(answer.get_by_text("la queja es contra usted"), answer.get_by_role("link", name="3"))
    assert violations(page) == []
