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
ASKED_BEFORE = "asked_before"  # key in a message's `reading`: of a clause, what the message asks before it
_FILING, _ADVICE_ON_IT, _NOT_FILED = "first_filing", "should_file", "utter_not_filed"
# The same of one that may be filed, which sounds like what is asked of one that was.
_ASK_ON_OF_FILING = (
    *("respond_deadline", "withdraw", "appeal", "meaning", "order", "refund", "inform", "next_step", "confirm"),
    *("correction", "refile", "acknowledge", "why", "ip_notice", "ip_review", _ADVICE_ON_IT),
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
    is_accused = value_known(tracker, message, "party") == "respondent"
    is_asked_beside = _FILING in (message.get("reading") or {}).get(ASKED_BEFORE, ())
    may_file = is_asked_beside or _may_file(tracker, knowledge)
    may_file = may_file and not is_accused and len(text.split()) <= _NOT_MANY
    for matter, details in knowledge.phrases.details_of_it.items():
        if intent == matter:
            continue
        names = [knowledge.phrases.names.get(matter)]
        if is_accused:
            names.append(knowledge.phrases.names_for_the_accused.get(matter))
        was_spoken_of = goes_on and _was_spoken_of(tracker, knowledge, matter)
        if matter == _FILING:  # of the accused, «¿cuántos días tengo?» is of their answer
            was_spoken_of = may_file and intent in (*_ASK_ON, *_ASK_ON_OF_FILING)
        for sentence in sentences:
            is_named = any(search(name, sentence) for name in names if name)
            if not (is_named or was_spoken_of) or named_question(knowledge, sentence, (matter, *_SAYS_LITTLE)):
                continue
            if any(search(pattern, sentence) for pattern in details.values()):
                return matter
    return None


def _may_file(tracker: Tracker, knowledge: Knowledge) -> bool:
    """Whether the last reply was about a complaint that may be filed, or only noted that there is one; of who received
    one as well, their days to answer it matter more.
    """
    if any(kept["facts"].get("party") == "respondent" for kept in tracker.get_slot("cases") or [] if kept):
        return False
    answered = answered_last(tracker, knowledge)
    is_noted = bool(tracker.get_slot("to_come")) and answered.isdisjoint({*knowledge.tables, *knowledge.subjects})
    is_spoken_of = _ADVICE_ON_IT in answered or _was_spoken_of(tracker, knowledge, _FILING)
    return is_noted or is_spoken_of or any(reply.response == _NOT_FILED for reply in last_turn(tracker))


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
