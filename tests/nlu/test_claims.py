"""Claims that a message puts to us, on turns by people who saw no training data."""

from __future__ import annotations

import pytest

from retirada.nlu.training_data import read_examples
from tests.nlu.conftest import TURNS

# What the model reached when this was written, less three points. A third of what is found and not marked stands in
# words that have the mark of a detail.
FOUND, MADE = 0.64, 0.71


@pytest.fixture(scope="module")
def claims(parse) -> list[tuple[set[str], set[str]]]:
    """Of each turn that puts something to be confirmed, the claims that are marked and those that are found."""
    examples = [example for path in sorted(TURNS.glob("*.yml")) for example in read_examples(path)]
    marked = [{mark.value for mark in example.marks if mark.entity == "claim"} for example in examples]
    put = [(e, made) for e, made in zip(examples, marked, strict=True) if made or e.intent == "confirm"]
    return [(made, _found(parse, example)) for example, made in put]


def test_claims_are_found(claims):
    assert sum(len(made & found) for made, found in claims) / sum(len(made) for made, _ in claims) >= FOUND


def test_what_is_found_is_claimed(claims):
    assert sum(len(made & found) for made, found in claims) / sum(len(found) for _, found in claims) >= MADE


def _found(parse, example) -> set[str]:
    context = {name: values[0] for name, values in example.context.items()}
    slots = {"topic": context.get("topic"), "pending_question": context.get("asked")} if context else {}
    return {e["value"] for e in parse(example.text, **slots)["entities"] if e["entity"] == "claim"}
