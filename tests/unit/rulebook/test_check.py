"""The rulebook's own checks, on a copy of the tables in which something was broken."""

from __future__ import annotations

import datetime
import re

import pytest

from retirada.rulebook.check import (
    failed_cases,
    future_dates,
    rows_without_case,
    undecided_cases,
    unreached_rows,
)
from retirada.rulebook.fields import Checked

TOMORROW = Checked(date=datetime.date.today() + datetime.timedelta(days=3), how="leída")


@pytest.mark.parametrize(
    "check", [undecided_cases, unreached_rows, failed_cases, rows_without_case, future_dates], ids=lambda f: f.__name__
)
def test_nothing_is_to_mend_in_the_project_s_own_rulebook(rules, check):
    assert list(check(rules)) == []


def test_a_case_that_no_row_decides_is_named_in_words_and_as_data(rules):
    by_hand = [row for row in rules.tables["refile"] if row.when]
    (problem,) = undecided_cases(rules.copy(update={"tables": {"refile": by_hand}}))
    assert problem.file == "tables.yml"
    assert "refile: no row decides this case: «no se sabe si hay pruebas de la infracción» {}." in problem.text
    both = [row.copy(update={"when": {**row.when, "kind": ["report"]}}) for row in by_hand]
    (problem,) = undecided_cases(rules.copy(update={"tables": {"refile": both}}))
    assert "«hay pruebas de la infracción; se trata de una queja» {evidence: yes, kind: complaint}" in problem.text


def test_a_table_whose_last_row_has_conditions_is_whole_if_its_rows_leave_nothing_out(rules):
    row = rules.tables["mediation"][0]
    either = [
        row.copy(update={"when": {"kind": [kind]}, "id": f"mediation.{kind}"}) for kind in ("report", "complaint")
    ]
    assert list(undecided_cases(rules.copy(update={"tables": {"mediation": either}}))) == []


def test_a_row_that_never_decides_is_named_with_its_case_and_the_row_that_takes_it(rules):
    rows = list(rules.tables["withdraw"])
    moved = [rows[-1].copy(update={"when": {"status": ["processed"]}, "id": "withdraw.early"}), *rows]
    (problem,) = unreached_rows(rules.copy(update={"tables": {"withdraw": moved}}))
    assert problem.text == (
        "withdraw, row 4 (not_withdrawable_processed) never decides: "
        "its case «ya se procesó; no se sabe quién la presentó; se trata de una queja; no se sabe el motivo; "
        "no se sabe si queda algo por arreglar» {status: processed} "
        "is decided by withdraw.early (withdrawal_conditions)"
    )


def test_a_row_that_no_named_case_comes_to_is_named(rules):
    cases = [case for case in rules.cases if case.topic != "mediation"]
    (problem,) = rows_without_case(rules.copy(update={"cases": cases}))
    assert problem == ("cases.yml", "no case is decided by mediation.any (contact_staff): add one")


def test_a_check_that_is_still_to_come_is_named(rules):
    questions = [rules.sources.questions[0].copy(update={"checked": TOMORROW}), *rules.sources.questions[1:]]
    spoilt = rules.copy(
        update={
            "sources": rules.sources.copy(update={"questions": questions}),
            "notes": rules.notes.copy(update={"checked": TOMORROW}),
        }
    )
    assert list(future_dates(spoilt)) == [
        ("sources.yml", f"P1 → checked: {TOMORROW.date} is in the future"),
        ("official_notes.yml", f"checked: {TOMORROW.date} is in the future"),
    ]


def test_a_case_that_comes_out_otherwise_is_named_with_both_verdicts(rules):
    case = rules.cases[1].copy(update={"verdict": "resolve_first"})
    (problem,) = failed_cases(rules.copy(update={"cases": [case]}))
    assert problem.file == "cases.yml"
    assert (
        "should be resolve_first" in problem.text and "withdraw.complaint_in_process says withdrawable" in problem.text
    )


@pytest.mark.parametrize("name", ["no_such", "details_named.no_such", "despair.no_such", "names.no_such"])
def test_words_that_do_not_exist_are_named_in_whole(rules, name):
    with pytest.raises(KeyError, match=re.escape(name)):
        rules.phrases.words(name)
