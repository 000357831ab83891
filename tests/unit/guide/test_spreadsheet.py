"""The spreadsheet opens, and holds the same as the page."""

from __future__ import annotations

import datetime

from openpyxl import load_workbook

from retirada.guide import __main__ as command
from retirada.guide.contents import contents
from retirada.guide.spreadsheet import workbook
from retirada.rulebook.combinations import disjoint


def rows_of(sheet) -> list[tuple]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_make_rules_writes_a_page_and_a_spreadsheet_that_opens(rules, capsys):
    command.main()
    page, spreadsheet = capsys.readouterr().out.split()
    assert page.endswith("guia.html") and 'id="p10"' in (command.PROJECT / page).read_text(encoding="utf-8")
    book = load_workbook(command.PROJECT / spreadsheet)
    of_the_guide = ["Casos", "Preguntas", "Notas oficiales", "Glosario", "Lo que no trata"]
    assert book.sheetnames == [*of_the_guide, "Casos de prueba"]
    counts = [len(rows_of(sheet)) for sheet in book]
    combinations = sum(len(disjoint(rules, topic)) for topic in rules.tables)
    assert counts == [combinations, 9, 14, len(rules.glossary.terms), len(rules.subjects), len(rules.cases)]


def test_each_combination_is_a_row_with_a_column_for_each_fact(guide):
    sheet = workbook(guide)["Casos"]
    header = [cell.value for cell in sheet[1]]
    found = [dict(zip(header, row, strict=True)) for row in rows_of(sheet)]
    (unresolved, *_) = [row for row in found if row["Fila"] == "withdraw.processed"]
    assert unresolved["En qué punto está"] == "ya se procesó"
    assert unresolved["Quién presentó la queja"] == "la queja la presentó usted o no se sabe quién la presentó"
    assert unresolved["Motivo"] == "da igual"
    assert unresolved["Se responde"] == "No, ya no se puede retirar: la queja ya se procesó."
    assert (unresolved["Preguntas"], unresolved["Veredicto"]) == ("P3", "not_withdrawable_processed")


def test_questions_and_notes_say_when_and_how_they_were_checked(guide, rules):
    book = workbook(guide)
    assert {row[-2:] for row in rows_of(book["Preguntas"])} == {
        (datetime.date(2026, 11, 26), rules.sources.checked.how)
    }
    assert {row[-2:] for row in rows_of(book["Notas oficiales"])} == {
        (datetime.date(2026, 11, 25), rules.notes.checked.how)
    }


def test_a_text_that_begins_like_a_formula_stays_text(rules, responses, tmp_path):
    evil = {**responses, "utter_cost": [{"text": '=HYPERLINK("https://example.org")'}]}
    workbook(contents(rules, evil)).save(tmp_path / "guia.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "guia.xlsx")["Lo que no trata"] for cell in row]
    (written,) = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert written.data_type == "s"
