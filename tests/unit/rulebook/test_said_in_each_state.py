"""What every detail says fits every state that a case can be in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from retirada.rulebook.details import NOT_FILED
from retirada.rulebook.knowledge import project_knowledge

RULES = project_knowledge()
DETAILS = list(dict.fromkeys(detail.id for detail in RULES.details))
_FACTS = ("party", "status", "kind", "ground", "issues_resolved")
CASES = [
    {fact: value for fact, value in zip(_FACTS, values, strict=True) if value}
    for values in product(*([None, *RULES.facts[fact].values] for fact in _FACTS))
]
TO_COME = (
    r"\b(?:puede|podrá) retirarl[ao]\b|\bretírel[ao]\b|\bno l[ao] retire\b|\bdéjela\b|\bmientras siga en trámite\b"
)
BEFOREHAND = r"\bantes de retirarl[ao]\b|\buna vez procesada\b|\bsi la procesan\b|\bpedirle que l[ao] retire\b"
# What it says of another complaint, or of complaints beside reports.
OF_ANOTHER = r"La otra queja va aparte: .*|Si es una queja, .*; "
THE_RULE_ITSELF = "required_or_advised"


def _said_in(case: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each detail, with each way in which it is said in the case."""
    case = {**RULES.unstated, **case}
    for name in DETAILS:
        detail = next((d for d in RULES.details if d.id == name and d.fits(case)), None)
        yield from ((name, way) for way in (detail.says, detail.says_again) if way) if detail else ()


def _wrong(said: str, **facts: str) -> set[tuple[str, str]]:
    """The details that say what matches `said` in a case with these facts."""
    cases = [case for case in CASES if facts.items() <= case.items()]
    told = {each for case in cases for each in _said_in(case) if each[0] != THE_RULE_ITSELF}
    return {(name, text) for name, text in told if re.search(said, re.sub(OF_ANOTHER, "", text), re.I)}


def test_nobody_is_told_to_withdraw_or_to_ask_for_it_where_it_is_withdrawn():
    assert _wrong(f"{TO_COME}|{BEFOREHAND}", status="withdrawn") == set()


def test_what_is_processed_is_not_said_to_be_withdrawable():
    assert _wrong(TO_COME, status="processed") == set()


@pytest.mark.parametrize("status", ["in_process", "processed", "withdrawn"])
def test_a_report_of_another_ground_is_nobodys_to_withdraw(status):
    may_be = rf"{TO_COME}|\bretirarla le toca\b|\bla retira quien\b"
    assert _wrong(may_be, kind="report", ground="other", status=status) == set()


def test_who_complained_is_not_advised_as_the_accused():
    of_the_accused = r"\bsu aviso\b|\bmuéstr\w+ al apelar\b|\bcontra usted\b|\ble quitaron\b|\bsi usted no contesta\b"
    assert _wrong(of_the_accused, party="complainant") == set()


def test_the_accused_is_not_advised_as_who_complained():
    of_who_filed = (
        r"\bretírela\b|\bno la retire\b|\bdéjela\b|\busted, que la presentó\b|\b(?:usted|ya) puede retirarla\b"
    )
    assert _wrong(of_who_filed, party="respondent") == set()


def test_nobody_is_sent_to_appeal_where_it_is_not_about_intellectual_property():
    sent = r"\bmuéstr\w+ al apelar\b|(?<!quién )\bpuede apelar\b|\by apelar\b|\bqueda apelar\b|\bdescuento de puntos\b"
    assert _wrong(sent, ground="other") == set()


def test_who_has_settled_all_is_not_told_to_come_to_an_agreement():
    assert _wrong(r"\bsi llegan a un acuerdo\b", issues_resolved="yes") == set()


def test_who_has_not_complained_yet_is_told_of_no_complaint_that_goes_on():
    case = {"party": "complainant", **NOT_FILED}
    going_on = r"\bla queja sigue\b|\bno la retire\b|\bdéjela\b|\bla queja ya\b"
    assert {each for each in _said_in(case) if re.search(going_on, each[1])} == set()


def test_a_detail_that_is_said_again_is_said_in_other_words():
    assert [detail.id for detail in RULES.details if detail.says == detail.says_again] == []
