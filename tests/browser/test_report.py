"""The report of the operators: readable on a phone, in light and dark, and printed; axe finds nothing."""

from __future__ import annotations

import pytest

from retirada.report.__main__ import write_page
from retirada.report.figures import BadAnswer, Figures
from retirada.report.sections import Sections
from retirada.rulebook.freshness import due
from retirada.server.store.period import Period
from tests.browser.accessibility import DISPLAYS, on_each_display, violations

DAY, CHANNELS = Period.ever().first, ("web", "rest", "whatsapp")
FIGURES = Figures()
for number, channel in enumerate(CHANNELS, 1):
    FIGURES.visits[DAY, channel] = FIGURES.turns[DAY, channel] = 10 * number
FIGURES.topics["withdraw", "not_withdrawable_processed"] = 30
FIGURES.topics["gone", "no_longer_there"] = 2
FIGURES.subjects["duration"] = FIGURES.declined = 7
FIGURES.chosen["withdraw"] = 2
FIGURES.ratings["not_useful"] = 3
FIGURES.bad.append(BadAnswer(DAY, "not_useful", "withdraw", "not_withdrawable_processed", "¿" + "y" * 400, "no" * 200))
FIGURES.stops["answered", "status"] = 40
FIGURES.contained["contained"] = 20
FIGURES.milliseconds.update({12: 30, 250: 2})


@pytest.fixture(scope="module")
def address(rules, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("report") / "informe.html"
    sections = Sections(FIGURES, rules, {}, {"withdraw": "Si se puede retirar"}, Period(DAY, DAY))
    write_page(path, ["Del 1 al 2."], sections.all(due(rules, 1, DAY.replace(year=2100)), 1))
    return path.as_uri()


@on_each_display
def test_the_report_is_readable_by_everybody(browser, address, scheme, display):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, **DISPLAYS[display])
    page = context.new_page()
    try:
        page.goto(address)
        assert violations(page) == []
        width, shown = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert shown <= width
        assert page.locator("svg").count() == 3
    finally:
        context.close()


def test_under_its_own_policy_the_charts_have_the_colours_of_the_page(browser, address):
    page = browser.new_page(color_scheme="dark")
    blocked = []
    page.on("console", lambda message: blocked.append(message.text))
    try:
        page.goto(address)
        assert blocked == []
        ink = page.locator("svg text").first.evaluate("text => getComputedStyle(text).fill")
        assert ink == page.evaluate("getComputedStyle(document.body).color")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        page.close()
