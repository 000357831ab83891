"""Reads a message, as the NLU read it: what it is taken for, what it states of the case, and what it asks."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.asked_in_words import asks_for_the_whole, meant_by_words
from actions.reading.button_in_words import as_chosen
from actions.reading.complainant_updates import with_what_came
from actions.reading.contradictions import asks_how_they_fit
from actions.reading.details_again import with_details_asked_again
from actions.reading.details_asked import (
    IN_A_PART,
    SURE_BESIDE_A_NAME,
    clear_details,
    details_asked,
    only_details_of_the_claim,
    only_details_of_the_question,
    only_sure_details,
)
from actions.reading.details_named import asks_of_the_accused, is_named, with_named
from actions.reading.details_only_told import STATUS_OF, without_what_it_tells
from actions.reading.entities import RETRACTED, as_read, only_what_is_asked, says_what_is_asked, value_known, values
from actions.reading.facts_not_meant import as_told
from actions.reading.facts_of_the_case import as_of_this_case, with_proof
from actions.reading.general_rule import asks_for_the_rule
from actions.reading.insistence import topic_pressed
from actions.reading.intent import intent_of
from actions.reading.low_confidence import FALLBACK
from actions.reading.message import Reading
from actions.reading.official_pages import asks_of_the_guide
from actions.reading.parties import with_who_filed
from actions.reading.phrases import IF, asks_why_a_rule, claim_start, in_claim, normalize
from actions.reading.planned_steps import with_plan, with_refusal
from actions.reading.questions_asked import questions_asked
from actions.reading.rejected_reply import named_question, rejects
from actions.reading.reproach import without_as_if, without_reproach
from actions.reading.restated_question import words_asked
from actions.reading.second_questions import acts_beside
from actions.reading.self_corrections import corrects_itself
from actions.reading.settlement import as_it_stands, asked_if_closed, asked_of_settlement, with_settlement
from actions.reading.short_answers import ACTS_BESIDE, said_in_a_word
from actions.reading.stated_facts import stated_facts
from actions.reading.suppositions import adds_only, only_supposed, supposed_in_a_claim_of_several
from actions.reading.terms import asks_which_party, terms_asked, terms_named
from actions.reading.told_clauses import with_told_in_a_clause
from actions.reading.told_outcome import with_outcome_told
from actions.reading.tracker_state import held_facts, said
from actions.reading.two_platforms import meant_here
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_LIKE_ADVICE = ("should_file", "before_withdrawing")  # what asks for advice on withdrawing it sounds like these
_DEADLINE = "respond_deadline"
_AFTER_CLOSED, _OF_KINDS = "refile_after_closed", ("complaint_or_report", "change_kind")
_WHO_WITHDREW = "who_withdrew"  # a detail
_MERELY = 4  # words, as «¿y por qué no?»
_SUPPOSES = re.compile(rf"{IF}(?!\s*[,.!])", re.IGNORECASE)  # «si, ya la cerraron» is a «yes» without its accent


def read_message(tracker: Tracker, knowledge: Knowledge, message: Optional[dict[str, Any]] = None) -> Reading:
    """The latest message of the conversation, or another one of it, given as its parse data."""
    return MessageReader(tracker, knowledge, message or tracker.latest_message).read()


class MessageReader:
    """Reads a message in steps, each of which may put right what was read before it.

    Args:
        message: its parse data.
    """

    def __init__(self, tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> None:
        self._tracker, self._knowledge = tracker, knowledge
        message = without_reproach(knowledge, as_chosen(tracker, message))
        self._message = self._as_told(without_as_if(tracker, knowledge, message))
        self._told = self._message.get("entities", [])
        self._text = self._message.get("text") or ""
        self._written = normalize(self._text)
        self._topic, self._pending = tracker.get_slot("topic"), tracker.get_slot("pending_question")

    def read(self) -> Reading:
        """What the message says."""
        self._take_for_an_intent()
        self._take_for_what_comes_of_closing()
        self._take_for_a_word_in_reply()
        self._find_questions()
        self._find_details_and_terms()
        self._find_facts()
        details = self._details_asked()
        sounds = [STATUS_OF[detail] for detail in details if detail in STATUS_OF]
        if sounds and self._tracker.get_slot("status") is None:
            self._stated.setdefault("status", sounds[0])  # «pone «under review», ¿qué es?»
        return self._reading(details)

    def _as_told(self, message: dict[str, Any]) -> dict[str, Any]:
        """With the facts and the parties as the words around them tell them."""
        tracker, knowledge = self._tracker, self._knowledge
        message = as_told(knowledge, with_told_in_a_clause(knowledge, message))
        message = with_what_came(tracker, knowledge, with_who_filed(tracker, knowledge, message))
        return with_settlement(tracker, knowledge, as_of_this_case(tracker, knowledge, message))

    def _take_for_an_intent(self) -> None:
        tracker, knowledge = self._tracker, self._knowledge
        self._pressed = topic_pressed(tracker, knowledge, self._message)
        intent = "confirm" if self._pressed else intent_of(tracker, knowledge, only_what_is_asked(self._message))
        if intent == "correction" and not held_facts(tracker, knowledge) and corrects_itself(knowledge, self._text):
            intent = "inform"  # it corrects what itself said, and nothing of ours
        intent = meant_here(tracker, knowledge, intent, self._text)
        self._asks_the_deadline = self._asks_for_the_same_deadline()
        self._intent = _DEADLINE if intent == "confirm" and self._asks_the_deadline else intent

    def _asks_for_the_same_deadline(self) -> bool:
        """«¿Y para la otra, el mismo plazo?», after we spoke of a deadline."""
        was_told = any(message.answer.get("about") in (_DEADLINE, "appeal") for message in said(self._tracker))
        return was_told and search(self._knowledge.phrases.same_deadline, self._written) is not None

    def _take_for_what_comes_of_closing(self) -> None:
        """What is asked of a settlement, of a plan, or of a complaint that may be processed before it is withdrawn."""
        tracker, knowledge, text = self._tracker, self._knowledge, self._text
        self._of_settlement = asked_of_settlement(tracker, knowledge, self._message, self._intent)
        closing = asked_if_closed(tracker, knowledge, self._intent, text)
        if _AFTER_CLOSED in clear_details(knowledge, self._message):
            closing = None  # «si la cierran sin castigo, ¿puedo quejarme otra vez?»
        self._if_closed, self._beside_closing = closing is not None, closing or []
        if self._if_closed:
            self._message = as_it_stands(self._message)
            self._intent = (self._beside_closing or ["withdraw"])[0]
        else:
            plan = meant_by_words(knowledge, knowledge.asked_in_words.plan, self._intent, text)
            self._intent = self._of_settlement or plan or self._intent

    def _take_for_a_word_in_reply(self) -> None:
        """A word that answers what was asked, «en trámite», with what is asked beside it."""
        knowledge, text, intent = self._knowledge, self._text, self._intent
        in_a_word = said_in_a_word(self._tracker, knowledge, self._message)
        if not in_a_word:
            return
        asked_with = ("second_topic", "detail", "device")  # «en trámite. ¿Y en el cel se puede?»
        beside = [e for e in self._message.get("entities", []) if e["entity"] in asked_with and "?" in text]
        if "?" in text and (intent in knowledge.tables or intent in knowledge.subjects or intent in ACTS_BESIDE):
            beside.append(as_read("second_topic", intent))  # «sí hay pruebas. ¿Y dónde la retiro?»
        put = (knowledge.phrases.is_it_right, knowledge.phrases.put_to_us)
        is_put = "?" not in text or any(search(pattern, self._written) for pattern in put)
        plans = is_put and in_claim(knowledge, knowledge.phrases.settle_first, self._written)
        # «No hay. Entonces primero me paga y luego la quito» answers, and puts a plan to us.
        self._intent = "confirm" if plans else "inform"
        self._message = {**self._message, "entities": in_a_word + beside}

    def _find_questions(self) -> None:
        knowledge = self._knowledge
        self._pressed = self._pressed if self._intent == "confirm" else None
        found = questions_asked(self._tracker, knowledge, only_what_is_asked(self._message), self._intent)
        self._intent, self._told_as, asked = found
        asked = [self._intent] if self._pressed else asked
        if self._asks_the_deadline:
            asked.insert(0, _DEADLINE)
        if self._of_settlement and not self._if_closed:
            asked = [q for q in asked if q not in _LIKE_ADVICE or q == self._of_settlement]
        named_by_phone = search(knowledge.phrases.names["where"], self._written)  # «no me dijo lo del celular»
        if "where" in asked and (named_by_phone or "device=mobile" in values(self._message, "in_clause")):
            entities = [as_read("device", "mobile"), *self._message["entities"]]  # «¿y dónde, en la app?»
            self._message = {**self._message, "entities": entities}
        self._asked = asked

    def _find_details_and_terms(self) -> None:
        """The words and the details that it names, and what it plans or refuses to do."""
        tracker, knowledge, intent, text = self._tracker, self._knowledge, self._intent, self._text
        self._terms = terms_asked(knowledge, self._message, intent)
        about_refiling = "refile" in (*self._asked, self._topic) or self._pending == "evidence"
        message = with_proof(tracker, knowledge, self._message, about_refiling)
        message = only_details_of_the_question(knowledge, with_details_asked_again(tracker, knowledge, message))
        party, speaks_for = value_known(tracker, message, "party"), tracker.get_slot("principal")
        message = with_named(knowledge, message, self._asked, party, for_another=speaks_for is not None)
        message = with_outcome_told(tracker, knowledge, message, self._asked)
        if intent == "confirm" or (intent == FALLBACK and "?" in text):
            message = with_plan(knowledge, message, tracker.get_slot("party"), self._topic)
        if value_known(tracker, message, "party") == "complainant":
            message = with_refusal(knowledge, message, intent)
        if intent == "confirm" or set(self._terms) & set(terms_named(knowledge, text[claim_start(knowledge, text) :])):
            message = only_details_of_the_claim(knowledge, message)
        self._message = message

    def _find_facts(self) -> None:
        """What it states of the case, and what of that it only supposes."""
        tracker, knowledge, message = self._tracker, self._knowledge, self._message
        if self._told_as not in knowledge.stated_in and asks_of_the_accused(knowledge, message):
            # «Le pusieron una queja, ¿puede ver las pruebas?» tells of a case, whatever it was read as.
            self._told_as = "inform"
        stated = stated_facts(tracker, knowledge, message, self._intent, self._told_as, self._terms)
        if stated.get("status") == "withdrawn" and {"withdraw", "refile"} <= set(self._asked):
            self._asked = [question for question in self._asked if question != "withdraw"]  # that is only told
            self._intent = "refile" if self._intent == "withdraw" else self._intent
        self._is_rule = bool(self._topic) and asks_for_the_rule(knowledge, message)
        self._supposed = (
            frozenset(stated) if self._is_rule else only_supposed(tracker, knowledge, message, self._intent, stated)
        )
        if self._intent == "confirm" and supposed_in_a_claim_of_several(message):
            stated = {fact: value for fact, value in stated.items() if fact not in self._supposed}
            self._supposed = frozenset()
        adds = self._intent == "correction" and adds_only(tracker, knowledge, stated, self._supposed)
        if adds and not rejects(knowledge, self._text):
            self._intent = "inform"  # «no, es un informe. ¿Y si estuviera cerrado?» corrects nothing of one
        self._stated = stated

    def _details_asked(self) -> list[str]:
        """Ids of the details that it asks about."""
        knowledge, intent, message = self._knowledge, self._intent, self._message
        is_answered = self._is_answered_otherwise()
        if rejects(knowledge, self._text) and intent == named_question(knowledge, words_asked(knowledge, message), ()):
            message = only_sure_details(message, SURE_BESIDE_A_NAME)
        elif intent == "correction" and says_what_is_asked(message):
            message = only_sure_details(message, IN_A_PART)  # what is taken for a correction says nothing else clearly
        self._message = message
        # What is asked again in so many words, the guide does not leave open because it was just answered.
        just_answered = None if says_what_is_asked(message) else self._topic
        entities = message.get("entities", [])
        details = [] if is_answered else details_asked(knowledge, entities, self._asked, just_answered, self._text)
        details = without_what_it_tells(knowledge, self._text, intent, details)
        if self._stated.get("status") == RETRACTED:
            details = [detail for detail in details if detail != _WHO_WITHDREW]  # nobody did
        return details

    def _is_answered_otherwise(self) -> bool:
        """Whether the message is of the guide, of a word, of what was said last, or of the rule: whatever detail its
        words are like, that is not asked. «¿De qué año es la guía?», «eso del agente, ¿qué significa?»
        """
        knowledge, intent, text = self._knowledge, self._intent, self._text
        if self._pressed is not None or asks_of_the_guide(knowledge, text):
            return True
        is_of_kinds = any(is_named(knowledge, name, text) for name in _OF_KINDS)
        is_read_so = self._message["intent"]["name"] == intent
        if intent == "meaning" and (asks_which_party(knowledge, text) or not (is_of_kinds or is_read_so)):
            return True
        if intent == "rephrase" and asks_for_the_whole(knowledge, text):
            return True
        if intent == "why" and (len(text.split()) <= _MERELY or asks_why_a_rule(knowledge, text)):
            return True
        held = held_facts(self._tracker, knowledge)
        at_first = knowledge.asked_in_words.at_first
        is_over = meant_by_words(knowledge, at_first, intent, text, self._stated, held) == "next_step"
        return (self._if_closed and not self._beside_closing) or self._of_settlement == "withdraw" or is_over

    def _second_case(self) -> dict[str, str]:
        """Of two cases in the message, what is said of the second. Of what is taken back of the first, nothing is known
        that would tell it from the second.
        """
        if not self._stated:
            return {}
        second = dict(value.split("=") for value in values(self._message, "second_case"))
        return {fact: value for fact, value in second.items() if self._stated.get(fact) not in (None, RETRACTED)}

    def _reading(self, details: list[str]) -> Reading:
        knowledge, stated = self._knowledge, self._stated
        known = {*knowledge.tables, *knowledge.subjects}
        fits = asks_how_they_fit(knowledge, self._text, self._pending in stated)
        return Reading(
            intent=self._intent,
            text=self._text,
            stated={fact: value for fact, value in stated.items() if value != RETRACTED},
            retracted=[fact for fact, value in stated.items() if value == RETRACTED],
            supposed=self._supposed,
            if_closed=self._if_closed,
            what_if=bool(self._supposed) and _SUPPOSES.search(self._text) is not None,
            of_the_rule=bool(self._supposed) and self._is_rule,
            second_case=self._second_case(),
            terms=self._terms,
            details=details,
            questions=list(dict.fromkeys(question for question in self._asked if question in known)),
            beside=[*acts_beside(knowledge, self._message, self._intent, details, stated), *fits],
            pressed=self._pressed,
            ranking=self._message.get("intent_ranking") or [],
            told=self._told,
        )
