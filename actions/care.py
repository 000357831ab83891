"""What comes before all else that a message says: it needs care."""

from __future__ import annotations

import re
from typing import Optional

from actions.phrases import normalize
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
    if re.search(phrases.own_bad_faith, written) and intent != "distress":
        return "fraud"
    asked = any(re.search(phrases.bad_faith, question) for question in re.findall(r"[^.!?¿]+\?", written))
    return "fraud" if asked and intent not in _NOT_OF_THE_COMPLAINT else None
