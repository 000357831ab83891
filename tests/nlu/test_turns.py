"""Turns by people who saw no training data, read where they stand in their conversation: by an author, and (`rounds`)
of judged free conversations.

`turns/*.yml` is training data in form: a block's `context` says what was asked last and what was talked about.
"""

from __future__ import annotations

import pytest

from retirada.nlu.training_data import read_examples
from tests.nlu.conftest import TURNS

# File → share of its turns whose intent is read right; what the model reached when this was written, less two points.
READ_RIGHT = {"context": 0.87, "conversation": 0.87, "hard": 0.86, "rounds": 0.67, "subjects": 0.81, "topics": 0.95}


@pytest.mark.parametrize("name", READ_RIGHT)
def test_intents(parse, name):
    examples = read_examples(TURNS / f"{name}.yml")
    right = [_intent(parse, example) == example.intent for example in examples]
    assert sum(right) / len(right) >= READ_RIGHT[name]


def _intent(parse, example) -> str:
    """The likeliest intent, also where the assistant would ask back."""
    context = {name: values[0] for name, values in example.context.items()}
    slots = {"topic": context.get("topic"), "pending_question": context.get("asked")} if context else {}
    return next(
        guess["name"] for guess in parse(example.text, **slots)["intent_ranking"] if guess["name"] != "nlu_fallback"
    )
