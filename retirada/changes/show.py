"""Sections on the terminal, and as a page that fetches nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from retirada.changes.sections import Cell, Section
from retirada.guide.templates import template_environment

_HERE = Path(__file__).parent
_MAX_WIDTH = 160  # where it is no terminal, as in CI's log


def print_sections(lines: Sequence[str], sections: Sequence[Section]) -> None:
    """Print sentences, and each section that has rows as a table; what changed is in colour, on a terminal."""
    console = Console(highlight=False, markup=False, width=shutil.get_terminal_size((_MAX_WIDTH, 0)).columns)
    for line in lines:
        console.print(line)
    for section in sections:
        if section.rows:
            table = Table(title=section.title, title_justify="left", show_lines=True)
            for name in section.header:
                table.add_column(name, overflow="fold")
            for row in section.rows:
                table.add_row(*map(_text, row))
            console.print()
            console.print(table)


def write_page(path: Path, title: str, lines: Sequence[str], sections: Sequence[Section]) -> None:
    """Write the same as a page to open, to print and to send."""
    shown = [section for section in sections if section.rows]
    html = template_environment(_HERE).get_template("page.html").render(title=title, lines=lines, sections=shown)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")


def _text(cell: Cell) -> Text:
    return Text.assemble(*((span.text, "bold magenta" if span.changed else "") for span in cell))
