"""The guide as one HTML page that needs nothing else: to serve, to read, to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from retirada.guide.address import question_anchor
from retirada.guide.contents import Contents, Link
from retirada.guide.templates import page_style, template_environment
from retirada.rulebook.wording import in_order


class Page(NamedTuple):
    """The page's HTML, and the Content-Security-Policy that allows what it has: its one style, and nothing else."""

    html: str
    policy: str


def render(contents: Contents) -> Page:
    """The page of the guide with these contents."""
    style, digest = page_style()
    policy = f"default-src 'none'; style-src {digest}; img-src data:; base-uri 'none'; form-action 'none'"
    html = (
        template_environment(Path(__file__).parent, contents.texts.months)
        .get_template("page.html")
        .render(
            **contents._asdict(),
            style=style,
            policy=policy,
            question_links=_question_links,
            note_links=_note_links,
        )
    )
    return Page(html, policy)


def _question_links(sources: Sequence[str]) -> list[Link]:
    return [Link(question_anchor(source)[1:], source[1:]) for source in sources]


def _note_links(notes: Sequence[str]) -> list[Link]:
    return [Link(f"nota-{note.lower()}", note[1:]) for note in in_order(notes)]
