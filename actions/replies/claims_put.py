"""Judging a summary that is put to us, claim by claim: «la quito yo y luego no puedo poner otra, ¿correcto?»"""

from __future__ import annotations

import re
from typing import Any

from actions.cases.both_cases import all_cases
from actions.reading.phrases import is_said_in, normalize
from actions.reading.rejected import named_question
from actions.replies.claim_parts import NAMED_EASILY
from actions.replies.claims_read import Found, claims_in, unread
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import in_order

_SEVERAL = 2  # claims
_OF_ALL_CASES = "kinds"  # a claim about the rule, whatever the case is
_TOLD = ("party", "ground", "device")  # facts that are told of the case, and not only named by a claim


def answer_claims_put(turn: Turn) -> bool:
    """Say of what is put to us whether it is so, as a whole and claim by claim; whether that is what was asked.

    What tells something new of the case with it is answered by what that decides.
    """
    claims, text = turn.knowledge.claims, normalize(turn.reading.text)
    if turn.reading.is_button or not (
        re.search(claims.put_to_us, text) or (turn.reading.intent == "confirm" and re.search(claims.recaps, text))
    ):
        return False
    found = claims_in(turn, text)
    tells = _tells_something_new(turn) and not any(one.claim.about == _OF_ALL_CASES for one in found)
    is_of_the_guide = all(one.claim.topic is None for one in found)
    if not found or tells or (len(all_cases(turn)) > 1 and not is_of_the_guide):
        return False
    rest = unread(turn, text, found)
    is_one = len(found) < _SEVERAL and not is_of_the_guide
    if is_one and (rest or (turn.reading.intent == "confirm" and not found[0].claim.alone)):
        return False
    if any(named_question(turn.knowledge, part, NAMED_EASILY) for part in rest):
        return False  # «da igual que la quite y mejor apelo»: what it names is answered, too
    right = [one.claim.says for one in found if one.is_right]
    wrong = [one.claim.says for one in found if not one.is_right]
    name = "claims_mixed" if right and wrong else "claims_wrong" if wrong else "claims_right"
    if rest and not (right and wrong):
        name = f"{name}_in_part"
    turn.say(name, topic="confirm", right=_each_once(right), wrong=_each_once(wrong), **_rests_on(turn, found))
    turn.understood()
    return True


def _rests_on(turn: Turn, found: list[Found]) -> dict[str, Any]:
    """What `Turn.say` needs of what the answer rests on: the verdict on the last claim's topic, with what all cite."""
    cited = in_order(list(dict.fromkeys(source for one in found for source in one.claim.sources)))
    topic = next((one.claim.topic for one in reversed(found) if one.claim.topic), None)
    if topic is None:
        return {"sources": cited} if cited else {"footer": ""}
    turn.set("topic", topic)
    return {"decision": decide(turn.knowledge, topic, turn.facts)._replace(asks=None, sources=cited)}


def _each_once(sentences: list[str]) -> str:
    """The sentences one after another, without those that the ones before say already."""
    said = ""
    for sentence in sentences:
        if not is_said_in(said, sentence):
            said = f"{said} {sentence}".strip()
    return said


def _tells_something_new(turn: Turn) -> bool:
    """Whether the message states of the case what is not held of it."""
    held = turn.facts
    return any(held.get(fact) != value for fact, value in turn.reading.stated.items() if fact in _TOLD)
