"""`make inbox`: what somebody should look at, grouped so that thirty ways of asking the same are one line.

CHANNEL, SUBJECT, REASON, CONFIDENCE and RATING show less of it. Each group is written as a list for `make label`.
"""

from __future__ import annotations

import os
import shutil
from datetime import date

from rich.console import Console
from rich.table import Table

from retirada.inbox.filters import read_filter
from retirada.inbox.groups import MAX_GROUPS, described
from retirada.inbox.store import FOLDER, read_groups, write_list
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.server.settings import configure_logging
from retirada.server.store.event_reader import open_store
from retirada.server.store.period import read_period
from retirada.yaml_files import exit_on_data_error

_MAX_WIDTH = 160  # where it is no terminal


@exit_on_data_error()
def main() -> None:
    """Print the groups of PERIOD (7 days), and write a list for each.

    Raises:
        SystemExit: there is nothing to show, or a variable can't be used; the text is one sentence.
    """
    configure_logging()
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
