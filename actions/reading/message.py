"""What the latest message says, as the NLU read it: its intent, what it states of the case, what it points to."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Optional

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
    subjects_named,
    topics_named,
)
from actions.reading.details_named import asks_of_the_accused, is_named, question_of_named_detail, with_named
from actions.reading.details_only_told import without_what_it_tells
from actions.reading.entities import RETRACTED, as_read, only_what_is_asked, says_what_is_asked, value_known, values
from actions.reading.facts_not_meant import as_told
from actions.reading.facts_of_the_case import as_of_this_case, with_proof
from actions.reading.general_rule import asks_for_the_rule
from actions.reading.insistence import topic_pressed
from actions.reading.intent import intent_of
from actions.reading.low_confidence import FALLBACK, NOWHERE, SURE_IN_A_CASE, WITH_CARE, asked_all_the_same
from actions.reading.needs_care import asks_beside_it, tells_of_another, would_harm
from actions.reading.official_pages import asks_of_the_guide
from actions.reading.parties import with_who_filed
from actions.reading.phrases import IF, asks_why_a_rule, claim_start, in_claim, normalize, questions_in
from actions.reading.planned_steps import with_plan, with_refusal
from actions.reading.rejected_reply import answered_last, named_question, rejects
from actions.reading.reproach import without_reproach
from actions.reading.restated_question import words_asked
from actions.reading.second_questions import acts_beside, asked_besides
from actions.reading.self_corrections import corrects_itself
from actions.reading.settlement import as_it_stands, asked_if_closed, asked_of_settlement, with_settlement
from actions.reading.short_answers import ACTS_BESIDE, said_in_a_word
from actions.reading.stated_facts import stated_facts
from actions.reading.suppositions import adds_only, only_supposed
from actions.reading.terms import asks_which_party, terms_asked, terms_named
from actions.reading.told_clauses import with_told_in_a_clause
from actions.reading.tracker_state import held_facts, said
from actions.reading.two_platforms import asked_in_both, meant_here, not_asked_there
from retirada.rulebook.schema import Knowledge

_LIKE_ADVICE = ("should_file", "before_withdrawing")  # what asks for advice on withdrawing it sounds like these
_DEADLINE, _APPEAL = "respond_deadline", "appeal"
_AFTER_CLOSED, _OF_KINDS = "refile_after_closed", ("complaint_or_report", "change_kind")
_ELSEWHERE, _FROM_THE_WEB = "other_platform", "from_the_web"
_WHO_WITHDREW = "who_withdrew"  # a detail
_MERELY = 4  # words, as «¿y por qué no?»
_SUPPOSES = re.compile(rf"{IF}(?!\s*[,.!])", re.IGNORECASE)  # «si, ya la cerraron» is a «yes» without its accent


class Reading(NamedTuple):
    """What a message says.

    Attributes:
        intent: what it is taken for; `inform` where it only states facts of the case that is talked about.
        text: as it was written, or the payload of a button.
        stated: fact name → value; empty for messages whose intent states none.
        retracted: names of the facts that it takes back.
        supposed: names of the facts that it only supposes («¿y si ya la procesaron?»).
        what_if: it says so itself, with «si».
        if_closed: it asks what comes of it if it is processed before: that is so of the answer only.
        of_the_rule: it asks for the rule with these facts, and not for the case at hand.
        second_case: of two cases in one message, what is said of the second; «retracted» where it is said of the first
            only.
        terms: ids of the glossary's entries that it asks about.
        details: ids of the details that it asks about.
        questions: what it asks, in its order: topics and subjects next door.
        beside: the acts that it asks for beside its intent, each with the words that do.
        pressed: the topic on which it presses for a plain answer.
        ranking: the likeliest intents, each with `name` and `confidence`.
        told: the entities, as the words around them tell it: without what is doubted or promised.
    """

    intent: str
    text: str
    stated: dict[str, str]
    retracted: list[str]
    supposed: frozenset[str]
    what_if: bool
    if_closed: bool
    of_the_rule: bool
    second_case: dict[str, str]
    terms: list[str]
    details: list[str]
    questions: list[str]
    beside: list[tuple[str, str]]
    pressed: Optional[str]
    ranking: list[dict[str, Any]]
    told: list[dict[str, Any]]

    @property
    def supposes(self) -> bool:
        """Whether what the message states is a supposition, at least in part."""
        return bool(self.supposed)

    @property
    def first_case(self) -> dict[str, str]:
        """Of two cases in one message, what is said of the first: «retracted» where it is said of the second only."""
        stated = self.stated.items()
        return {f: RETRACTED if self.second_case[f] == value else value for f, value in stated if f in self.second_case}

    @property
    def is_button(self) -> bool:
        return self.text.startswith("/")


def read_message(tracker: Tracker, knowledge: Knowledge, message: Optional[dict[str, Any]] = None) -> Reading:
    """The latest message of the conversation, or another one of it, given as its parse data."""
    message = without_reproach(knowledge, as_chosen(tracker, message or tracker.latest_message))
    message = as_told(knowledge, with_told_in_a_clause(knowledge, message))
    message = with_what_came(tracker, knowledge, with_who_filed(tracker, knowledge, message))
    message = with_settlement(tracker, knowledge, as_of_this_case(tracker, knowledge, message))
    text, told = message.get("text") or "", message.get("entities", [])
    pressed = topic_pressed(tracker, knowledge, message)
    intent = "confirm" if pressed else intent_of(tracker, knowledge, only_what_is_asked(message))
    if intent == "correction" and not held_facts(tracker, knowledge) and corrects_itself(knowledge, text):
        intent = "inform"  # it corrects what itself said, and nothing of ours
    intent = meant_here(tracker, knowledge, intent, text)
    asks_the_deadline = _asks_for_the_same_deadline(tracker, knowledge, text)
    if intent == "confirm" and asks_the_deadline:
        intent = _DEADLINE
    asked_now = asked_of_settlement(tracker, knowledge, message, intent)
    beside_closing = asked_if_closed(tracker, knowledge, intent, text)
    if _AFTER_CLOSED in clear_details(knowledge, message):
        beside_closing = None  # «si la cierran sin castigo, ¿puedo quejarme otra vez?»
    if_closed = beside_closing is not None
    if beside_closing is not None:
        message, intent = as_it_stands(message), (beside_closing or ["withdraw"])[0]
    else:
        intent = asked_now or meant_by_words(knowledge, knowledge.asked_in_words.plan, intent, text) or intent
    if in_a_word := said_in_a_word(tracker, knowledge, message):
        asked_with = ("second_topic", "detail", "device")  # «en trámite. ¿Y en el cel se puede?»
        beside = [e for e in message.get("entities", []) if e["entity"] in asked_with and "?" in text]
        if "?" in text and (intent in knowledge.tables or intent in knowledge.subjects or intent in ACTS_BESIDE):
            beside.append(as_read("second_topic", intent))  # «sí hay pruebas. ¿Y dónde la retiro?»
        put = (knowledge.phrases.is_it_right, knowledge.phrases.put_to_us)
        is_put = "?" not in text or any(re.search(pattern, normalize(text)) for pattern in put)
        plans = is_put and in_claim(knowledge, knowledge.phrases.settle_first, normalize(text))
        # «No hay. Entonces primero me paga y luego la quito» answers, and puts a plan to us.
        intent, message = "confirm" if plans else "inform", {**message, "entities": in_a_word + beside}
    pressed = pressed if intent == "confirm" else None
    intent, told_as, asked = _questions(tracker, knowledge, only_what_is_asked(message), intent)
    asked = [intent] if pressed else asked
    if asks_the_deadline:
        asked.insert(0, _DEADLINE)
    if asked_now and not if_closed:
        asked = [question for question in asked if question not in _LIKE_ADVICE or question == asked_now]
    named_by_phone = re.search(knowledge.phrases.names["where"], normalize(text))  # «no me dijo lo del celular»
    if "where" in asked and (named_by_phone or "device=mobile" in values(message, "in_clause")):
        message = {**message, "entities": [as_read("device", "mobile"), *message["entities"]]}  # «¿y dónde, en la app?»
    terms = terms_asked(knowledge, message, intent)
    topic, pending = tracker.get_slot("topic"), tracker.get_slot("pending_question")
    about_refiling = "refile" in (*asked, topic) or pending == "evidence"
    message = with_proof(tracker, knowledge, message, about_refiling)
    message = only_details_of_the_question(knowledge, with_details_asked_again(tracker, knowledge, message))
    message = with_named(knowledge, message, asked, value_known(tracker, message, "party"))
    if intent == "confirm" or (intent == FALLBACK and "?" in text):
        message = with_plan(knowledge, message, tracker.get_slot("party"), topic)
    if value_known(tracker, message, "party") == "complainant":
        message = with_refusal(knowledge, message, intent)
    if intent == "confirm" or set(terms) & set(terms_named(knowledge, text[claim_start(knowledge, text) :])):
        message = only_details_of_the_claim(knowledge, message)
    if told_as not in knowledge.stated_in and asks_of_the_accused(knowledge, message):
        told_as = "inform"  # «le pusieron una queja, ¿puede ver las pruebas?» tells of a case, whatever it was read as
    stated = stated_facts(tracker, knowledge, message, intent, told_as, terms)
    if stated.get("status") == "withdrawn" and {"withdraw", "refile"} <= set(asked):
        asked = [question for question in asked if question != "withdraw"]  # that is only told
        intent = "refile" if intent == "withdraw" else intent
    is_rule = bool(tracker.get_slot("topic")) and asks_for_the_rule(knowledge, message)
    supposed = frozenset(stated) if is_rule else only_supposed(tracker, knowledge, message, intent, stated)
    if intent == "correction" and adds_only(tracker, knowledge, stated, supposed) and not rejects(knowledge, text):
        intent = "inform"  # «no, es un informe. ¿Y si estuviera cerrado?» corrects nothing of one
    # «¿De qué año es la guía?», «eso del agente, ¿qué significa?»: whatever detail the words are like, it is not asked.
    is_of_kinds = any(is_named(knowledge, name, text) for name in _OF_KINDS)
    is_a_word = intent == "meaning" != message["intent"]["name"] and not is_of_kinds
    is_of_words = asks_of_the_guide(knowledge, text) or is_a_word
    is_of_words = is_of_words or (intent == "meaning" and asks_which_party(knowledge, text))
    is_of_words = is_of_words or (intent == "rephrase" and asks_for_the_whole(knowledge, text))
    held = held_facts(tracker, knowledge)
    is_over = meant_by_words(knowledge, knowledge.asked_in_words.at_first, intent, text, stated, held) == "next_step"
    follows = (if_closed and not beside_closing) or asked_now == "withdraw" or is_over
    # Of what was said last, or of the rule, whatever it is like.
    is_mere_why = intent == "why" and (len(text.split()) <= _MERELY or asks_why_a_rule(knowledge, text))
    is_answered = is_of_words or follows or is_mere_why or pressed is not None
    if rejects(knowledge, text) and intent == named_question(knowledge, words_asked(knowledge, message), ()):
        message = only_sure_details(message, SURE_BESIDE_A_NAME)
    elif intent == "correction" and says_what_is_asked(message):
        message = only_sure_details(message, IN_A_PART)  # what is taken for a correction says nothing else clearly
    # What is asked again in so many words, the guide does not leave open because it was just answered.
    just_answered = None if says_what_is_asked(message) else topic
    details = [] if is_answered else details_asked(knowledge, message.get("entities", []), asked, just_answered, text)
    details = without_what_it_tells(knowledge, text, intent, details)
    if stated.get("status") == RETRACTED:
        details = [detail for detail in details if detail != _WHO_WITHDREW]  # nobody did
    second_case = dict(value.split("=") for value in values(message, "second_case")) if stated else {}
    return Reading(
        intent=intent,
        text=text,
        stated={fact: value for fact, value in stated.items() if value != RETRACTED},
        retracted=[fact for fact, value in stated.items() if value == RETRACTED],
        supposed=supposed,
        if_closed=if_closed,
        what_if=bool(supposed) and _SUPPOSES.search(text) is not None,
        of_the_rule=bool(supposed) and is_rule,
        # Of what is taken back of the first case, nothing is known that would tell it from the second.
        second_case={fact: value for fact, value in second_case.items() if stated.get(fact) not in (None, RETRACTED)},
        terms=terms,
        details=details,
        questions=list(dict.fromkeys(q for q in asked if q in knowledge.tables or q in knowledge.subjects)),
        beside=[
            *acts_beside(knowledge, message, intent, details, stated),
            *asks_how_they_fit(knowledge, text, pending in stated),
        ],
        pressed=pressed,
        ranking=message.get("intent_ranking") or [],
        told=told,
    )


def _questions(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str
) -> tuple[str, str, list[str]]:
    """The intent of a message, the one by which it states facts or none, and all that it asks."""
    text = message.get("text") or ""
    asked = [intent, *asked_besides(tracker, knowledge, message, intent)]
    if intent == FALLBACK:
        asked = asked_all_the_same(tracker, knowledge, message) or question_of_named_detail(knowledge, message)
        intent = asked[0] if asked else intent
    likely_topics = [question for question in asked if question in knowledge.tables]
    if intent == NOWHERE and likely_topics and message["intent"]["confidence"] < SURE_IN_A_CASE:
        intent, asked = likely_topics[0], likely_topics  # «la puso por una bici, ¿la quita con el móvil?»
    told_as = "next_step" if "next_step" in asked else intent  # «la recibí yo. ¿Qué hago? ¿Me denuncian?»
    if (
        intent == _ELSEWHERE
        and len(asked) > 1
        and re.search(knowledge.phrases.details_named[_FROM_THE_WEB].pattern, normalize(text))
    ):
        asked = asked[1:]  # «las encontré en Google, ¿puedo denunciar?» asks of no other platform
    if in_both := asked_in_both(knowledge, message, asked):
        asked = in_both
        told_as = asked[1] if intent == asked[0] else intent  # it tells of a case here, too
    asked = not_asked_there(knowledge, message, asked)
    if intent in WITH_CARE and intent != message["intent"]["name"]:  # what else it asks and tells is read, too
        told_as = message["intent"]["name"]
        asked[1:1] = [told_as] if asks_beside_it(knowledge, text) else []
    if intent == "privacy" and intent != message["intent"]["name"]:
        told_as = "inform"  # «la puse yo. ¿Eso también lo guarda?»
    if intent == "fraud":
        would = would_harm(knowledge, text)
        if tells_of_another(knowledge, text) and not would:
            told_as = "inform"  # «me pusieron una denuncia falsa»
        if would and not asks_beside_it(knowledge, text):
            return intent, told_as, [intent]  # its refusal says so
        asked = [question for question in asked if question != "should_file"]
    if asked == ["new_case"]:  # «tiene otra, de una clienta. ¿Esa otra queja quita puntos?»
        question = " ".join(questions_in(text))
        named = named_question(knowledge, question, ("refile", "withdraw"))
        named = named or named_question(knowledge, question, ("withdraw",))
        asked += [named] if named else []
    if asked == ["correction"]:  # «le dije la de la marca. ¿Puedo apelar en esa?»
        answered = {*answered_last(tracker, knowledge), "withdraw"}
        named = named_question(knowledge, " ".join(questions_in(text)), answered)
        asked += [named] if named else []
    asked[:0] = topics_named(knowledge, message, intent)
    if re.search(knowledge.phrases.wants_both, normalize(text)):
        names = knowledge.phrases.names
        asked.extend(t for t in knowledge.tables if t in names and re.search(names[t], normalize(text)))
    asked.extend(subjects_named(knowledge, message, intent))
    if intent == _APPEAL and not re.search(knowledge.phrases.names["withdraw"], normalize(text)):
        asked = [question for question in asked if question != "where"]  # «sí, pero ¿dónde le doy?» is of the appeal
    if "buyer_withdrawal" in asked:
        asked = [question for question in asked if question != "withdraw"]  # one matter, one answer
    return intent, told_as, asked


def _asks_for_the_same_deadline(tracker: Tracker, knowledge: Knowledge, text: str) -> bool:
    """«¿Y para la otra, el mismo plazo?», after we spoke of a deadline."""
    was_told = any(message.answer.get("about") in (_DEADLINE, "appeal") for message in said(tracker))
    return was_told and re.search(knowledge.phrases.same_deadline, normalize(text)) is not None
