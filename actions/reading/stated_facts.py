"""Which facts of the case a message states, of those that were read in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from rasa_sdk import Tracker

from actions.reading.complaint_kind import (
    VERB_ENDINGS,
    kind_told,
    names_the_menu,
    only_points_to_it,
    only_reports,
    with_kind_told,
)
from actions.reading.denied_facts import says_it_is_not_withdrawn
from actions.reading.entities import RETRACTED, as_fact, read_facts, value_known, values
from actions.reading.languages import OTHER_LANGUAGES
from actions.reading.low_confidence import AGAIN, FALLBACK
from actions.reading.parties import party_of_a_further_one, was_filed_for_them
from actions.reading.party_stated import ABOUT_A_FACT, is_of_nobody, is_the_persons_own_word
from actions.reading.phrases import ASKED, clause_of, contains, is_asked, normalize, without_questions
from actions.reading.planned_steps import is_only_planned, is_only_threatened
from actions.reading.principal import filed_by_another, names
from actions.reading.proof import offers_some
from actions.reading.settlement import was_taken_down
from actions.reading.terms import terms_named
from actions.reading.told_clauses import is_told_beside, only_told, told_apart
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_TELLS_NOTHING_OF_IT = ("first_filing", "elsewhere")  # what is told beside these is of a complaint to come, or of none
_OF_ONE_FILED = ("withdraw", "where", "before_withdrawing", "respondent_request")
_IT_AND_VERB = re.compile(r"(l[ao]) \w+", re.IGNORECASE)
_WITHDREW = "status=withdrawn"  # as a clause is read
_IF = re.compile(r"\b(?:si|cuando|quiero|quiere|no|nunca)\b[^.,;:!?]*$", re.IGNORECASE)
_DID = re.compile(r"(?:[óé]|aron|amos|ad[oa])\b")  # not «luego la retire»


def stated_facts(
    tracker: Tracker,
    knowledge: Knowledge,
    message: dict[str, Any],
    intent: str,
    told_as: str,
    terms: Collection[str],
) -> dict[str, str]:
    """The facts that a message, given as its parse data, states: name → value, or «retracted».

    Args:
        told_as: the intent by which it is decided whether it states any.
        terms: ids of the glossary's entries that it asks about.
    """
    text = message.get("text") or ""
    if message["intent"]["name"] in OTHER_LANGUAGES:
        # Half understood, a question says nothing of the case: «how do I withdraw a processed report?»
        told = [e for e in message.get("entities", []) if e["entity"] not in knowledge.facts or not is_asked(text, e)]
        message = {**message, "entities": told}
    apart = [] if told_as in _TELLS_NOTHING_OF_IT else told_apart(tracker, knowledge, message)
    all_of_it = told_as in knowledge.stated_in if told_as != FALLBACK else _is_clear(knowledge, message)
    stated = read_facts(knowledge, message if all_of_it else {**message, "entities": apart})
    if told_as == FALLBACK and tracker.get_slot("party") not in (None, stated.get("party")):
        stated.pop("party", None)  # that somebody is the other party after all had better be asked than misheard
    stated = with_kind_told(knowledge, message, intent, stated)
    if only_reports(knowledge, message) or names_the_menu(tracker, knowledge, text):
        stated.pop("kind", None)
    if stated.get("kind") == knowledge.unstated["kind"] and only_points_to_it(tracker, knowledge, text):
        del stated["kind"]
    if contains(text, knowledge.phrases.not_asked) and not contains(text, knowledge.phrases.taken_back):
        stated = {fact: value for fact, value in stated.items() if value != RETRACTED}
    if intent == "dont_know":
        # «No sé si ya se procesó» names the value that it leaves open; «no sé, pone «under review»» and «no me acuerdo,
        # creo que por spam» tell it.
        asked_for = tracker.get_slot("pending_question")
        is_told = asked_for == "status" and _is_shown(knowledge, text, "status")
        if not (is_told or search(knowledge.phrases.thinks_so, normalize(text))):
            stated.pop(asked_for, None)
    elif intent == "status_check" and stated.get("status") != "withdrawn" and not _is_shown(knowledge, text, "status"):
        # «Dice que ya la retiró, ¿dónde lo veo?» and «dice closed, ¿cómo sé qué es?» tell it, and «no le he dicho que
        # siga en trámite, ¿dónde lo miro?» takes it back.
        is_taken_back = stated.get("status") == RETRACTED and contains(text, knowledge.phrases.taken_back)
        if not (is_taken_back or is_told_beside(knowledge, text, apart, ())):
            stated.pop("status", None)
    elif intent == "meaning":
        # «Sigue en trámite. ¿Qué es una queja?» tells the first.
        named = terms_named(knowledge, "".join(ASKED.findall(text))) or terms
        asked_about = {knowledge.term(term).fact for term in named}
        # «Me sale procesada, ¿qué es?» tells where it stands only in the words of the screen.
        facts_apart = {e["entity"] for e in apart}
        beside = facts_apart - {"kind", "status"}
        shown = {fact for fact in ("kind", "status") if _is_shown(knowledge, text, fact)}
        shown |= {"status"} if is_told_beside(knowledge, text, apart, terms or named) else set()
        if kind_told(knowledge, only_told(knowledge, text)):
            shown.add("kind")  # «dicen que fue informe y no queja, ¿en qué cambia?»
        open_to_doubt = asked_about - beside - shown
        is_told = {*stated} - open_to_doubt if terms else facts_apart | shown
        stated = {fact: value for fact, value in stated.items() if fact in is_told or value == RETRACTED}
    if "refile" in (intent, *values(message, "second_topic")) and _was_withdrawn(message):
        stated.setdefault("status", "withdrawn")
    if search(knowledge.phrases.details_named["who_withdrew"].pattern, normalize(text)):
        if intent in knowledge.stated_in:
            stated["status"] = "withdrawn"  # whoever did it: «consta como retirada y yo no la he retirado»
    elif says_it_is_not_withdrawn(knowledge, message):
        stated = {fact: value for fact, value in stated.items() if value != "withdrawn"}
        if tracker.get_slot("status") == "withdrawn":
            stated.setdefault("status", RETRACTED)  # «no la he retirado, sigue en trámite» says where it stands
    elif stated.get("status") == "withdrawn" and (
        _withdraws_it_soon(tracker, knowledge, message) or was_taken_down(tracker, knowledge, message)
    ):
        del stated["status"]
    in_doubt = search(knowledge.phrases.may_be_open, normalize(text)) if intent in knowledge.stated_in else None
    is_to_come = in_doubt and in_doubt[0].endswith(("ara", "aran"))  # «sigue abierta, no sé si la cerrarán»
    held = None if is_to_come or tracker.get_slot("cases") else "in_process"
    if in_doubt and tracker.get_slot("status") in ("processed", held):
        stated.setdefault("status", RETRACTED)
    if "party" in stated and is_only_threatened(tracker, knowledge, message):
        stated.pop("ground", None)  # of that one, too
    if is_of_nobody(knowledge, message) or not is_the_persons_own_word(tracker, knowledge, message, intent):
        stated.pop("party", None)
    if intent in knowledge.stated_in and (
        filed_by_another(knowledge, text, tracker.get_slot("party")) or was_filed_for_them(knowledge, text)
    ):
        stated["party"] = "complainant"
    speaks_for = tracker.get_slot("principal")
    if intent in knowledge.stated_in and (party := party_of_a_further_one(knowledge, text, speaks_for)):
        stated.setdefault("party", party)
    if stated.get("issues_resolved") == "yes" and is_only_planned(knowledge, message, intent):
        del stated["issues_resolved"]  # «primero la retiro y luego ya arreglamos lo del dinero»
    if stated.get("evidence") == "no" and offers_some(knowledge, text):
        del stated["evidence"]
    if tracker.get_slot("party") is None and _has_to_ask_for_it(knowledge, intent, text):
        stated.setdefault("party", "respondent")
    if tracker.get_slot("party") is None and _has_filed_it(knowledge, message, intent):
        stated.setdefault("party", "complainant")
    return stated


def _is_shown(knowledge: Knowledge, text: str, fact: str) -> bool:
    """Whether a message says what is written beside the complaint: «pone «procesando». ¿Qué quiere decir?», also where
    it goes on to ask: «dice pending, ¿qué es?», «dice pending, eso qué es?»
    """
    told = [normalize(said) for said in (without_questions(text), only_told(knowledge, text))]
    return any(search(pattern, said) for pattern in knowledge.phrases.shown[fact].values() for said in told)


def _withdraws_it_soon(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether the person, who filed it, is to withdraw it: «la retiro en Mi Taobao, ¿no?», which without its accent may
    also be what somebody else did, and is where it names them, «la retiro mi hermano», or says when.
    """
    text, phrases = message.get("text") or "", knowledge.phrases
    if value_known(tracker, message, "party") != "complainant":
        return False
    if tracker.get_slot("principal") and not search(phrases.mention.myself_too, normalize(text)):
        return False
    said = [e for e in message["entities"] if (e["entity"], e["value"]) == ("status", "withdrawn") and "start" in e]
    # Of «la retiro», the pronoun alone may have been read.
    whole = ((e, _IT_AND_VERB.match(text, e["start"])) for e in said)
    said = [{**e, "end": found.end()} if found and found.end(1) == e["end"] else e for e, found in whole]
    if not said or any(text[e["start"] : e["end"]].endswith(VERB_ENDINGS) for e in said):
        return False
    somebody = f"{names(knowledge).pattern}|{phrases.filing.others}|{phrases.filing.pronoun}|{phrases.was_done}"
    # «Arreglo con el vendedor y la quito, ¿no?» names who it is settled with.
    done_with = rf"\b(?:con|a|de|para|por) (?:{somebody})(?!\w)" if search(phrases.put_to_us, normalize(text)) else "$^"
    return all(
        search(phrases.i_withdraw_it, normalize(text[e["start"] : e["end"]]))
        and not re.search(rf"\b(?:{somebody})(?!\w)", re.sub(done_with, " ", normalize(clause_of(text, e))))
        for e in said
    )


def _has_filed_it(knowledge: Knowledge, message: dict[str, Any], intent: str) -> bool:
    """Whether a message is of a complaint over what is the person's own, «una tienda usa mis fotos, ¿la retiro?», and
    says nothing of who filed it.
    """
    is_told = any(as_fact(entity)["entity"] == "party" for entity in message["entities"])
    mine = search(knowledge.phrases.takes_what_is_mine, normalize(message.get("text") or ""))
    return intent in _OF_ONE_FILED and mine is not None and not is_told


def _has_to_ask_for_it(knowledge: Knowledge, intent: str, text: str) -> bool:
    """Whether only the accused says so: «¿y si le pido que la retire?», «dice que la retira si le pago»."""
    if intent == "respondent_request" and _asks_the_other(knowledge, text):
        return True
    return intent in knowledge.stated_in and search(knowledge.phrases.would_withdraw_if, normalize(text)) is not None


def _asks_the_other(knowledge: Knowledge, text: str) -> bool:
    """Whether a message is about asking the other party to withdraw it, and not one's own partner."""
    written = normalize(text)
    return bool(search(knowledge.phrases.asks_the_other, written)) and not names(knowledge).search(written)


def _is_clear(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message that was not understood states facts by each likely reading."""
    guesses = [g for g in message.get("intent_ranking") or [] if g["name"] != FALLBACK and g["confidence"] >= AGAIN]
    stating = knowledge.stated_in.difference(ABOUT_A_FACT)
    return bool(guesses) and all(guess["name"] in stating for guess in guesses)


def _was_withdrawn(message: dict[str, Any]) -> bool:
    """Whether one clause tells that it was: «la presentó y la retiró. ¿Cabe presentarla de nuevo?»"""
    told = without_questions(message.get("text") or "")
    said = [e for e in message.get("entities", []) if (e["entity"], e["value"]) == ("in_clause", _WITHDREW)]
    return any(_DID.search(told[e["start"] : e["end"]]) and not _IF.search(told[: e["start"]]) for e in said)
