"""Messages in another language, or half in one: what is understood of them is answered."""

from __future__ import annotations

from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import read_facts
from actions.reading.low_confidence import FALLBACK, NOWHERE
from actions.reading.rejected_reply import ACTS_ASKED, most_likely, named_question
from actions.reading.tracker_state import held_facts
from retirada.rulebook.schema import Knowledge

OTHER_LANGUAGES = ("english", "portuguese", "chinese")
_IN_PART = 0.1  # that likely to be in another language, a message that was not understood is so in part


def meant_in_another_language(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str
) -> Optional[str]:
    """What a message that is not, or not all, in Spanish asks or tells; None of others, or if nothing is understood.

    Words that a dictionary has are read in Spanish (retirada/nlu/normalization/translation.py). Who writes a first
    message that is all in a language that is not near is asked for Spanish.
    """
    ranking = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK]
    text = message.get("text") or ""
    if not ranking or ranking[0]["name"] not in OTHER_LANGUAGES:
        in_part = any(g["name"] in OTHER_LANGUAGES and g["confidence"] >= _IN_PART for g in ranking)
        likely = most_likely(message, _questions(knowledge)) if intent == FALLBACK and in_part else None
        return None if likely == NOWHERE else likely  # «cancelar» is Portuguese, too, and may be about anything
    told = held_facts(tracker, knowledge).items() - knowledge.unstated.items()
    if not (tracker.get_slot("topic") or told):
        return None
    named = named_question(knowledge, text, {"withdraw"})
    if named and "?" in text:
        return named
    if read_facts(knowledge, message).items() - knowledge.unstated.items():
        return "inform"
    # Who speaks of a case tries to: the likeliest reading is better than a refusal.
    others = (guess["name"] for guess in ranking if guess["name"] in _questions(knowledge))
    return named or most_likely(message, _questions(knowledge)) or next(others, None)


def but_for_its_language(message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what the NLU makes of it beside the language that it is written in."""
    others = [guess for guess in message.get("intent_ranking") or [] if guess["name"] not in OTHER_LANGUAGES]
    total = sum(guess["confidence"] for guess in others)
    if total == 0 or message["intent"]["name"] not in OTHER_LANGUAGES:
        return message
    return {**message, "intent_ranking": [{**guess, "confidence": guess["confidence"] / total} for guess in others]}


def _questions(knowledge: Knowledge) -> set[str]:
    return {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED}
