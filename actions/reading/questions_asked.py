"""What a message asks, as the NLU and its own words have it."""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa_sdk import Tracker

from actions.reading.details_asked import subjects_named, topics_named
from actions.reading.details_named import question_of_named_detail
from actions.reading.low_confidence import FALLBACK, NOWHERE, SURE_IN_A_CASE, WITH_CARE, asked_all_the_same
from actions.reading.needs_care import asks_beside_it, tells_of_another, would_harm
from actions.reading.phrases import normalize, questions_in
from actions.reading.rejected_reply import answered_last, named_question
from actions.reading.second_questions import asked_besides
from actions.reading.two_platforms import asked_in_both, not_asked_there
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_APPEAL, _FRAUD = "appeal", "fraud"
_ELSEWHERE, _FROM_THE_WEB = "other_platform", "from_the_web"


class Asked(NamedTuple):
    """What a message asks.

    Attributes:
        intent: what it is taken for.
        told_as: the intent by which it states facts of the case, or none.
        questions: the intent, and all else that it asks; topics, subjects next door and acts.
    """

    intent: str
    told_as: str
    questions: list[str]


def questions_asked(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Asked:
    """What a message asks that is taken for this intent."""
    asked = _on_platforms(knowledge, message, _as_read(tracker, knowledge, message, intent))
    asked = _with_care(knowledge, message, asked)
    if asked.intent == _FRAUD:
        text = message.get("text") or ""
        if would_harm(knowledge, text) and not asks_beside_it(knowledge, text):
            return asked._replace(questions=[_FRAUD])  # its refusal says so
        asked = _of_fraud(knowledge, text, asked)
    return _as_named(knowledge, message, _of_another_case(tracker, knowledge, message, asked))


def _as_read(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Asked:
    """What the NLU reads in it; where it is not sure of anything, what is likely all the same."""
    asked = [intent, *asked_besides(tracker, knowledge, message, intent)]
    if intent == FALLBACK:
        asked = asked_all_the_same(tracker, knowledge, message) or question_of_named_detail(knowledge, message)
        intent = asked[0] if asked else intent
    likely_topics = [question for question in asked if question in knowledge.tables]
    if intent == NOWHERE and likely_topics and message["intent"]["confidence"] < SURE_IN_A_CASE:
        intent, asked = likely_topics[0], likely_topics  # «la puso por una bici, ¿la quita con el móvil?»
    # «La recibí yo. ¿Qué hago? ¿Me denuncian?»
    return Asked(intent, "next_step" if "next_step" in asked else intent, asked)


def _on_platforms(knowledge: Knowledge, message: dict[str, Any], asked: Asked) -> Asked:
    """Without what is asked of other platforms only; with what is asked of ours, too."""
    intent, told_as, questions = asked
    from_the_web = knowledge.phrases.details_named[_FROM_THE_WEB].pattern
    is_found_there = intent == _ELSEWHERE and len(questions) > 1
    if is_found_there and search(from_the_web, normalize(message.get("text") or "")):
        questions = questions[1:]  # «las encontré en Google, ¿puedo denunciar?» asks of no other platform
    if in_both := asked_in_both(knowledge, message, questions):
        questions = in_both
        told_as = questions[1] if intent == questions[0] else intent  # it tells of a case here, too
    return Asked(intent, told_as, not_asked_there(knowledge, message, questions))


def _with_care(knowledge: Knowledge, message: dict[str, Any], asked: Asked) -> Asked:
    """With what the NLU read, where the message is answered with care first, or asks what is kept."""
    intent, told_as, questions = asked
    as_read = message["intent"]["name"]
    if intent in WITH_CARE and intent != as_read:  # what else it asks and tells is read, too
        told_as = as_read
        questions[1:1] = [as_read] if asks_beside_it(knowledge, message.get("text") or "") else []
    if intent == "privacy" and intent != as_read:
        told_as = "inform"  # «la puse yo. ¿Eso también lo guarda?»
    return Asked(intent, told_as, questions)


def _of_fraud(knowledge: Knowledge, text: str, asked: Asked) -> Asked:
    """What is asked beside a fraud, which asks for no advice on filing, and may be what another did."""
    if tells_of_another(knowledge, text) and not would_harm(knowledge, text):
        asked = asked._replace(told_as="inform")  # «me pusieron una denuncia falsa»
    return asked._replace(questions=[question for question in asked.questions if question != "should_file"])


def _of_another_case(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], asked: Asked) -> Asked:
    """With the question that names its matter, where a message begins another case or corrects us, and no more was
    read.
    """
    question = " ".join(questions_in(message.get("text") or ""))
    if asked.questions == ["new_case"]:  # «tiene otra, de una clienta. ¿Esa otra queja quita puntos?»
        named = named_question(knowledge, question, ("refile", "withdraw"))
        named = named or named_question(knowledge, question, ("withdraw",))
    elif asked.questions == ["correction"]:  # «le dije la de la marca. ¿Puedo apelar en esa?»
        named = named_question(knowledge, question, {*answered_last(tracker, knowledge), "withdraw"})
    else:
        return asked
    return asked._replace(questions=[*asked.questions, *([named] if named else [])])


def _as_named(knowledge: Knowledge, message: dict[str, Any], asked: Asked) -> Asked:
    """With the topics and subjects that are named in it; without those that are one matter with another."""
    written = normalize(message.get("text") or "")
    phrases, names = knowledge.phrases, knowledge.phrases.names
    questions = [*topics_named(knowledge, message, asked.intent), *asked.questions]
    if search(phrases.wants_both, written):
        questions += [topic for topic in knowledge.tables if topic in names and search(names[topic], written)]
    questions += subjects_named(knowledge, message, asked.intent)
    if asked.intent == _APPEAL and not search(names["withdraw"], written):
        questions = [question for question in questions if question != "where"]  # «sí, pero ¿dónde le doy?»: to appeal
    if "buyer_withdrawal" in questions:
        questions = [question for question in questions if question != "withdraw"]  # one matter, one answer
    return asked._replace(questions=questions)
