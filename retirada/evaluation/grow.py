"""`make grow`: whether the assistant takes new questions, as docs/growth.md.

The topics of tests/growth are added to a copy of the project by the README's steps, with 50 examples each, and to
another with 15. The copy is trained and started as `make run` does, and asked over REST. Beside it stands the project
as it is. EXAMPLES: other numbers, separated by commas. Each takes a training. What is missed goes to
var/grow-missed.tsv.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from tabulate import tabulate
from tqdm import tqdm

from retirada.evaluation.dataset import HELDOUT, OUT_OF_SCOPE, Question, questions
from retirada.evaluation.outcomes import share, verdict
from retirada.evaluation.topic_copy import add_topic, copy_project, environment, move_rows, run
from retirada.nlu.training_data import read_examples
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, load
from retirada.server.settings import configure_logging, free_port
from retirada.yaml_files import exit_on_data_error

GROWTH = PROJECT / "tests" / "growth"
PAGE = PROJECT / "docs" / "growth.md"
EXAMPLES = [int(number) for number in os.environ.get("EXAMPLES", "50,15").split(",")]
FIRST_SOURCE = 11
START_SECONDS = 3600
MISSED = PROJECT / "var" / "grow-missed.tsv"
HEADER = ["new topic", "examples", "rows moved", "asked by", "questions", "answered %", "answered or offered %"]
OTHERS = ["", "other verdicts right %", "out of scope answered %", "a new topic offered %"]

Reply = list[dict[str, Any]]


@contextmanager
def assistant(project: Path, folder: Path) -> Iterator[Callable[[str], Reply]]:
    """Start the assistant of a project, training it if need be; gives a function that asks it in a new conversation.

    Raises:
        RuntimeError: it did not start.
    """
    port, log = free_port(), folder / "assistant.log"
    settings = {
        "PORT": str(port),
        "ACTION_PORT": str(free_port()),
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
    }
    rates = {f"REST_RATE_PER_{what}": "1000000/minute" for what in ("SENDER", "ADDRESS", "CHANNEL")}
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "retirada.server.serve"],
            cwd=project,
            env={**environment(project), **settings, **rates},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url, asked = f"http://127.0.0.1:{port}/webhooks/rest/webhook", 0
    with httpx.Client(timeout=60) as client:

        def ask(text: str) -> Reply:
            nonlocal asked
            asked += 1
            reply: Reply = client.post(url, json={"sender": f"grow-{asked}", "message": text}).raise_for_status().json()
            return reply

        try:
            deadline = time.monotonic() + START_SECONDS
            while "Ready:" not in log.read_text(encoding="utf-8"):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"The assistant did not start:\n{log.read_text(encoding='utf-8')}")
                time.sleep(0.5)
            yield ask
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def is_answered(reply: Reply, topic: str) -> bool:
    """Whether a message of the reply gives a verdict on the topic."""
    return any(message["answer"]["verdict"] and message["answer"]["topic"] == topic for message in reply)


def is_offered(reply: Reply, topic: str) -> bool:
    """Whether a message of the reply has a button that asks about the topic."""
    return any(button["payload"] == f"/{topic}" for message in reply for button in message.get("buttons", []))


def others(
    ask: Callable[[str], Reply], heldout: Sequence[Question], rules: Knowledge, new: Collection[str] = ()
) -> list[str]:
    """The percentages of a row of OTHERS, where `new` topics were added."""
    right, strays, offered = [], [], []
    for question in tqdm(heldout, desc="Held-out questions", leave=False, disable=None):
        reply = ask(question.text)
        given = {(m["answer"]["topic"], m["answer"]["verdict"]) for m in reply if m["answer"]["verdict"]}
        offered.append(any(is_offered(reply, topic) for topic in new))
        if question.topic in rules.tables:
            right.append(verdict(rules, question.topic, question.facts) in given)
        elif question.topic == OUT_OF_SCOPE:
            strays.append(bool(given))
    return [f"{100 * share(hits):.2f}" for hits in (right, strays, offered)]


def grow(n: int, heldout: Sequence[Question], rules: Knowledge, scratch: Path) -> tuple[list[list[str]], list[str]]:
    """Add all topics with `n` examples to a copy, and ask it. Returns rows of both tables."""
    project = scratch / f"with-{n}"
    copy_project(project)
    folders = sorted(path for path in GROWTH.iterdir() if path.is_dir())
    for number, folder in enumerate(folders, start=FIRST_SOURCE):
        add_topic(project, folder, f"P{number}", n)
    moved = {folder.name: move_rows(project, folder.name) for folder in folders}
    run(project, "retirada.checks")
    rows = []
    with assistant(project, project / "var") as ask:
        for folder in folders:
            topic = folder.name
            for author, block in _blocks(folder / "questions.yml"):
                replies = [ask(text) for text in block]
                answered = [is_answered(reply, topic) for reply in replies]
                offered = [a or is_offered(reply, topic) for a, reply in zip(answered, replies, strict=True)]
                shares = [f"{100 * share(hits):.0f}" for hits in (answered, offered)]
                _write_missed(n, topic, block, replies)
                rows.append([topic, str(n), moved[topic], author, str(len(block)), *shares])
        return rows, [f"with {len(folders)} topics more, {n} examples each", *others(ask, heldout, rules, moved)]


def _write_missed(n: int, topic: str, asked: Sequence[str], replies: Sequence[Reply]) -> None:
    """Add the questions that were not answered to MISSED, with what the assistant said."""
    with open(MISSED, "a", encoding="utf-8") as file:
        for text, reply in zip(asked, replies, strict=True):
            if not is_answered(reply, topic):
                answer, buttons = reply[0]["answer"], [b["payload"] for m in reply for b in m.get("buttons", [])]
                print(n, topic, text, answer["topic"], answer["about"], *buttons[:3], sep="\t", file=file)


def _blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(voice, questions) of each block of a question file."""
    texts: dict[str, list[str]] = {}
    for example in read_examples(path):
        texts.setdefault(example.intent_metadata["voice"][0], []).append(example.text)
    yield from texts.items()


@exit_on_data_error()
def main() -> None:
    """Ask the project as it is and with the new topics; print and write the tables."""
    configure_logging()
    rules = load()
    new = {example.text for path in GROWTH.glob("*/questions.yml") for example in read_examples(path)}
    heldout = [question for question in questions(read_examples(HELDOUT)) if question.text not in new]
    table: list[list[str]] = []
    MISSED.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with assistant(PROJECT, scratch) as ask:
            beside = [["as it is", *others(ask, heldout, rules)]]
        for n in EXAMPLES:
            rows, row = grow(n, heldout, rules, scratch)
            table += rows
            beside.append(row)
            print(tabulate(rows, HEADER), tabulate(beside, OTHERS), sep="\n", flush=True)
    made = datetime.now().strftime("%Y-%m-%d")
    note = (
        f"`make grow` wrote this on {made}. The topics, their examples and the questions are in `tests/growth`; all\n"
        "rows that `make move-rows` lists were moved, unread. *Other verdicts* are of the held-out questions in scope\n"
        f"that are none of the new topics' ({sum(q.topic in rules.tables for q in heldout)})."
    )
    tables = [tabulate(*each, tablefmt="github", disable_numparse=True) for each in ((table, HEADER), (beside, OTHERS))]
    PAGE.write_text("\n\n".join(["# Whether a new question takes", note, *tables]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
