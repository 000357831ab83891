"""Turns by people who saw no training data, read where they stand in their conversation: by an author, and (`rounds`)
of judged free conversations.

`turns/*.yml` is training data in form: a block's `context` says what was asked last and what was talked about.
"""

from __future__ import annotations

import pytest

from retirada.nlu.training_data import read_examples
from tests.nlu.conftest import TURNS

# File → the least share of its turns whose intent is read right: tests/README.md says how bars are set.
READ_RIGHT = {"context": 0.89, "conversation": 0.88, "hard": 0.89, "rounds": 0.68, "subjects": 0.82, "topics": 0.96}


@pytest.mark.parametrize("name", READ_RIGHT)
def test_intents(parse_example, name):
    examples = read_examples(TURNS / f"{name}.yml")
    right = [_intent(parse_example(example)) == example.intent for example in examples]
    assert sum(right) / len(right) >= READ_RIGHT[name]


def _intent(parsed) -> str:
    """The likeliest intent, also where the assistant would ask back."""
    return next(guess["name"] for guess in parsed["intent_ranking"] if guess["name"] != "nlu_fallback")
