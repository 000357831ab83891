"""What a message is taken for: what the NLU read, or what the conversation makes likelier where it was not sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.asked_in_words import meant_by_words
from actions.reading.aspects_asked import matter_asked
from actions.reading.complainant_updates import what_came
from actions.reading.complaint_kind import kind_told
from actions.reading.denied_facts import denies_what_is_held
from actions.reading.details_asked import IN_A_PART, clear_details
from actions.reading.entities import read_facts, says_what_is_asked, values
from actions.reading.erasure import answers_whether_to_erase, asks_for_a_copy, orders_erasure, tells_others
from actions.reading.general_rule import topic_of_the_rule
from actions.reading.languages import OTHER_LANGUAGES, but_for_its_language, meant_in_another_language
from actions.reading.low_confidence import (
    AGAIN,
    FALLBACK,
    MAY_CORRECT,
    NOT_SHORT,
    SURE_IN_A_CASE,
    SURELY,
    likeliest_meant,
    likelihoods,
    states_a_fact,
    unless_misplaced,
)
from actions.reading.needs_care import comes_first
from actions.reading.parties import put_right_by
from actions.reading.phrases import ASKED, IF, asks_something, contains, is_asked, knows_no_state, normalize, says_back
from actions.reading.principal import another_may_file, named_principal
from actions.reading.proof import answers_for_proof, asks_of_own_papers, tells_of_proof
from actions.reading.questions_about_us import (
    about_what_was_said,
    asked_of_our_words,
    asks_its_own,
    one_more_word,
    tells,
    word_left_out,
    word_or_page,
)
from actions.reading.rejected_reply import (
    ACTS_ASKED,
    answered_last,
    asked_again,
    asked_instead,
    left_out,
    most_likely,
    named_again,
    named_instead,
    only_rejects,
    rejects,
)
from actions.reading.restated_question import words_asked
from actions.reading.tracker_state import held_facts, last_turn, said
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_Reader = Callable[[Tracker, Knowledge, dict[str, Any], str], Optional[str]]

WHAT_IF = re.compile(rf"\W*(?:(?:y|pero|entonces|que pasa|qué pasa)\W+)*{IF}", re.IGNORECASE)
# Where the last reply is rejected, these say no more of what is asked.
_NO_ANSWER = ("rephrase", "feedback", "acknowledge", "deny", "dont_know", FALLBACK, *OTHER_LANGUAGES)
_ASKED_OF_US = (*ACTS_ASKED, "human", "bot_challenge", "erase")
_DISPUTES = ("correction", "confirm", "why", "inform", "rephrase", FALLBACK)  # what these ask is no new question
_SUPPOSES_ONLY = 6  # words: more ask something else with it
# An order to erase what was said here sounds like these.
_MAY_BE_ERASURE = ("correction", "rephrase", "ip_remove_listing", "capabilities", FALLBACK)
_MAY_DESPAIR = 0.2  # with words of despair, so likely one means them
_MAY_BE_ANOTHERS = ("should_file", "refile", "inform", "new_case", "correction", FALLBACK)
_NEARLY_PUT = 0.25  # so likely a claim, what is said back is one, whatever topic its words are of
_MAY_ASK = 0.2  # so likely a question, what is put with «dime si» is one


def intent_of(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> str:
    """What a message, given as its parse data, is taken for: a button, what it says; then what needs care, or is
    to be erased or shown; then what the first reader that makes something of it says; else what the NLU read.
    """
    intent, text = message["intent"]["name"], message.get("text") or ""
    if text.startswith("/"):
        return intent
    if first := comes_first(knowledge, message):
        return first
    if last_turn(tracker) and only_rejects(knowledge, message):
        return "correction"
    if answer := answers_whether_to_erase(tracker, knowledge, text):
        return answer
    intent = unless_misplaced(knowledge, message)
    if intent in _MAY_BE_ERASURE and orders_erasure(tracker, knowledge, text):
        return "erase"
    if intent != "erase" and asks_for_a_copy(knowledge, text):
        return "privacy"
    readers: tuple[_Reader, ...] = (
        # What it says was not answered; what it tells of the case, or asks of what it tells.
        *(word_left_out, left_out, one_more_word, topic_of_the_rule, matter_asked, _told_of_the_case),
        # What it denies of what is held; what it asks of our own words, or of what was said last.
        *(_denies, asked_of_our_words, asked_again, named_instead, word_or_page, about_what_was_said, asks_its_own),
        # What it asks instead of what was answered, and what it says was told before.
        *(_after_a_rejection, _told_again),
        # How it answers the question that is open; or it despairs.
        *(_left_open, _despairs),
        # What it is where the NLU was misled, or not sure.
        *(_beside_a_courtesy, meant_in_another_language, _by_words_at_last, _put_to_us, _unsure),
    )
    return next((meant for read in readers if (meant := read(tracker, knowledge, message, intent))), intent)


def _told_of_the_case(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What a message tells of the case, or asks of what it tells."""
    text, facts = message.get("text") or "", read_facts(knowledge, message)
    if asks_of_own_papers(tracker, knowledge, intent, text):
        return "appeal"
    held, at_first = held_facts(tracker, knowledge), knowledge.asked_in_words.at_first
    if meant := meant_by_words(knowledge, at_first, intent, text, facts, held):
        return meant
    asks_else = intent in {*knowledge.tables} - {"refile"} and message["intent"]["confidence"] >= SURE_IN_A_CASE
    if not asks_else and answers_for_proof(tracker, knowledge, text, facts):
        return "inform"  # and not «sí, los tengo. Y dónde está el botón»
    is_anothers = "party" not in facts and named_principal(knowledge, text) not in (None, tracker.get_slot("principal"))
    if is_anothers and intent in _MAY_BE_ANOTHERS and another_may_file(knowledge, text):
        return "first_filing"  # of which nothing is told of the case at hand
    if intent in ("meaning", "inform", FALLBACK) and tells_of_proof(tracker, knowledge, message):
        return "inform"
    if intent in ("meaning", "inform", FALLBACK) and "?" not in text and kind_told(knowledge, text):
        return "inform"  # «ahora veo que es una queja y no un informe»
    if meant := what_came(tracker, knowledge, intent, text, facts):
        return meant
    if intent == "new_case" and search(knowledge.phrases.case_as_it_is, normalize(text)):
        return "inform"  # «eso era de otro expediente; la nuestra sigue en trámite»
    # «¿Y si ya la procesaron?» supposes it; «¿y cómo sé si ya la procesaron?» asks how to see it, and «está en
    # trámite, y lo que pregunto es si pueden mediar» something else.
    is_short = len(text.split()) <= _SUPPOSES_ONLY and not says_what_is_asked(tracker.latest_message)
    of_the_sanction = is_short and tracker.get_slot("topic") == "ip_outcomes" and intent in ("withdraw", FALLBACK)
    if of_the_sanction and WHAT_IF.match(text) and search(knowledge.phrases.takes_it_back, normalize(text)):
        return "ip_withdrawal_effect"  # «¿y si la retiro?», after «¿le quitan puntos?»
    may_suppose = intent == "status_check" or (intent in knowledge.tables and is_short)
    return "inform" if may_suppose and "status" in facts and WHAT_IF.match(text) else None


def _denies(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«correction», of one that says that what is held is not so: «no la he retirado, ¿quién dijo eso?»"""
    is_one = likelihoods(message).get("correction", 0) >= MAY_CORRECT
    assumed = search(knowledge.phrases.assumed_by_us, normalize(message.get("text") or ""))
    held = held_facts(tracker, knowledge)
    if intent == FALLBACK and "?" not in (message.get("text") or "") and put_right_by(tracker, knowledge, message):
        return "correction"  # «ella no presentó nada, que quede claro»
    told = read_facts(knowledge, message)
    if assumed and any(held.get(fact) == value for fact, value in told.items()):
        return "correction"  # «¿quién le dijo que era por una marca? Es por un retraso», as we hold it
    if intent == "why" and search(knowledge.phrases.why_said, normalize(message.get("text") or "")):
        aside = {**message, "entities": [e for e in message["entities"] if not is_asked(message["text"], e)]}
        if any(held.get(fact) not in (None, value) for fact, value in read_facts(knowledge, aside).items()):
            return "correction"  # «no está retirada, está abierta. ¿Por qué dice que está retirada?»
    return "correction" if is_one and denies_what_is_held(tracker, knowledge, message) else None


def _after_a_rejection(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What is asked by a message that takes the last reply for no answer; «correction», where that is all it says or
    only what was just answered stands out; None of messages that reject nothing, or ask something else.
    """
    text = message.get("text") or ""
    is_rejected = bool(last_turn(tracker)) and rejects(knowledge, text)
    if is_rejected and intent == "next_step" and "?" in text:
        return None  # «no le pregunto eso: ¿qué puede hacer él?»
    is_asked = is_rejected or "?" in text or says_what_is_asked(message)
    denies = contains(text, knowledge.phrases.unsaid_that) or put_right_by(tracker, knowledge, message) is not None
    if (denies and not is_asked) or (not is_rejected and intent != "correction"):
        return None  # «no dije que eso estuviera pagado», «somos los acusados» ask nothing
    answered = answered_last(tracker, knowledge)
    asks_anew = intent in (*knowledge.tables, *knowledge.subjects, *_ASKED_OF_US) and intent not in answered
    is_clear = asks_anew and message["intent"]["confidence"] >= SURE_IN_A_CASE
    named = named_again(tracker, knowledge, words_asked(knowledge, message), {*answered, "withdraw"})
    if named and not is_clear and rejects(knowledge, tracker.latest_message.get("text") or ""):
        return named  # «le pregunté si es mi proveedor el que me denunció»
    if says_what_is_asked(message) and clear_details(knowledge, message, IN_A_PART):
        return None
    if is_clear or set(values(message, "second_topic")) - answered:
        return None
    is_news = any(tracker.get_slot(fact) != value for fact, value in read_facts(knowledge, message).items())
    if not is_rejected and tells(tracker, knowledge, message) and (is_news or "?" not in text):
        return None  # «la que me pusieron, ¿ya está resuelta?» only names the case
    asked = asked_instead(tracker, knowledge, but_for_its_language(message))
    if intent in OTHER_LANGUAGES and asked == "withdraw":
        asked = None  # «se eu não cancelar» names it, and asks something else
    asks_nothing_new = intent in answered or intent in _NO_ANSWER
    return asked or ("correction" if is_rejected and asks_nothing_new else None)


def _told_again(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«¿Cómo que ya se procesó? Te dije que sale pendiente» tells what was said before, and asks nothing new."""
    text = message.get("text") or ""
    # «¿Y si le digo que la quite?» says nothing that was said before.
    repeats = contains(ASKED.sub("", text), knowledge.phrases.told_already) and not any(values(message, "supposed"))
    told = read_facts(knowledge, message) if repeats else {}
    contradicts = any(tracker.get_slot(fact) not in (None, value) for fact, value in told.items())
    if told and ("?" not in text or intent in _DISPUTES or contradicts):
        return "correction" if intent == "correction" else "inform"
    return None


def _left_open(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What is said of the question that is open: «¿pruebas de qué?», «yo qué sé si tiene», whatever else it tells."""
    pending, text, phrases = tracker.get_slot("pending_question"), message.get("text") or "", knowledge.phrases
    is_proof_named = pending == "evidence" or tracker.get_slot("topic") == "refile"
    if is_proof_named and search(phrases.proof_of_what, normalize(text)):
        return "meaning"
    is_asked = pending in knowledge.facts and not any(values(message, pending))
    only_tells = intent in ("inform", "acknowledge", "affirm", "deny", FALLBACK) and "?" not in text
    is_unknown = search(phrases.not_known, normalize(text)) or knows_no_state(knowledge, text)
    return "dont_know" if is_asked and only_tells and is_unknown else None


def _despairs(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«distress», of words of despair, where the NLU thinks of it or it was spoken of."""
    was_told = any(reply.answer.get("about") == "distress" for reply in said(tracker))
    may_despair = was_told or likelihoods(message).get("distress", 0) >= _MAY_DESPAIR
    says_so = search(knowledge.phrases.despair, normalize(message.get("text") or ""))
    return "distress" if may_despair and says_so else None


def _beside_a_courtesy(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«Le digo a mi nuera que mire. ¿Y ella dónde mira?»"""
    text = message.get("text") or ""
    courteous = intent in ("acknowledge", "thanks", "goodbye") and message["intent"]["confidence"] <= SURELY
    if courteous and asks_something(knowledge, text) and len(text.split()) > NOT_SHORT:
        return most_likely(message, {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED}) or intent
    return None


def _by_words_at_last(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What the words ask of which nothing else was made."""
    by_words = knowledge.asked_in_words
    entries = [*by_words.at_last, *(by_words.in_reply if last_turn(tracker) else ())]
    facts, held = read_facts(knowledge, message), held_facts(tracker, knowledge)
    return meant_by_words(knowledge, entries, intent, message.get("text") or "", facts, held)


def _put_to_us(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What is put to us to be confirmed; and what was read so and is not."""
    text, guesses = message.get("text") or "", likelihoods(message)
    least = AGAIN if intent in knowledge.subjects else _NEARLY_PUT if intent in knowledge.tables else 1.0
    if guesses.get("confirm", 0) >= least and intent != "confirm" and says_back(knowledge, text):
        return "confirm"  # «a ver si entendí: no le pago y apelo, ¿cierto?»
    if intent != "confirm" or "?" in text or search(knowledge.phrases.put_to_us, normalize(text)):
        return None
    next_best = next(iter([name for name in guesses if name != FALLBACK][1:]), intent)
    if next_best == "acknowledge":
        return next_best  # «ya, vale, entonces dejo de venderlas»
    if not contains(text, knowledge.phrases.asks):
        return None
    is_asked = next_best in knowledge.tables and guesses[next_best] >= _MAY_ASK
    return next_best if is_asked else intent  # «entonces dime si la puedo quitar»


def _unsure(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What is taken for what the NLU was not sure of."""
    if tells_others(knowledge, message.get("text") or "") and "privacy" not in values(message, "second_topic"):
        return "privacy"
    if intent == FALLBACK and (meant := likeliest_meant(tracker, knowledge, message)):
        return meant
    return "inform" if states_a_fact(tracker, knowledge, message, intent) else None
