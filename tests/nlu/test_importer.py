"""What training data is read, and what is said of a file that is none."""

from __future__ import annotations

import pytest

GOOD = """nlu:
  - intent: withdraw
    examples: |
      - la [cerraron](status:processed)
  - lookup: other_place
    examples: |
      - Amazon
"""


def read(tmp_path, text):
    from retirada.nlu.importer import OnceImporter

    file = tmp_path / "some.yml"
    file.write_text(text, encoding="utf-8")
    return OnceImporter(training_data_paths=[str(file)]).get_nlu_data()


def test_examples_and_lookup_tables_are_read(tmp_path):
    data = read(tmp_path, GOOD)
    (example,) = data.training_examples
    assert example.get("text") == "la cerraron"
    assert example.get("intent") == "withdraw"
    assert [(e["entity"], e["value"]) for e in example.get("entities")] == [("status", "processed")]
    assert data.lookup_tables == [{"name": "other_place", "elements": ["Amazon"]}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("examples", "exemples", 1), "exemples"),
        (GOOD.replace("- intent: withdraw", "- intent: [withdraw"), "no file of training data"),
        ("nlu:\n  withdraw\n", "no file of training data"),
    ],
    ids=["a misspelt key", "no YAML", "no list"],
)
def test_another_file_is_refused_by_name(tmp_path, text, said):
    from rasa.shared.exceptions import RasaException

    with pytest.raises(RasaException, match=said) as raised:
        read(tmp_path, text)
    assert "some.yml" in str(raised.value)
