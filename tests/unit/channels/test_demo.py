"""The demo page is made from the tables and the responses, and names its address as text."""

from __future__ import annotations

import datetime
import re
from html import unescape

import pytest
from rasa.shared.core.domain import Domain

from retirada.channels.web import demo
from retirada.channels.web.demo import DemoPage
from retirada.paths import PROJECT

RETENTION_DAYS = 17


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(PROJECT / "domain.yml"))


@pytest.fixture
def page(domain) -> str:
    return unescape(DemoPage(RETENTION_DAYS).html(domain, "https://chat.example.org"))


def test_it_covers_what_the_tables_cover(page, rules):
    assert set(re.findall(r"guia#tema-(\w+)", page)) == set(rules.tables)
    assert set(re.findall(r"guia#asunto-(\w+)", page)) == set(rules.subjects)
    assert f"De {len(rules.tables)} temas" in page and f"{len(rules.subjects)} asuntos" in page
    assert f"{len(rules.notes.notes)} notas de páginas oficiales" in page
    assert rules.version in page and rules.sources.publisher in page and rules.sources.origin in page


def test_its_age_and_what_is_kept_are_those_of_the_data(page, rules):
    for checked in (rules.sources.checked, rules.notes.checked):
        assert f'<time datetime="{checked.date}">' in page and checked.how in page
    assert "<dd>sin fecha" in page
    assert f"durante {RETENTION_DAYS} días" in page


def test_another_knowledge_gives_another_page(monkeypatch, domain, rules):
    sources = rules.sources.copy(update={"title": "<Otra>", "date": datetime.date(2020, 2, 3)})
    tables = {topic: rows for topic, rows in rules.tables.items() if topic != "reopen"}
    changed = rules.copy(update={"sources": sources, "tables": tables})
    monkeypatch.setattr(demo, "project_knowledge", lambda: changed)
    html = DemoPage(RETENTION_DAYS).html(domain, "https://chat.example.org")
    assert "«&lt;Otra&gt;»" in html and "3 de febrero de 2020" in html and "<dd>sin fecha" not in html
    assert f"De {len(rules.tables) - 1} temas" in html and "tema-reopen" not in html


def test_the_line_has_the_address_that_it_was_asked_at_and_never_markup(domain):
    made = DemoPage(RETENTION_DAYS)
    first, second = (made.html(domain, address) for address in ("https://a.example", 'http://b"><script>alert(1)'))
    assert '&lt;script src="https://a.example/chat/widget.js" defer&gt;' in first
    assert "a.example" not in second and "<script>alert" not in second
    assert "address.invalid" not in first + second
