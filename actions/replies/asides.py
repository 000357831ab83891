"""What an answer adds for the case at hand (data/knowledge/asides.yml)."""

from __future__ import annotations

from actions.turn.turn import Turn


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
        and (aside.again or not turn.responder.told(aside.says))
    ]
