"""What is asked of the person, and what is not."""

from __future__ import annotations

from typing import Optional

from rasa_sdk import Tracker

from actions.reading.phrases import normalize
from actions.reading.proof import is_not_theirs
from actions.reading.tracker_state import case_began, held_facts, said, written
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_GOES_UNASKED = ("party", "kind", "status", "issues_resolved")  # of a complaint that nobody filed yet


def without_asking(
    tracker: Tracker, knowledge: Knowledge, fact: Optional[str], in_other_words: bool = False
) -> Optional[str]:
    """The fact that is to be asked for; None where it is proof, which this person is not to be asked for, or was asked
    for in this case and told nothing clear of, but `in_other_words`, or which decides nothing: the guide tells of
    another complaint after a withdrawal only, and a late parcel or an insult, as we say then, is no infringement. Of
    one that nobody filed yet, there is no asking who did, or where it stands; nor anything of who has no case, and has
    supposed none.
    """
    if fact is None:
        return None
    if fact == "evidence" and not in_other_words:
        told = said(tracker, since=case_began(tracker))
        if any(message.answer.get("asks") == fact for message in told):
            return None
    if tracker.get_slot("to_come") and fact in _GOES_UNASKED:
        return None
    known = held_facts(tracker, knowledge).items() - knowledge.unstated.items()
    if not known and any(search(knowledge.phrases.no_own_case, normalize(text)) for text in written(tracker)):
        return None
    decides = tracker.get_slot("status") != "processed" and tracker.get_slot("ground") != "other"
    return fact if fact != "evidence" or (decides and not is_not_theirs(tracker, knowledge)) else None
