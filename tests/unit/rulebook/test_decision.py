"""The proof of the rulebook: every topic, every combination of facts."""

from __future__ import annotations

import pytest

from retirada.rulebook.decision import decide, facts_that_matter, note_fits
from tests.unit.rulebook.cases import every_case

REPORT = {"kind": "report"}
PENDING = {"status": "in_process"}


def test_every_case_of_every_topic_has_the_decision_of_its_first_matching_row(rules):
    cases = list(every_case(rules))
    assert len(cases) == 3 * 3 * 4 * 4 * 3 * 3 * 3
    for topic, table in rules.tables.items():
        for facts in cases:
            known = {"kind": "complaint", **facts}
            matching = [row for row in table if all(known.get(f) in values for f, values in row.when.items())]
            decision = decide(rules, topic, facts)
            assert (decision.verdict, decision.sources, decision.notes) == (
                matching[0].verdict,
                matching[0].sources,
                matching[0].notes,
            )


def test_what_is_asked_for_is_unstated_and_decides(rules):
    for topic in rules.tables:
        for facts in every_case(rules):
            decision = decide(rules, topic, facts)
            if decision.asks:
                answers = rules.facts[decision.asks].values
                verdicts = {decide(rules, topic, {**facts, decision.asks: answer}).verdict for answer in answers}
                assert decision.asks not in facts
                assert verdicts - {decision.verdict}


# The rows of the contract, one by one.
@pytest.mark.parametrize(
    ("topic", "facts", "verdict", "sources", "asks"),
    [
        ("withdraw", {"status": "withdrawn", "party": "respondent"}, "already_withdrawn", ["P5", "P10"], None),
        ("withdraw", {"party": "respondent", "status": "processed"}, "only_complainant", ["P1", "P2", "P3"], None),
        ("withdraw", {"status": "processed"}, "not_withdrawable_processed", ["P3"], None),
        ("withdraw", {**REPORT, "ground": "other", **PENDING}, "report_not_withdrawable", ["P1", "P2"], None),
        ("withdraw", {**PENDING, "issues_resolved": "no"}, "resolve_first", ["P5", "P10"], None),
        ("withdraw", {**REPORT, "ground": "image_theft", **PENDING}, "withdrawable", ["P1", "P2"], None),
        ("withdraw", {**REPORT, "ground": "product_infringement", **PENDING}, "withdrawable", ["P1", "P2"], None),
        ("withdraw", PENDING, "withdrawable", ["P1", "P2", "P3"], None),
        ("withdraw", {"kind": "complaint", **PENDING}, "withdrawable", ["P1", "P2", "P3"], None),
        ("withdraw", {}, "withdrawal_conditions", ["P1", "P2", "P3"], "status"),
        ("withdraw", REPORT, "withdrawal_conditions", ["P1", "P2", "P3"], "ground"),
        ("withdraw", {**REPORT, "ground": "image_theft"}, "withdrawal_conditions", ["P1", "P2", "P3"], "status"),
        ("where", {"device": "mobile"}, "where_mobile", ["P4"], None),
        ("where", {"device": "computer"}, "where", ["P1", "P2", "P4"], None),
        ("where", {}, "where", ["P1", "P2", "P4"], None),
        ("respondent_request", {"party": "respondent"}, "asking_has_little_effect", ["P9", "P3"], None),
        ("respondent_request", {"status": "processed"}, "not_withdrawable_processed", ["P3"], None),
        ("respondent_request", {}, "weigh_request", ["P3"], None),
        ("refile", {"evidence": "yes"}, "refile_with_evidence", ["P7"], None),
        ("refile", {"evidence": "no"}, "no_refile", ["P5", "P10"], None),
        ("refile", {}, "refile_depends", ["P5", "P7", "P10"], "evidence"),
        ("reopen", {}, "not_reopenable", ["P10", "P5"], None),
        ("before_withdrawing", {}, "resolve_all_issues", ["P5", "P10"], None),
        ("mediation", {}, "contact_staff", ["P5", "P10"], None),
        ("should_file", {}, "think_before_filing", ["P3"], None),
        ("buyer_withdrawal", {}, "buyer_settle_first", ["P8", "P1", "P3"], None),
        ("ip_review", {}, "ip_review_process", ["P9"], None),
        ("ip_outcomes", {}, "ip_two_outcomes", ["P9"], None),
        ("ip_notice", {}, "ip_notice_confirmed", ["P9"], None),
        ("ip_remove_listing", {}, "ip_removal_useless", ["P9"], None),
        ("ip_withdrawal_effect", {}, "ip_withdrawal_irrelevant", ["P9"], None),
    ],
)
def test_contract(rules, topic, facts, verdict, sources, asks):
    decision = decide(rules, topic, facts)
    assert (decision.verdict, decision.sources, decision.asks) == (verdict, sources, asks)


@pytest.mark.parametrize(
    ("verdict", "notes"),
    [
        ("where", ["O1", "O6"]),
        ("where_mobile", ["O1"]),
        ("withdrawable", ["O1"]),
        ("resolve_all_issues", ["O1", "O14"]),
        ("buyer_settle_first", ["O1", "O6", "O8"]),
        ("not_withdrawable_processed", ["O8"]),
        ("think_before_filing", ["O12"]),
        ("ip_notice_confirmed", ["O2"]),
        ("ip_review_process", ["O2"]),
        ("ip_two_outcomes", ["O2"]),
        ("ip_withdrawal_irrelevant", ["O3", "O11"]),
        ("asking_has_little_effect", ["O3", "O11"]),
        ("ip_removal_useless", ["O11"]),
        ("no_refile", ["O5", "O14"]),
        ("refile_depends", ["O5"]),
        ("not_reopenable", ["O5", "O7"]),
    ],
)
def test_official_notes_go_with_their_verdicts(rules, verdict, notes):
    rows = [row for table in rules.tables.values() for row in table if row.verdict == verdict]
    assert rows
    assert all(row.notes == notes for row in rows)


def test_notes_for_questions_beside_the_guide(rules):
    cited = {note for table in rules.tables.values() for row in table for note in row.notes}
    subjects = {note.id: note.subjects for note in rules.notes.notes if note.subjects}
    assert subjects == {
        "O2": ["appeal"],
        "O4": ["respond_deadline"],
        "O9": ["first_filing"],
        "O10": ["status_check"],
        "O12": ["fraud"],
        "O13": ["respond_deadline"],
    }
    assert cited == {note.id for note in rules.notes.notes} - {"O4", "O9", "O10", "O13"}
    assert "puede no estar vigente" in rules.note("O4").text


@pytest.mark.parametrize(
    ("note", "topics", "facts", "fits"),
    [
        ("O1", {"where"}, {}, False),
        ("O1", {"where"}, {"ground": "other"}, True),
        ("O1", {"where"}, {"ground": "image_theft"}, False),
        ("O1", {"where", "buyer_withdrawal"}, {}, True),
        ("O3", {"respondent_request"}, {}, False),
        ("O3", {"respondent_request"}, {"ground": "product_infringement"}, True),
        ("O3", {"respondent_request"}, {"ground": "other"}, False),
        ("O2", {"ip_notice"}, {}, True),
    ],
)
def test_a_note_fits_by_the_ground_or_by_what_was_asked(rules, note, topics, facts, fits):
    assert note_fits(rules, note, topics, facts) is fits


def test_only_facts_that_decide_matter(rules):
    facts = {"kind": "complaint", "status": "in_process", "device": "mobile"}
    assert facts_that_matter(rules, "withdraw", facts) == ["status"]
    assert facts_that_matter(rules, "withdraw", {**facts, "kind": "report", "ground": "other"}) == ["kind", "ground"]
    assert facts_that_matter(rules, "where", facts) == ["device"]
    assert facts_that_matter(rules, "mediation", facts) == []


@pytest.mark.parametrize("facts", [{"colour": "red"}, {"status": "lost"}, {"evidence": "maybe"}])
def test_an_unknown_fact_or_value_is_refused(rules, facts):
    with pytest.raises(ValueError, match="unknown fact or value"):
        decide(rules, "withdraw", facts)


def test_an_unknown_topic_is_refused(rules):
    with pytest.raises(KeyError):
        decide(rules, "weather", {})
