"""Details that a message asks about, on questions by people who saw no training data."""

from __future__ import annotations

import pytest

from actions.reading.details_asked import details_asked
from retirada.nlu.training_data import read_examples
from retirada.rulebook.knowledge import project_knowledge
from tests.nlu.conftest import TURNS

# Bars: tests/README.md says how they are set. Where none is marked, half of what is found is asked, by a reader who was
# shown it; and some of what the guide leaves open has got a line of its own since it was marked.
FOUND, OPEN, FOUND_IN_VAIN, FOUND_IN_TALKS = 0.87, 0.30, 0.22, 0.57


@pytest.fixture(scope="module")
def read(parse_example) -> list[tuple[str | None, list[str]]]:
    """Of each question, the detail that it asks about and those that are found in it."""
    examples = read_examples(TURNS / "details.yml")
    return [(example.facts.get("detail"), _found(parse_example(example))) for example in examples]


def test_details_are_found(read):
    asked = [detail in found for detail, found in read if detail not in (None, "unsaid")]
    assert sum(asked) / len(asked) >= FOUND


def test_what_the_guide_leaves_open_is_read_as_such(read):
    asked = [found == ["unsaid"] for detail, found in read if detail == "unsaid"]
    assert sum(asked) / len(asked) >= OPEN


def test_none_is_found_where_none_is_asked(read):
    in_vain = [bool(found) for detail, found in read if not detail]
    assert sum(in_vain) / len(in_vain) <= FOUND_IN_VAIN


def test_details_are_found_in_the_middle_of_a_talk(parse_example):
    examples = read_examples(TURNS / "talks.yml")
    asked = [
        mark.value in found
        for example, found in ((example, _found(parse_example(example))) for example in examples)
        for mark in example.marks
        if mark.entity == "detail"
    ]
    assert sum(asked) / len(asked) >= FOUND_IN_TALKS


def _found(parsed) -> list[str]:
    second = [e["value"] for e in parsed["entities"] if e["entity"] == "second_topic"]
    intent = parsed["intent"]["name"]
    # As where the answer to the question was just given: there more is found, also in vain.
    return details_asked(project_knowledge(), parsed["entities"], [intent, *second], topic=intent)
