"""What training rows state is what the actions make of them, where the NLU reads it as it is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from rasa_sdk import Tracker

from actions.reading.message_reader import read_message
from retirada.nlu.training_data import Example, read_folder
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import project_knowledge
from retirada.yaml_files import read_yaml

KNOWLEDGE = project_knowledge()
SLOTS = read_yaml(PROJECT / "domain.yml")["slots"]
FACTS = set(KNOWLEDGE.facts) - {"device"}  # which only some questions ask for
STEP = 25  # of the rows, to take seconds

# Of the facts that rows state: what was dropped, or turned into another value, when this was written (0.5 and 0.2 %),
# and as much again. The actions know better than some rows: «pruebas» of a debt are none.
DROPPED, TURNED = 0.011, 0.004


@pytest.fixture(scope="module")
def heard() -> Counter[str]:
    """How many of the facts were kept, dropped and turned, in conversations that begin with the row."""
    return Counter(outcome for example in _stating() for outcome in _outcomes(example))


def test_what_rows_state_is_stored(heard):
    assert heard["dropped"] <= DROPPED * heard.total()


def test_what_rows_state_is_not_turned(heard):
    assert heard["turned"] <= TURNED * heard.total()


def _stating() -> Iterator[Example]:
    """Each STEP-th of the rows of a message that may state facts, and is read alike wherever it stands."""
    rows = (row for row in read_folder(PROJECT / "data" / "nlu") if row.intent in KNOWLEDGE.stated_in)
    yield from [row for row in rows if not row.context and _facts(row)][::STEP]


def _facts(row: Example) -> dict[str, str]:
    """The facts that the row states, of which it states one value."""
    values = {name: {mark.value for mark in row.marks if mark.entity == name} for name in FACTS}
    return {name: said.pop() for name, said in values.items() if len(said) == 1 and "retracted" not in said}


def _outcomes(row: Example) -> Iterator[str]:
    entities = [
        {"entity": mark.entity, "value": mark.value, "start": mark.start, "end": mark.end}
        for mark in row.marks
        if mark.entity in KNOWLEDGE.facts
    ]
    intent = {"name": row.intent, "confidence": 1.0}
    message = {"text": row.text, "intent": intent, "entities": entities, "intent_ranking": [intent]}
    event = {"event": "user", "text": row.text, "parse_data": message, "message_id": "0"}
    tracker = Tracker("ana", dict.fromkeys(SLOTS), message, [event], False, None, {}, "action_answer")
    stated = read_message(tracker, KNOWLEDGE, message).stated
    for name, value in _facts(row).items():
        yield "kept" if stated.get(name) == value else "turned" if name in stated else "dropped"
