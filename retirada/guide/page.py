"""The guide as one HTML page that needs nothing else: to serve, to read, to print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from retirada.guide.address import question_anchor
from retirada.guide.contents import Contents, Link
from retirada.guide.templates import environment
from retirada.rulebook.wording import in_order

_HERE = Path(__file__).parent


class Page(NamedTuple):
    """The page's HTML, and the Content-Security-Policy that allows what it has: its one style, and nothing else."""

    html: str
    policy: str


def render(contents: Contents) -> Page:
    """The page of the guide with these contents."""
    style = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("base.css", "page.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    html = (
        environment(_HERE, contents.texts.months)
        .get_template("page.html")
        .render(
            **contents._asdict(),
            style=Markup(style),
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
