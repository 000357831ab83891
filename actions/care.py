"""What comes before all else that a message says: it needs care."""

from __future__ import annotations

import re
from typing import Optional

from actions.phrases import contains, normalize, questions_in
from retirada.rulebook.schema import Knowledge

# Read as these, a question about bad faith is not about the complaint.
_NOT_OF_THE_COMPLAINT = ("authority", "elsewhere", "other_platform", "why", "distress")


def comes_first(knowledge: Knowledge, intent: str, text: str) -> Optional[str]:
    """The subject that comes before all else that the message says, where its words leave no doubt of it: the wish to
    die, proof to be made up or a threat with a false complaint, and the question what comes of bad faith.
    """
    written, phrases = normalize(text), knowledge.phrases
    if re.search(phrases.wish_to_die, written):
        return "distress"
    if would_harm(knowledge, text) and intent != "distress":
        return "fraud"
    asked = any(re.search(phrases.bad_faith, question) for question in questions_in(written))
    return "fraud" if asked and intent not in _NOT_OF_THE_COMPLAINT else None


def would_harm(knowledge: Knowledge, text: str) -> bool:
    """Whether a message would make up proof, lie or threaten."""
    return re.search(knowledge.phrases.own_bad_faith, normalize(text)) is not None


def asks_beside_it(knowledge: Knowledge, text: str) -> bool:
    """Whether a message that would act in bad faith, or needs care, asks something in a question beside: «¿puedo o no?»
    after it does not.
    """
    others = (q for q in questions_in(normalize(text)) if not would_harm(knowledge, q))
    return any(not contains(question, knowledge.phrases.either) for question in others)
