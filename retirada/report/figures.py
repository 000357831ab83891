"""What was asked and answered in a period, counted in one pass over the stored conversations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple, Optional

from retirada.audit.turns import Turn, turns
from retirada.report.turn_outcome import ANSWERED, ASKED_BACK, DECLINED, HUMAN, asked_back, outcome, subjects
from retirada.server.store.decisions import Decided, Event, decisions_of
from retirada.server.store.period import Period

PAUSE = 30 * 60  # seconds without a message after which a further one begins a new visit
RETURN = 24 * 3600  # seconds within which somebody who writes again was not helped
MAX_BAD = 100  # badly rated answers that are kept with their words; all are counted
BAD = ("not_useful", "outdated", "not_my_question")
WRITTEN = "written"  # an opinion in words, without one of the buttons: good or bad, nobody has read it
# What was done after «¿Se refiere a…?», beside choosing one of the buttons.
WROTE, LEFT = "wrote", "left"
# What became of a visit: the first that holds.
RETURNED, RATED_BADLY, NO_ANSWER, LEFT_OPEN, CONTAINED = (
    "returned",
    "rated_badly",
    "no_answer",
    "left_open",
    "contained",
)


class BadAnswer(NamedTuple):
    """An answer that somebody rated badly.

    Attributes:
        day: of the message that it answered.
        rating: «not_useful», «outdated» or «not_my_question».
        topic, verdict: of the answer.
        text: the message.
        comment: the person's sentence on the answer, or None.
    """

    day: date
    rating: str
    topic: Optional[str]
    verdict: Optional[str]
    text: str
    comment: Optional[str]


@dataclass
class Figures:
    """The counts of a period. A visit is a person's messages on one channel without a pause of over PAUSE seconds.

    Attributes:
        visits, turns: (day, channel) → how many; a visit counts on the day of its first message.
        people: how many wrote, as far as channels tell them apart.
        topics: (topic, verdict) → how many decisions.
        kept: of these, how many are of conversations that are no longer stored.
        subjects: subject next door → turns in which it was declined.
        declined: turns in which any was.
        chosen: after asking back: the intent of the button, WROTE or LEFT → turns.
        ratings: rating, or WRITTEN → answers.
        bad: the badly rated ones, MAX_BAD at most.
        stops: (outcome of the last turn, the fact that was asked for with it or None) → visits.
        contained: what became of a visit → visits; without those of which it can't be known yet.
        too_recent: how many these are.
        milliseconds: from a message to the last reply → turns.
    """

    visits: Counter[tuple[date, str]] = field(default_factory=Counter)
    turns: Counter[tuple[date, str]] = field(default_factory=Counter)
    people: int = 0
    topics: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: int = 0
    subjects: Counter[str] = field(default_factory=Counter)
    declined: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)
    bad: list[BadAnswer] = field(default_factory=list)
    stops: Counter[tuple[str, Optional[str]]] = field(default_factory=Counter)
    contained: Counter[str] = field(default_factory=Counter)
    too_recent: int = 0
    milliseconds: Counter[int] = field(default_factory=Counter)


def count(
    conversations: Iterable[tuple[str, list[Event]]], kept: Iterable[Decided], period: Period, now: datetime
) -> Figures:
    """Count a period.

    Args:
        conversations: as `spoken` gives them, up to a day after the period, so that returns are seen.
        kept: the decisions of conversations that are no longer stored.
        now: of visits that ended less than RETURN ago nobody knows whether the person comes back.
    """
    figures = Figures()
    for name, events in conversations:
        rated = ratings(events)
        counted = False
        for visit, returned_at in _visits(events):
            if period.since <= _time(visit[0]) < period.until:
                counted = True
                _count_visit(figures, name, visit, returned_at, rated, now.timestamp())
        figures.people += counted
    for decided in kept:
        figures.topics[decided.topic, decided.decision["verdict"]] += decided.times
        figures.kept += decided.times
    return figures


def _visits(events: list[Event]) -> Iterator[tuple[list[Turn], Optional[float]]]:
    """The turns of each visit, and when the person wrote next."""
    said = [turn for turn in turns(events) if not turn.text.startswith("/feedback")]
    if not said:
        return
    ends = [i for i, (one, two) in enumerate(pairwise(said), 1) if _stamp(two) - _stamp(one) > PAUSE]
    for start, end in pairwise([0, *ends, len(said)]):
        yield said[start:end], _stamp(said[end]) if end < len(said) else None


def _count_visit(
    figures: Figures,
    name: str,
    visit: list[Turn],
    returned_at: Optional[float],
    rated: dict[str, dict[str, Any]],
    now: float,
) -> None:
    figures.visits[_time(visit[0]).date(), _channel(visit[0])] += 1
    outcomes = [outcome(turn) for turn in visit]
    badly_rated = False
    for turn, following in zip(visit, [*visit[1:], None], strict=True):
        figures.turns[_time(turn).date(), _channel(turn)] += 1
        replies = [event for event in turn.after if event["event"] == "bot"]
        for decided in decisions_of(name, replies):
            figures.topics[decided.topic, decided.decision["verdict"]] += 1
        next_door = subjects(turn)
        figures.subjects.update(next_door)
        figures.declined += bool(next_door)
        if asked_back(turn):
            figures.chosen[_chosen(following)] += 1
        if replies:
            figures.milliseconds[round(1000 * (replies[-1]["timestamp"] - _stamp(turn)))] += 1
        rating = rated.get(turn.message.get("message_id") or "")
        if rating:
            badly_rated |= _count_rating(figures, turn, rating)
    last = visit[-1]
    figures.stops[outcomes[-1], _asks(last) if outcomes[-1] == ANSWERED else None] += 1
    if now - _stamp(last) < RETURN:
        figures.too_recent += 1
    else:
        returned = returned_at is not None and returned_at - _stamp(last) < RETURN
        figures.contained[_became(outcomes, returned, badly_rated)] += 1


def _became(outcomes: list[str], returned: bool, badly_rated: bool) -> str:
    if HUMAN in outcomes:
        return HUMAN
    if returned:
        return RETURNED
    if badly_rated:
        return RATED_BADLY
    if ANSWERED not in outcomes:
        return NO_ANSWER
    return LEFT_OPEN if outcomes[-1] in (ASKED_BACK, DECLINED) else CONTAINED


def _count_rating(figures: Figures, turn: Turn, rated: dict[str, Any]) -> bool:
    """Count what was thought of an answer. Returns whether it was bad."""
    rating = rated["rating"] or WRITTEN
    figures.ratings[rating] += 1
    if rating not in BAD:
        return False
    if len(figures.bad) < MAX_BAD:
        answer = (rated.get("topic"), rated.get("verdict"))
        figures.bad.append(BadAnswer(_time(turn).date(), rating, *answer, turn.text, rated.get("comment")))
    return True


def ratings(events: list[Event]) -> dict[str, dict[str, Any]]:
    """The latest rating of each answer that has one: id of the message that was answered → rating."""
    of_slot = (event.get("value") for event in reversed(events) if event["event"] == "slot")
    return {rated["about"].rpartition(".")[0]: rated for rated in next(of_slot, None) or []}


def _chosen(following: Optional[Turn]) -> str:
    if following is None:
        return LEFT
    is_button = following.text.startswith("/")
    return (following.parsed.get("intent") or {}).get("name") or WROTE if is_button else WROTE


def _asks(turn: Turn) -> Optional[str]:
    return next((reply.answer["asks"] for reply in reversed(turn.replies) if reply.answer.get("asks")), None)


def _channel(turn: Turn) -> str:
    return turn.message.get("input_channel") or ""


def _stamp(turn: Turn) -> float:
    return float(turn.message["timestamp"])


def _time(turn: Turn) -> datetime:
    return datetime.fromtimestamp(_stamp(turn))
