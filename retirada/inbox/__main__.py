"""`make inbox`: what somebody should look at, grouped so that thirty ways of asking the same are one line.

CHANNEL, SUBJECT, REASON, CONFIDENCE and RATING show less of it. Each group is written as a list for `make label`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import date

from rich.console import Console
from rich.table import Table

from retirada.inbox.groups import Group
from retirada.inbox.messages import REASONS, Filter
from retirada.inbox.store import read_groups, write_list
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.report.figures import BAD
from retirada.server.event_reader import open_store
from retirada.server.period import read_period

FOLDER = PROJECT / "var" / "inbox"
MAX_GROUPS = 50  # that are shown, those of the most people
_MAX_WIDTH = 160  # where it is no terminal


def read_filter(given: Mapping[str, str]) -> Filter:
    """The filter, from CHANNEL, SUBJECT, REASON, CONFIDENCE and RATING.

    Raises:
        SystemExit: one of them can't be used.
    """
    for name, allowed in (("REASON", REASONS), ("RATING", BAD)):
        if given.get(name) and given[name] not in allowed:
            raise SystemExit(f"{name} must be one of {', '.join(allowed)}, not «{given[name]}».")
    confidence = None
    if given.get("CONFIDENCE"):
        try:
            confidence = float(given["CONFIDENCE"])
        except ValueError:
            confidence = -1.0
        if not 0 <= confidence <= 1:
            raise SystemExit(f"CONFIDENCE must be a number from 0 to 1, not «{given['CONFIDENCE']}».")
    named = {name: given.get(name.upper()) or None for name in ("channel", "subject", "reason", "rating")}
    return Filter(confidence=confidence, **named)


def described(group: Group) -> list[str]:
    """The columns of a group: people, what it was read as, confidence, reasons, the most typical text."""
    texts = operator_texts().inbox
    return [
        str(group.n_people),
        ", ".join(group.intents[:3]),
        f"{group.confidence:.2f}".replace(".", ","),
        ", ".join(texts.reasons[reason] for reason in group.reasons),
        group.typical.text,
    ]


def main() -> None:
    """Print the groups of PERIOD (7 days), and write a list for each.

    Raises:
        SystemExit: there is nothing to show, or a variable can't be used; the text is one sentence.
    """
    texts = operator_texts().inbox
    period = read_period(os.environ.get("PERIOD") or "7", date.today())
    wanted = read_filter(os.environ)
    groups, left = read_groups(open_store(), period, wanted, FOLDER)
    if not groups:
        raise SystemExit(texts.empty)
    for path in FOLDER.glob("[0-9]*.txt"):
        path.unlink()
    console = Console(highlight=False, markup=False, width=shutil.get_terminal_size((_MAX_WIDTH, 0)).columns)
    n_messages = sum(len(group.messages) for group in groups)
    console.print(texts.period.format(first=period.first, last=period.last, groups=len(groups), messages=n_messages))
    if left:
        console.print(texts.too_many.format(count=left))
    table = Table()
    for name in (texts.number, texts.people, texts.read, texts.confidence, texts.reason, texts.typical):
        table.add_column(name, overflow="fold")
    for number, group in enumerate(groups[:MAX_GROUPS], 1):
        heading = texts.heading.format(people=group.n_people, messages=len(group.messages))
        write_list(FOLDER, number, group, [heading, texts.heading_next.format(number=number)])
        table.add_row(str(number), *described(group))
    console.print(table)
    console.print(texts.lists.format(folder=FOLDER.relative_to(PROJECT)))


if __name__ == "__main__":
    main()
