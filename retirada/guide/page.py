"""The guide as one HTML page that needs nothing else: to serve, to read, to print."""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from retirada.guide.address import question_anchor
from retirada.guide.contents import Contents, Link
from retirada.rulebook.wording import enumeration, in_order

_HERE = Path(__file__).parent


class Page(NamedTuple):
    """`policy` is the Content-Security-Policy under which the page is whole: its one style, and nothing else."""

    html: str
    policy: str


def render(contents: Contents) -> Page:
    """The page."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    months = contents.texts.months

    def date(day: datetime.date) -> Markup:
        words = months.date.format(day=day.day, month=months.names[day.month - 1], year=day.year)
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), words)

    html = environment.get_template("page.html").render(
        **contents._asdict(),
        style=Markup(style),
        policy=policy,
        fill=_fill,
        links=_links,
        question_links=_question_links,
        note_links=_note_links,
        date=date,
        enumeration=enumeration,
        in_order=in_order,
    )
    return Page(html, policy)


def _fill(sentence: str, **values: object) -> Markup:
    """The sentence with its placeholders filled in; what is no markup is escaped."""
    return escape(sentence).format(**values)


def _links(links: Iterable[Link]) -> Markup:
    """«a, b y c», each a link."""
    # Joined as strings: markup would escape the strings that it is added to. What is in each is escaped already.
    return Markup(enumeration([str(Markup('<a href="#{}">{}</a>').format(*link)) for link in links]))


def _question_links(sources: Sequence[str]) -> list[Link]:
    return [Link(question_anchor(source)[1:], source[1:]) for source in sources]


def _note_links(notes: Sequence[str]) -> list[Link]:
    return [Link(f"nota-{note.lower()}", note[1:]) for note in in_order(notes)]
