"""Templates of pages that are made from the guide: how dates, lists and sentences get into them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from retirada.guide.contents import Link
from retirada.rulebook.guide_texts import Months
from retirada.rulebook.wording import enumeration, in_order


def environment(folder: Path, months: Months) -> Environment:
    """The templates of `folder`, with `fill`, `links`, `date`, `enumeration` and `in_order` in them."""

    def date(day: datetime.date) -> Markup:
        words = months.date.format(day=day.day, month=months.names[day.month - 1], year=day.year)
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), words)

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(fill=_fill, links=_links, date=date, enumeration=enumeration, in_order=in_order)
    return made


def _fill(sentence: str, **values: object) -> Markup:
    """The sentence with its placeholders filled in; what is no markup is escaped."""
    return escape(sentence).format(**values)


def _links(links: Iterable[Link]) -> Markup:
    """«a, b y c», each a link."""
    # Joined as strings: markup would escape the strings that it is added to. What is in each is escaped already.
    return Markup(enumeration([str(Markup('<a href="#{}">{}</a>').format(*link)) for link in links]))
