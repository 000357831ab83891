"""Whose proof is spoken of: the complainant's may prove the infringement, the accused's own papers defend them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import ASKED, Place, contains, find, normalize, questions_in, without_questions
from actions.reading.tracker_state import case_began
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY

_OF_AN_INFRINGEMENT = re.compile(r"\bpruebas? de (?:la|una) infraccion\b")
# A question about the accused's papers is read as one of these.
_CAN_BE = (
    *("refile", "meaning", "appeal", "ip_review", "ip_outcomes", "fraud", "inform", "confirm", "correction"),
    FALLBACK,
)

_BEGINS_WITH_OR = re.compile(r"\W*o\b")  # «¿o son otra cosa?» asks nothing more


def proof_in_hand(tracker: Tracker, knowledge: Knowledge, text: str) -> Optional[Place]:
    """Where a complainant over intellectual property says what they have, or how they see that it is theirs: «tengo
    los originales»; None in other cases and of what is only asked.
    """
    return find(knowledge.phrases.has_proof, without_questions(text)) if _may_prove(tracker) else None


def _may_prove(tracker: Tracker) -> bool:
    return tracker.get_slot("party") == "complainant" and tracker.get_slot("ground") in OF_INTELLECTUAL_PROPERTY


def is_of_a_debt(knowledge: Knowledge, text: str, ground: Optional[str]) -> bool:
    """Whether what a text offers proves a debt or a broken promise, or shows a fault, and no infringement."""
    written, phrases = normalize(text), knowledge.phrases
    is_debt = search(phrases.of_a_debt, written) and not search(phrases.of_the_infringement, written)
    return bool(is_debt) or is_of_a_fault(knowledge, text, ground)


def is_of_a_fault(knowledge: Knowledge, text: str, ground: Optional[str]) -> bool:
    """Whether it shows that goods came broken, or insults, where the complaint is not over an infringement."""
    is_fault = search(knowledge.phrases.of_a_fault, normalize(text))
    return is_fault is not None and ground not in OF_INTELLECTUAL_PROPERTY


def asks_of_it(knowledge: Knowledge, text: str) -> bool:
    """Whether all that a message asks is whether what it names will do: «tengo los RAW. ¿Eso sirve? ¿O no?»"""
    asked = [question for question in map(normalize, ASKED.findall(text)) if not _BEGINS_WITH_OR.match(question)]
    return bool(asked) and all(search(knowledge.phrases.will_it_do, question) for question in asked)


def offers_some(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks if the little that it names is proof, and so does not say that there is none."""
    return search(knowledge.phrases.offers_some, normalize(text)) is not None


def asks_of_own_papers(tracker: Tracker, knowledge: Knowledge, intent: str, text: str) -> bool:
    """Whether the accused asks what their own papers are worth, or offers them as proof: they defend with them, in an
    appeal.
    """
    if tracker.get_slot("party") != "respondent" or search(knowledge.phrases.names["fraud"], normalize(text)):
        return False  # «papeles falsos de distribuidor, ¿me sirven?» are nothing to defend oneself with
    if intent in _CAN_BE and asks_of_it(knowledge, text) and _names_own_papers(knowledge, text):
        return True
    # «Patente nuestra es de antes. ¿Puede ganar?», beside another question, too
    defends = any(search(knowledge.phrases.will_defend, question) for question in questions_in(normalize(text)))
    if intent in _CAN_BE and defends and names_own_registration(knowledge, text):
        return True
    # «Tenemos el registro de la marca», to our question for proof of the infringement
    answers = tracker.get_slot("pending_question") == "evidence" and intent == "inform" and "?" not in text
    is_anothers = contains(text, knowledge.phrases.the_other_has) and not contains(text, knowledge.phrases.of_ones_own)
    return answers and names_own_registration(knowledge, text) and not is_anothers


def asks_of_the_infringement(knowledge: Knowledge, text: str) -> bool:
    """Whether a text asks if what it names is proof: of the infringement, which a registration of one's own is not."""
    written = normalize(text)
    return names_own_registration(knowledge, text) or any(
        re.search(pattern, written)
        for pattern in (knowledge.phrases.details_named["proof_valid"].pattern, _OF_AN_INFRINGEMENT)
    )


def names_own_registration(knowledge: Knowledge, text: str) -> bool:
    """Whether a text names a registration of the person's own."""
    return search(knowledge.phrases.own_registration, normalize(text)) is not None


def answers_for_proof(tracker: Tracker, knowledge: Knowledge, text: str, read: Mapping[str, str]) -> bool:
    """Whether a message answers our question for proof: «tengo los originales, ¿eso sirve?»

    Args:
        read: the facts that were read in it.
    """
    if tracker.get_slot("pending_question") != "evidence" or "evidence" not in read:
        return False
    in_hand = read["evidence"] == "yes" and proof_in_hand(tracker, knowledge, text)
    denied = read["evidence"] == "no" and rejects_the_question(knowledge, text)
    return bool(in_hand and ("?" not in text or asks_of_it(knowledge, text))) or denied


def tells_of_proof(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, tells of proof of the infringement in answer to our question,
    whatever it asks back first: «¿pruebas de qué? Son falsas, tengo el chat en que lo admite».
    """
    text = message.get("text") or ""
    told = without_questions(text)
    has_it = any(
        (e["entity"], e["value"]) == ("evidence", "yes") and told[e.get("start", 0) : e.get("end")].strip()
        for e in message.get("entities", [])
    )
    is_asked = tracker.get_slot("pending_question") == "evidence" and tracker.get_slot("party") != "respondent"
    return is_asked and has_it and not is_of_a_debt(knowledge, text, tracker.get_slot("ground"))


def rejects_the_question(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says that proof is not for this person to tell of."""
    return search(knowledge.phrases.proof_not_ours, normalize(text)) is not None


def is_not_theirs(tracker: Tracker, knowledge: Knowledge) -> bool:
    """Whether there is no asking for proof of the infringement: the accused has spoken of their own papers, or said
    that it is not for them to tell.
    """
    if tracker.get_slot("party") != "respondent":
        return False
    told = [e.get("text") or "" for e in tracker.events[case_began(tracker) :] if e["event"] == "user"]
    texts = [*told, tracker.latest_message.get("text") or ""]
    return any(_names_own_papers(knowledge, text) or rejects_the_question(knowledge, text) for text in texts)


def _names_own_papers(knowledge: Knowledge, text: str) -> bool:
    named = search(knowledge.phrases.own_papers, normalize(text))
    return named is not None or names_own_registration(knowledge, text)
