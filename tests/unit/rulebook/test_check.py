"""The rulebook's own checks, on a copy of the tables in which something was broken."""

from __future__ import annotations

from retirada.rulebook.check import failed_cases, unreached_rows


def test_the_project_s_own_rows_all_decide_and_its_cases_come_out_as_expected(rules):
    assert list(unreached_rows(rules)) == [] == list(failed_cases(rules))
    assert len(rules.cases) >= 20


def test_a_row_that_never_decides_is_named_with_its_case_and_the_row_that_takes_it(rules):
    rows = list(rules.tables["withdraw"])
    moved = [rows[-1].copy(update={"when": {"status": ["processed"]}, "id": "withdraw.early"}), *rows]
    (problem,) = unreached_rows(rules.copy(update={"tables": {"withdraw": moved}}))
    assert problem.text == (
        "withdraw, row 4 (not_withdrawable_processed) never decides: "
        "its case {status: processed} is decided by withdraw.early (withdrawal_conditions)"
    )


def test_a_case_that_comes_out_otherwise_is_named_with_both_verdicts(rules):
    case = rules.cases[1].copy(update={"verdict": "resolve_first"})
    (problem,) = failed_cases(rules.copy(update={"cases": [case]}))
    assert problem.file == "cases.yml"
    assert (
        "should be resolve_first" in problem.text and "withdraw.complaint_in_process says withdrawable" in problem.text
    )
