"""What came of it, or may come, as who filed it tells: it is done, or the other party presses or is silent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.denied_facts import asks_on_screen
from actions.reading.entities import as_read, value_known, values
from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import SOMEBODY_DID, asks_something, normalize
from actions.reading.principal import names
from actions.reading.tracker_state import message_before, verdicts_last
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import OVER

_TOLD_TO = ("withdrawable", "withdrawal_conditions", "where", "where_mobile")  # verdicts that «hecho» answers
# Read as one of these, a message that tells that it was withdrawn, and asks nothing, has come to its end.
_MAY_END = (
    *("withdraw", "before_withdrawing", "buyer_withdrawal", "respondent_request", "settlement", "ip_remove_listing"),
    *("confirm", "goodbye", "thanks", "inform", FALLBACK),
)
# Read as one of these, «¿y si no contesta?» asks what comes then.
_MAY_WAIT = (
    *("withdraw", "before_withdrawing", "buyer_withdrawal", "respondent_request", "duration", "lawyer", "refund"),
    *("confirm", "inform", "acknowledge", "correction", "settlement", "ip_outcomes", FALLBACK),
)
_SAID_WITH_IT = ("leave_it", "no_answer")  # details that what is said to «¿y si no contesta?» has in it
# Read as one of these, «¿me puede denunciar?» is of the other party's complaint.
_MAY_FEAR = ("should_file", "first_filing", "refile", "lawyer", "fraud", FALLBACK)
# Read as one of these, «¿y si el cheque rebota?» is of what was agreed.
_MAY_DOUBT = ("lawyer", "fraud", "refund", "settlement", "other_alibaba", "elsewhere", FALLBACK)
_BY_THE_OTHER = "by_the_other_party"  # a detail
_OF_THE_STAFF = ("mediation", "contact")


def with_what_came(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what it tells in passing: «hecho», to who was told how to withdraw it,
    that they filed it anew, and, where somebody presses for a withdrawal, who filed it, and what it asks of the other
    party.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    written = normalize(text)
    party = value_known(tracker, message, "party")
    phrases, facts = knowledge.phrases, {}
    if tracker.get_slot("party") == "respondent" and search(phrases.once_they_withdraw, written):
        # «Cuando la quite, ¿hago algo más?» says of the accused neither that it is withdrawn, nor that it was theirs.
        entities = [e for e in entities if e["value"] not in ("withdrawn", "complainant")]
        return {**message, "entities": entities}
    if written.startswith("/") or party == "respondent":
        return message
    if search(phrases.details_named["complainant_silent"].pattern, written):
        entities = [e for e in entities if e["value"] not in _SAID_WITH_IT]
    took = None if "?" in written else search(phrases.took_it_back, written)
    is_done = search(phrases.done, written) or (took and not search(phrases.may_be_so, written[: took.start()]))
    is_told = is_done and _was_told_how(tracker)
    if not is_told and (is_done or search(phrases.confirmed, written)):
        is_told = asks_on_screen(knowledge, message_before(tracker))
    if is_told and not any(values(message, "status")):
        facts = {"status": "withdrawn", "party": "complainant"}
    elif search(phrases.withdrew_by_mistake, written):
        facts = {"status": "withdrawn"}
    if filed_anew(knowledge, written, tracker.get_slot("status")):
        facts = {"status": "in_process", "party": "complainant"}  # the new one has just begun
    of_the_accused = str(tracker.get_slot("topic")).startswith("ip_")
    holds_it = search(phrases.holds_it_back, normalize(SOMEBODY_DID.sub(" ", text)))
    if (holds_it or search(phrases.pressed_to_withdraw, written)) and not of_the_accused:
        facts["party"] = "complainant"
    told = [as_read(fact, value) for fact, value in facts.items() if not any(values(message, fact))]
    if (party or facts.get("party")) and search(phrases.complains_back, written):
        told.append(as_read("detail", "threat_of_complaint"))
    speaks_of_another = tracker.get_slot("principal") is not None or names(knowledge).search(written)
    if speaks_of_another and not re.search(rf"\b(?:{phrases.filing.others})\b", written):
        entities = [e for e in entities if e["value"] != _BY_THE_OTHER]  # «él» may be whoever filed it
    return {**message, "entities": [*entities, *told]}


def what_came(tracker: Tracker, knowledge: Knowledge, intent: str, text: str, read: Mapping[str, str]) -> Optional[str]:
    """What a message asks in passing: «next_step», where it tells that it was withdrawn and asks nothing, or asks what
    comes if the other party is silent; «before_withdrawing», if it deceives; None of other messages.

    Args:
        read: the facts that were read in it.
    """
    written, phrases = normalize(text), knowledge.phrases
    if "respondent" in (read.get("party"), tracker.get_slot("party")):
        return None
    is_news = read.get("status") == "withdrawn" != tracker.get_slot("status")
    asks = asks_something(knowledge, text)
    is_answer = intent == "inform" and tracker.get_slot("topic") in (None, "withdraw")  # noted, or decided anew
    if is_news and intent in _MAY_END and not (asks or is_answer) and search(phrases.took_it_back, written):
        return "next_step"
    fears = intent in _MAY_FEAR and search(phrases.complains_back, written)
    if fears and "complainant" in (read.get("party"), tracker.get_slot("party")):
        return "respondent_request"
    told_of = tracker.get_slot("issues_resolved")
    if told_of and intent in _MAY_DOUBT and search(phrases.details_named["promise_broken"].pattern, written):
        return "before_withdrawing"
    of_the_other = tracker.get_slot("topic") not in _OF_THE_STAFF
    may_wait = intent in _MAY_WAIT or (intent == "ip_remove_listing" and told_of == "no")
    if may_wait and of_the_other and search(phrases.details_named["complainant_silent"].pattern, written):
        return "next_step"
    return None


def filed_anew(knowledge: Knowledge, text: str, status: Optional[str]) -> bool:
    """Whether a message says that a complaint was filed anew, of who spoke of one that is over.

    Args:
        status: where the case stands that is talked about.
    """
    return status in OVER and search(knowledge.phrases.filed_anew, normalize(text)) is not None


def _was_told_how(tracker: Tracker) -> bool:
    """Whether the person was just told that it can be withdrawn, or where."""
    may = tracker.get_slot("status") == "in_process" and tracker.get_slot("issues_resolved") == "yes"
    return may or not verdicts_last(tracker).isdisjoint(_TOLD_TO)
