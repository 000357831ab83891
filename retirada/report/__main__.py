"""`make report PERIOD=…`: what was asked and answered in a period, as one page that needs nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import Engine
from tqdm import tqdm

from retirada.guide.contents import button_titles
from retirada.guide.templates import page_style, template_environment
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.report.figures import Figures, count
from retirada.report.sections import Section, Sections
from retirada.rulebook.freshness import due, review_months
from retirada.rulebook.knowledge import load
from retirada.server.settings import configure_logging
from retirada.server.store.event_reader import conversations, kept_decisions, open_store, spoken
from retirada.server.store.period import Period, read_period
from retirada.yaml_files import exit_on_data_error, read_yaml

PAGE = PROJECT / "var" / "report" / "informe.html"
_HERE = Path(__file__).parent


def read_figures(store: Engine, period: Period, now: datetime) -> Figures:
    """Count what is stored of the period.

    Raises:
        SystemExit: nothing is.
    """
    names, old = conversations(store, period), list(kept_decisions(store, period))
    if not names and not old:
        raise SystemExit(f"Nothing is kept of the period {period}.")
    # A day more, to see who came back.
    said = spoken(store, names, Period(period.first, period.last + timedelta(days=1)))
    progress = tqdm(said, total=len(names), unit=" conversations", leave=False, disable=None)
    return count(progress, old, period, now)


def write_page(path: Path, lines: Iterable[str], sections: Iterable[Section]) -> None:
    """Write the page."""
    style, _ = page_style(_HERE / "page.css")
    template = template_environment(_HERE).get_template("page.html")
    title = operator_texts().report.title
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        template.render(title=title, lines=lines, sections=sections, style=style),
        encoding="utf-8",
    )


@exit_on_data_error()
def main() -> None:
    """Write the report of PERIOD (30 days), and print where it is.

    Raises:
        SystemExit: there is nothing to report on, or a variable or file can't be used; the text is one sentence.
    """
    configure_logging()
    period, months = read_period(os.environ.get("PERIOD") or "30", date.today()), review_months()
    knowledge = load()
    responses = read_yaml(PROJECT / "domain.yml")["responses"]
    figures = read_figures(open_store(), period, datetime.now())
    texts = operator_texts().report
    of_page = Sections(figures, knowledge, responses, button_titles(responses), period)
    head = [texts.period.format(first=period.first, last=period.last, today=date.today()), texts.intervals]
    write_page(PAGE, head, of_page.all(due(knowledge, months, date.today()), months))
    print(PAGE.relative_to(PROJECT))


if __name__ == "__main__":
    main()
