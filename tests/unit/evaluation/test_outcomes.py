"""The measures, on questions few enough to count by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retirada.evaluation.dataset import Question
from retirada.evaluation.outcomes import (
    ASKED_BACK,
    OTHER_REPLY,
    REFUSED,
    RIGHT,
    WRONG_VERDICT,
    Prediction,
    confusions,
    evaluate,
    fact_scores,
    reliability,
    risk_and_coverage,
    summary,
    topic_scores,
)

OPEN, CLOSED = {"status": "in_process"}, {"status": "processed"}


@pytest.fixture
def evaluations(rules):
    asked = [
        (Question("a", "withdraw", CLOSED), Prediction("withdraw", 0.9, CLOSED)),
        (Question("b", "withdraw", OPEN), Prediction("withdraw", 0.8, CLOSED)),
        (Question("c", "where", {}), Prediction("where", 0.3, {}, asks_back=True)),
        (Question("d", "where", {}), Prediction("english", 0.7, {})),
        (Question("e", "where", {}), Prediction("greet", 0.6, {})),
        (Question("f", "out_of_scope", {}), Prediction("withdraw", 0.5, {})),
        (Question("g", "out_of_scope", {}), Prediction("portuguese", 0.9, {})),
        (Question("h", "greet", {}), Prediction("greet", 1.0, {})),
    ]
    return [evaluate(rules, question, prediction) for question, prediction in asked]


def test_what_came_of_each_question(evaluations):
    assert [e.outcome for e in evaluations] == [
        RIGHT, WRONG_VERDICT, ASKED_BACK, REFUSED, OTHER_REPLY, WRONG_VERDICT, RIGHT, RIGHT,
    ]  # fmt: skip


def test_facts_that_lead_to_the_same_verdict_are_as_good(rules):
    said = Question("q", "withdraw", {"status": "withdrawn", "ground": "other"})
    assert (
        evaluate(rules, said, Prediction("withdraw", 1, {"status": "withdrawn", "device": "mobile"})).outcome == RIGHT
    )


def test_a_second_topic_is_no_fact(rules):
    read = Prediction("withdraw", 1, {**CLOSED, "second_topic": "where"})
    assert evaluate(rules, Question("q", "withdraw", CLOSED), read).outcome == RIGHT


def test_shares(evaluations, rules):
    assert summary(evaluations, rules) == {
        "topic right": 2 / 5,
        "verdict right": 1 / 5,
        "wrong verdict without asking back": 1 / 5,
        "asked back": 1 / 5,
        "refused": 1 / 5,
        "asked back or refused": 2 / 5,
        "out of scope answered": 1 / 2,
        "out of scope asked back": 0,
        "chitchat and bare facts right": 1,
    }


def test_precision_and_recall_of_topics_and_facts(evaluations, rules):
    topics = {scores.name: scores for scores in topic_scores(evaluations, rules)}
    assert (topics["withdraw"].precision, topics["withdraw"].recall) == (2 / 3, 1)
    assert topics["where"].recall == topics["where"].precision == 0
    facts = {scores.name: scores for scores in fact_scores(evaluations, rules)}
    assert (facts["status=processed"].precision, facts["status=processed"].recall) == (1 / 2, 1)
    assert facts["status=in_process"].recall == 0
    assert math.isnan(facts["device=mobile"].recall) and facts["device=mobile"].count == 0


def test_every_question_is_once_in_the_confusion_matrix(evaluations, rules):
    names, counts = confusions(evaluations, rules)
    assert counts.sum() == len(evaluations)
    assert counts[names.index("where"), names.index("asked back")] == 1
    assert counts[names.index("where"), names.index("chitchat")] == 1


def test_reliability_of_a_liar_and_of_an_honest_one():
    assert reliability([0.95] * 4, [False] * 4)[1] == pytest.approx(0.95)
    points, error = reliability([0.75] * 4 + [1.0], [True, True, True, False, True])
    assert error == pytest.approx(0) and [number for *_, number in points] == [4, 1]


def test_risk_grows_from_the_surest_answer_on(evaluations, rules):
    thresholds, coverage, risk = risk_and_coverage(evaluations, rules)
    assert list(thresholds) == [0.9, 0.8, 0.5, 0.3]
    assert list(coverage) == pytest.approx([1 / 5, 2 / 5, 2 / 5, 3 / 5])
    assert list(risk) == pytest.approx([0, 1 / 2, 2 / 3, 1 / 2])
    assert np.all(np.diff(coverage) >= 0)
