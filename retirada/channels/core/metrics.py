"""What is counted and timed of the turns, for Prometheus, and a line of log for each turn. Imports no Rasa."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog
from prometheus_client import Counter, Gauge, Histogram

if TYPE_CHECKING:
    from retirada.channels.core.messages import Message, Outcome

# The responses with which the assistant asks «¿Se refiere a…?», or says that it did not understand.
ASKS_BACK = ("utter_clarify", "utter_not_understood")
# What can go wrong with a message: too many wait; the conversation can't be stored; the turn failed, or nothing was
# said in it; the provider did not take a reply.
BUSY, STORE, FAILED, UNDELIVERED = "busy", "store", "failed", "undelivered"
ERROR_KINDS = (BUSY, STORE, FAILED, UNDELIVERED)
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

TURNS = Counter("retirada_turns", "Messages, by what came of them.", ["channel", "outcome"])
VERDICTS = Counter("retirada_verdicts", "Verdicts that were given.", ["topic", "verdict"])
DECLINES = Counter("retirada_declines", "Questions beside the guide that were declined.", ["subject"])
ASKS = Counter("retirada_asks", "Facts asked for; «meaning»: what a message meant.", ["asks"])
ERRORS = Counter("retirada_errors", "Messages or replies that something went wrong with.", ["channel", "kind"])
STAGE_SECONDS = Histogram(
    "retirada_stage_seconds",
    "How long it takes; «turn» is all of it.",
    ["stage"],
    buckets=SECONDS,
)
WAITING = Gauge("retirada_turns_waiting", "Messages that wait for their turn.")


def expect_channel(channel: str) -> None:
    """Show the channel's errors from the beginning, as 0: an alert sees only what rises."""
    for kind in ERROR_KINDS:
        ERRORS.labels(channel, kind)


def count_error(channel: str, kind: str) -> None:
    """Count one of ERROR_KINDS."""
    ERRORS.labels(channel, kind).inc()


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Observe how long the block takes, also where it raises."""
    started = time.perf_counter()
    try:
        yield
    finally:
        STAGE_SECONDS.labels(stage).observe(time.perf_counter() - started)


def record_turn(channel: str, conversation: str, outcome: Outcome, seconds: float, log: bool) -> None:
    """Count what came of a message.

    Args:
        conversation: its name, a keyed digest of who speaks.
        seconds: how long it took.
        log: whether to log it too, without a word of it.
    """
    STAGE_SECONDS.labels("turn").observe(seconds)
    answers = _answers(outcome)
    kind = _kind(outcome, answers)
    TURNS.labels(channel, kind).inc()
    if kind in ERROR_KINDS:
        count_error(channel, kind)
    for answer in answers:
        if answer.get("row"):
            VERDICTS.labels(answer["topic"], answer["verdict"]).inc()
        if is_declined(answer):
            DECLINES.labels(answer["about"]).inc()
        if answer.get("asks"):
            ASKS.labels(answer["asks"]).inc()
    if kind == "asked_back":
        ASKS.labels("meaning").inc()
    if log:
        _turn_log.info(
            "turn",
            channel=channel,
            conversation=conversation,
            outcome=kind,
            milliseconds=round(seconds * 1000),
            answers=[{name: answer.get(name) for name in ("topic", "verdict", "about", "row")} for answer in answers],
        )


def _answers(outcome: Outcome) -> list[dict[str, Any]]:
    """What the messages answer, each once: several may answer the same."""
    found: list[dict[str, Any]] = []
    for message in outcome.messages:
        if message.answer and not message.quiet and message.answer not in found:
            found.append(message.answer)
    return found


def _kind(outcome: Outcome, answers: list[dict[str, Any]]) -> str:
    if not outcome.stored:
        return STORE
    if not outcome.answered:
        return FAILED if outcome.begun else "refused"
    if any(_asks_back(message) for message in outcome.messages):
        return "asked_back"
    if any(answer.get("row") for answer in answers):
        return "answered"
    return "declined" if any(is_declined(answer) for answer in answers) else "talk"


def _asks_back(message: Message) -> bool:
    return (message.response or "").startswith(ASKS_BACK)


def is_declined(answer: dict[str, Any]) -> bool:
    """Whether an answer says that its subject is next door to the guide."""
    return answer.get("topic") == "out_of_scope" and bool(answer.get("about"))


# Beside Python's own logging, which is silent below WARNING: INFO would have Rasa log what people write.
_turn_log = structlog.wrap_logger(
    structlog.WriteLogger(sys.stderr),
    wrapper_class=structlog.BoundLogger,
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
)
