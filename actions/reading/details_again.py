"""Which detail is asked about once more: «te pregunté si se juntan», «no contesta mi pregunta. ¿Y el plazo?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.asked_clauses import asked_clauses
from actions.reading.details_asked import CLEARLY, IN_A_PART, SURE, clear_details, confidence, going_with, open_details
from actions.reading.entities import as_read, details_read
from actions.reading.phrases import ASKED, normalize, sentences_in, stems
from actions.reading.rejected_reply import named_question, rejects
from actions.reading.restated_question import question_place
from actions.reading.tracker_state import (
    last_turn,
    message_before,
    parse_data_before,
)
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import words_of_details

_OPEN = 0.03  # so sure of it, what a few words ask again of the message before was asked there
_A_FEW_WORDS = 8  # ask again of what was asked before
_HALF, _LEAST_SHARED = 0.5, 2  # of these words, a detail is of them; so many, one that was said last
_CLEAR_SUBJECT = 0.7
_OTHER_SHOP, _WRONG_SHOP = "other_shop", "filed_by_mistake"


def with_details_asked_again(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data; one in which no detail was clearly read, and that asks in a few words of
    the message before, with what that asked: «¿y las publicaciones?», «te pregunté si se juntan», «repito: ¿cuándo?»
    """
    entities = message.get("entities", [])
    asked, insists = _asked_once_more(knowledge, message)
    words = stems(asked, frozenset(knowledge.phrases.fillers))
    facts = [e for e in entities if e["entity"] in knowledge.facts]
    is_new = any(not insists or tracker.get_slot(e["entity"]) != e["value"] for e in facts)
    others = [e for e in entities if e["entity"] != "detail"]
    if insists and not is_new and (told := _said_of_it(tracker, knowledge, message, asked)):
        return {**message, "entities": [*others, as_read("detail", told)]}
    if is_new or not words or not words <= stems(message_before(tracker)) or len(asked.split()) > _A_FEW_WORDS:
        return message
    if not insists and named_question(knowledge, asked, ()):
        return message
    meant = detail_asked_with(tracker, knowledge, words, insists)
    follows = {topic for detail in knowledge.details_called([meant or ""]) for topic in detail.follows}
    if named_question(knowledge, asked, ()) in follows:
        return message  # «no me dijo si me libro», after «si le pago, ¿me libro?»: paying comes after that answer
    if insists and not _may_mean(knowledge, message, asked, meant):
        return message
    read = [confidence(e) for e in entities if e["entity"] == "detail"]
    if meant is None or (read and (not insists or max(read) >= CLEARLY)):
        return message
    return {**message, "entities": [*others, as_read("detail", meant)]}


def _said_of_it(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], asked: str) -> Optional[str]:
    """The id of the detail of the last reply that has most of the words of what a message, given as its parse data,
    says was not answered: half of them at least, more than of what it says that it does not ask, and two. It was what
    is asked, and no other line is nearer. None of a message that asks something beside that.
    """
    text = message.get("text") or ""
    if "?" in " ".join(normalize(text).split()).replace(" ".join(normalize(asked).split()), ""):
        return None
    words, clear = stems(asked, frozenset(knowledge.phrases.fillers)), clear_details(knowledge, message)
    last = "\n".join(normalize(reply.text) for reply in last_turn(tracker))
    denied = (message.get("reading") or {}).get("denied", ())
    unasked = stems(" ".join(text[slice(*place)] for place in denied))
    found: dict[str, int] = {}
    for name, way in words_of_details(knowledge):
        of_it = stems(way)
        shared = len(words & of_it)
        is_nearer = shared >= max(_LEAST_SHARED, _HALF * len(words)) and shared > len(unasked & of_it)
        if is_nearer and (not clear or name in clear) and normalize(way[1:]) in last:
            found[name] = max(shared, found.get(name, 0))
    return max(found, key=lambda name: found[name], default=None)


def _may_mean(knowledge: Knowledge, message: dict[str, Any], asked: str, detail: Optional[str]) -> bool:
    """Whether a message, given as its parse data, may ask a detail with some of its words: not beside a question to us,
    «no me contestó si es fiable. ¿Y usted es una persona?», nor where it clearly asks something of which it is none.
    """
    read_as = message["intent"]
    is_of_a_case = read_as["name"] in (*knowledge.tables, *knowledge.subjects)
    if "?" in normalize(message.get("text") or "").replace(normalize(asked), ""):
        return is_of_a_case
    is_clear = is_of_a_case and read_as.get("confidence", 0) >= _CLEAR_SUBJECT
    return not is_clear or detail in going_with(knowledge, [read_as["name"]])


def as_insisted(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data; of one that says that it asks once more, surely with what it asks so."""
    insists = _asked_once_more(knowledge, message)[1]
    return with_details_asked_again(tracker, knowledge, message) if insists else message


def detail_asked_with(tracker: Tracker, knowledge: Knowledge, words: frozenset[str], insists: bool) -> Optional[str]:
    """The id of the detail that the message before asked with these words; to who `insists`, a likely one."""
    earlier = parse_data_before(tracker) or {}
    text, clauses = earlier.get("text") or "", asked_clauses(earlier)
    its = next((clause for clause in clauses if words <= stems(clause.text)), None)
    places = [(its.start, its.end)] if its else [s for s in sentences_in(text) if words <= stems(text[slice(*s)])]
    found = details_read(earlier)
    if its or insists:  # what stands elsewhere was asked with other words
        found = [e for e in found if any(start <= e.get("start", start) < end for start, end in places)]
    read = [(e["value"], confidence(e)) for e in found] + list(its.details.items() if its else ())
    last = " ".join(normalize(reply.text) for reply in last_turn(tracker))
    # That was rejected, or needs no saying again, unless it is named once more.
    leaves_open = open_details(knowledge) if not insists and search(knowledge.phrases.left_open, last) else set()
    said = {name for name, way in words_of_details(knowledge) if normalize(way[1:]) in last}
    least = {name: SURE if name in said else IN_A_PART for name, _ in read} if insists else {}
    return next((n for n, sure in read if sure >= least.get(n, _OPEN) and n not in leaves_open), None)


def _asked_once_more(knowledge: Knowledge, message: dict[str, Any]) -> tuple[str, bool]:
    """What a message, given as its parse data, asks that may have been asked before, and whether it says that it was:
    «no me contestó lo del plazo», «le pregunté por la tienda», «insisto, qué pongo».
    """
    text, phrases = message.get("text") or "", knowledge.phrases
    says_so, is_rejected = phrases.insists_on, rejects(knowledge, text)
    left = search(phrases.left_out, normalize(text)) or search(phrases.instead, normalize(text))
    place = question_place(knowledge, message) if is_rejected else (0, 0)
    if left or place[1]:
        return (left[1] if left else text[slice(*place)]), True
    asked, insists = " ".join(ASKED.findall(text)), is_rejected or search(says_so, normalize(text)) is not None
    return asked or (re.sub(says_so, "", normalize(text)) if insists else ""), insists
