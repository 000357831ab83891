"""What a message asks about our own words, or of the guide: which of two answers holds, why we say something, where it
comes from, what a word means; and what it asks beside wanting them shorter.
"""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.asked_in_words import meant_by_words
from actions.reading.contradictions import says_they_differ, speaks_of_our_answers
from actions.reading.entities import read_facts, says_what_is_asked, values
from actions.reading.low_confidence import FALLBACK, SURELY, likelihoods
from actions.reading.note_wording import asks_what_ours_mean, word_asked
from actions.reading.official_pages import (
    asks_for_a_page,
    asks_of_the_guide,
    asks_who_says_it,
    names_a_page,
    said_by_whom,
)
from actions.reading.phrases import ASKED, asks_why_a_rule, asks_why_of, contains, normalize, questions_asked
from actions.reading.rejected_reply import ACTS_ASKED, answered_last, most_likely, named_question
from actions.reading.terms import asks_which_party
from actions.reading.tracker_state import held_facts, last_turn, said
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# Read as one of these, a message may be about our own words.
ASK_BACK = ("why", "meaning", "rephrase", "sources", "bot_challenge", "confirm", FALLBACK)
_ONE_MORE_WORD = re.compile(r"\W*y (?:que es )?(?:eso de |lo de |el |la )?(\w+)\W*")
_A_TOPIC, _MAY_BE_A_WORD = "aviso_de_queja", 0.02
_A_QUESTION, _MAY_BE_BESIDE = 3, 0.1  # words; what the NLU leaves to a question beside what it read
_MAY_ASK_WHY = 0.1  # that likely, a question «¿por qué no se puede?» is no question whether one can


def about_what_was_said(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """The act of a message that asks about our words, whatever the NLU makes of it: which of two answers holds, why we
    say something, where it comes from, what a word of ours comes to; None of others.
    """
    text = message.get("text") or ""
    phrases, written = knowledge.phrases, normalize(text)
    if asks_which_party(knowledge, text) or any(search(asks, written) for asks in phrases.terms_meant.values()):
        return "meaning"
    if not last_turn(tracker):
        return None
    told = read_facts(knowledge, message).items() - knowledge.unstated.items()
    is_news = any(tracker.get_slot(fact) != value for fact, value in told)
    may_be = intent in ASK_BACK or intent in answered_last(tracker, knowledge)
    may_be = may_be or search(phrases.says_otherwise, written) is not None
    is_decided = any(message.answer.get("verdict") or message.answer.get("about") for message in said(tracker))
    if may_be and not is_news and says_they_differ(knowledge, text) and is_decided:
        return "why"
    is_said = says_what_is_asked(message) and not is_news
    is_likely = is_said or likelihoods(message).get("why", 0) >= _MAY_ASK_WHY
    if asks_why_a_rule(knowledge, text) and is_likely:
        return "why"
    if intent in (*ASK_BACK, "correction", "status_check", tracker.get_slot("topic")) and asks_why_of(knowledge, text):
        return "correction" if intent in knowledge.stated_in and tells(tracker, knowledge, message) else "why"
    return "sources" if intent in (*ASK_BACK, "correction") and asks_who_says_it(knowledge, text) else None


def tells(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether the message tells something of the case; that it is a complaint goes without saying, unless it was held
    to be none.
    """
    told = read_facts(knowledge, message).items()
    return any(knowledge.unstated.get(f) != value or tracker.get_slot(f) not in (None, value) for f, value in told)


def one_more_word(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«¿Y mediar?», where a word was explained last."""
    word = _ONE_MORE_WORD.fullmatch(normalize(message.get("text") or ""))
    explained = any(reply.answer.get("topic") == "meaning" for reply in last_turn(tracker))
    names = (normalize(name) for term in knowledge.glossary.terms for name in term.names)
    return "meaning" if word and explained and word[1] in names else None


def word_left_out(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«No me dijo qué es la instantánea»."""
    found = search(knowledge.phrases.left_out, normalize(message.get("text") or "")) if last_turn(tracker) else None
    return "meaning" if found and intent in ("correction", "meaning") and word_asked(knowledge, found[1]) else None


def asks_its_own(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What a message asks that only wants it said shorter beside, «en cristiano, ¿me sancionan o no?», or that only
    gives a reason for asking it, «¿lo veo yo? Porque usted dice que no»; None of others.
    """
    written, phrases = normalize(message.get("text") or ""), knowledge.phrases
    if intent == "why" and search(phrases.gives_a_reason, written):
        return most_likely(message, {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED})
    rest = re.sub(phrases.asks_simpler, " ", written) if intent == "rephrase" else ""
    is_question = re.search(r"\?|\bo no\b", rest) or re.match(phrases.begins_a_question, rest)
    if not is_question or len(re.findall(r"\w+", rest)) < _A_QUESTION:
        return None
    named = named_question(knowledge, rest, ())
    return named or most_likely(message, {*knowledge.tables, *knowledge.subjects}, _MAY_BE_BESIDE)


def asked_of_our_words(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What a message asks of the guide, of a note that was shown, or of who says so."""
    text = message.get("text") or ""
    if asks_of_the_guide(knowledge, text):
        return "sources"  # «¿de qué año es la guía?»
    asks_a_word = intent == "meaning" and message["intent"]["confidence"] >= SURELY and any(values(message, "term"))
    speaks_of_ours = not asks_a_word and speaks_of_our_answers(knowledge, text, tracker.get_slot("ground"))
    if speaks_of_ours and last_turn(tracker):  # and not «no me dijo qué es procesando, ¿es lo mismo que procesada?»
        return "why"  # «dice que sigue abierta y también que ya se revisó»
    asks_back = intent in (*ASK_BACK, "correction") or intent in answered_last(tracker, knowledge)
    if not says_they_differ(knowledge, text) and asks_what_ours_mean(tracker, knowledge, text, asks_back):
        return "meaning"
    is_told = asks_back and last_turn(tracker)
    return "why" if is_told and said_by_whom(knowledge, text) is not None else None  # «¿quién dice que no sirve?»


def word_or_page(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """What a message asks by its words: what a word means, what the case makes of it, or for a page."""
    text, phrases = message.get("text") or "", knowledge.phrases
    is_beside = "meaning" in values(message, "second_topic")  # then it is explained beside the rest
    if not is_beside and (term := word_asked(knowledge, text)) and _may_mean(knowledge, message, term):
        return "meaning"  # «¿qué es esa mediación?» comes before what it is asked for
    held, of_the_case = held_facts(tracker, knowledge), knowledge.asked_in_words.of_the_case
    if meant := meant_by_words(knowledge, of_the_case, intent, text, held=held):
        return meant
    asks_a_topic = intent in knowledge.tables and not (intent == "where" and contains(text, phrases.official_page))
    in_question = "".join(ASKED.findall(text))
    asks_next_door = bool(in_question) and intent in knowledge.subjects and message["intent"]["confidence"] >= SURELY
    in_passing = asks_next_door and not names_a_page(knowledge, in_question)
    if asks_a_topic or in_passing or says_they_differ(knowledge, text):
        return None
    return "sources" if asks_for_a_page(tracker, knowledge, text) else None  # «¿cuál página oficial?»


def _may_mean(knowledge: Knowledge, message: dict[str, Any], term: str) -> bool:
    """Whether the NLU, too, thinks that a word is asked about, or is not sure of a message that asks for one of ours;
    what a notice means is a question of the guide.
    """
    is_ours = not knowledge.term(term).sources  # and not «te digo que es queja»
    may_be = likelihoods(message).get("meaning", 0) >= _MAY_BE_A_WORD
    is_all = message["intent"]["confidence"] < SURELY or questions_asked(message.get("text") or "") <= 1
    return term != _A_TOPIC and (may_be or (is_ours and is_all))
