"""`make label GROUP=… TOPIC=…`: what is left in a list of the inbox becomes rows of data/nlu, and a test conversation.

TOPIC is a topic, a subject or an act; of a new topic, that no table has yet, VERDICT is named with it. RIGHT=1 instead
says that it was read rightly: then each message is a row of what it was read as, but for those that were asked back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from retirada.checks.completeness import problems
from retirada.inbox.labels import Refused, Row, Written, write_labels
from retirada.inbox.store import FOLDER, read_list, remember
from retirada.nlu.row_problems import comparable
from retirada.nlu.training_data import Example, read_folder
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.server.settings import configure_logging
from retirada.yaml_files import exit_on_data_error

if TYPE_CHECKING:
    from retirada.checks.label_issues import LabelIssue


def label(
    project: Path, folder: Path, read: Sequence[tuple[Row, bool]], topic: Optional[str], verdict: Optional[str] = None
) -> Written:
    """Write the messages of a group, and remember that they were looked at.

    Args:
        folder: var/inbox.
        read: as `read_list` gives them.
        topic: what they ask; None where they were read rightly.

    Raises:
        Refused: nothing was written.
    """
    rows = [row._replace(intent=topic) if topic else row for row, asked_back in read if topic or not asked_back]
    written = write_labels(project, rows, verdict) if rows else Written([], [], None, [])
    remember(folder, [row for row, _ in read])
    return written


def told(project: Path, written: Written, read: Sequence[tuple[Row, bool]], topic: Optional[str]) -> Iterator[str]:
    """What was done, and what `make check` and cleanlab say of it, line by line."""
    texts = operator_texts().inbox
    for line in written.contradictions:
        yield texts.contradiction.format(line=line)
    if written.rows:
        files = ", ".join(str(path.relative_to(project)) for path in written.files)
        yield texts.written.format(count=len(written.rows), files=files)
    if written.conversation:
        yield texts.conversation.format(file=written.conversation.relative_to(project))
    else:
        yield texts.no_conversation
    yield texts.remembered.format(count=len(read))
    rows = read_folder(project / "data" / "nlu")
    for issue in doubtful(rows, written, {row.intent for row, _ in read}):
        yield texts.doubtful.format(row=issue.example.text, intent=issue.example.intent, likely=issue.likely_intent)
    left = problems(project, rows)
    yield texts.still if left else texts.nothing_left
    yield from left
    if topic:
        yield texts.next.format(topic=topic)


def doubtful(rows: Sequence[Example], written: Written, read_as: Set[str]) -> list[LabelIssue]:
    """The rows that were written whose label the rows of these intents, and of those that they were read as, speak
    against, the most doubtful first. `rows`: all training examples.
    """
    # Cleanlab takes a second to import, which who is refused, and the page at its start, can do without.
    from retirada.checks.label_issues import label_issues

    intents = {row.intent for row in written.rows} | read_as
    new = {comparable(row.text) for row in written.rows}
    found = label_issues([row for row in rows if row.intent in intents])
    return [issue for issue in found if comparable(issue.example.text) in new]


@exit_on_data_error()
def main() -> None:
    """Label GROUP.

    Raises:
        SystemExit: a variable can't be used, or nothing was written; the text says why.
    """
    configure_logging()
    number, topic, is_right = os.environ.get("GROUP"), os.environ.get("TOPIC"), bool(os.environ.get("RIGHT"))
    if not number or not number.isdecimal() or bool(topic) == is_right:
        raise SystemExit("Which group, and what does it ask? make label GROUP=1 TOPIC=withdraw, or GROUP=1 RIGHT=1.")
    read = read_list(FOLDER / f"{number}.txt")
    if not read:
        raise SystemExit(f"Nothing is left in {FOLDER / number}.txt.")
    try:
        written = label(PROJECT, FOLDER, read, topic or None, os.environ.get("VERDICT") or None)
    except Refused as refused:
        raise SystemExit(str(refused)) from None
    (FOLDER / f"{number}.txt").unlink()
    for line in told(PROJECT, written, read, topic):
        print(line)


if __name__ == "__main__":
    main()
