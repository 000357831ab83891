"""Why of several cases one has another answer than the other: «¿por qué una sí y la otra no?»"""

from __future__ import annotations

import re

from actions.cases.both_cases import all_cases, principals
from actions.cases.each_case import answer_each
from actions.reading.phrases import normalize
from actions.reading.tracker_state import last_turn
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide


def answer_why_not_alike(turn: Turn) -> bool:
    """Say of each case what holds of it, and what of it decides that, to who asks how they differ; whether that was
    asked: not of two words that were just explained, «¿cuál es la diferencia entre las dos?»
    """
    cases, phrases = all_cases(turn), turn.knowledge.phrases
    text = re.sub(phrases.no_case, "", normalize(turn.reading.text))
    explains = any(message.answer.get("topic") == "meaning" for message in last_turn(turn.tracker))
    if len(cases) < 2 or explains or turn.reading.second_case or not re.search(phrases.why_not_alike, text):
        return False
    last = turn.topic if turn.topic in turn.knowledge.tables else "withdraw"
    differs = len({decide(turn.knowledge, last, facts).verdict for facts in cases}) > 1
    turn.reading = turn.reading._replace(intent="why", questions=[], details=[])
    answer_each(turn, last if differs else "withdraw", cases, principals(turn))
    return True
