"""Why a case is decided as it is, for every case: what it rests on, and what would change it."""

from __future__ import annotations

from retirada.rulebook.decision import decide
from retirada.rulebook.explanation import explain
from tests.unit.rulebook.cases import every_case


def test_what_a_verdict_rests_on_is_stated_and_without_it_the_verdict_is_another(rules):
    for facts in list(every_case(rules))[::7]:
        for topic in rules.tables:
            explanation = explain(rules, topic, facts)
            assert explanation.decision == decide(rules, topic, facts)
            for fact, value in explanation.facts.items():
                assert facts[fact] == value
                without = {name: v for name, v in facts.items() if name != fact}
                assert decide(rules, topic, without).verdict != explanation.decision.verdict


def test_each_change_leads_to_another_verdict_and_none_is_left_out(rules):
    for facts in list(every_case(rules))[::7]:
        for topic in rules.tables:
            explanation = explain(rules, topic, facts)
            for fact, value, decision in explanation.changes:
                assert decision == decide(rules, topic, {**facts, fact: value})
            led_to = {change.decision.verdict for change in explanation.changes}
            possible = {
                decide(rules, topic, {**facts, name: value}).verdict
                for name, fact in rules.facts.items()
                for value in fact.values
            }
            assert led_to == possible - {explanation.decision.verdict}


def test_the_fact_that_is_asked_for_comes_first(rules):
    changes = explain(rules, "withdraw", {"party": "complainant"}).changes
    assert (changes[0].fact, changes[0].value, changes[0].decision.verdict) == ("status", "in_process", "withdrawable")
