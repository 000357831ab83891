"""The guide's page holds everything that the assistant knows, and needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from retirada.guide.contents import contents
from retirada.guide.page import render
from retirada.rulebook.combinations import first_that_holds
from retirada.rulebook.wording import first_sentences, in_words, variant

VOID = {"meta", "link", "br", "wbr"}


class _Reader(HTMLParser):
    """Reads the text within each element that has an id, and what the links lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(given)
        if "id" in given:
            assert given["id"] not in self.texts, f"two elements have the id {given['id']}"
            self.texts[given["id"]] = ""
        if tag == "a":
            self.links += [(place, given["href"]) for place in {place for _, place in self.open}]
        if tag not in VOID:
            self.open.append((tag, given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, place in self.open:
            if place:
                self.texts[place] += data


@pytest.fixture(scope="module")
def page(guide) -> _Reader:
    return _Reader(render(guide).html)


def test_every_question_has_its_statements_and_the_day_of_its_check(page, rules):
    assert "p6" not in page.texts
    for question in rules.sources.questions:
        text = page.texts[question.id.lower()]
        assert f"Pregunta {question.id[1:]}" in text and question.question in text
        assert all(statement in text for statement in question.statements)
        assert "Comprobada el 26 de noviembre de 2026." in text
    assert rules.sources.checked.how in page.texts["preguntas"]
    assert "no dice si con un teléfono se puede" in page.texts["p4"]


def test_every_note_has_its_kind_copy_link_and_the_day_of_its_check(page, rules):
    for note in rules.notes.notes:
        text = page.texts[f"nota-{note.id.lower()}"]
        for part in (note.text, note.page, rules.notes.copies[note.copied], rules.guide.kinds[note.kind]):
            assert part in text
        assert "Comprobada el 25 de noviembre de 2026." in text
        (address,) = {link for place, link in page.links if place == f"nota-{note.id.lower()}" and link[0] != "#"}
        assert re.fullmatch(r"https://[a-z0-9.-]+(/\S*[^,\s])?", address) and note.page.startswith(address[8:])
    assert rules.notes.checked.how in page.texts["notas"]


def test_every_combination_that_matters_has_its_verdict_and_its_sources(page, rules, responses):
    for topic in rules.tables:
        text, at = page.texts[f"tema-{topic}"], 0
        for values, decision in first_that_holds(rules, topic):
            facts = {fact: value for fact, (value, *others) in values.items() if not others}
            response = variant(responses, f"utter_{decision.verdict}", facts)
            condition = in_words(rules, values) or ["En los demás casos" if at else "En todos los casos"]
            for words in (*condition, first_sentences(responses[response][0]["text"], 1)):
                at = text.index(words, at)  # in the order of the table
            links = {link for place, link in page.links if place == f"tema-{topic}"}
            assert links >= {f"#{source.lower()}" for source in decision.sources}
        for row in rules.tables[topic]:
            for line in responses[f"utter_{row.verdict}"][0]["text"].split("{")[0].split("\n"):
                assert line.strip() in text
            links = {link for place, link in page.links if place == f"tema-{topic}"}
            assert links >= {f"#nota-{note.lower()}" for note in row.notes}


def test_every_term_and_every_subject_is_there(page, rules, responses):
    for term in rules.glossary.terms:
        text = page.texts[f"termino-{term.id}"]
        assert term.says in text and all(name in text for name in term.names)
        assert (rules.glossary.own in text) is (not term.sources)
    for subject in rules.subjects:
        text = page.texts[f"asunto-{subject}"]
        assert first_sentences(responses[f"utter_{subject}"][0]["text"], 1) in text
        assert "{" not in text
    links = {link for place, link in page.links if place == "asunto-respond_deadline"}
    assert links == {"#nota-o4", "#nota-o13"}


def test_every_link_within_the_page_leads_somewhere(page):
    inner = {link[1:] for _, link in page.links if link.startswith("#")}
    assert inner <= set(page.texts)
    assert inner >= {place for place in page.texts if place.startswith(("tema-", "termino-", "asunto-"))}


def test_a_person_never_reads_an_id(page, rules):
    whole = "".join(page.texts[part] for part in ("preguntas", "temas", "notas", "glosario", "asuntos"))
    for note in rules.notes.notes:
        whole = whole.replace(note.page, "")
    assert not re.search(r"\b[OP]\d+\b|[a-z]_[a-z]|[{}<>]", whole)


def test_the_page_is_whole_by_itself_and_its_policy_lets_only_its_style_in(guide):
    html, policy = render(guide)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';") and f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "script" not in policy
    read = _Reader(html)
    assert not read.tags & {"script", "img", "iframe", "form", "object", "svg"}
    assert not {name for name in read.attributes if name == "style" or name.startswith("on")}
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//[^"'>]*\.(?:css|js|png|woff)""", html)


def test_what_the_data_says_is_text_and_no_markup(rules, responses):
    note = rules.notes.notes[0].copy(update={"text": "<script>alert(1)</script>", "page": 'x.org/a"><b>, nota'})
    spoilt = rules.copy(update={"notes": rules.notes.copy(update={"notes": [note, *rules.notes.notes[1:]]})})
    evil = {**responses, "utter_cost": [{"text": "<img src=x onerror=alert(1)>"}]}
    html = render(contents(spoilt, evil)).html
    assert "<script" not in html and "<img" not in html and '"><b>' not in html
    assert "&lt;script&gt;" in html


def test_an_entry_that_was_checked_at_another_time_says_so(rules, responses):
    checked = rules.sources.checked.copy(update={"how": "leída de nuevo"})
    question = rules.sources.questions[0].copy(update={"checked": checked})
    questions = [question, *rules.sources.questions[1:]]
    changed = rules.copy(update={"sources": rules.sources.copy(update={"questions": questions})})
    read = _Reader(render(contents(changed, responses)).html)
    assert "26 de noviembre de 2026, leída de nuevo." in read.texts["p1"]
    assert "leída de nuevo" not in read.texts["p2"]
