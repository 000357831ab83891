"""What an answer adds about a detail that the message mentions (data/knowledge/asides.yml)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.phrases import normalize

if TYPE_CHECKING:
    from actions.turn import Turn


def asides(turn: Turn, of: str) -> list[str]:
    """The sentences that go with an answer in this case, and were not said yet.

    Args:
        of: the topic, the subject next door or the act that is answered.
    """
    written, case = normalize(turn.reading.text), {**turn.knowledge.unstated, **turn.facts}
    return [
        aside.says
        for aside in turn.knowledge.asides
        if of in aside.of
        and aside.when.items() <= case.items()
        and (aside.mentions is None or re.search(aside.mentions, written))
        and not turn.responder.told(aside.says)
    ]
