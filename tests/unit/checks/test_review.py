"""What is due is asked about, and what was checked is written without disturbing the file."""

from __future__ import annotations

import datetime
import difflib
import shutil

import pytest

from retirada.checks.__main__ import warnings
from retirada.checks.review import review, write_check
from retirada.rulebook.freshness import due, review_months
from retirada.rulebook.knowledge import KNOWLEDGE_DIR, load

TODAY = datetime.date(2030, 3, 1)


@pytest.fixture
def folder(tmp_path):
    """The knowledge, of which only P4 and O3 are due on TODAY."""
    folder = shutil.copytree(KNOWLEDGE_DIR, tmp_path / "knowledge")
    for file, of_all in (("sources.yml", "2026-11-26"), ("official_notes.yml", "2026-11-25")):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert f"date: {of_all}" in text
        path.write_text(text.replace(f"date: {of_all}", "date: 2030-01-10"), encoding="utf-8")
    write_check(folder / "sources.yml", "P4", datetime.date(2029, 2, 28), "leída en la copia")
    write_check(folder / "official_notes.yml", "O3", datetime.date(2028, 1, 1), "vista en la página")
    return folder


def texts(folder) -> dict[str, list[str]]:
    return {path.name: path.read_text(encoding="utf-8").splitlines() for path in sorted(folder.glob("*.yml"))}


def changed_lines(before, after) -> list[str]:
    """«-» and «+» lines of all files."""
    lines = [line for name in before for line in difflib.ndiff(before[name], after[name])]
    return [line for line in lines if line[0] in "-+"]


def answering(*answers):
    given = iter(answers)

    def ask(question):
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return ask


def walk(folder, *answers) -> str:
    said: list[str] = []
    review(folder, TODAY, answering(*answers), said.append)
    return "\n".join(said)


def test_a_check_counts_for_twelve_months_to_the_day(folder):
    knowledge = load(folder)
    assert [check.entry.id for check in due(knowledge, 12, TODAY)] == ["P4", "O3"]
    # Checked on 28 February 2029: it still counts on 28 February 2030.
    assert [check.entry.id for check in due(knowledge, 12, datetime.date(2030, 2, 28))] == ["O3"]
    assert len(due(knowledge, 1, TODAY)) == 9 + 14


def test_make_check_warns_of_what_is_due(folder):
    (question, note) = warnings(load(folder), 12, TODAY)
    assert question == "sources.yml: P4 was last checked on 2029-02-28, over 12 months ago: make review."
    assert "O3 was last checked on 2028-01-01" in note
    assert warnings(load(folder), 36, TODAY) == []


def test_what_is_confirmed_is_written_and_nothing_else_changes(folder):
    before = texts(folder)
    said = walk(folder, "s", "", "sí", "comparada con: la página # de hoy")
    assert "[1/2] P4 · ¿Dónde se cancela" in said and "leída en la copia" in said
    assert "Página: ipp.alibabagroup.com/faq/en.htm" in said
    assert sorted(changed_lines(before, texts(folder))) == sorted(
        [
            "-       how: vista en la página",
            "+       how: 'comparada con: la página # de hoy'",
            "-       date: 2028-01-01",
            "+       date: 2030-03-01",
            "-       date: 2029-02-28",
            "+       date: 2030-03-01",
        ]
    )
    knowledge = load(folder)
    assert knowledge.checked(knowledge.note("O3")).how == "comparada con: la página # de hoy"
    assert "Nada que revisar" in walk(folder)


def test_a_check_of_its_own_is_added_to_an_entry_that_had_that_of_its_file(folder):
    before = texts(folder)
    write_check(folder / "sources.yml", "P10", TODAY, "leída otra vez")
    assert changed_lines(before, texts(folder)) == [
        "+     checked:",
        "+       date: 2030-03-01",
        "+       how: leída otra vez",
    ]
    knowledge = load(folder)
    assert knowledge.checked(knowledge.question("P10")).date == TODAY


def test_what_is_not_so_any_more_is_left_with_the_line_to_change(folder):
    before = texts(folder)
    said = walk(folder, "n", "")
    assert changed_lines(before, texts(folder)) == []
    line = before["sources.yml"].index("  - id: P4") + 1
    assert f"sources.yml, línea {line}," in said
    assert "Quedan por revisar: P4, O3." in said


def test_who_stops_loses_nothing(folder):
    said = walk(folder, "s", "")
    assert "Quedan por revisar: O3." in said
    assert [check.entry.id for check in due(load(folder), 12, TODAY)] == ["O3"]


def test_months_that_make_no_sense_are_named():
    assert (review_months({}), review_months({"REVIEW_MONTHS": "6"})) == (12, 6)
    for text in ("0", "x", "-3", "1000", "１２"):
        with pytest.raises(SystemExit, match="REVIEW_MONTHS must be a whole number"):
            review_months({"REVIEW_MONTHS": text})
