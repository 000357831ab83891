"""The training data, read for Rasa: what is no such file is refused by its name."""

from __future__ import annotations

import pytest
from rasa.shared.exceptions import RasaException

from retirada.nlu.components.importer import CachedImporter

GOOD = """nlu:
  - intent: withdraw
    metadata: {voice: [nadie], context: {asked: [status, null]}}
    examples: |
      - la [cerraron](status:processed)
  - lookup: other_place
    examples: |
      - Amazon
"""


def imported(folder, text):
    file = folder / "some.yml"
    file.write_text(text, encoding="utf-8")
    return CachedImporter(training_data_paths=[str(file)]).get_nlu_data()


def test_examples_their_contexts_and_lookup_tables_are_read(tmp_path):
    data = imported(tmp_path, GOOD)
    (example,) = data.training_examples
    assert (example.get("text"), example.get("intent")) == ("la cerraron", "withdraw")
    assert [(e["entity"], e["value"]) for e in example.get("entities")] == [("status", "processed")]
    assert example.get("metadata")["intent"]["context"] == {"asked": ["status", None]}
    assert data.lookup_tables == [{"name": "other_place", "elements": ["Amazon"]}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("examples", "exemples", 1), "exemples"),
        (GOOD.replace("- intent: withdraw", "- intent: [withdraw"), "no file of training data"),
        ("nlu:\n  withdraw\n", "no file of training data"),
        (GOOD.replace("voice", "vioce"), "vioce"),
        (GOOD.replace("asked", "aksed"), "aksed"),
        (GOOD.replace("[status, null]", "status"), "list of values"),
    ],
    ids=["a misspelt key", "no YAML", "no list", "unknown metadata", "unknown context", "context that is no list"],
)
def test_another_file_is_refused_by_name(tmp_path, text, said):
    with pytest.raises(RasaException, match=said) as raised:
        imported(tmp_path, text)
    assert "some.yml" in str(raised.value)
