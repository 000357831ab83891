"""What a message asks about our own words: which of two answers holds, why we say something, where it comes from."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import read_facts, says_what_is_asked
from actions.reading.pages import asks_who_says_it
from actions.reading.phrases import asks_why_a_rule, asks_why_of, normalize
from actions.reading.reconcile import says_they_differ
from actions.reading.rejected import answered_last
from actions.reading.tracker_state import last_turn, said
from actions.reading.unsure import likelihoods
from retirada.rulebook.schema import Knowledge

# Read as one of these, a message may be about our own words.
ASK_BACK = ("why", "meaning", "rephrase", "sources", "bot_challenge", "confirm", "nlu_fallback")
_MAY_ASK_WHY = 0.1  # that likely, a question «¿por qué no se puede?» is no question whether one can


def about_what_was_said(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """The act of a message that asks about our words, whatever the NLU makes of it: which of two answers holds, why we
    say something, where it comes from, what a word of ours comes to; None of others.
    """
    text = message.get("text") or ""
    phrases, written = knowledge.phrases, normalize(text)
    if any(re.search(pattern, written) for pattern in phrases.terms_meant.values()):
        return "meaning"
    if not last_turn(tracker):
        return None
    told = read_facts(knowledge, message).items() - knowledge.unstated.items()
    is_news = any(tracker.get_slot(fact) != value for fact, value in told)
    may_be = intent in ASK_BACK or intent in answered_last(tracker, knowledge)
    is_decided = any(message.answer.get("verdict") for message in said(tracker))
    if may_be and not is_news and says_they_differ(knowledge, text) and is_decided:
        return "why"
    is_said = says_what_is_asked(message) and not is_news
    is_likely = is_said or likelihoods(message).get("why", 0) >= _MAY_ASK_WHY
    if asks_why_a_rule(knowledge, text) and is_likely:
        return "why"
    if intent in (*ASK_BACK, "correction", "status_check", tracker.get_slot("topic")) and asks_why_of(knowledge, text):
        return "correction" if intent in knowledge.stated_in and tells(tracker, knowledge, message) else "why"
    return "sources" if intent in (*ASK_BACK, "correction") and asks_who_says_it(knowledge, text) else None


def tells(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether the message tells something of the case; that it is a complaint goes without saying, unless it was held
    to be none.
    """
    told = read_facts(knowledge, message).items()
    return any(knowledge.unstated.get(f) != value or tracker.get_slot(f) not in (None, value) for f, value in told)
