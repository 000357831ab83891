"""What a message means to do with the complaint, or will not, «mejor la dejo», and what others only threaten to do."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.details_asked import SURE_BESIDE_A_NAME, only_sure_details
from actions.reading.details_only_told import LEAVE_IT
from actions.reading.entities import as_read, values
from actions.reading.phrases import clause_of, find, in_claim, main_clauses, normalize
from actions.reading.tracker_state import message_before
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

_REMOVAL, _LEAVE_IT_UP = "ip_remove_listing", "leave_it_up"
_OF_A_WITHDRAWAL = ("withdraw", "before_withdrawing", "correction", "confirm")


def with_plan(
    knowledge: Knowledge, message: dict[str, Any], party: Optional[str], topic: Optional[str]
) -> dict[str, Any]:
    """A claim, given as its parse data, with the detail that a plan in it asks about, whatever the NLU made of it: to
    leave the complaint and wait; or, after whether it helps to remove the product, to leave that. Beside a plan to
    settle first and withdraw then, a detail has to be sure.

    Args:
        party: who the person is.
        topic: that was answered last.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    if in_claim(knowledge, knowledge.phrases.settle_first, text):
        may_withdraw = party != "respondent"
        return only_sure_details(message, SURE_BESIDE_A_NAME) if may_withdraw else message
    plans = {LEAVE_IT: knowledge.phrases.leaves_it}
    if topic == _REMOVAL:
        plans = {_LEAVE_IT_UP: knowledge.phrases.leaves_it_up, **plans}
    clauses = main_clauses(knowledge, unaccented(text))
    found = ((name, in_claim(knowledge, pattern, clauses)) for name, pattern in plans.items())
    plan = next(([as_read("detail", name, place)] for name, place in found if place), [])
    return {**message, "entities": [*entities, *plan]}


def with_refusal(knowledge: Knowledge, message: dict[str, Any], intent: str) -> dict[str, Any]:
    """The message, given as its parse data, with the detail that one may leave it, where it refuses the withdrawal that
    it was read to ask for: «no la quiero quitar, al contrario».
    """
    text = main_clauses(knowledge, message.get("text") or "")
    place = find(knowledge.phrases.refuses, text) if intent in _OF_A_WITHDRAWAL else None
    refusal = [as_read("detail", LEAVE_IT, place)] if place else []
    return {**message, "entities": [*message.get("entities", []), *refusal]}


def is_only_planned(knowledge: Knowledge, message: dict[str, Any], intent: str) -> bool:
    """Whether a message, given as its parse data, says of what is to be settled that it comes later, or with a plan
    that is put to us: «primero la retiro», «la retiro con el acuerdo pagado, ¿correcto?»
    """
    text = message.get("text") or ""
    settled = [e for e in message["entities"] if e["entity"] == "issues_resolved" and "start" in e]
    is_put = intent == "confirm" and "settle_first" in values(message, "claim")
    is_done = any(re.search(r"\bya\b", normalize(clause_of(text, e))) for e in settled)
    return bool(search(knowledge.phrases.withdraw_first, normalize(text))) or (is_put and not is_done)


def is_only_threatened(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, of who filed one, «ellos me denuncian como venganza», is of one that
    they are only threatened with.
    """
    party = next((e["value"] for e in message.get("entities", []) if e["entity"] == "party"), None)
    if party != "respondent" or tracker.get_slot("party") in (None, party):
        return False
    threatened = search(knowledge.phrases.complains_back, normalize(message_before(tracker)))
    return bool(threatened and search(knowledge.phrases.complains_of_us, normalize(message.get("text") or "")))
