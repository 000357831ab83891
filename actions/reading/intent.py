"""What a message is taken for: what the NLU read, or what the conversation makes likelier where it was not sure."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.about_us import ASK_BACK, about_what_was_said, asks_who_said_so, tells
from actions.reading.asked_in_words import meant_by_words
from actions.reading.care import comes_first
from actions.reading.details_asked import clear_details
from actions.reading.entities import read_facts, says_what_is_asked, values
from actions.reading.erasure import orders_erasure, tells_others
from actions.reading.languages import meant_in_another_language
from actions.reading.note_words import asks_what_ours_mean, word_asked
from actions.reading.pages import asks_for_a_page, asks_of_the_guide, names_a_page
from actions.reading.phrases import ASKED, contains, normalize, says_back
from actions.reading.proof import answers_for_proof, asks_of_own_papers
from actions.reading.reconcile import says_they_differ
from actions.reading.rejected import (
    ACTS_ASKED,
    answered_last,
    asked_again,
    asked_instead,
    most_likely,
    named_instead,
    rejects,
)
from actions.reading.the_rule import topic_of_the_rule
from actions.reading.tracker_state import held_facts, last_turn, said
from actions.reading.unsure import (
    AGAIN,
    FALLBACK,
    NOT_SHORT,
    SURE_IN_A_CASE,
    SURELY,
    likeliest_meant,
    states_a_fact,
    unless_misplaced,
)
from actions.reading.what_came import what_came
from retirada.rulebook.schema import Knowledge

WHAT_IF = re.compile(r"\W*(?:(?:y|pero|entonces|que pasa|qué pasa)\W+)*si\b", re.IGNORECASE)
# Where the last reply is rejected, these say no more of what is asked.
_NO_ANSWER = ("rephrase", "feedback", "acknowledge", "deny", "dont_know", FALLBACK)
_ASKED_OF_US = (*ACTS_ASKED, "human", "bot_challenge", "erase")
_DISPUTES = ("correction", "confirm", "why", "inform", "rephrase", FALLBACK)  # what these ask is no new question
_SUPPOSES_ONLY = 6  # words: more ask something else with it
# An order to erase what was said here sounds like these.
_MAY_BE_ERASURE = ("correction", "rephrase", "ip_remove_listing", FALLBACK)
_MAY_DESPAIR = 0.2  # with words of despair, so likely one means them
_ONE_MORE_WORD = re.compile(r"\W*y (?:que es )?(?:eso de |lo de |el |la )?(\w+)\W*")
_NOT_WHERE = ("first_filing", "refund")
_MAY_ASK = 0.2  # so likely a question, what is put with «dime si» is one
_A_TOPIC, _MAY_BE_A_WORD = "aviso_de_queja", 0.02


def intent_of(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> str:
    """What a message, given as its parse data, is taken for."""
    intent, text = message["intent"]["name"], message.get("text") or ""
    if text.startswith("/"):
        return intent
    if first := comes_first(knowledge, message):
        return first
    intent = unless_misplaced(knowledge, message)
    if intent in _MAY_BE_ERASURE and orders_erasure(tracker, knowledge, text):
        return "erase"
    word = _ONE_MORE_WORD.fullmatch(normalize(text))
    if word and _explained_last(tracker) and any(word[1] in map(normalize, t.names) for t in knowledge.glossary.terms):
        return "meaning"  # «¿y mediar?»
    facts, held, by_words = read_facts(knowledge, message), held_facts(tracker, knowledge), knowledge.asked_in_words
    if topic := topic_of_the_rule(tracker, knowledge, intent, message):
        return topic
    if asks_of_own_papers(tracker, knowledge, intent, text):
        return "appeal"
    if meant := meant_by_words(knowledge, by_words.at_first, intent, text, facts, held):
        return meant
    if answers_for_proof(tracker, knowledge, text, facts):
        return "inform"
    if meant := what_came(tracker, knowledge, intent, text, facts):
        return meant
    if intent == "new_case" and contains(text, knowledge.phrases.case_as_it_is):
        return "inform"  # «eso era de otro expediente; la nuestra sigue en trámite»
    supposes = WHAT_IF.match(text) and "status" in facts
    if supposes and (intent == "status_check" or (intent in knowledge.tables and len(text.split()) <= _SUPPOSES_ONLY)):
        # «¿Y si ya la procesaron?» supposes it; «¿y cómo sé si ya la procesaron?» asks how to see it.
        return "inform"
    speaks_of_one = contains(text, knowledge.phrases.official_page)
    asks_a_topic = intent in knowledge.tables and not (intent == "where" and speaks_of_one)
    if asks_of_the_guide(knowledge, text):
        return "sources"  # «¿de qué año es la guía?»
    asks_back = intent in (*ASK_BACK, "correction") or intent in answered_last(tracker, knowledge)
    differs = says_they_differ(knowledge, text)
    if not differs and asks_what_ours_mean(tracker, knowledge, text, asks_back):
        return "meaning"
    if asks_who_said_so(tracker, knowledge, intent, text):
        return "why"  # «le pregunté quién dice que borrarla no sirve»
    if matter := asked_again(tracker, knowledge, message, intent):
        return matter
    asks_beside = intent == "correction" and any(values(message, "second_topic"))
    if not asks_beside and (meant := named_instead(tracker, knowledge, intent, text)):
        return meant
    is_beside = "meaning" in values(message, "second_topic")  # then it is explained beside the rest
    if not is_beside and (term := word_asked(knowledge, text)) and _may_mean(message, term):
        return "meaning"  # «¿qué es esa mediación?» comes before what it is asked for
    if meant := meant_by_words(knowledge, by_words.of_the_case, intent, text, held=held):
        return meant
    in_question = "".join(ASKED.findall(text))
    asks_next_door = bool(in_question) and intent in knowledge.subjects and message["intent"]["confidence"] >= SURELY
    in_passing = asks_next_door and not names_a_page(knowledge, in_question)
    if not asks_a_topic and not differs and not in_passing and asks_for_a_page(tracker, knowledge, text):
        return "sources"  # «¿cuál página oficial?» sounds like anything
    if about_us := about_what_was_said(tracker, knowledge, intent, message):
        return about_us
    if intent == "where" and (named := _named_beside_a_withdrawal(knowledge, in_question or text)):
        return named  # «¿dónde se pone la nueva?» is not where one is withdrawn
    if asked := _asked_after_a_rejection(tracker, knowledge, message, intent):
        return asked
    # «¿Y si le digo que la quite?» says nothing that was said before.
    repeats = contains(ASKED.sub("", text), knowledge.phrases.told_already) and not any(values(message, "supposed"))
    told = facts if repeats else {}
    contradicts = any(tracker.get_slot(fact) not in (None, value) for fact, value in told.items())
    if told and ("?" not in text or intent in _DISPUTES or contradicts):
        # «¿Cómo que ya se procesó? Te dije que sale pendiente»
        return "correction" if intent == "correction" else "inform"
    is_proof_named = tracker.get_slot("pending_question") == "evidence" or tracker.get_slot("topic") == "refile"
    if is_proof_named and re.search(knowledge.phrases.proof_of_what, normalize(text)):
        return "meaning"
    if _leaves_it_open(tracker, knowledge, message, intent):
        return "dont_know"
    guesses = {guess["name"]: guess["confidence"] for guess in message.get("intent_ranking") or []}
    may_despair = _spoke_of(tracker, "distress") or guesses.get("distress", 0) >= _MAY_DESPAIR
    if may_despair and re.search(knowledge.phrases.despair, normalize(text)):
        return "distress"
    courteous = intent in ("acknowledge", "thanks", "goodbye") and message["intent"]["confidence"] <= SURELY
    if courteous and "?" in text and len(text.split()) > NOT_SHORT:
        # «Le digo a mi nuera que mire. ¿Y ella dónde mira?»
        return most_likely(message, {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED}) or intent
    if meant := meant_in_another_language(tracker, knowledge, message, intent):
        return meant
    at_last = [*by_words.at_last, *(by_words.in_reply if last_turn(tracker) else ())]
    if meant := meant_by_words(knowledge, at_last, intent, text, facts, held):
        return meant
    is_put_to_us = "?" in text or re.search(knowledge.phrases.put_to_us, normalize(text))
    if intent in knowledge.subjects and guesses.get("confirm", 0) >= AGAIN and says_back(knowledge, text):
        return "confirm"  # «a ver si entendí: no le pago y apelo, ¿cierto?»
    if intent == "confirm" and not is_put_to_us and _likeliest(message, 1) == "acknowledge":
        return "acknowledge"  # «ya, vale, entonces dejo de venderlas»
    if intent == "confirm" and not is_put_to_us and contains(text, knowledge.phrases.asks):
        next_best = _likeliest(message, 1)  # «entonces dime si la puedo quitar»
        return next_best if next_best in knowledge.tables and guesses[next_best] >= _MAY_ASK else intent
    if tells_others(knowledge, text) and "privacy" not in values(message, "second_topic"):
        return "privacy"
    if intent == FALLBACK and (meant := likeliest_meant(tracker, knowledge, message)):
        return meant
    return "inform" if states_a_fact(tracker, knowledge, message, intent) else intent


def _asked_after_a_rejection(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str
) -> Optional[str]:
    """What is asked by a message that takes the last reply for no answer; «correction», where that is all it says or
    only what was just answered stands out; None of messages that reject nothing, or ask something else.
    """
    text = message.get("text") or ""
    is_rejected = bool(last_turn(tracker)) and rejects(knowledge, text)
    if is_rejected and intent == "next_step" and "?" in text:
        return None  # «no le pregunto eso: ¿qué puede hacer él?»
    if not is_rejected and intent != "correction":
        return None
    if says_what_is_asked(message) and clear_details(knowledge, message):
        return None
    answered = answered_last(tracker, knowledge)
    beside = [topic for topic in values(message, "second_topic") if topic not in answered]
    asks_anew = intent in (*knowledge.tables, *knowledge.subjects, *_ASKED_OF_US) and intent not in answered
    if beside or (asks_anew and message["intent"]["confidence"] >= SURE_IN_A_CASE):
        return None
    is_news = any(tracker.get_slot(fact) != value for fact, value in read_facts(knowledge, message).items())
    if not is_rejected and tells(tracker, knowledge, message) and (is_news or "?" not in text):
        return None  # «la que me pusieron, ¿ya está resuelta?» only names the case
    asked = asked_instead(tracker, knowledge, message)
    return asked or ("correction" if is_rejected and (intent in answered or intent in _NO_ANSWER) else None)


def _named_beside_a_withdrawal(knowledge: Knowledge, text: str) -> Optional[str]:
    """What is named by a message that was read as «where is it withdrawn», and names no withdrawal."""
    names, written = knowledge.phrases.names, normalize(text)
    if re.search(names["withdraw"], written):
        return None
    return next((name for name in _NOT_WHERE if re.search(names[name], written)), None)


def _may_mean(message: dict[str, Any], term: str) -> bool:
    """Whether the NLU, too, thinks that a word is asked about; what a notice means is a question of the guide."""
    guesses = {guess["name"]: guess["confidence"] for guess in message.get("intent_ranking") or []}
    return term != _A_TOPIC and guesses.get("meaning", 0) >= _MAY_BE_A_WORD


def _leaves_it_open(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> bool:
    """«Yo qué sé si tiene» is no answer to the question that is open, whatever else it tells."""
    pending, text = tracker.get_slot("pending_question"), message.get("text") or ""
    is_asked = pending in knowledge.facts and not any(values(message, pending))
    tells = intent in ("inform", "acknowledge", "affirm", "deny", FALLBACK) and "?" not in text
    return is_asked and tells and re.search(knowledge.phrases.not_known, normalize(text)) is not None


def _spoke_of(tracker: Tracker, subject: str) -> bool:
    return any(message.answer.get("about") == subject for message in said(tracker))


def _explained_last(tracker: Tracker) -> bool:
    return any(message.answer.get("topic") == "meaning" for message in last_turn(tracker))


def _likeliest(message: dict[str, Any], number: int = 0) -> str:
    """The intent that the NLU thinks of first, or next, sure or not."""
    names = [guess["name"] for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK]
    return str(names[number]) if len(names) > number else str(message["intent"]["name"])
