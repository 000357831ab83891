"""Who a sanction is for, where that is what is asked: «¿sanción a quién?», «¿a mí?»"""

from __future__ import annotations

import re

from actions.reading.phrases import normalize, sentences_in
from actions.reading.tracker_state import last_turn
from actions.replies.answering import restated
from actions.turn.turn import Turn

_OUTCOMES = "ip_outcomes"
_OF_SANCTIONS = (_OUTCOMES, "ip_withdrawal_effect", "ip_remove_listing", "points")
_ANYBODY = "anybody"


def answer_to_whom(turn: Turn) -> bool:
    """Say whom a sanction is for, by who the person is; whether the message asks that, of what it names or of what was
    said last. Of a complaint that is about something else, the guide speaks of no sanction.
    """
    whom = turn.knowledge.phrases.sanction_for
    sentences = [normalize(turn.reading.text[start:end]) for start, end in sentences_in(turn.reading.text)]
    spoken_of = {
        name for reply in last_turn(turn.tracker) for name in (reply.answer.get("topic"), reply.answer.get("about"))
    }
    asks = any(re.search(whom.names_it, sentence) for sentence in sentences)
    if not spoken_of.isdisjoint(_OF_SANCTIONS):
        asks = asks or any(re.search(whom.points_to_it, sentence) for sentence in sentences)
    speaks_for, party = turn.get("principal"), turn.facts.get("party", _ANYBODY)
    is_of_helper = speaks_for and any("?" in s and re.search(whom.of_helper, s) for s in sentences)
    if is_of_helper and not turn.reading.second_case:
        turn.say("detail", details=whom.says["helper"], **restated(turn, _OUTCOMES))
        return True
    if speaks_for and party == "complainant":
        asks = asks or any(re.search(whom.of_them, sentence) for sentence in sentences)
    if not asks or turn.facts.get("ground") == "other" or turn.reading.second_case:
        return False
    turn.say("detail", details=whom.says[_ANYBODY if speaks_for else party], **restated(turn, _OUTCOMES))
    turn.set("topic", _OUTCOMES)
    return True
