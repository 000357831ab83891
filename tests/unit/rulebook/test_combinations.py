"""What the guide's tables are made of: every combination of facts, merged to what decides."""

from __future__ import annotations

from retirada.rulebook.combinations import Combination, disjoint, first_that_holds
from retirada.rulebook.decision import decide
from tests.unit.rulebook.cases import every_case


def holding(rules, combinations: list[Combination], facts: dict[str, str]) -> list[Combination]:
    known = {**rules.unstated, **facts}
    return [found for found in combinations if all(known.get(f) in values for f, values in found.values.items())]


def test_every_case_of_every_topic_is_in_exactly_one_combination_and_decided_as_it_says(rules):
    cases = every_case(rules)
    assert len(cases) == 3 * 3 * 4 * 4 * 3 * 3 * 3
    for topic in rules.tables:
        combinations = disjoint(rules, topic)
        for facts in cases:
            (found,) = holding(rules, combinations, facts)
            assert found.decision == decide(rules, topic, facts)


def test_of_the_ordered_ones_the_first_that_holds_decides_every_case(rules):
    cases = every_case(rules)
    for topic in rules.tables:
        combinations = first_that_holds(rules, topic)
        assert len(combinations) <= len(disjoint(rules, topic))
        for facts in cases:
            assert holding(rules, combinations, facts)[0].decision == decide(rules, topic, facts)


def test_only_facts_that_decide_are_named(rules):
    """Without any one of the facts that they name, the ordered ones would decide some case otherwise."""
    for topic in rules.tables:
        combinations = first_that_holds(rules, topic)
        for number, found in enumerate(combinations):
            for fact in found.values:
                wider = found._replace(values={f: v for f, v in found.values.items() if f != fact})
                changed = [*combinations[:number], wider, *combinations[number + 1 :]]
                assert any(
                    holding(rules, changed, facts)[0].decision != decide(rules, topic, facts)
                    for facts in every_case(rules)
                )


def test_the_ordered_ones_of_withdrawing_are_as_short_as_the_contract_s_table(rules):
    assert [
        (found.values, found.decision.verdict, found.decision.asks) for found in first_that_holds(rules, "withdraw")
    ] == [
        ({"status": ["withdrawn"]}, "already_withdrawn", None),
        ({"party": ["respondent"]}, "only_complainant", None),
        ({"status": ["processed"]}, "not_withdrawable_processed", None),
        ({"kind": ["report"], "ground": ["other"]}, "report_not_withdrawable", None),
        ({"issues_resolved": ["no"]}, "resolve_first", None),
        (
            {"status": ["in_process"], "kind": ["report"], "ground": ["image_theft", "product_infringement"]},
            "withdrawable",
            None,
        ),
        ({"status": ["in_process"], "kind": ["complaint"]}, "withdrawable", None),
        ({"kind": ["report"], "ground": [None]}, "withdrawal_conditions", "ground"),
        ({}, "withdrawal_conditions", "status"),
    ]
