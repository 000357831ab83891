"""Of which matter a message asks how, with what, or for how much, whatever it was read as: «¿apelar cuesta algo?»"""

from __future__ import annotations

from itertools import islice
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import value_known
from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import normalize, sentences_in
from actions.reading.rejected_reply import answered_last, named_question
from actions.reading.tracker_state import last_turn, said
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# Read as one of these, a few words may ask it of what was spoken of last.
_ASK_ON = (
    *("where", "status_check", "cost", "duration", "contact", "elsewhere", "account", "other_alibaba", "sources"),
    *("privacy", "lawyer", "first_filing", FALLBACK),
)
_OF_OUR_WORDS = ("sources", "meaning", "why", "rephrase", None)  # topics of replies that lead to no other matter
_LATEST = 6  # messages that are looked through for it
_NOT_MANY = 14  # words that may ask on
# Topics and subjects whose names stand in what is asked of another one: «¿dónde presento la apelación?»
_SAYS_LITTLE = ("first_filing", "where")


def matter_asked(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """The matter of which a message asks something that `details_of_it` of phrases/questions.yml has: it names both in
    one sentence, and no other matter there, «¿para apelar sirve el celular?»; or only what is asked of it, in a few
    words, after it was spoken of: «¿y desde el celular?»
    """
    text = message.get("text") or ""
    sentences = [normalize(text[slice(*place)]) for place in sentences_in(text)]
    goes_on = intent in _ASK_ON and len(text.split()) <= _NOT_MANY
    for matter, details in knowledge.phrases.details_of_it.items():
        if intent == matter:
            continue
        names = [knowledge.phrases.names.get(matter)]
        if value_known(tracker, message, "party") == "respondent":
            names.append(knowledge.phrases.names_for_the_accused.get(matter))
        was_spoken_of = goes_on and _was_spoken_of(tracker, knowledge, matter)
        for sentence in sentences:
            is_named = any(search(name, sentence) for name in names if name)
            if not (is_named or was_spoken_of) or named_question(knowledge, sentence, (matter, *_SAYS_LITTLE)):
                continue
            if any(search(pattern, sentence) for pattern in details.values()):
                return matter
    return None


def _was_spoken_of(tracker: Tracker, knowledge: Knowledge, matter: str) -> bool:
    """Whether the last reply was about a matter next door, or told the accused of it among others."""
    if matter in answered_last(tracker, knowledge):
        return True
    latest = (message.answer for message in islice(said(tracker), _LATEST))
    of_a_matter = next((answer for answer in latest if answer.get("topic") not in _OF_OUR_WORDS), {})
    if matter in (of_a_matter.get("about"), of_a_matter.get("topic")):
        return True
    subject = knowledge.subjects.get(matter)
    told_by = subject.told_by if subject and tracker.get_slot("party") == "respondent" else None
    return bool(told_by) and any(search(str(told_by), normalize(reply.text)) for reply in last_turn(tracker))
