"""`make move-rows TOPIC=…`: moves rows that ask the same as a young topic's into its file.

First it writes a list, var/move-rows/<topic>.txt, for the editor to delete what asks something else; with LIST=… it
moves the rows that are left in it. FROM=<subject> moves all rows of a subject that has become the topic; blocks that
have the subject as their second intent, `also`, have the topic then. A row keeps its marks, and its block's metadata:
who wrote it, and in which context it is said.
"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from retirada.checks.similar_rows import SimilarRows
from retirada.nlu.catalog import read_catalog
from retirada.nlu.training_data import Example, read_examples, read_folder
from retirada.paths import PROJECT
from retirada.yaml_files import exit_on_data_error

# A block that has no row left.
_EMPTY_BLOCK = re.compile(r"^  - intent: .*\n(?:    .*\n)*?    examples: \|\n(?=\s*(?:  - intent: |\Z))", re.MULTILINE)
# The second intents of a block; a row starts with «-».
_ALSO = re.compile(r"^([^-\n]*\balso: )\[([^]\n]*)\]", re.MULTILINE)


def write_list(rows: Iterable[Example], path: Path, next_command: str) -> None:
    """Write the rows, one a line, the likeliest first, those of an intent together, below what to do with them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = list(rows)
    order = [intent for intent, _ in Counter(row.intent for row in rows).most_common()]
    lines = [
        f"# Delete the lines that ask something else. Then: {next_command}",
        *(_line(row) for row in sorted(rows, key=lambda row: order.index(row.intent))),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def move(folder: Path, topic: str, accepted: Collection[str]) -> list[Example]:
    """Move rows into the topic's file.

    Args:
        folder: data/nlu.
        accepted: lines of the list: «intent, tab, row».

    Returns:
        The rows that were moved.

    Raises:
        SystemExit: a row is written as an item of a list, `- text: …`: that has to be moved by hand.
    """
    moved, own = [], folder / f"{topic}.yml"
    for path in sorted(set(folder.rglob("*.yml")) - {own}):
        taken = [row for row in read_examples(path) if _line(row) in accepted]
        if taken:
            _take_out(path, taken)
            moved += taken
    add_rows(own, topic, moved)
    return moved


def _line(row: Example) -> str:
    return f"{row.intent}\t{row.marked}"


def _take_out(path: Path, rows: list[Example]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for row in rows:
        number = int(row.place.rsplit(":", 1)[1]) - 1
        if lines[number].strip() != f"- {row.marked}":
            raise SystemExit(f"{row.place}: «{row.marked}» is no line of a block: move it by hand.")
        lines[number] = ""
    rest = _EMPTY_BLOCK.sub("", "".join(lines))
    if "- intent:" in rest:
        path.write_text(f"{rest.rstrip()}\n", encoding="utf-8")
    else:
        path.unlink()


def add_rows(path: Path, topic: str, rows: list[Example]) -> None:
    """Write rows at the end of an intent's file, in blocks by their `metadata`; a file that isn't there is made."""
    written = path.read_text(encoding="utf-8").rstrip() if path.exists() else 'version: "3.1"\n\nnlu:'

    def metadata(row: Example) -> str:
        return _as_yaml(row.intent_metadata)

    for of_block, block in groupby(sorted(rows, key=metadata), key=metadata):
        examples = "".join(f"      - {row.marked}\n" for row in block)
        written += f"\n\n  - intent: {topic}\n{of_block}    examples: |\n{examples}".rstrip()
    path.write_text(f"{written}\n", encoding="utf-8")


def rename_also(folder: Path, subject: str, topic: str) -> int:
    """Replace the subject by the topic in the `also` of all blocks. Returns in how many.

    Args:
        folder: data/nlu.
    """
    renamed = 0

    def rename(found: re.Match[str]) -> str:
        nonlocal renamed
        before, intents = found[1], yaml.load(f"[{found[2]}]", yaml.CSafeLoader)
        if subject not in intents:
            return found[0]
        renamed += 1
        return f"{before}[{', '.join(dict.fromkeys(topic if name == subject else name for name in intents))}]"

    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if (changed := _ALSO.sub(rename, text)) != text:
            path.write_text(changed, encoding="utf-8")
    return renamed


def _as_yaml(metadata: dict[str, Any] | None) -> str:
    """The `metadata` of a block, as it stands in the files of data/nlu."""
    if not metadata:
        return ""
    lines = ["    metadata:"]
    for key, value in metadata.items():
        if isinstance(value, dict):
            lines += [f"      {key}:", *(f"        {name}: {json.dumps(of)}" for name, of in value.items())]
        else:
            lines.append(f"      {key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


@exit_on_data_error()
def main() -> None:
    """Write the list, or move what is left in it."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("topic")
    parser.add_argument("--list", type=Path, help="the list, pruned")
    parser.add_argument("--subject", help="a subject whose rows are all the topic's")
    chosen = parser.parse_args()
    topic, folder = chosen.topic, PROJECT / "data" / "nlu"
    if not topic:
        raise SystemExit("Rows of which topic? make move-rows TOPIC=anonymity")
    if topic not in read_catalog().topics:
        raise SystemExit(f"{topic} is no topic of data/knowledge/tables.yml.")
    if chosen.list or chosen.subject:
        try:
            if chosen.list:
                accepted = set(chosen.list.read_text(encoding="utf-8").splitlines())
            else:
                accepted = {_line(row) for row in read_examples(folder / "out_of_scope" / f"{chosen.subject}.yml")}
        except FileNotFoundError as error:
            raise SystemExit(f"There is no {error.filename}.") from error
        moved = Counter(row.intent for row in move(folder, topic, accepted))
        print(f"Moved to data/nlu/{topic}.yml: {_counted(moved)}.")
        if chosen.subject and chosen.subject != topic:
            print(f"Blocks with `also: [{topic}]` now: {rename_also(folder, chosen.subject, topic)}.")
        return
    rows = read_folder(folder)
    if all(row.intent != topic for row in rows):
        raise SystemExit(f"data/nlu/{topic}.yml: write examples first; then rows like these can be found.")
    path = PROJECT / "var" / "move-rows" / f"{topic}.txt"
    found = SimilarRows(rows).of(topic)
    place = path.relative_to(PROJECT)
    next_command = f"make move-rows TOPIC={topic} LIST={place}"
    write_list(found, path, next_command)
    print(f"Rows like those of {topic}: {_counted(Counter(row.intent for row in found))}.")
    print(f"They are in {place}. Delete the lines that ask something else, then:")
    print(next_command)


def _counted(rows: Counter[str]) -> str:
    return ", ".join(f"{n} of {intent}" for intent, n in rows.most_common()) or "none"


if __name__ == "__main__":
    main()
