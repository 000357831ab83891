"""Taking back what we said of intellectual property alone, once the complaint is known to be about something else."""

from __future__ import annotations

from typing import Optional

from actions.reading.tracker_state import Answer, case_began, said
from actions.replies.not_filed import known_case
from actions.turn.turn import Turn
from retirada.rulebook.decision import Decision

_OF_IP_ALONE = "P9"  # the question of the guide that is about nothing else
_ABOUT_IP = ("points", "aviso_de_queja")


def take_back_what_is_of_ip(turn: Turn, answered_next: Optional[Decision]) -> None:
    """Say that what we said of intellectual property alone is not so of the case after all, where the message says so
    and the answer that comes next does not.
    """
    if no_longer_of_ip(turn) and not (answered_next and _OF_IP_ALONE in answered_next.sources):
        turn.say("of_ip_taken_back", topic="correction", sources=[_OF_IP_ALONE])


def no_longer_of_ip(turn: Turn) -> bool:
    """Whether the message says that a complaint, of which we said what is so of intellectual property alone, is about
    something else, and does not ask of that anew: «dice que no es de marca, es porque llegaron descosidas». To who
    complained, or will, little of that is said, and it is of the other party.
    """
    if turn.changed.get("ground") != "other" or turn.cases.switched or turn.reading.supposes:
        return False
    if turn.facts.get("party") == "complainant" or known_case(turn).get("filed") == "no":
        return False
    before = (message.answer for message in said(turn.tracker, since=case_began(turn.tracker)))
    told = any(_is_of_ip(answer) and answer["facts"].get("ground") != "other" for answer in before)
    return told and "points" not in turn.reading.questions


def _is_of_ip(answer: Answer) -> bool:
    """Whether an answer is one of question 9, of which others tell in passing."""
    is_about = (answer.get("topic") or "").startswith("ip_") or answer.get("about") in _ABOUT_IP
    return is_about and _OF_IP_ALONE in answer.get("sources", ())
