"""What HTML pages are made with: their templates, how dates, lists and sentences get into them, and their style."""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Optional

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from retirada.guide.contents import Link
from retirada.rulebook.guide_texts import Months
from retirada.rulebook.wording import enumeration, in_order

_HERE = Path(__file__).parent


def template_environment(folder: Path, months: Optional[Months] = None) -> Environment:
    """The templates of `folder`, with `fill`, `links`, `enumeration` and `in_order` in them; with `months`, which are
    their names, also `date`.
    """
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(fill=_fill, links=_links, enumeration=enumeration, in_order=in_order)
    if months:
        made.globals["date"] = functools.partial(_date, months)
    return made


def page_style(*more: Path) -> tuple[Markup, str]:
    """The style of the guide's page with what these files add, and its hash as a Content-Security-Policy wants it."""
    style = "".join(path.read_text(encoding="utf-8") for path in (_HERE / "base.css", _HERE / "page.css", *more))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Markup(style), f"'sha256-{digest}'"


def _date(months: Months, day: datetime.date) -> Markup:
    words = months.date.format(day=day.day, month=months.names[day.month - 1], year=day.year)
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), words)


def _fill(sentence: str, **values: object) -> Markup:
    """The sentence with its placeholders filled in; what is no markup is escaped."""
    return escape(sentence).format(**values)


def _links(links: Iterable[Link]) -> Markup:
    """«a, b y c», each a link."""
    # Joined as strings: markup would escape the strings that it is added to. What is in each is escaped already.
    return Markup(enumeration([str(Markup('<a href="#{}">{}</a>').format(*link)) for link in links]))
