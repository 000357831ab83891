"""Whether all is settled with the other party, told in words that the NLU does not know, and what is asked of it now:
«ya pagó lo que faltaba, ¿ahora sí?», «una foto sigue ahí, ¿la quito o no?», «¿debo retirarla?»
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.asked_in_words import meant_by_words
from actions.reading.clauses import NEWS_CLAUSE_END
from actions.reading.entities import as_read, is_within, read_facts, value_known
from actions.reading.phrases import asks_something, blanked, find, find_all, main_clauses, normalize
from actions.reading.principal import named_principal
from actions.reading.status_news import OFFERED, SAID, SETTLED, is_content, news_in
from actions.reading.tracker_state import held_facts
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import OVER
from retirada.unaccented import unaccented

_FACT = "issues_resolved"
_NOTHING = ""  # in place of a value: what a clause tells settles nothing, whatever the NLU makes of it
_OF_THE_ACCUSED = "ip_"  # begins the names of topics that the accused ask about: «ya bajó todo, ¿sirve?»
_QUESTION_CLAUSE = re.compile(r"¿[^?]*\?|[^.,;:!¿?\n]*\?")  # «me pagó todo, ¿la quito?», with «¿» or without it
_HE_DID = re.compile(r"\b(?:l[ao]s?|me l[ao]s?) (?:\w+)ó\b", re.IGNORECASE)  # «ya la quitó»
_YES = re.compile(r"\bsí\b")  # «hoy sí depositó todo» supposes nothing, without its accent either
_OF_WITHDRAWING = ("withdraw", "where", "before_withdrawing")  # «ahora sí llegó, ¿cómo la quito?»
_ONLY_TELLS = ("acknowledge", "thanks", "goodbye", "affirm")
# Read as one of these, «me devolvieron el total esta mañana» tells it, too, and asks nothing.
_OF_THE_DEAL = ("refund", "order", "settlement")


def with_settlement(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what its words say of the settlement, whatever the NLU made of it. The
    accused's is not asked: only who filed it can withdraw it.
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    party, intent = value_known(tracker, message, "party"), str(message["intent"]["name"])
    if text.startswith("/") or party == "respondent" or (party is None and intent.startswith(_OF_THE_ACCUSED)):
        return message
    read = [entity for entity in entities if entity["entity"] == _FACT]
    told = list(_told(tracker, knowledge, text, read, intent))
    unsaid = [
        e
        for t in told
        for e in read
        if is_within(e, (t["start"], t["end"])) and (t["value"], e["value"]) != (_NOTHING, "no")
    ]
    said = [*(entity for entity in read if entity not in unsaid), *(t for t in told if t["value"] != _NOTHING)]
    # What stands last counts: «ya las quitó, pero queda una».
    if intent == "withdraw" and not said and (place := find(knowledge.phrases.if_unsettled, text)):
        supposed = [as_read(_FACT, "no", place), as_read("supposed", "yes", place)]
        return {**message, "entities": [*entities, *supposed]}
    if not said and tracker.get_slot(_FACT) is None and (place := find(knowledge.phrases.in_return, text)):
        said = [as_read(_FACT, "no", place)]
    last = max(said, key=lambda e: (e.get("end", 0), e["value"] == "no"), default=None)
    if not unsaid and (last is None or last in read):
        return message
    return {**message, "entities": [*(e for e in entities if e not in read), *([last] if last else [])]}


def asked_of_settlement(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What a message asks that says how things stand with the other party, or asks for advice on withdrawing; None of
    other messages.
    """
    text = message.get("text") or ""
    if text.startswith("/") or value_known(tracker, message, "party") == "respondent":
        return None
    if intent == "respondent_request" and search(knowledge.phrases.in_return, normalize(text)):
        return None  # what is offered is what it asks about
    told, held = read_facts(knowledge, message), held_facts(tracker, knowledge)
    only_tells = not asks_something(knowledge, text)
    if intent in _ONLY_TELLS and "?" not in text and _tells_news(tracker, knowledge, told, normalize(text)):
        return "inform"
    if only_tells and intent in ("inform", *_OF_THE_DEAL) and told.get(_FACT) not in (None, tracker.get_slot(_FACT)):
        # Nothing was asked so far that it could be an answer to.
        return "inform" if tracker.get_slot("topic") else "next_step" if tracker.get_slot("party") else None
    if "withdrawn" in (told.get("status"), held.get("status")):
        return None
    if intent == "why" and None not in (told.get(_FACT), held.get(_FACT)) and told[_FACT] != held[_FACT]:
        return "withdraw"  # «¿por qué hay que arreglarlo? Lo perdono», «¿cómo que ya puedo? ¡Si no me pagó!»
    is_settled_or_not = told.get(_FACT) or held.get(_FACT)
    is_of_a_case = tracker.get_slot("topic") or is_settled_or_not or search(knowledge.phrases.asked_to, normalize(text))
    by_words = knowledge.asked_in_words
    asked = [*by_words.settlement, *(by_words.advice if is_of_a_case else ())]
    return meant_by_words(knowledge, asked, intent, text, told, held)


def asked_if_closed(tracker: Tracker, knowledge: Knowledge, intent: str, text: str) -> Optional[list[str]]:
    """What a message asks beside what comes of it if the platform decides first, «¿y si la cierran antes?»: nothing, or
    its own question, «¿cuánto tengo?»; None of a message that does not ask that.
    """
    names_an_open_one = search(knowledge.phrases.value_named["status"]["in_process"], normalize(text))
    is_over = tracker.get_slot("status") in OVER and not tracker.get_slot("set_aside")
    cases = [kept for kept in tracker.get_slot("cases") or [] if kept]
    # «¿Y si mañana cierran la pendiente?»; what is closed already, nobody closes
    is_over &= not (cases and (names_an_open_one or any(kept["facts"].get("status") == "in_process" for kept in cases)))
    if is_over or not search(knowledge.phrases.if_closed, normalize(text)):
        return None
    if meant_by_words(knowledge, knowledge.asked_in_words.if_closed, intent, text):
        return []
    of_a_case = {*knowledge.tables, *knowledge.stated_in.intersection(knowledge.subjects)}
    if intent.startswith(_OF_THE_ACCUSED) or intent not in of_a_case:
        return None
    main = re.sub(knowledge.phrases.what_comes, " ", normalize(main_clauses(knowledge, text)))
    return [intent] if re.search(r"\w{3}", main) else []


def was_taken_down(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether who filed it tells what the other party took down, or the accused what they did, which is no complaint:
    «él ya quitó las fotos», «ya la borré ayer».
    """
    phrases, told = knowledge.phrases, normalize(message.get("text") or "")
    if (tracker.get_slot("party") or value_known(tracker, message, "party")) == "respondent":
        return search(phrases.i_took_down, told) is not None
    if value_known(tracker, message, "party") != "complainant" or tracker.get_slot("principal"):
        return False
    return all(search(pattern, told) is not None for pattern in (phrases.they_took_down, phrases.what_they_took))


def as_it_stands(message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, without what it supposes of a decision that may come."""
    entities = message.get("entities", [])
    kept = [e for e in entities if e["entity"] != "supposed" and (e["entity"], e["value"]) != ("status", "processed")]
    return {**message, "entities": kept}


def _tells_news(tracker: Tracker, knowledge: Knowledge, facts: dict[str, str], written: str) -> bool:
    """Whether what sounds like a mere «ok» tells that it was withdrawn, or how things stand now."""
    phrases = knowledge.phrases
    is_new = {fact for fact in (_FACT, "status") if facts.get(fact) not in (None, tracker.get_slot(fact))}
    took_it = "status" in is_new and any(
        search(pattern, written) for pattern in (phrases.took_it_back, phrases.done, phrases.confirmed)
    )
    return bool(tracker.get_slot("topic") and (_FACT in is_new or took_it))


def _told(
    tracker: Tracker, knowledge: Knowledge, text: str, read: list[dict[str, Any]], intent: str
) -> Iterator[dict[str, Any]]:
    """What the words tell, and neither ask nor suppose, of the settlement, as the NLU would read it.

    Args:
        read: what the NLU made of it.
    """
    phrases, told = knowledge.phrases, _told_in(knowledge, text)
    by_clause = list(_told_in_clauses(tracker, knowledge, text, read, intent))
    yield from by_clause
    for place in [*find_all(phrases.news.of_another_time, told), *find_all(phrases.asks_if_settled, text)]:
        yield as_read(_FACT, _NOTHING, place)
    own = blanked(told, find_all(phrases.reported, told))  # «dice que ya pagó» is not so yet
    said = [("yes", place) for place in find_all(phrases.settled, own)]
    if not is_content(knowledge, normalize(told)):
        said += [("no", place) for place in find_all(phrases.unsettled, told)]
    for value, (begin, end) in said:
        if not any(e["start"] <= begin < e["end"] and e["value"] in (value, "no") for e in by_clause):
            # «Acaba de abonar los gastos»: what the NLU makes of the rest of the clause is of that.
            clause_end = NEWS_CLAUSE_END.search(told, end)
            yield as_read(_FACT, value, (begin, clause_end.start() if clause_end else end))


def _told_in_clauses(
    tracker: Tracker, knowledge: Knowledge, text: str, read: list[dict[str, Any]], intent: str
) -> Iterator[dict[str, Any]]:
    """What each clause tells of it. That something is owed, or only said, counts where it is asked what comes now, or
    something was settled; that it is settled, where it is asked, something was open, or it is news. What else is told
    of a complaint at first may be why it was filed.
    """
    phrases, held = knowledge.phrases, tracker.get_slot(_FACT)
    asked = normalize(_HE_DID.sub(_blank, text))  # «ya la quitó» asks nothing, as «¿ya la quito?» does
    is_asked = search(phrases.whether_now, asked) or search(phrases.what_to_do, asked)
    was_settled = "yes" in (held, *(e["value"] for e in read))
    is_known = tracker.get_slot("party") is not None or tracker.get_slot("topic") is not None
    only_tells = "?" not in text and is_known
    speaks_for = tracker.get_slot("principal") or named_principal(knowledge, text)
    told = _told_in(knowledge, text)
    says_it_is_open = search(phrases.value_named["status"]["in_process"], normalize(told))
    for news in news_in(knowledge, told, speaks_for is not None):
        if says_it_is_open and search(phrases.nothing_came, normalize(told[slice(*news.span)])):
            yield as_read(_FACT, _NOTHING, news.span)
        elif news.kind != SETTLED:
            is_told = is_known or news.is_new or news.kind == SAID
            is_so = news.kind != OFFERED and ((is_asked and is_told) or was_settled)
            yield as_read(_FACT, "no" if is_so else _NOTHING, news.span)
        elif (
            (is_asked and is_known)
            or ((is_asked or intent in _OF_WITHDRAWING) and news.is_new)
            or held == "no"
            or (only_tells and news.is_new)
        ):
            was_settled = True  # «ya me pagó, pero solo la mitad»
            yield as_read(_FACT, "yes", news.span)


def _told_in(knowledge: Knowledge, text: str) -> str:
    """The text without its questions, its suppositions and the reasons that it gives."""
    told = main_clauses(knowledge, _QUESTION_CLAUSE.sub(lambda asked: _without_what_is_asked(knowledge, asked), text))
    told = _YES.sub("ya", told)
    return blanked(told, find_all(knowledge.phrases.given_as_reason, told))


def _without_what_is_asked(knowledge: Knowledge, asked: re.Match[str]) -> str:
    """A question with its words blanked out; what it tells first stays: «me pagó la mitad ahora sí?»"""
    phrases, words = knowledge.phrases, asked[0]
    begins = [search(pattern, unaccented(words)) for pattern in (phrases.whether_now, phrases.what_to_do)]
    start = min((found.start() for found in begins if found), default=0) if words[0] not in "¿" else 0
    return words[:start] + " " * (len(words) - start)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
