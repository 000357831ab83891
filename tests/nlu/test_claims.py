"""Claims that a message puts to us, on turns by people who saw no training data."""

from __future__ import annotations

import pytest

from retirada.nlu.training_data import read_examples
from tests.nlu.conftest import TURNS

# Bars: tests/README.md says how they are set. A third of what is found and not marked stands in words that have the
# mark of a detail.
FOUND, MADE = 0.70, 0.72


@pytest.fixture(scope="module")
def claims(parse_example) -> list[tuple[set[str], set[str]]]:
    """Of each turn that puts something to be confirmed, the claims that are marked and those that are found."""
    examples = [example for path in sorted(TURNS.glob("*.yml")) for example in read_examples(path)]
    marked = [{mark.value for mark in example.marks if mark.entity == "claim"} for example in examples]
    put = [(e, made) for e, made in zip(examples, marked, strict=True) if made or e.intent == "confirm"]
    return [(made, _found(parse_example(example))) for example, made in put]


def test_claims_are_found(claims):
    assert sum(len(made & found) for made, found in claims) / sum(len(made) for made, _ in claims) >= FOUND


def test_what_is_found_is_claimed(claims):
    assert sum(len(made & found) for made, found in claims) / sum(len(found) for _, found in claims) >= MADE


def _found(parsed) -> set[str]:
    return {e["value"] for e in parsed["entities"] if e["entity"] == "claim"}
