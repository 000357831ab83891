"""Who has not complained yet, and is asked about a complaint, or asks about the one that they may file."""

from __future__ import annotations

import re

from actions.reading.asked_in_words import meant_by_words
from actions.reading.phrases import normalize
from actions.reading.tracker_state import case_began, said
from actions.replies.answering import answer_questions
from actions.turn.turn import Turn
from retirada.rulebook.details import NOT_FILED

_OF_THE_ACCUSED = "not_filed_to_come_respondent"
_SAYS_SO, _OF_FILING = "utter_not_filed", ("should_file", "first_filing")
_OF_ONE_FILED = ("party", "kind", "status", "issues_resolved")  # facts that only a complaint that was filed has
_OF_A_WITHDRAWAL = ("withdraw", "refile", "reopen")
_AFTERWARDS = ("refile", "reopen")  # «¿la puedo quitar y volver a poner?»


def answer_not_filed(turn: Turn) -> bool:
    """Say what holds for a complaint that does not exist yet, where the message says so; whether it was said."""
    if turn.names_several or turn.one_of_them:
        return False  # «la primera la dejo y la segunda la podré retirar» is of those that there are
    if _asks_of_it(turn):
        # «Y la nueva, ¿la podría retirar?», whatever became of the first
        turn.say("not_filed_to_come", topic="withdraw", sources=["P1", "P2", "P3"])
        answer_questions(turn, [question for question in turn.reading.questions if question in _AFTERWARDS])
        return True
    intent, text = turn.reading.intent, turn.reading.text
    if not meant_by_words(turn.knowledge, turn.knowledge.asked_in_words.not_filed, intent, text):
        return False
    if "status" in turn.reading.stated:
        turn.set("status", turn.before.get("status"))  # what does not exist is in no state
    turn.say("not_filed", sources=["P1", "P2", "P3"])
    if turn.pending_fact:
        turn.set("pending_question", None)
    return True


def facts_to_come(turn: Turn) -> dict[str, str]:
    """What holds of who has not complained yet, beside the facts: they would be the one who does. It is of who asked
    how or whether to complain, or said so, in this case, and has told of no complaint since.
    """
    if not turn.facts.keys().isdisjoint(_OF_ONE_FILED):
        return {}
    messages = list(said(turn.tracker, since=case_began(turn.tracker)))
    if any((message.response or "").startswith(_SAYS_SO) for message in messages):
        return {"party": "complainant", **NOT_FILED}
    spoken_of = {message.answer.get(key) for message in messages for key in ("topic", "about")}
    return {} if spoken_of.isdisjoint(_OF_FILING) else {"party": "complainant"}


def known_case(turn: Turn) -> dict[str, str]:
    """The case that a detail has to fit: what is held of it, what goes without saying, and what is to come."""
    return {**turn.knowledge.unstated, **turn.facts, **facts_to_come(turn)}


def _asks_of_it(turn: Turn) -> bool:
    """Whether the message asks of the complaint that is to come. Of the accused, it is not the one against them: «si lo
    denuncio, ¿la puedo quitar?», «esa, ¿la podría retirar yo?» after we spoke of it, «la mía, la que yo pondría».
    """
    knowledge, intent, text = turn.knowledge, turn.reading.intent, normalize(turn.reading.text)
    is_accused, was_said = turn.facts.get("party") == "respondent", turn.responder.just_said(_OF_THE_ACCUSED)
    names_it = is_accused and re.search(knowledge.phrases.would_file, text) is not None
    if is_accused and "party" in turn.reading.stated and not names_it:
        return False  # «la segunda que me pusieron»
    if meant_by_words(knowledge, knowledge.asked_in_words.to_come, intent, text):
        return True
    if is_accused and turn.topic == "should_file" and intent == "withdraw":
        return re.search(knowledge.phrases.own_withdrawal, text) is not None
    asked = knowledge.asked_in_words.to_come_of_the_accused if turn.topic in _OF_A_WITHDRAWAL or was_said else ()
    return is_accused and meant_by_words(knowledge, asked, intent, text) is not None
