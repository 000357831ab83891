"""Messages about a complaint here and about one on another platform: «me denunciaron en Amazon y en Taobao»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker

from actions.reading.asked_in_words import meant_by_words
from actions.reading.entities import values
from actions.reading.phrases import normalize
from actions.reading.rejected_reply import most_likely
from actions.reading.tracker_state import last_turn
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_ELSEWHERE, _WHAT_TO_DO = "other_platform", "next_step"
_OF_A_CASE = ("kind", "party", "status", "ground", "issues_resolved")
_SURE = 0.9  # so sure of another platform, what is asked «there» is of it
_LEAST = 0.2  # what the NLU leaves to a topic that is asked, at least


def asked_in_both(knowledge: Knowledge, message: dict[str, Any], asked: Sequence[str]) -> list[str]:
    """What the message asks, where it tells of a complaint in each of two places: the line on the other one first, then
    the topic, or what concerns the person most; nothing of other messages.
    """
    told = [fact for fact in _OF_A_CASE if any(values(message, fact))]
    here = search(knowledge.phrases.here_too, normalize(message.get("text") or ""))
    if not (here and told and any(values(message, "other_place"))):
        return []
    rest = [question for question in asked if question != _ELSEWHERE]
    if _WHAT_TO_DO not in rest and not any(question in knowledge.tables for question in rest):
        is_accused = "respondent" in values(message, "party")
        likely = most_likely(message, knowledge.tables, _LEAST)
        rest.append(likely or ("respondent_request" if is_accused else "withdraw"))
    return [_ELSEWHERE, *rest]


def not_asked_there(knowledge: Knowledge, message: dict[str, Any], asked: Sequence[str]) -> list[str]:
    """What the message asks, without the topics that it asks of another platform, of which nothing is known: «en
    AliExpress también copia, ¿mismo procedimiento?»
    """
    if asked[:1] != [_ELSEWHERE] or message["intent"]["confidence"] < _SURE:
        return [*asked]
    text, there = message.get("text") or "", set()
    for clause in (e for e in message.get("entities", []) if e["entity"] == "second_topic"):
        if search(knowledge.phrases.there_too, normalize(text[clause.get("start", 0) : clause.get("end")])):
            there.add(clause["value"])
    return [question for question in asked if question not in there & knowledge.tables.keys()]


def meant_here(tracker: Tracker, knowledge: Knowledge, intent: str, text: str) -> str:
    """The intent of a message; «¿y en Taobao qué hago?» to our line on another platform asks what to do, and «¿cuánto
    cobra?» to that on lawyers what one costs.
    """
    about = {message.answer.get("about") for message in last_turn(tracker)}
    of_a_lawyer = knowledge.phrases.details_of_it["lawyer"]["lawyer_cost"]
    if intent == "cost" and "lawyer" in about and search(of_a_lawyer, normalize(text)):
        return "lawyer"
    asked = knowledge.asked_in_words.after_another_platform if _ELSEWHERE in about else ()
    return meant_by_words(knowledge, asked, intent, text) or intent
