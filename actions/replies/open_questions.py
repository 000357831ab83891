"""What the guide leaves open, of what is asked again in so many words: «no pregunto eso, pregunto si vale un cupón»."""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.details_asked import confidence, named_subjects, open_details
from actions.reading.entities import details_read
from actions.reading.low_confidence import FALLBACK, WITH_CARE, likelihoods
from actions.reading.phrases import normalize, questions_in, stems, without_questions
from actions.reading.principal import named_principal
from actions.reading.rejected_reply import ACTS_ASKED, asks_instead, disowned, named_again, rejects
from actions.reading.restated_question import question_place, question_put, quotable, words_asked
from actions.turn.turn import Turn
from retirada.prefilter import search

_CLEARLY = 0.95  # so sure of a subject next door, its own line is what is asked for
_LIKELY = 0.5  # so likely, something that has an answer is asked
_OPEN = 0.2  # so sure the NLU is that the guide leaves it open, whatever else it may be
_A_GREETING = 3  # words, at most
_TELLING = 4  # words, at least: «¿lo hago?» does not say what
_OUTCOME = "ip_outcomes"
_DECIDES = {"status", "evidence", "issues_resolved"}  # what is said of these, the guide answers
# Say that something is wrong, or tell; not what is asked.
_NO_QUESTION = ("correction", "inform", "rephrase", "feedback", "acknowledge", "thanks", "goodbye", "deny", "affirm")


def left_open(turn: Turn) -> str:
    """That the guide leaves open what the message says that it asks, in its own words where they are a question;
    nothing of other messages, and of what is asked of the guide, or of us.
    """
    message, text = turn.tracker.latest_message, turn.reading.text
    asked = words_asked(turn.knowledge, message)
    is_marked = text[: question_place(turn.knowledge, message)[1]].endswith("?")
    if not asked and (asked := question_put(turn.knowledge, text)):
        is_marked = True
    if asks_of_us(turn) or not asked:
        return ""
    is_question = re.match(turn.knowledge.phrases.begins_a_question, normalize(asked))
    says = says_it_is_open(turn, asked if is_question else f"¿{asked}?" if is_marked else "")
    is_sorry = rejects(turn.knowledge, turn.reading.text) and not turn.responder.has_apologized
    return turn.filled("sorry_for_it", says=says) if is_sorry else says


def says_it_is_open(turn: Turn, question: str, who_knows: Optional[str] = None) -> str:
    """That the guide leaves a question open, and who may know.

    Args:
        question: as it is quoted; without it, «eso» is said.
        who_knows: default: Alibaba's staff.
    """
    asked = f"«{question}»" if question else turn.responder.text("utter_what_is_asked", turn.facts)
    who_knows = who_knows or turn.responder.text("utter_who_knows", turn.facts)
    return turn.filled("asked_left_open", asked=asked, who_knows=who_knows)


def what_the_line_leaves_out(turn: Turn, subject: str) -> str:
    """That the guide leaves open what all of the message asks, where the line on the subject that it was read as has
    none of its words; nothing of other messages, of subjects whose line gives a rule of the guide, and before anything
    was told of a case.
    """
    who_knows, text = turn.knowledge.subjects[subject].who_knows, turn.reading.text
    is_all = turn.reading.intent == subject and turn.reading.questions == [subject]
    is_in_a_case = bool(turn.topic or turn.is_told_of)
    if not (who_knows and is_all and is_in_a_case) or turn.replies:
        return ""
    tells_nothing = turn.knowledge.phrases.tells_nothing
    line = stems(turn.responder.text(f"utter_{subject}", turn.facts), tells_nothing)
    return says_the_question_is_open(turn, who_knows) if line.isdisjoint(stems(text, tells_nothing)) else ""


def says_the_question_is_open(turn: Turn, who_knows: Optional[str] = None) -> str:
    """That the guide leaves open the one question of the message; nothing where it has more, or tells something beside
    it («me piden que la cierre. ¿Me conviene?»), or its words tell nothing of what it asks, or it is of us.
    """
    questions, beside = questions_in(turn.reading.text), without_questions(turn.reading.text)
    if len(questions) != 1 or len(normalize(beside).split()) > _A_GREETING or asks_of_us(turn):
        return ""
    asked = quotable(turn.knowledge, questions[0])
    tells = len(asked.split()) >= _TELLING and stems(asked, turn.knowledge.phrases.tells_nothing)
    return says_it_is_open(turn, f"¿{asked}?", who_knows) if tells else ""


def what_is_open(turn: Turn) -> str:
    """That the guide leaves open what the message says that it asks, or its one question."""
    return left_open(turn) or says_the_question_is_open(turn)


def asks_of_us(turn: Turn) -> bool:
    """Whether what the message says that it asks is of the guide, or of us: «¿dónde dice la guía que no?»"""
    asked = words_asked(turn.knowledge, turn.tracker.latest_message)
    return search(turn.knowledge.phrases.asked_of_the_guide, normalize(asked)) is not None


def is_hardly(turn: Turn, subject: str) -> bool:
    """Whether all that is asked instead of what was answered is hardly the subject next door that it was read as: the
    NLU is not sure, and it does not name it.
    """
    first = next(iter(turn.reading.ranking), None)
    is_likely = first is None or first["name"] != subject or first["confidence"] >= _CLEARLY
    words = words_asked(turn.knowledge, turn.tracker.latest_message)
    is_named = is_likely or subject in (*WITH_CARE, *named_subjects(turn.knowledge, words))
    is_all = bool(words) and turn.reading.questions == [subject]
    return is_all and asks_instead(turn.knowledge, turn.tracker.latest_message) and not is_named


def say_what_is_left_open(turn: Turn) -> bool:
    """Say that the guide leaves open what the message asks instead of what was answered, where nothing that has an
    answer is likely meant by it, and it names no such thing; whether that was said.
    """
    message, reading = turn.tracker.latest_message, turn.reading
    words = words_asked(turn.knowledge, message)
    if not (words and rejects(turn.knowledge, reading.text)) or turn.cases.goes_to_one or turn.cases.names_several:
        return False
    is_question = re.match(turn.knowledge.phrases.begins_a_question, normalize(words)) or "?" in reading.text
    if (turn.changed or turn.gone) and not is_question:
        return False  # «no pregunté eso, la queja ya está cerrada» tells how it is
    says = left_open(turn)
    if not says or not _nothing_is_likely(turn, words) or turn.responder.told(says[1:]):
        return False
    turn.say("detail_beside", details=says, topic="correction")
    return True


def _nothing_is_likely(turn: Turn, words: str) -> bool:
    named = named_again(turn.tracker, turn.knowledge, words, ())
    if named in turn.knowledge.tables:
        return False  # «si me libro», or «si sirve borrarla», after «¿y si borro la publicación?»
    details = details_read(turn.tracker.latest_message)
    open_ones = open_details(turn.knowledge)
    if any(e["value"] in open_ones and confidence(e) >= _OPEN for e in details):
        return True
    if re.match(turn.knowledge.phrases.asks_nothing_open, normalize(words)):
        return False  # «pregunté si YO puedo», «por la queja», «si es correcto retirarla antes de que pague»
    start, end = question_place(turn.knowledge, turn.tracker.latest_message)
    read = turn.tracker.latest_message.get("entities", [])  # what is told beside it decides nothing of it
    decides = _DECIDES & {e["entity"] for e in read if start <= e.get("start", start) < end}
    if turn.reading.intent in turn.knowledge.tables and search(turn.knowledge.phrases.is_it_wise, normalize(words)):
        return False  # «te pregunto si me conviene»
    if named_principal(turn.knowledge, words):
        return False  # «te pregunto por mi mamá» says of whom, and may ask what was asked before
    if turn.reading.intent in ACTS_ASKED or decides or named or turn.reading.terms:
        return False  # «pregunto si junta pruebas, hoy no tiene»
    no_question = {FALLBACK, *_NO_QUESTION, *(name for name in WITH_CARE if name != turn.reading.intent)}
    if turn.tracker.latest_message["intent"]["name"] == "inform" and turn.reading.questions:
        return False  # «sigue abierta, pero no me dijo cómo con el celular» asks what its words name
    no_question |= disowned(turn.knowledge, turn.tracker.latest_message)  # «yo no quiero retirar nada»
    if not search(turn.knowledge.phrases.what_comes_of_it, normalize(words)):
        no_question.add(_OUTCOME)  # «¿me pagan lo que no vendí?» sounds like it
    return not any(
        sure >= _LIKELY for name, sure in likelihoods(turn.tracker.latest_message).items() if name not in no_question
    )
