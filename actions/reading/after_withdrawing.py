"""What is asked once a complaint was withdrawn: what comes now, is that all, to undo it, another one, who did it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Optional

from rasa_sdk import Tracker

from actions.reading.phrases import normalize
from retirada.rulebook.schema import Knowledge

# Read as one of these, «consta como retirada y yo no fui» asks what became of it.
_MAY_TELL = ("inform", "respondent_request", "correction", "ip_withdrawal_effect", "status_check", "nlu_fallback")
# Read as one of these, a message may ask it: none of them is another question than that.
_MAY_ASK = (
    *("withdraw", "refile", "before_withdrawing", "next_step", "confirm", "correction", "inform", "why"),
    *("status_check", "nlu_fallback"),
)
_MAY_DOUBT = (*_MAY_ASK, "respondent_request", "mediation", "ip_withdrawal_effect")
_MAY_FILE_AGAIN = (*_MAY_ASK, "should_file", "ip_outcomes", "first_filing")


def after_withdrawing(
    tracker: Tracker, knowledge: Knowledge, intent: str, text: str, read: Mapping[str, str]
) -> Optional[str]:
    """What a message asks of a complaint that it, or an earlier one, says was withdrawn; None of other messages.

    Args:
        read: the facts that were read in it.
    """
    written, phrases = normalize(text), knowledge.phrases
    if intent in _MAY_TELL and re.search(phrases.details_named["who_withdrew"].pattern, written):
        return "withdraw"
    is_told = read.get("status") == "withdrawn"
    if is_told and intent in _MAY_DOUBT and "?" in text and re.search(phrases.is_it_true, written):
        return "status_check"
    if intent not in _MAY_FILE_AGAIN or not (is_told or tracker.get_slot("status") == "withdrawn"):
        return None
    if re.search(phrases.undoes, written):
        return "reopen"
    is_theirs = tracker.get_slot("party") == "complainant"
    if is_theirs and re.search(phrases.files_again, written) and not re.search(phrases.to_come, written):
        return "refile"
    if intent not in _MAY_ASK:
        return None
    is_over = re.search(phrases.is_that_all, written) or (is_told and re.search(phrases.what_now, written))
    is_asked = "?" in written or re.search(phrases.asks_if_over, written)
    return "next_step" if is_over and is_asked and not re.search(phrases.can_it, written) else None
