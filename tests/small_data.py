"""A few rows of each intent: enough for Rasa to train in seconds what takes minutes on all of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Optional

from retirada.paths import PROJECT

ROWS = 6


def with_few_rows(text: str, blocks: Optional[int] = ROWS, rows: int = ROWS) -> str:
    """Cut a file of data/nlu to its first blocks, or None for all of them, and the first rows of each.

    It cuts the text: parsing all the files takes seconds.
    """
    head, *items = re.split(r"(?m)^(?=  - )", text)
    too_many = re.compile(rf"(?m)((?:^      - .*\n){{{rows}}})(?:^      - .*\n)+")
    return head + "".join(too_many.sub(r"\1", item) for item in items[:blocks])


def write_small_data(folder: Path, project: Path = PROJECT) -> Path:
    """Copy dialogue and rows of the project's data/ to `folder`: ROWS blocks of a file, ROWS rows of a block.

    Returns:
        The folder, for `rasa train --data`.
    """
    shutil.copytree(project / "data" / "dialogue", folder / "dialogue")
    for path in (project / "data" / "nlu").glob("**/*.yml"):
        copy = folder / path.relative_to(project / "data")
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Most blocks of a file are of one voice: the first few hold all that training needs.
        copy.write_text(with_few_rows(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder
