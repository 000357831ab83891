"""Judging a summary that is put to us, claim by claim: «la quito yo y luego no puedo poner otra, ¿correcto?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.both_cases import all_cases
from actions.reading.phrases import is_said_in, normalize, sentences_in
from actions.reading.rejected import named_question
from actions.reading.tracker_state import message_before
from actions.replies.claim_parts import NAMED_EASILY, claimed_apart
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
    text, asks_who_is_right = _put(turn)
    if text is None:
        return False
    found = claims_in(turn, text)
    is_of_both_kinds = any(one.claim.about == _OF_ALL_CASES for one in found)
    tells = (_tells_something_new(turn) or claimed_apart(turn)) and not is_of_both_kinds
    is_of_the_guide = all(one.claim.topic is None and one.claim.alone for one in found)
    if not found or tells or (len(all_cases(turn)) > 1 and not is_of_the_guide):
        return False
    rest = unread(turn, text, found)
    is_one = len(found) < _SEVERAL and not is_of_the_guide
    judged_elsewhere = not (found[0].claim.alone or asks_who_is_right)
    if is_one and (rest or judged_elsewhere):
        return False
    if any(named_question(turn.knowledge, part, NAMED_EASILY) for part in rest):
        return False  # «da igual que la quite y mejor apelo»: what it names is answered, too
    _say_of_each(turn, found, bool(rest))
    turn.understood()
    return True


def _put(turn: Turn) -> tuple[Optional[str], bool]:
    """The text, normalized, that is put to us, None where nothing is; and whether it asks if somebody is right, then of
    what the message before put to us where this one claims nothing: «¿mi cuñado tiene razón o no?»
    """
    claims, text = turn.knowledge.claims, normalize(turn.reading.text)
    if turn.reading.is_button:
        return None, False
    if asked := re.search(claims.who_is_right, text):
        begin = next(start for start, end in sentences_in(text) if asked.end() <= end)
        claims_nothing = not (claims_in(turn, text) or unread(turn, text[begin:], []))
        before = normalize(message_before(turn.tracker))
        return (before if _is_put(turn, before) else None) if claims_nothing else text, True
    is_put = _is_put(turn, text) or (turn.reading.intent == "confirm" and re.search(claims.recaps, text))
    return (text, False) if is_put else (None, False)


def _is_put(turn: Turn, text: str) -> bool:
    claims, phrases = turn.knowledge.claims, turn.knowledge.phrases
    return any(re.search(pattern, text) for pattern in (phrases.put_to_us, claims.sums_up, claims.who_is_right))


def _say_of_each(turn: Turn, found: list[Found], has_rest: bool) -> None:
    """Say what is wrong, what is right, and then what is open or was not read, which is never agreed to."""
    wrong, right, left_open = (
        _each_once([one.claim.says for one in found if one.is_right is is_right]) for is_right in (False, True, None)
    )
    in_part = "_in_part" if left_open or has_rest else ""
    if right and wrong:
        name = "claims_mixed"
    else:
        name = f"claims_right{in_part}" if right else f"claims_wrong{in_part}" if wrong else "claims_open"
    if has_rest and name != "claims_mixed":
        left_open = f"{left_open} {turn.responder.text('utter_claims_unread', turn.facts)}".strip()
    turn.say(name, topic="confirm", right=right, wrong=wrong, left_open=left_open, **_rests_on(turn, found))


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
