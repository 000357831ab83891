"""Reads a text with a trained Rasa model, whatever its pipeline."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.evaluation.dataset import OUT_OF_SCOPE
from retirada.evaluation.outcomes import Prediction

_NO_FACTS = frozenset(
    {"second_topic", "term", "detail", "claim", "other_place", "supposed", "second_case", "in_clause"}
)


# Of a conversation whose first message is being read.
_BEGUN = (ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted())


class Parse(Protocol):
    """Gives Rasa's own parse of a text, through the model's whole pipeline."""

    def __call__(self, text: str, events: Iterable[Event] = _BEGUN) -> dict[str, Any]:
        """Parse the text in a conversation with these events; by default as its first message."""


def parser(model: Path) -> Parse:
    """A function that parses texts with the model."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)  # else every parse is printed, and not every text can be
    agent = Agent.load(str(model))
    loop = asyncio.new_event_loop()

    def parse(text: str, events: Iterable[Event] = _BEGUN) -> dict[str, Any]:
        tracker = DialogueStateTracker.from_events("evaluation", list(events), agent.domain.slots)
        return loop.run_until_complete(agent.processor.parse_message(UserMessage(text), tracker))

    return parse


def load(model: Path) -> Callable[[str], Prediction]:
    """A function that reads a text with the model, as the first message of a conversation."""
    parse = parser(model)
    return lambda text: as_prediction(parse(text))


def as_prediction(parsed: dict) -> Prediction:
    """What Rasa's parse says; where it would ask back, the guess that it was not sure enough of."""
    asks_back = parsed["intent"]["name"] == DEFAULT_NLU_FALLBACK_INTENT_NAME
    guesses = [guess for guess in parsed.get("intent_ranking", []) if guess["name"] != DEFAULT_NLU_FALLBACK_INTENT_NAME]
    guess = guesses[0] if asks_back and guesses else parsed["intent"]
    facts = {e["entity"]: e["value"] for e in parsed["entities"] if e["entity"] not in _NO_FACTS}
    return Prediction(guess["name"] or OUT_OF_SCOPE, guess["confidence"], facts, asks_back)
