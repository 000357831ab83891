"""What a message is taken for of which the NLU was not sure."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, read_facts, tells_of_a_case, values
from actions.reading.phrases import normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

FALLBACK = "nlu_fallback"
NOWHERE = "elsewhere"  # the subject of what is of the rest of the world
MEANT = "beside_what_is_waved_off"  # key in a message's `reading`: what it asks, whatever the whole was read as
AGAIN = 0.1  # that likely to be about the last topic, what was not understood is
_COURTESIES = {"greet", "thanks", "goodbye", "acknowledge"}
_GREETS_AND_TELLS = {"greet", "inform"}
_ONE_PLACE = ("status_check", "where")
_FEW_WORDS = 12
SURELY = 0.95  # that sure, a message is beside the guide even if it seems to state a fact of the case
SURE_IN_A_CASE = 0.7  # of a few words about the case under discussion; alone they could be about anything
_STANDS_OUT = 0.45  # in the middle of a case, so likely, and twice as likely as the next, a reading is taken
NOT_SHORT = 5  # words: fewer could be about anything
_LIKELY_TOGETHER = 0.65  # so likely, the two likeliest readings need no asking back where they have one answer
MAY_CORRECT = (
    0.25  # so likely a correction, what denies or contradicts a fact that is held, or tells who filed it, is one
)
_LIKELY = 0.25  # that likely to be a statement, what was not understood and states facts is one
WITH_CARE = ("fraud", "distress")  # have a warning, or words of comfort, that must not fail where they are meant
_OUT_OF_PLACE = (*WITH_CARE, "erase")
_SURE_OF_HARM = 0.75
_SURE_OF_DESPAIR = 0.65  # words of comfort that are out of place do less harm than none
_GOES_ON = re.compile(r"\W*y\b", re.IGNORECASE)  # «¿y una ya cancelada?» asks for the rule with another fact


def likelihoods(message: dict[str, Any]) -> dict[str, float]:
    """How likely the NLU thinks each intent of a message, given as its parse data; the likeliest first."""
    return {guess["name"]: guess["confidence"] for guess in message.get("intent_ranking") or []}


def unless_misplaced(knowledge: Knowledge, message: dict[str, Any]) -> str:
    """The message's intent, or what it asks beside what it waves off; the next one where a warning, words of comfort,
    or the offer to erase everything would be out of place if it were wrong, and the NLU is not sure of it. Of who tells
    of a case, that is none of the rest of the world.
    """
    intent = str((message.get("reading") or {}).get(MEANT) or message["intent"]["name"])
    ranking = message.get("intent_ranking") or []
    if intent not in _OUT_OF_PLACE or len(ranking) < 2:
        return intent
    # The likeliest subject has the confidence of all of them together.
    others = sum(guess["confidence"] for guess in ranking[1:] if guess["name"] in knowledge.subjects)
    least = _SURE_OF_DESPAIR if intent == "distress" else _SURE_OF_HARM
    if message["intent"]["confidence"] - others >= least:
        return intent
    rest = [guess["name"] for guess in ranking[1:]]
    here = [name for name in rest if name != NOWHERE] if tells_of_a_case(knowledge, message) else rest
    return str((here or rest)[0])


def likeliest_meant(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> Optional[str]:
    """What a message of which the NLU was not sure is taken for: in the middle of a case, a reading that stands out; or
    the likelier of two that lead to one answer: a question, and the same question put as a claim, as a correction or,
    where it was the last one, as a fact of the case. «Why» asks of what the two are.
    """
    guesses = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK]
    if len(guesses) < 2:
        return None
    first, second = guesses[:2]
    if {first["name"], second["name"]} <= _COURTESIES:
        return str(first["name"])
    if {first["name"], second["name"]} == _GREETS_AND_TELLS and read_facts(knowledge, message):
        return "inform"  # «buenas joven, mi sobrino me dijo que pregunte aquí, me han quejado por un aguayo»
    if (first["name"], second["name"]) == _ONE_PLACE:
        return str(first["name"])  # «¿y cómo sabe si aún está a tiempo?»: its reply gives the place, too
    is_long = len((message.get("text") or "").split()) >= NOT_SHORT
    if tracker.get_slot("topic") and is_long and first["confidence"] >= max(_STANDS_OUT, 2 * second["confidence"]):
        return str(first["name"])
    likeliest = [guess for guess in guesses if guess["name"] != "why"][:2]
    together = sum(guess["confidence"] for guess in guesses if guess in likeliest or guess["name"] == "why")
    topics = [guess["name"] for guess in likeliest if guess["name"] in knowledge.tables]
    acts = [guess["name"] for guess in likeliest if guess["name"] in ("confirm", "correction", "inform")]
    if len(topics) != 1 or len(acts) != 1 or together < _LIKELY_TOGETHER:
        return None
    return str(first["name"]) if acts[0] != "inform" or topics[0] == tracker.get_slot("topic") else None


def asked_all_the_same(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> list[str]:
    """What a message that was not understood can be answered as: a topic and another question, of neither of which
    alone the NLU was sure because the message asks both; or a topic that it is sure enough of in the middle of a case.
    """
    guesses = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK][:1]
    topics = [guess["name"] for guess in guesses if guess["name"] in knowledge.tables]
    questions = {*knowledge.tables, *knowledge.subjects}
    both = [*topics, *(question for question in values(message, "second_topic") if topics and question in questions)]
    if len(set(both)) > 1:
        return both
    return topics if topics and tracker.get_slot("topic") and guesses[0]["confidence"] >= SURE_IN_A_CASE else []


def states_a_fact(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> bool:
    """Whether a message that may be read as this intent states a fact of the case instead. «Todavía me deben 200 soles»
    sounds like anything, but in the middle of a case it is one more fact of it.
    """
    text = message.get("text") or ""
    guesses, facts = likelihoods(message), read_facts(knowledge, message)
    if intent == FALLBACK:
        # «Ya quedamos en paz. ¿Entonces sí puedo?» states a fact and asks the last question again.
        asks_again = guesses.get(tracker.get_slot("topic"), 0) >= AGAIN
        may_state = guesses.get("inform", 0) >= AGAIN
        unsure = "?" not in text or bool(_GOES_ON.match(text)) or asks_again or may_state
        # That somebody is the other party after all had better be asked than misheard.
        party = facts.get("party")
        unsure = unsure and (party is None or tracker.get_slot("party") in (None, party))
    else:
        beside = intent in (*knowledge.subjects, "acknowledge", "why") and intent not in knowledge.stated_in
        goes_on = "?" not in text if intent != "why" else bool(_GOES_ON.match(text))
        unsure = beside and goes_on and message["intent"]["confidence"] <= SURELY
    # «Queja» alone says nothing; «ah no, es un informe» does.
    kind = tracker.get_slot("kind") or knowledge.unstated["kind"]
    read = {f for f, v in facts.items() if v != RETRACTED and (f, v) != ("kind", kind)}
    in_a_case = tracker.get_slot("topic") and len(text.split()) <= _FEW_WORDS
    # «Ayúdeme, me pusieron una denuncia por unas tazas, de eso comemos» begins one.
    is_told = "?" not in text and not search(knowledge.phrases.says_what_it_asks, normalize(text))
    is_story = is_told and {"party", "kind"} <= facts.keys()
    begins = intent == FALLBACK and is_story and not tracker.get_slot("topic")
    return bool(unsure and read and (in_a_case or begins or guesses.get("inform", 0) >= _LIKELY))
