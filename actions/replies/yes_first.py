"""The yes or no that is asked for, before a verdict that begins with neither: «¿la puedo quitar yo?» «No: solo…»"""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.phrases import normalize
from actions.turn.turn import Turn
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY

_ANSWERS = {"yes": "Sí", "no": "No"}
_WHO_MAY, _OVER_WHICH = "only_complainant", "report"


def yes_or_no(turn: Turn, verdict: str) -> Optional[str]:
    """«Sí» or «No», where the message asks what the verdict says or denies, in words that leave no doubt; of a report,
    which not every ground allows to withdraw, that whoever filed it can only where it does.
    """
    asked, text = turn.knowledge.phrases.yes_or_no.get(verdict, {}), normalize(turn.reading.text)
    found = [answer for answer, pattern in asked.items() if re.search(pattern, text)]
    if len(found) != 1 or turn.get("principal") or (verdict == _WHO_MAY and turn.facts.get("party") != "respondent"):
        return None
    facts = turn.facts
    is_open = facts.get("kind") == _OVER_WHICH and facts.get("ground") not in OF_INTELLECTUAL_PROPERTY
    return None if verdict == _WHO_MAY and found == ["yes"] and is_open else _ANSWERS[found[0]]
