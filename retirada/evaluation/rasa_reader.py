"""Reads a text with a trained Rasa model, whatever its pipeline."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from retirada.evaluation.dataset import OUT_OF_SCOPE
from retirada.evaluation.outcomes import Prediction

_NO_FACTS = frozenset(
    {"second_topic", "term", "detail", "claim", "other_place", "supposed", "second_case", "in_clause"}
)


def parser(model: Path) -> Callable[[str], dict]:
    """A function that gives Rasa's own parse of a text, through the model's whole pipeline."""
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)  # else every parse is printed, and not every text can be
    agent = Agent.load(str(model))
    loop = asyncio.new_event_loop()
    return lambda text: loop.run_until_complete(agent.parse_message(text))


def load(model: Path) -> Callable[[str], Prediction]:
    """A function that reads a text with the model."""
    parse = parser(model)
    return lambda text: as_prediction(parse(text))


def as_prediction(parsed: dict) -> Prediction:
    """What Rasa's parse says; where it would ask back, the guess that it was not sure enough of."""
    asks_back = parsed["intent"]["name"] == DEFAULT_NLU_FALLBACK_INTENT_NAME
    guesses = [guess for guess in parsed.get("intent_ranking", []) if guess["name"] != DEFAULT_NLU_FALLBACK_INTENT_NAME]
    guess = guesses[0] if asks_back and guesses else parsed["intent"]
    facts = {e["entity"]: e["value"] for e in parsed["entities"] if e["entity"] not in _NO_FACTS}
    return Prediction(guess["name"] or OUT_OF_SCOPE, guess["confidence"], facts, asks_back)
