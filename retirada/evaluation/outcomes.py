"""What became of each question, and how often. Pure functions: no Rasa, no files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from retirada.evaluation.dataset import NOT_ANSWERED, OUT_OF_SCOPE, Question
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import Knowledge

RIGHT, ASKED_BACK, REFUSED = "right", "asked back", "refused"
WRONG_VERDICT, OTHER_REPLY = "wrong verdict", "other reply"


class Reading(NamedTuple):
    """What the assistant made of a text: its likeliest intent, and whether it asks back rather than act on it."""

    intent: str
    confidence: float
    facts: dict[str, str]
    asks_back: bool = False


class Judged(NamedTuple):
    """A question, how it was read, and what came of it.

    Attributes:
        outcome: one of RIGHT, ASKED_BACK, REFUSED, WRONG_VERDICT («out of scope» answered, too) and OTHER_REPLY.
        right_topic: whether the reading's topic is right and was acted on.
        right_guess: whether it would have been right to act on it; differs only where the assistant asks back.
    """

    question: Question
    reading: Reading
    outcome: str
    right_topic: bool
    right_guess: bool


def as_question(intent: str) -> str:
    """The intent, other languages counted as out of scope."""
    return OUT_OF_SCOPE if intent in NOT_ANSWERED else intent


def verdict(knowledge: Knowledge, intent: str, facts: Mapping[str, str]) -> tuple[str, str | None]:
    """(topic, verdict) of the rulebook; the verdict is None for what is no topic."""
    if intent not in knowledge.tables:
        return intent, None
    return intent, decide(knowledge, intent, {f: v for f, v in facts.items() if f in knowledge.facts}).verdict


def judge(knowledge: Knowledge, question: Question, reading: Reading) -> Judged:
    """Compare what was read with what is right. A verdict is right when the topic is, and the facts lead to it."""
    guess = as_question(reading.intent)
    right_topic = guess == question.topic
    right = right_topic and verdict(knowledge, guess, reading.facts) == verdict(
        knowledge, question.topic, question.facts
    )
    if reading.asks_back:
        outcome = ASKED_BACK
    elif right:
        outcome = RIGHT
    elif guess in knowledge.tables:
        outcome = WRONG_VERDICT
    elif guess == OUT_OF_SCOPE:
        outcome = REFUSED
    else:
        outcome = OTHER_REPLY
    return Judged(question, reading, outcome, right_topic and not reading.asks_back, right)


def share(hits: Iterable[bool]) -> float:
    """The share of true ones; nan of none."""
    hits = list(hits)
    return sum(hits) / len(hits) if hits else float("nan")


def in_scope(judged: Iterable[Judged], knowledge: Knowledge) -> list[Judged]:
    """Those whose right answer is a verdict."""
    return [j for j in judged if j.question.topic in knowledge.tables]


def summary(judged: Sequence[Judged], knowledge: Knowledge) -> dict[str, float]:
    """The measures of the issue, each a share."""
    asked = in_scope(judged, knowledge)
    strays = [j for j in judged if j.question.topic == OUT_OF_SCOPE]
    talk = [j for j in judged if j.question.topic not in knowledge.tables and j.question.topic != OUT_OF_SCOPE]
    return {
        "topic right": share(j.right_topic for j in asked),
        "verdict right": share(j.outcome == RIGHT for j in asked),
        "wrong verdict without asking back": share(j.outcome == WRONG_VERDICT for j in asked),
        "asked back": share(j.outcome == ASKED_BACK for j in asked),
        "refused": share(j.outcome == REFUSED for j in asked),
        "out of scope answered": share(j.outcome == WRONG_VERDICT for j in strays),
        "out of scope asked back": share(j.outcome == ASKED_BACK for j in strays),
        "small talk and bare facts right": share(j.right_topic for j in talk),
    }


class Scores(NamedTuple):
    """Precision, recall and number of one topic or fact value; nan where there is nothing to divide by."""

    name: str
    precision: float
    recall: float
    count: int
    verdict: float = float("nan")


def topic_scores(judged: Sequence[Judged], knowledge: Knowledge) -> list[Scores]:
    """For each intent, topics first: who got its answer, and whether they were meant to. Asking back finds none."""
    found = Counter(as_question(j.reading.intent) for j in judged if not j.reading.asks_back)
    scores = []
    names = {j.question.topic for j in judged}
    for topic in sorted(names, key=lambda name: (name not in knowledge.tables, name)):
        own = [j for j in judged if j.question.topic == topic]
        hits = sum(j.right_topic for j in own)
        precision = hits / found[topic] if found[topic] else float("nan")
        scores.append(Scores(topic, precision, hits / len(own), len(own), share(j.outcome == RIGHT for j in own)))
    return scores


def fact_scores(judged: Sequence[Judged], knowledge: Knowledge) -> list[Scores]:
    """For each fact value, over the questions in which a fact can matter: topics and bare facts («inform»)."""
    judged = [j for j in judged if j.question.topic in knowledge.tables or j.question.topic == "inform"]
    meant = Counter(fact for j in judged for fact in j.question.facts.items())
    found = Counter(fact for j in judged for fact in j.reading.facts.items())
    both = Counter(fact for j in judged for fact in j.question.facts.items() & j.reading.facts.items())
    return [
        Scores(
            f"{name}={value}",
            both[name, value] / found[name, value] if found[name, value] else float("nan"),
            both[name, value] / meant[name, value] if meant[name, value] else float("nan"),
            meant[name, value],
        )
        for name, fact in knowledge.facts.items()
        for value in fact.values
    ]


def confusions(judged: Sequence[Judged], knowledge: Knowledge) -> tuple[list[str], np.ndarray]:
    """(names, counts[right, given]); all small talk is one name, and only what is given can be «asked back»."""

    def name(intent: str) -> str:
        keep = intent in knowledge.tables or intent in (OUT_OF_SCOPE, "inform")
        return intent if keep else "small talk"

    names = [*knowledge.tables, "inform", "small talk", OUT_OF_SCOPE, ASKED_BACK]
    counts = np.zeros((len(names), len(names)), dtype=int)
    for j in judged:
        given = ASKED_BACK if j.reading.asks_back else name(as_question(j.reading.intent))
        counts[names.index(name(j.question.topic)), names.index(given)] += 1
    return names, counts


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> tuple[list, float]:
    """([(mean confidence, share right, number) for each bin that has any], expected calibration error)."""
    confidence, hit = np.asarray(confidences, dtype=float), np.asarray(right, dtype=float)
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    points = [
        (confidence[which == b].mean(), hit[which == b].mean(), int((which == b).sum()))
        for b in range(bins)
        if (which == b).any()
    ]
    error = sum(n * abs(sure - true) for sure, true, n in points) / max(len(confidence), 1)
    return points, float(error)


def risk_and_coverage(judged: Sequence[Judged], knowledge: Knowledge) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(thresholds, coverage, risk) if the assistant acted on its guess from each confidence on.

    Coverage: the share of the questions in scope that get a verdict. Risk: of all verdicts given — to questions out of
    scope, too — the share that is wrong.
    """
    answered = [j for j in judged if j.reading.intent in knowledge.tables]
    answered.sort(key=lambda j: -j.reading.confidence)
    scope = len(in_scope(judged, knowledge))
    meant = np.cumsum([j.question.topic in knowledge.tables for j in answered])
    wrong = np.cumsum([not j.right_guess for j in answered])
    given = np.arange(1, len(answered) + 1)
    return np.array([j.reading.confidence for j in answered]), meant / max(scope, 1), wrong / given
