"""The evaluation's data: annotated questions of the project and, if ../shared/eval is there, real text of others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from retirada.nlu.catalog import read_catalog
from retirada.nlu.training_data import Example
from retirada.paths import PROJECT

TRAINING = PROJECT / "data" / "nlu"
DEV = PROJECT / "tests" / "nlu" / "dev.yml"
HELDOUT = PROJECT / "tests" / "nlu" / "heldout.yml"
SHARED = PROJECT.parent / "shared" / "eval"
OUT_OF_SCOPE = "out_of_scope"
# Intents that must not get a verdict: subjects next door, other languages. The test files call all of them
# «out_of_scope».
NOT_ANSWERED = read_catalog().subjects | {OUT_OF_SCOPE, "english", "portuguese", "chinese"}


class Question(NamedTuple):
    """A test question with its annotated topic and facts."""

    text: str
    topic: str
    facts: dict[str, str]


def questions(examples: Iterable[Example]) -> list[Question]:
    """The examples as questions; other languages count as out of scope."""
    return [Question(e.text, OUT_OF_SCOPE if e.intent in NOT_ANSWERED else e.intent, e.facts) for e in examples]


def shared_sets() -> dict[str, list[str]]:
    """Real text of others, name of the set → texts; empty where SHARED is absent.

    «real, in scope» should be answered; «real, partly in scope» has no right answer and is only counted;
    no text of the other sets may be answered.
    """
    sets: dict[str, list[str]] = {}
    for row in _json_lines(SHARED / "oos_real_es.jsonl"):
        if row["class"] in ("far", "near"):
            sets.setdefault(f"real, {row['class']} out of scope", []).append(row["text"])
    for row in _json_lines(SHARED / "near_domain_real_es.jsonl"):
        if "scope_if_alibaba=no" in row["note"]:
            sets.setdefault("real, other complaints", []).append(row["text"])
        elif "scope_if_alibaba=partial" in row["note"]:
            sets.setdefault("real, partly in scope", []).append(row["text"])
        elif "platform_in_text=other" not in row["note"]:
            sets.setdefault("real, in scope", []).append(row["text"])
    return sets


def _json_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
