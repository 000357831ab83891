"""What comes before all else that a message says: it needs care."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.reading.details_asked import clear_details
from actions.reading.low_confidence import likelihoods
from actions.reading.phrases import FIRST_PERSON, contains, normalize, questions_in
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# Read as these, a question about bad faith is not about the complaint.
_NOT_OF_THE_COMPLAINT = ("authority", "elsewhere", "other_platform", "why", "distress")
# Details that say what comes of it, and refuse nothing: «¿me sancionan por haberla puesto de mala fe?»
_SAYS_WHAT_COMES_OF_IT = {"punished_for_complaining", "complainant_punished"}
_MAY_BE_HARM = 0.1  # that likely to be of bad faith, words that may plan it do
_BY_ANOTHER = re.compile(r"\b(?:\w+ó|hizo|puso|dijo|\w{3,}aron|\w{3,}ieron)\b")  # as written, with its accent


def comes_first(knowledge: Knowledge, message: dict[str, Any]) -> Optional[str]:
    """The subject that comes before all else that the message says, where its words leave no doubt of it: the wish to
    die, proof to be made up or a threat with a false complaint, and the question what comes of bad faith.
    """
    intent, text = message["intent"]["name"], message.get("text") or ""
    written, phrases = normalize(text), knowledge.phrases
    if search(phrases.wish_to_die, written):
        return "distress"
    likely = likelihoods(message)
    planned = phrases.own_bad_faith if likely.get("fraud", 0) < _MAY_BE_HARM else None
    if would_harm(knowledge, text, planned) and intent != "distress":
        return "fraud"
    asked = any(search(phrases.bad_faith, question) for question in questions_in(written))
    if not asked or intent in _NOT_OF_THE_COMPLAINT:
        return None
    return "fraud" if _SAYS_WHAT_COMES_OF_IT.isdisjoint(clear_details(knowledge, message)) else None


def would_harm(knowledge: Knowledge, text: str, planned: Optional[str] = None) -> bool:
    """Whether who writes would make up proof, lie or threaten: what somebody else does, or did to them, is not theirs.

    Args:
        planned: the words that say it, where the reading alone does not; as a default, also those that may say it.
    """
    phrases, own = knowledge.phrases, _without_the_other(knowledge, text)
    said = [planned] if planned else [phrases.own_bad_faith, phrases.may_be_bad_faith, phrases.would_accuse]
    return any(search(pattern, own) for pattern in (phrases.bribes, *said))


def is_ones_own(knowledge: Knowledge, text: str) -> bool:
    """Whether a message tells what the person does, or would do, and nothing of what somebody else does."""
    return not tells_of_another(knowledge, text) and FIRST_PERSON.search(normalize(text)) is not None


def tells_of_another(knowledge: Knowledge, text: str) -> bool:
    """Whether a message tells what somebody else does: «un competidor me puso una denuncia falsa»."""
    return _without_the_other(knowledge, text) != normalize(text.lower())


def _without_the_other(knowledge: Knowledge, text: str) -> str:
    return re.sub(knowledge.phrases.done_by_another, " . ", normalize(_BY_ANOTHER.sub(" ", text.lower())))


def asks_beside_it(knowledge: Knowledge, text: str) -> bool:
    """Whether a message that would act in bad faith, or needs care, asks something in a question beside: «¿puedo o no?»
    after it does not.
    """
    others = (q for q in questions_in(normalize(text)) if not would_harm(knowledge, q))
    return any(not contains(question, knowledge.phrases.either) for question in others)
