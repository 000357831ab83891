"""Who has not complained yet, and is asked about a complaint, or asks about the one that they may file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.reading.phrases import normalize

if TYPE_CHECKING:
    from actions.turn import Turn

# Read as one of these, «todavía no la he puesto» is what is to be answered; a question is answered instead.
_SAYS_SO = ("inform", "deny", "dont_know", "correction", "nlu_fallback", "acknowledge", "status_check", "feedback")
_OF_THE_ACCUSED = "not_filed_to_come_respondent"
# And as one of these, a question about the next complaint.
_ASKS_OF_IT = ("withdraw", "refile", "reopen", "confirm", "correction", "inform", "nlu_fallback")


def answer_not_filed(turn: Turn) -> bool:
    """Say what holds for a complaint that does not exist yet, where the message says so; whether it was said."""
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    if turn.names_several:
        return False  # «la primera la dejo y la segunda la podré retirar» is of those that there are
    if _asks_of_it(turn, text):
        # «Y la nueva, ¿la podría retirar?», whatever became of the first
        turn.say("not_filed_to_come", topic="withdraw", sources=["P1", "P2", "P3"])
        return True
    if turn.reading.intent not in _SAYS_SO or not re.search(phrases.not_filed, text):
        return False
    if "status" in turn.reading.stated:
        turn.set("status", turn.before.get("status"))  # what does not exist is in no state
    turn.say("not_filed", sources=["P1", "P2", "P3"])
    if turn.pending_fact:
        turn.set("pending_question", None)
    return True


def _asks_of_it(turn: Turn, text: str) -> bool:
    """Whether the message asks of the complaint that is to come. Of the accused, it is not the one against them: «si lo
    denuncio, ¿la puedo quitar?», «esa, ¿la podría retirar yo?» after we spoke of it, «la mía, la que yo pondría».
    """
    phrases, intent = turn.knowledge.phrases, turn.reading.intent
    is_accused, was_said = turn.facts.get("party") == "respondent", turn.responder.just_said(_OF_THE_ACCUSED)
    names_it = is_accused and re.search(phrases.would_file, text) is not None
    if is_accused and "party" in turn.reading.stated and not names_it:
        return False  # «la segunda que me pusieron»
    if intent in _ASKS_OF_IT and re.search(phrases.to_come, text):
        return True
    if is_accused and turn.topic == "should_file" and intent == "withdraw":
        return re.search(phrases.own_withdrawal, text) is not None
    may_name = (turn.topic in _ASKS_OF_IT or was_said) and intent in (*_SAYS_SO, "should_file", "first_filing")
    return names_it and may_name
