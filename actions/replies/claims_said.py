"""Saying of each claim that is put to us whether it is so, and of all of them as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from actions.reading.phrases import normalize, what_is_put
from actions.replies.asides import asides
from actions.replies.claims_of_each import said_of_rest
from actions.replies.claims_read import SETTLES, Found, may_agree
from actions.replies.leading_yes_or_no import answer_open_claim
from actions.turn.sentences import each_once, is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import in_order

_STEP = "i_can_withdraw"  # of the plan that settles first
_WITHDRAWS = ("withdraw", "before_withdrawing")  # topics of claims to which belongs what is said beside a withdrawal
_IN_PART = "_in_part"  # ends the names of responses to a sum of which a part is judged
_RESTATES = ("_mixed", _IN_PART)  # ends those that say after a colon what they agree to, or what is so instead


class Judged(NamedTuple):
    """Claims with what stands beside them: the clauses that make none, and what details say; `tells`: nothing is asked,
    so nothing is denied; `asks_which`: it is asked which of them are not so.
    """

    claims: list[Found]
    rest: list[str]
    of_details: list[str]
    tells: bool
    asks_which: bool


def say_of_each(turn: Turn, judged: Judged) -> None:
    """Say what is wrong, what is right, and then what is open, or named by what was not read, and not agreed to; and
    what details say.
    """
    found, rest = judged.claims, judged.rest
    is_plan = any(one.claim.id == SETTLES and one.is_right for one in found)  # what else it says is how: «y lo pruebo»
    said = [one for one in found if not (is_plan and not one.is_read and one.claim.id == _STEP)]
    wrong, right, left_open = ([one.claim.says for one in said if one.is_right is it] for it in (False, True, None))
    of_rest, claimed = said_of_rest(turn, rest), {one.claim.topic for one in found}
    left_open += [*(says for name, says in of_rest.items() if name not in claimed), *judged.of_details]
    told = each_once([*wrong, *right])
    lines = {"wrong": each_once(wrong), "right": each_once(right, each_once(wrong))}
    lines["left_open"] = answer_open_claim(turn, said, each_once(left_open, told))
    if judged.tells:
        lines["left_open"], wrong = each_once([*wrong, lines["left_open"]]), []
    right = right if lines["right"] else []  # «ya está retirada», which denies one and agrees to the other
    # What was not read is mostly no claim: «le repito, para no hacerme bolas: …», «la quito luego, ¿verdad, hijo?»
    parts = (re.sub(turn.knowledge.claims.that_i_do, "", part) for part in rest)
    asks = any(search(turn.knowledge.claims.asks_itself, part) for part in parts)
    is_whole = not (lines["left_open"] or each_once(of_rest.values(), told) or asks) and (
        wrong or not rest or is_plan or may_agree(turn)
    )
    in_part = "" if is_whole else _IN_PART
    if right and wrong:
        name = "claims_mixed"
    else:
        is_asked_so = re.search(rf"{turn.knowledge.phrases.am_i_wrong}\W*\?", normalize(turn.reading.text))
        agrees = "not_mistaken" if is_asked_so else "right"
        name = f"claims_{agrees}{in_part}" if right else f"claims_wrong{in_part}" if wrong else "claims_open"
    put = what_is_put(turn.knowledge, turn.reading.text)
    if right and not wrong and _asks_of_what_is_open(put, found):
        name, lines["left_open"] = "claims_open", f"{lines['left_open']} {lines['right']}".strip()
    elif search(turn.knowledge.claims.chooses, normalize(put)):
        both = [says for says in (*wrong, *right) if not is_said_in(lines["left_open"], says)]
        name, lines["left_open"] = "claims_open", each_once([*both, lines["left_open"]])
    elif name == "claims_wrong" and search(turn.knowledge.claims.has_to, normalize(put)):
        name, lines["left_open"] = "claims_open", turn.responder.begin_with("No", lines["wrong"])  # it claimed nothing
    if judged.asks_which:
        name = "claims_not_so" if wrong else "claims_left_open" if lines["left_open"] else "claims_all_right"
    if name.endswith(_RESTATES):
        part = "right" if right else "wrong"
        lines[part] = lines[part][:1].lower() + lines[part][1:]
    beside = asides(turn, "confirm") if claimed.intersection(_WITHDRAWS) and not wrong else []
    turn.say(name, topic="confirm", asides=beside, **lines, **_rests_on(turn, found, of_rest))


def _asks_of_what_is_open(text: str, found: list[Found]) -> bool:
    """Whether what stands after the last «¿» is open, to which «Sí» would agree: «si la quito, ¿ya no me hace nada?»"""
    within = [one for one in found if 0 <= text.rfind("¿") < one.end and one.start < len(text)]
    return bool(within) and all(one.is_right is None for one in within)


def _rests_on(turn: Turn, found: list[Found], named: Iterable[str]) -> dict[str, Any]:
    """What `Turn.say` needs of what the answer rests on: the verdict on the last claim's topic, with what all cite, and
    the topics and subjects named beside them.
    """
    knowledge = turn.knowledge
    of_named = (
        decide(knowledge, name, turn.facts).sources if name in knowledge.tables else knowledge.subjects[name].sources
        for name in named
    )
    of_claims = (one.claim.sources for one in found)
    cited = in_order(list(dict.fromkeys(source for sources in (*of_claims, *of_named) for source in sources)))
    topic = next((one.claim.topic for one in reversed(found) if one.claim.topic in turn.knowledge.tables), None)
    if topic is None:
        return {"sources": cited} if cited else {"footer": ""}
    turn.set("topic", topic)
    return {"decision": decide(turn.knowledge, topic, turn.facts)._replace(asks=None, sources=cited)}
