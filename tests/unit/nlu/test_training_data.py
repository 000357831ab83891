"""Training data is read as Rasa reads it; what Rasa would skip is an error that names file and line."""

from __future__ import annotations

import gc

import pytest
from rasa.shared.nlu.training_data.entities_parser import find_entities_in_training_example, replace_entities
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from retirada.nlu.components.importer import CachedImporter
from retirada.nlu.training_data import TrainingDataError, read_training_file, unmark
from retirada.paths import PROJECT

EVERYTHING = """version: "3.1"
nlu:
  - intent: withdraw
    metadata:
      voice: [Lima]
    examples: |
      - la [cerraron](status:processed)
      - en el [celular](device) o en la [compu]{"entity": "device", "value": "computer", "role": "second"}

  - intent: refile
    examples:
      - text: |
          otra [queja][{"entity": "kind", "value": "complaint"}, {"entity": "word"}]
        metadata:
          context: {asked: [status]}
      - text: de nuevo
  - lookup: other_place
    examples: |
      - Amazon
      - Temu
  - regex: order
    examples: |
      - \\d{10}
  - synonym: mobile
    examples: |
      - cel
"""


def write(folder, text):
    path = folder / "some.yml"
    path.write_text(text, encoding="utf-8")
    return path


def as_set(data):
    return {
        (
            message.get("text"),
            message.get("intent"),
            str(message.get("metadata")),
            tuple(sorted((e["start"], e["end"], e["entity"], e["value"], str(e.get("role"))) for e in entities)),
        )
        for message in data.intent_examples
        for entities in [message.get("entities", [])]
    }


@pytest.mark.filterwarnings("ignore:Found inconsistent entity synonyms")
@pytest.mark.parametrize(
    "text",
    [EVERYTHING, (PROJECT / "tests" / "nlu" / "dev.yml").read_text(encoding="utf-8")],
    ids=["everything", "dev.yml"],
)
def test_examples_are_those_that_rasa_reads(tmp_path, text):
    path = write(tmp_path, text)
    ours, rasas = CachedImporter(training_data_paths=[str(path)]).get_nlu_data(), RasaYAMLReader().read(str(path))
    assert as_set(ours) == as_set(rasas)
    assert ours.lookup_tables == rasas.lookup_tables
    assert ours.regex_features == rasas.regex_features


@pytest.mark.parametrize(
    "marked",
    [
        "sin marcas",
        "[así](no:) y (así) [tampoco]",
        "la [cerraron](status:processed), y el [celular](device) también",
        "[una](kind:complaint)[otra](kind:report:x)",
        "[así][no] la [quito](status:withdrawn)",
        '[compu]{"entity": "device", "value": "computer", "role": "second"} o [celular](device)',
        '[queja][{"entity": "kind", "value": "complaint"}, {"entity": "word"}] [mía](party:complainant)',
    ],
)
def test_marks_are_those_that_rasa_finds(marked):
    text, marks = unmark(marked)
    assert text == replace_entities(marked)
    found = [(e["start"], e["end"], e["entity"], e["value"]) for e in find_entities_in_training_example(marked)]
    assert [mark[:4] for mark in marks] == found


def test_garbage_is_collected_again_after_reading(tmp_path):
    gc.enable()  # a test before may have left it off
    read_training_file(write(tmp_path, EVERYTHING))
    assert gc.isenabled()
    with pytest.raises(TrainingDataError):
        read_training_file(write(tmp_path, "nlus: []\n"))
    assert gc.isenabled()


def test_synonyms_are_those_that_are_declared(tmp_path):
    data = CachedImporter(training_data_paths=[str(write(tmp_path, EVERYTHING))]).get_nlu_data()
    assert data.entity_synonyms == {"cel": "mobile"}


def test_each_example_knows_its_line(tmp_path):
    path = write(tmp_path, EVERYTHING)
    lines = path.read_text(encoding="utf-8").splitlines()
    examples = read_training_file(path).examples
    assert [example.place for example in examples] == [f"some.yml:{n}" for n in (7, 8, 12, 16)]
    for example in examples[:2]:
        assert example.marked in lines[int(example.place.partition(":")[2]) - 1]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    examples: |\n      - la", "    exemples: |\n      - la", r"some.yml:3: an item needs .*exemples"),
        ("      - la ", "      la ", "some.yml:7: an example starts with"),
        ("- text: de nuevo", "- texto: de nuevo", "some.yml:16: an example of a list needs «text»"),
        ("- synonym: mobile", "- synonyms: mobile", "some.yml:.*synonyms"),
        ("- intent: refile", "- intent: [refile", "some.yml is no file of training data"),
        ("nlu:\n", "nlus:\n", "some.yml is no file of training data: it needs `nlu:`"),
        ("- lookup: other_place", "- lookup:", "«lookup» needs a name"),
        ("nlu:\n", '"nlu":\n', "some.yml: Rasa skips this file: its key `nlu:` needs"),
    ],
)
def test_what_rasa_would_skip_is_an_error_with_its_place(tmp_path, old, new, message):
    assert old in EVERYTHING
    with pytest.raises(TrainingDataError, match=message):
        read_training_file(write(tmp_path, EVERYTHING.replace(old, new, 1)))


def test_a_file_of_something_else_is_an_error(tmp_path):
    with pytest.raises(TrainingDataError, match="is no file of training data"):
        read_training_file(write(tmp_path, "nlu:\n  withdraw\n"))
