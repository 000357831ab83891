"""Rows that say the same as a new topic's are found, and those accepted are moved with what is known of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from retirada.checks.move_rows import move, rename_also, write_list
from retirada.checks.similar_rows import SimilarRows, advice
from retirada.nlu.language import normalize
from retirada.nlu.training_data import read_examples
from retirada.paths import PROJECT

NLU = PROJECT / "data" / "nlu"
OTHERS = ("where", "cost", "privacy", "points")

COST = """version: "3.1"

nlu:
  - intent: cost
    metadata:
      voice: ["España, mayor", "Perú"]
      context:
        asked: [null]
        topic: [withdraw, where]
    examples: |
      - ¿y cuánto tarda la [queja](kind:complaint)?

  - intent: cost
    examples: |
      - ¿cuánto cuesta?
      - ¿cuánto dura?
"""


def words(text):
    return " ".join(re.findall(r"\w+", normalize(text)))


@pytest.fixture(scope="module")
def rows():
    """Some intents, and twenty questions about how long it takes as the topic `how_long`."""
    duration = read_examples(NLU / "out_of_scope" / "duration.yml")
    new = [row._replace(intent="how_long") for row in duration[:200:10]]
    rest = [row for i, row in enumerate(duration) if i >= 200 or i % 10]
    paths = [*(NLU.rglob(f"{name}.yml") for name in OTHERS)]
    return [*(row for found in paths for path in found for row in read_examples(path)), *rest, *new]


def test_rows_that_say_the_same_are_found(rows):
    found = SimilarRows(rows).of("how_long")
    assert len(found) > 50
    assert sum(row.intent == "duration" for row in found) > 0.9 * len(found)


def test_rows_of_the_same_words_are_found_together(rows):
    """However they are written, and though each is judged by another classifier."""
    rows = [*rows, *(row._replace(text=f"{row.text}...") for row in rows if row.intent != "how_long")]
    found = SimilarRows(rows).of("how_long")
    listed = {words(row.text) for row in found}
    assert [
        row.text for row in rows if row not in found and row.intent != "how_long" and words(row.text) in listed
    ] == []


def test_an_editor_is_told_of_them(rows):
    told = list(advice(rows, ["how_long", "where"]))
    assert told[0].startswith("duration has ")
    assert "rows like those of how_long" in told[0]
    assert list(advice(rows, ["where"])) == []


@pytest.fixture
def nlu(tmp_path):
    (tmp_path / "out_of_scope").mkdir()
    (tmp_path / "out_of_scope" / "cost.yml").write_text(COST, encoding="utf-8")
    return tmp_path


def accepted(nlu, *texts):
    """The lines of the list, without those that the editor deletes."""
    rows = read_examples(nlu / "out_of_scope" / "cost.yml")
    write_list(rows, nlu / "list.txt", "make move-rows")
    lines = (nlu / "list.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if not texts or any(text in line for text in texts)}


def test_what_is_accepted_is_moved_with_its_marks_voice_and_context(nlu):
    before = {row.text: row for row in read_examples(nlu / "out_of_scope" / "cost.yml")}
    move(nlu, "how_long", accepted(nlu, "tarda", "dura"))
    (kept,) = read_examples(nlu / "out_of_scope" / "cost.yml")
    moved = read_examples(nlu / "how_long.yml")
    assert kept.text == "¿cuánto cuesta?"
    assert {row.text for row in moved} == {"¿y cuánto tarda la queja?", "¿cuánto dura?"}
    for row in moved:
        old = before[row.text]
        assert row.intent == "how_long"
        assert (row.marked, row.intent_metadata) == (old.marked, old.intent_metadata)


def test_rows_are_added_to_those_that_the_topic_has(nlu):
    (nlu / "how_long.yml").write_text(COST.replace("cost", "how_long").replace("cuánto", "cómo"), encoding="utf-8")
    move(nlu, "how_long", accepted(nlu, "tarda"))
    assert len(read_examples(nlu / "how_long.yml")) == 4


def test_a_file_of_which_nothing_is_left_is_gone(nlu):
    move(nlu, "how_long", accepted(nlu))
    assert not (nlu / "out_of_scope" / "cost.yml").exists()
    assert len(read_examples(nlu / "how_long.yml")) == 3


def test_a_subject_may_become_a_topic_of_its_own_name(nlu):
    assert len(move(nlu, "cost", accepted(nlu))) == len(read_examples(nlu / "cost.yml")) == 3
    assert not (nlu / "out_of_scope" / "cost.yml").exists()


def test_a_row_in_another_form_is_left_for_the_editor(nlu):
    path = nlu / "out_of_scope" / "cost.yml"
    path.write_text("nlu:\n  - intent: cost\n    examples:\n      - text: ¿cuánto dura?\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="move it by hand"):
        move(nlu, "how_long", accepted(nlu))


def test_a_subject_that_became_a_topic_is_renamed_where_it_is_the_second_intent(nlu):
    path = nlu / "where.yml"
    row = "    examples: |\n      - ¿dónde? also: [cost]\n"
    spellings = ["also: [cost]", 'also: ["cost", why]', "also: [how_long, cost]", "also: [costs]", "voice: [cost]"]
    blocks = "".join(f"  - intent: where\n    metadata:\n      {written}\n{row}" for written in spellings)
    path.write_text(f"nlu:\n{blocks}", encoding="utf-8")
    assert rename_also(nlu, "cost", "how_long") == 3
    rows = read_examples(path)
    assert [row.intent_metadata for row in rows] == [
        {"also": ["how_long"]},
        {"also": ["how_long", "why"]},
        {"also": ["how_long"]},
        {"also": ["costs"]},
        {"voice": ["cost"]},
    ]
    assert {row.text for row in rows} == {"¿dónde? also: [cost]"}


def test_the_blocks_of_our_own_data_are_renamed(tmp_path):
    path = Path(shutil.copy(NLU / "confirm.yml", tmp_path))
    assert any("withdraw" in (row.intent_metadata or {}).get("also", []) for row in read_examples(path))
    rename_also(tmp_path, "withdraw", "how_long")
    after = [row.intent_metadata or {} for row in read_examples(path)]
    assert not any("withdraw" in metadata.get("also", []) for metadata in after)
    assert any("how_long" in metadata.get("also", []) for metadata in after)
