"""What an answer adds for the case at hand (data/knowledge/asides.yml)."""

from __future__ import annotations

from actions.reading.asked_in_words import says
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.details import Aside
from retirada.rulebook.wording import NOT_ANY_MORE, OVER


def asides(turn: Turn, of: str) -> list[str]:
    """The sentences that go with an answer in this case, and were not said yet or are to be said again.

    Args:
        of: the topic, the subject next door or the act that is answered.
    """
    case = {**turn.knowledge.unstated, **turn.facts}
    return [
        aside.says
        for aside in turn.knowledge.asides
        if of in aside.of
        and aside.when.items() <= case.items()
        and not any(case.get(fact) in values for fact, values in aside.unless.items())
        and (aside.again or not turn.responder.told(aside.says) or _says_so_now(turn, aside))
        and (aside.told is None or _was_told(turn, aside))
        and not ("device" in aside.when and _is_beside_the_point(turn, of))
    ]


def _is_beside_the_point(turn: Turn, of: str) -> bool:
    """Whether nothing is to be said of the device: the person can't withdraw it, on whatever, or what is put to us says
    nothing of it.
    """
    if of == "confirm" and "device" not in turn.reading.stated:
        return True
    return decide(turn.knowledge, "withdraw", turn.facts).verdict in ("only_complainant", *NOT_ANY_MORE)


def _says_so_now(turn: Turn, aside: Aside) -> bool:
    return aside.told is not None and says(turn.knowledge, aside.told, turn.reading.text)


def _was_told(turn: Turn, aside: Aside) -> bool:
    """Whether the person has told what the aside is for, and it is still so; what the reply says already, or what is of
    a complaint that is over, is none.
    """
    is_over = turn.facts.get("status") in OVER
    if is_over or is_said_in(turn.words, aside.says):
        return False
    texts = [e.get("text") or "" for e in reversed(turn.tracker.events) if e["event"] == "user"]
    for text in [turn.reading.text, *texts]:
        if aside.until and says(turn.knowledge, aside.until, text):
            return False
        if aside.told and says(turn.knowledge, aside.told, text):
            return True
    return False
