"""`make report PERIOD=…`: what was asked and answered in a period, as one page that needs nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from markupsafe import Markup
from sqlalchemy.engine import Engine
from tqdm import tqdm

from retirada.guide.contents import button_titles
from retirada.guide.templates import environment
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.report.figures import Figures, count
from retirada.report.sections import Section, Sections
from retirada.rulebook.freshness import due, review_months
from retirada.rulebook.guide_texts import Months
from retirada.rulebook.knowledge import KnowledgeError, load
from retirada.server.decisions import kept
from retirada.server.event_reader import conversations, open_store, spoken
from retirada.server.period import Period, read_period
from retirada.yaml_files import read_yaml

PAGE = PROJECT / "var" / "report" / "informe.html"
_HERE = Path(__file__).parent
_GUIDE = PROJECT / "retirada" / "guide"


def read_figures(store: Engine, period: Period, now: datetime) -> Figures:
    """Count what is stored of the period.

    Raises:
        SystemExit: nothing is.
    """
    with store.connect() as connection:
        old = list(kept(connection, period.first, period.last))
    names = conversations(store, period)
    if not names and not old:
        raise SystemExit(f"Nothing is kept of the period {period}.")
    # A day more, to see who came back.
    said = spoken(store, names, Period(period.first, period.last + timedelta(days=1)))
    progress = tqdm(said, total=len(names), unit=" conversations", leave=False, disable=None)
    return count(progress, old, period, now)


def write_page(path: Path, lines: Iterable[str], sections: Iterable[Section], months: Months) -> None:
    """Write the page.

    Args:
        months: their names, see `environment`.
    """
    files = (_GUIDE / "base.css", _GUIDE / "page.css", _HERE / "page.css")
    style = Markup("\n".join(file.read_text(encoding="utf-8") for file in files))
    template = environment(_HERE, months).get_template("page.html")
    title = operator_texts().report.title
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        template.render(title=title, lines=lines, sections=sections, style=style),
        encoding="utf-8",
    )


def main() -> None:
    """Write the report of PERIOD (30 days), and print where it is.

    Raises:
        SystemExit: there is nothing to report on, or a variable or file can't be used; the text is one sentence.
    """
    period, months = read_period(os.environ.get("PERIOD") or "30", date.today()), review_months()
    try:
        knowledge = load()
    except KnowledgeError as error:
        raise SystemExit(str(error)) from None
    responses = read_yaml(PROJECT / "domain.yml")["responses"]
    figures = read_figures(open_store(), period, datetime.now())
    texts = operator_texts().report
    of_page = Sections(figures, knowledge, responses, button_titles(responses), period)
    head = [texts.period.format(first=period.first, last=period.last, today=date.today()), texts.intervals]
    write_page(PAGE, head, of_page.all(due(knowledge, months, date.today()), months), knowledge.guide.months)
    print(PAGE.relative_to(PROJECT))


if __name__ == "__main__":
    main()
