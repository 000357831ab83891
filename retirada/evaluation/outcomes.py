"""How each prediction compares with the annotation, and the measures over many. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from sklearn.preprocessing import MultiLabelBinarizer

from retirada.evaluation.dataset import NOT_ANSWERED, OUT_OF_SCOPE, Question
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import Knowledge

RIGHT, ASKED_BACK, REFUSED = "right", "asked back", "refused"
WRONG_VERDICT, OTHER_REPLY = "wrong verdict", "other reply"
_BINS = 10  # of confidence
# Measure → (bar, whether more is better): `make test` demands it of the held-out questions, `make evaluate` marks it.
BARS = {
    "topic right": (0.975, True),
    "verdict right": (0.97, True),
    "wrong verdict without asking back": (0.015, False),
    "asked back or refused": (0.03, False),
    "out of scope answered": (0.02, False),
}


class Prediction(NamedTuple):
    """What the NLU predicts for a text.

    Attributes:
        intent: the most probable one, also where the assistant asks back instead of acting on it.
        confidence: 0 to 1.
        facts: fact → value.
        asks_back: whether the assistant asks «¿Se refiere a…?» instead of acting on the intent.
    """

    intent: str
    confidence: float
    facts: dict[str, str]
    asks_back: bool = False


class Evaluation(NamedTuple):
    """A question with its prediction, compared.

    Attributes:
        outcome: one of RIGHT, ASKED_BACK, REFUSED, WRONG_VERDICT («out of scope» answered, too) and OTHER_REPLY.
        topic_correct: whether the predicted intent is the annotated one and was acted on.
        guess_correct: whether acting on the prediction gives the right verdict; also known where it asks back.
    """

    question: Question
    prediction: Prediction
    outcome: str
    topic_correct: bool
    guess_correct: bool


def as_annotated(intent: str) -> str:
    """The intent under the name that the test files give it: other languages are «out_of_scope» there."""
    return OUT_OF_SCOPE if intent in NOT_ANSWERED else intent


def verdict(knowledge: Knowledge, intent: str, facts: Mapping[str, str]) -> tuple[str, str | None]:
    """(topic, verdict) of the rulebook; the verdict is None for what is no topic."""
    if intent not in knowledge.tables:
        return intent, None
    return intent, decide(knowledge, intent, {f: v for f, v in facts.items() if f in knowledge.facts}).verdict


def evaluate(knowledge: Knowledge, question: Question, prediction: Prediction) -> Evaluation:
    """Compare a prediction with the annotation.

    A verdict is right when the topic is, and the facts lead the rulebook to the same row.
    """
    guess = as_annotated(prediction.intent)
    topic_correct = guess == question.topic
    right = topic_correct and verdict(knowledge, guess, prediction.facts) == verdict(
        knowledge, question.topic, question.facts
    )
    if prediction.asks_back:
        outcome = ASKED_BACK
    elif right:
        outcome = RIGHT
    elif guess in knowledge.tables:
        outcome = WRONG_VERDICT
    elif guess == OUT_OF_SCOPE:
        outcome = REFUSED
    else:
        outcome = OTHER_REPLY
    return Evaluation(question, prediction, outcome, topic_correct and not prediction.asks_back, right)


def share(hits: Iterable[bool]) -> float:
    """The share that is true; nan of nothing."""
    hits = list(hits)
    return sum(hits) / len(hits) if hits else float("nan")


def in_scope(evaluations: Iterable[Evaluation], knowledge: Knowledge) -> list[Evaluation]:
    """Those annotated with a topic: they should get a verdict."""
    return [e for e in evaluations if e.question.topic in knowledge.tables]


def summary(evaluations: Sequence[Evaluation], knowledge: Knowledge) -> dict[str, float]:
    """Measure → share (0 to 1). docs/evaluation.md says what each one is."""
    asked = in_scope(evaluations, knowledge)
    out_of_scope = [e for e in evaluations if e.question.topic == OUT_OF_SCOPE]
    chitchat = [e for e in evaluations if e.question.topic not in knowledge.tables and e.question.topic != OUT_OF_SCOPE]
    return {
        "topic right": share(e.topic_correct for e in asked),
        "verdict right": share(e.outcome == RIGHT for e in asked),
        "wrong verdict without asking back": share(e.outcome == WRONG_VERDICT for e in asked),
        "asked back": share(e.outcome == ASKED_BACK for e in asked),
        "refused": share(e.outcome == REFUSED for e in asked),
        "asked back or refused": share(e.outcome in (ASKED_BACK, REFUSED) for e in asked),
        "out of scope answered": share(e.outcome == WRONG_VERDICT for e in out_of_scope),
        "out of scope asked back": share(e.outcome == ASKED_BACK for e in out_of_scope),
        "chitchat and bare facts right": share(e.topic_correct for e in chitchat),
    }


class Scores(NamedTuple):
    """Precision and recall of one intent or fact value, 0 to 1; `recall` is nan where `count`, its questions, is 0."""

    name: str
    precision: float
    recall: float
    count: int  # type: ignore[assignment]
    verdict: float = float("nan")  # the share of its questions with the right verdict


def topic_scores(evaluations: Sequence[Evaluation], knowledge: Knowledge) -> list[Scores]:
    """The scores of each annotated intent, topics first. Where the assistant asks back, nothing is predicted."""
    names = sorted({e.question.topic for e in evaluations}, key=lambda name: (name not in knowledge.tables, name))
    precision, recall, _, count = precision_recall_fscore_support(
        [e.question.topic for e in evaluations],
        [ASKED_BACK if e.prediction.asks_back else as_annotated(e.prediction.intent) for e in evaluations],
        labels=names,
        zero_division=0,
    )
    verdicts = [share(e.outcome == RIGHT for e in evaluations if e.question.topic == name) for name in names]
    return [Scores(*row) for row in zip(names, precision, recall, count, verdicts, strict=True)]


def fact_scores(evaluations: Sequence[Evaluation], knowledge: Knowledge) -> list[Scores]:
    """The scores of each fact value, over the questions in which one can matter: topics and bare facts («inform»)."""
    asked = [e for e in evaluations if e.question.topic in knowledge.tables or e.question.topic == "inform"]
    values = [(name, value) for name, fact in knowledge.facts.items() for value in fact.values]
    known = set(values)
    binarizer = MultiLabelBinarizer(classes=values)
    precision, recall, _, count = precision_recall_fscore_support(
        binarizer.fit_transform([known & e.question.facts.items() for e in asked]),
        binarizer.transform([known & e.prediction.facts.items() for e in asked]),
        zero_division=0,
    )
    return [
        Scores(f"{name}={value}", precision[i], recall[i] if count[i] else float("nan"), count[i])
        for i, (name, value) in enumerate(values)
    ]


def confusions(evaluations: Sequence[Evaluation], knowledge: Knowledge) -> tuple[list[str], np.ndarray]:
    """(names, counts[annotated, predicted]). All chitchat is one name; only a prediction can be «asked back»."""

    def name(intent: str) -> str:
        return intent if intent in knowledge.tables or intent in (OUT_OF_SCOPE, "inform") else "chitchat"

    names = [*knowledge.tables, "inform", "chitchat", OUT_OF_SCOPE, ASKED_BACK]
    annotated = [name(e.question.topic) for e in evaluations]
    predicted = [ASKED_BACK if e.prediction.asks_back else name(as_annotated(e.prediction.intent)) for e in evaluations]
    return names, confusion_matrix(annotated, predicted, labels=names)


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> tuple[list, float]:
    """([(mean confidence, share right, number) for each bin that has any], expected calibration error)."""
    true, sure = calibration_curve(np.asarray(right), confidences, n_bins=_BINS, pos_label=True)
    edges = np.linspace(0, 1, _BINS + 1)
    counts = np.bincount(np.searchsorted(edges[1:-1], confidences), minlength=_BINS)
    counts = counts[counts > 0]
    error = np.average(np.abs(sure - true), weights=counts)
    return list(zip(sure, true, counts, strict=True)), float(error)


def risk_and_coverage(
    evaluations: Sequence[Evaluation], knowledge: Knowledge
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(thresholds, coverage, risk) if the assistant acted on every prediction from each confidence on.

    Coverage: the share of the questions in scope that get a verdict. Risk: of all verdicts given — to questions out of
    scope, too — the share that is wrong.
    """
    answered = [e for e in evaluations if e.prediction.intent in knowledge.tables]
    answered.sort(key=lambda e: -e.prediction.confidence)
    scope = len(in_scope(evaluations, knowledge))
    meant = np.cumsum([e.question.topic in knowledge.tables for e in answered])
    wrong = np.cumsum([not e.guess_correct for e in answered])
    given = np.arange(1, len(answered) + 1)
    return np.array([e.prediction.confidence for e in answered]), meant / max(scope, 1), wrong / given
