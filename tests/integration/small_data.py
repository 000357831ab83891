"""A few rows of each intent: enough for Rasa to train in seconds what takes minutes on all of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import indent

import yaml

from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

ROWS = 6


def write_small_data(folder: Path, project: Path = PROJECT) -> Path:
    """Copy dialogue and rows of the project's data/ to `folder`: ROWS blocks of a file, ROWS rows of a block.

    Returns:
        The folder, for `rasa train --data`.
    """
    shutil.copytree(project / "data" / "dialogue", folder / "dialogue")
    for path in (project / "data" / "nlu").glob("**/*.yml"):
        content = read_yaml(path)
        for block in content["nlu"]:
            block["examples"] = "".join(block["examples"].splitlines(keepends=True)[:ROWS])
        # Most blocks of a file are of one voice: the first few hold all that training needs.
        content["nlu"] = content["nlu"][:ROWS]
        copy = folder / path.relative_to(project / "data")
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Rasa skips a file whose `nlu:` is quoted, as PyYAML quotes all keys with a `default_style`.
        # Indented as in data/nlu, so that rows can be added.
        blocks = indent(yaml.safe_dump(content["nlu"], allow_unicode=True), "  ")
        copy.write_text(f"nlu:\n{blocks}", encoding="utf-8")
    return folder
