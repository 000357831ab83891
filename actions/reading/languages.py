"""Messages in another language, or half in one: what is understood of them is answered."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import read_facts
from actions.reading.phrases import normalize
from actions.reading.rejected import ACTS_ASKED, most_likely, named_question
from actions.reading.tracker_state import held_facts
from actions.reading.unsure import FALLBACK
from retirada.rulebook.schema import Knowledge

OTHER_LANGUAGES = ("english", "portuguese", "chinese")
_IN_PART = 0.1  # that likely to be in another language, a message that was not understood is so in part
_CLEARLY_NAMED = 2  # foreign words: so many hide from the NLU what a message names


def meant_in_another_language(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str
) -> Optional[str]:
    """What a message that is not, or not all, in Spanish asks or tells; None of others, or if nothing is understood.

    A first message that is all in another language is asked for in Spanish.
    """
    ranking = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK]
    text = message.get("text") or ""
    # «No te pregunté del refund, te pregunté de la court»
    instead = re.search(knowledge.phrases.instead, normalize(text))
    spanish, foreign = _in_spanish(knowledge, instead[1] if instead else text)
    named = named_question(knowledge, spanish, {"withdraw"})
    is_foreign = bool(ranking) and ranking[0]["name"] in OTHER_LANGUAGES
    if not is_foreign:
        is_clear = foreign >= (1 if instead else _CLEARLY_NAMED)
        if is_clear and named and named != named_question(knowledge, text, {"withdraw"}):
            return named
        in_part = any(g["name"] in OTHER_LANGUAGES and g["confidence"] >= _IN_PART for g in ranking)
        return most_likely(message, _questions(knowledge)) if intent == FALLBACK and in_part else None
    told = held_facts(tracker, knowledge).items() - knowledge.unstated.items()
    if not (tracker.get_slot("topic") or told):
        return None
    if not named and re.search(knowledge.phrases.how_long, spanish):
        named = "duration"
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


def _in_spanish(knowledge: Knowledge, text: str) -> tuple[str, int]:
    """The text with the foreign words that tell what is asked in Spanish, and how many they were."""
    words = knowledge.phrases.foreign_words
    return re.subn(rf"\b(?:{'|'.join(words)})\b", lambda found: words[found[0]], normalize(text))
