"""Whether a claim is so, and what is said of it, fits every state that a case can be in."""

from __future__ import annotations

import re
from functools import cache

import pytest

from retirada.rulebook.claims import Claim
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.rulebook.cases import every_case

RULES = project_knowledge()
CLAIMS = list(dict.fromkeys(claim.id for claim in RULES.claims.claims))
CASES = every_case(RULES)
OVER = [{"status": "withdrawn"}, {"status": "processed"}, {"kind": "report", "ground": "other"}]
OPPOSITES = [
    ("i_can_withdraw", "i_cannot_withdraw"),
    ("other_can_withdraw", "other_cannot_withdraw"),
    ("can_be_withdrawn", "cannot_be_withdrawn"),
    ("even_processed", "not_once_processed"),
    ("settle_first", "withdraw_first"),
    ("can_leave_it", "must_withdraw"),
    ("other_not_obliged", "if_paid_obliged"),
    ("should_pay", "should_not_pay"),
    ("refile", "no_refile"),
    ("refile_with_proof", "no_refile_even_with_proof"),
    ("refile_without_proof", "no_refile_without_proof"),
    ("reopen", "no_reopen"),
    ("can_mediate", "cannot_mediate"),
    ("removal_useless", "removal_helps"),
    ("withdrawal_useless", "withdrawal_helps"),
    ("sanction_certain", "no_sanction"),
    ("notice_confirmed", "notice_nothing"),
    ("can_appeal", "cannot_appeal"),
    ("no_deadline", "deadline"),
    ("guide_not_official", "guide_official"),
    ("guide_nine", "guide_ten"),
    ("guide_no_date", "guide_dated"),
]
NO_PLAN = ("settle_first", "withdraw_first")  # two orders, both of them wrong where it cannot be withdrawn
CAN = r"(?<!\bno )(?<!\bno se )(?<!\bno l[ao] )\b(?:puede|podrá) retirar(?:l[ao])?\b"
IS_DONE = r"\bl[ao] retira quien\b|\bse retira\b|\bpedir(?:le que l[ao] retire|lo)\b"
TO_COME = rf"{CAN}|{IS_DONE}|\bmientras siga en trámite\b|\bsi sigue en trámite\b"
# What it says of reports as a whole: it tells nobody that this one can be withdrawn.
OF_THE_RULE = r"Un informe solo se puede retirar si es por robo de imágenes o por infracción de productos\."


@cache
def _in_each_case(name: str) -> list[Claim | None]:
    """What is said of a claim in each of the cases."""
    entries = [claim for claim in RULES.claims.claims if claim.id == name]
    return [
        next((claim for claim in entries if claim.fits(case)), None)
        for case in ({**RULES.unstated, **case} for case in CASES)
    ]


def _verdicts(name: str, **facts: str) -> set[str]:
    """Whether a claim is so: in each of the cases with these facts."""
    said = zip(CASES, _in_each_case(name), strict=True)
    return {claim.verdict for case, claim in said if claim and facts.items() <= case.items()}


def _wrong(said: str, **facts: str) -> set[tuple[str, str]]:
    """The claims of which something is said that matches `said` in a case with these facts."""
    told = {
        (name, claim.says)
        for name in CLAIMS
        for case, claim in zip(CASES, _in_each_case(name), strict=True)
        if claim and facts.items() <= case.items()
    }
    return {(name, text) for name, text in told if re.search(said, re.sub(OF_THE_RULE, "", text), re.I)}


def _decided_alike(one: str, other: str) -> list[tuple[dict[str, str], str]]:
    """The cases in which both claims are right, or both wrong."""
    pairs = zip(CASES, _in_each_case(one), _in_each_case(other), strict=True)
    return [(case, a.verdict) for case, a, b in pairs if a and b and a.verdict == b.verdict != "open"]


@pytest.mark.parametrize("name", CLAIMS)
def test_something_is_said_of_a_claim_in_every_case(name):
    assert [case for case, claim in zip(CASES, _in_each_case(name), strict=True) if claim is None] == []


@pytest.mark.parametrize("facts", OVER)
def test_what_cannot_be_withdrawn_is_not_said_to_be_withdrawable(facts):
    assert _wrong(TO_COME, **facts) == set()
    for can, cannot in OPPOSITES[:3]:
        assert "right" not in _verdicts(can, **facts) and _verdicts(cannot, **facts) <= {"right"}


@pytest.mark.parametrize(("can", "cannot"), OPPOSITES[:3])
def test_that_it_can_be_withdrawn_is_right_only_where_the_tables_say_so(can, cannot):
    said = zip(CASES, _in_each_case(can), _in_each_case(cannot), strict=True)
    agreed = [case for case, one, other in said if one.verdict == "right" or other.verdict == "wrong"]
    of_who_filed = ({**case, "party": "complainant"} for case in agreed)
    assert {decide(RULES, "withdraw", case).verdict for case in of_who_filed} == {"withdrawable"}


@pytest.mark.parametrize("name", ["i_can_withdraw", "can_be_withdrawn", "while_open"])
def test_who_may_withdraw_it_by_the_tables_is_told_so(name):
    may = {"party": "complainant", "status": "in_process"}
    said = [
        (case, claim) for case, claim in zip(CASES, _in_each_case(name), strict=True) if may.items() <= case.items()
    ]
    told = {claim.verdict for case, claim in said if decide(RULES, "withdraw", case).verdict == "withdrawable"}
    assert told == {"right"}


@pytest.mark.parametrize("facts", [OVER[1], {**OVER[2], "status": "in_process"}])
def test_no_withdrawal_is_said_to_help_where_there_can_be_none(facts):
    assert _wrong(r"\buna retirada puede ayudar\b", **facts) == set()


def test_the_accused_is_not_told_that_they_can_withdraw_it():
    you_can = r"(?<!\bno )(?<!\bpresentó )(?<!\bpresentó sí )\bpuede retirarl[ao]\b(?! quien\b)"
    of_who_filed = r"\bdesde su cuenta\b|\bque es usted\b|\bla presentó usted\b|\bcompruebe si\b"
    assert _wrong(f"{you_can}|{of_who_filed}", party="respondent") == set()
    assert "right" not in _verdicts("i_can_withdraw", party="respondent")
    assert _verdicts("i_cannot_withdraw", party="respondent") == {"right"}


def test_who_complained_is_not_told_what_the_accused_is():
    assert _wrong(r"\bsu aviso\b|\busted, que la recibió\b|\bpedirlo sirve\b", party="complainant") == set()


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_a_claim_and_its_opposite_are_not_both_right_or_both_wrong(one, other):
    alike = _decided_alike(one, other)
    if (one, other) == NO_PLAN:
        alike = [(case, verdict) for case, verdict in alike if not any(over.items() <= case.items() for over in OVER)]
    assert alike == []


def test_what_is_said_begins_with_neither_yes_nor_no():
    assert [claim.says for claim in RULES.claims.claims if re.match(r"(?:sí|no)\b", claim.says, re.I)] == []
