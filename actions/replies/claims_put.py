"""Judging a summary that is put to us, claim by claim: «la quito yo y luego no puedo poner otra, ¿correcto?»"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Optional

from actions.cases.both_cases import all_cases
from actions.reading.phrases import is_said_in, normalize, sentences_in, split_yes_or_no
from actions.reading.rejected import named_question
from actions.reading.tracker_state import latest_message_index
from actions.replies.claim_parts import NAMED_EASILY, claimed_apart
from actions.replies.claims_read import Found, claims_in, clauses_in, unread
from actions.replies.details import details_of_the_case
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import in_order

_OF_THE_RULE = ("report_ip_only", "complaint_any")  # claims about the rule, whatever the case is
_OF_THE_GUIDE = "guide_"  # begins the ids of claims about the guide itself
_TOLD = ("party", "ground", "device")  # facts that are told of the case, and not only named by a claim


def answer_claims_put(turn: Turn) -> bool:
    """Say of what is put to us whether it is so, as a whole and claim by claim; whether that is what was asked.

    What tells something new of the case with it is answered by what that decides.
    """
    message = _put(turn)
    if message is None or re.search(turn.knowledge.claims.denies_all, normalize(message["text"])):
        return False
    found = claims_in(turn, message)
    is_of_the_rule = any(one.claim.id in _OF_THE_RULE for one in found)
    tells = (_tells_something_new(turn) or claimed_apart(turn)) and not is_of_the_rule
    is_of_the_guide = all(one.claim.id.startswith(_OF_THE_GUIDE) for one in found)
    if not found or tells or (len(all_cases(turn)) > 1 and not is_of_the_guide):
        return False
    of_details = _said_of_details(turn, message, found)
    rest = [part for part in unread(turn, message["text"], found) if part not in of_details]
    _say_of_each(turn, found, rest, list(of_details.values()))
    turn.understood()
    return True


def _put(turn: Turn) -> Optional[dict[str, Any]]:
    """The message, as its parse data, that is put to us, None where nothing is: the latest or, where that only asks
    whether somebody is right and claims nothing, the one before it: «¿mi cuñado tiene razón o no?»
    """
    claims, message, text = turn.knowledge.claims, turn.tracker.latest_message, turn.reading.text
    if turn.reading.is_button:
        return None
    if asked := re.search(claims.who_is_right, normalize(text)):
        begin = next(start for start, end in sentences_in(normalize(text)) if asked.end() <= end)
        if claims_in(turn, message) or unread(turn, text[begin:], []):
            return message
        before = _message_before(turn)
        return before if before and _is_put(turn, before["text"]) else None
    recaps = turn.reading.intent == "confirm" and re.search(claims.recaps, normalize(text))
    return message if recaps or _is_put(turn, text) else None


def _message_before(turn: Turn) -> Optional[dict[str, Any]]:
    events = reversed(turn.tracker.events[: latest_message_index(turn.tracker)])
    return next((event["parse_data"] for event in events if event["event"] == "user"), None)


def _is_put(turn: Turn, text: str) -> bool:
    claims, phrases = turn.knowledge.claims, turn.knowledge.phrases
    patterns = (phrases.put_to_us, claims.sums_up, claims.who_is_right)
    return any(re.search(pattern, normalize(text)) for pattern in patterns)


def _said_of_details(turn: Turn, message: dict[str, Any], found: list[Found]) -> dict[str, str]:
    """Clause, normalized, that makes no claim and asks about a detail → what that says: «…, y cuántos no se sabe»."""
    text = message["text"]
    says = {detail.id: split_yes_or_no(detail.says)[1] for detail in details_of_the_case(turn) if not detail.again}
    starts = {e["start"]: e["value"] for e in message.get("entities", []) if e["entity"] == "detail" and "start" in e}
    return {
        normalize(text[start:end]).strip(): says[name]
        for start, end in clauses_in(text)
        if not any(one.start < end and start < one.end for one in found)
        for at, name in starts.items()
        if start <= at < end and name in says
    }


def _say_of_each(turn: Turn, found: list[Found], rest: list[str], of_details: list[str]) -> None:
    """Say what is wrong, what is right, and then what is open, or named by what was not read, and not agreed to; and
    what details say.
    """
    wrong, right, left_open = (
        [one.claim.says for one in found if one.is_right is is_right] for is_right in (False, True, None)
    )
    left_open += [*_said_of_rest(turn, rest), *of_details]
    in_part = "_in_part" if left_open or rest else ""
    if right and wrong:
        name = "claims_mixed"
    else:
        name = f"claims_right{in_part}" if right else f"claims_wrong{in_part}" if wrong else "claims_open"
    told = _each_once([*wrong, *right])
    lines = {"wrong": _each_once(wrong), "right": _each_once(right), "left_open": _each_once(left_open, told)}
    turn.say(name, topic="confirm", **lines, **_rests_on(turn, found))


def _said_of_rest(turn: Turn, rest: list[str]) -> list[str]:
    """What holds of each question that is named by what was not read: «la mediación es obligatoria»."""
    named = (named_question(turn.knowledge, part, NAMED_EASILY) for part in rest)
    says = []
    for question in dict.fromkeys(name for name in named if name):
        if question in turn.knowledge.tables:
            says.append(turn.responder.sentence(decide(turn.knowledge, question, turn.facts), turn.facts))
        else:
            says.append(turn.responder.first_sentence(question, turn.facts))
    return [split_yes_or_no(sentence)[1] for sentence in says]


def _rests_on(turn: Turn, found: list[Found]) -> dict[str, Any]:
    """What `Turn.say` needs of what the answer rests on: the verdict on the last claim's topic, with what all cite."""
    cited = in_order(list(dict.fromkeys(source for one in found for source in one.claim.sources)))
    topic = next((one.claim.topic for one in reversed(found) if one.claim.topic in turn.knowledge.tables), None)
    if topic is None:
        return {"sources": cited} if cited else {"footer": ""}
    turn.set("topic", topic)
    return {"decision": decide(turn.knowledge, topic, turn.facts)._replace(asks=None, sources=cited)}


def _each_once(sentences: Iterable[str], told: str = "") -> str:
    """The sentences one after another, without those that the ones before, or what is told, say already."""
    said = ""
    for sentence in sentences:
        if not is_said_in(f"{told} {said}", sentence):
            said = f"{said} {sentence}".strip()
    return said


def _tells_something_new(turn: Turn) -> bool:
    """Whether the message states of the case what is not held of it."""
    held = turn.facts
    return any(held.get(fact) != value for fact, value in turn.reading.stated.items() if fact in _TOLD)
