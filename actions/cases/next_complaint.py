"""The complaint that may be filed after one that is over: «si me vuelve a denunciar, ¿esa la puede quitar?», or, of who
filed the first, «si me pide que retire la nueva, ¿debo?»
"""

from __future__ import annotations

from actions.reading.details_named import is_named
from actions.reading.phrases import normalize
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

_WHERE_IT_STANDS = ("status", "issues_resolved")
_WHETHER_IT_MAY_BE_FILED = ("refile", "reopen")


def speak_of_the_next(turn: Turn) -> None:
    """Have a message that asks of the next complaint answered for that one: the person is the same party in it, and
    where it stands is not known. What is held of the one that is over is held again from the next message on.
    """
    is_over = turn.facts.get("status") in OVER and not turn.get("cases")
    next_one = turn.knowledge.phrases.next_complaint
    if not is_over or not search(next_one, normalize(turn.reading.text)):
        return
    reading, party = turn.reading, turn.facts.get("party")
    asked = _asked_by_the_accused(turn) if party == "respondent" else _asked_by_who_files_it(turn)
    is_of_it = party == "respondent" and reading.intent not in _WHETHER_IT_MAY_BE_FILED
    if not (asked or is_of_it):
        return  # «¿y si me denuncia otra vez?» asks whether that may be, after the first
    for fact in _WHERE_IT_STANDS:
        turn.tracker.slots[fact] = None
        turn.before.pop(fact, None)
    turn.reading = reading._replace(questions=asked, intent=reading.intent if is_of_it else asked[0])


def _asked_by_the_accused(turn: Turn) -> list[str]:
    """What the message asks beside whether the complaint may be filed, which is read in «si me vuelve a denunciar»."""
    reading, knowledge = turn.reading, turn.knowledge
    named = [d for d in knowledge.details_called(reading.details) if is_named(knowledge, d.id, reading.text)]
    asked = [question for question in reading.questions if question not in _WHETHER_IT_MAY_BE_FILED]
    of_named = (question for detail in named for question in detail.of if question not in _WHETHER_IT_MAY_BE_FILED)
    return asked or list(of_named)[:1]


def _asked_by_who_files_it(turn: Turn) -> list[str]:
    """Whether to withdraw it, where the message supposes that they are pressed to; all else is asked of one to come."""
    is_pressed = search(turn.knowledge.phrases.asks_to_withdraw, normalize(turn.reading.text))
    return ["respondent_request"] if is_pressed and turn.facts.get("party") == "complainant" else []
