"""Judging a summary that is put to us, claim by claim: «la quito yo y luego no puedo poner otra, ¿correcto?»"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from actions.cases.both_cases import all_cases
from actions.reading.phrases import is_said_in, normalize
from actions.reading.rejected import named_question
from actions.replies.claim_parts import NAMED_EASILY
from actions.turn.turn import Turn
from retirada.rulebook.claims import Claim
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import in_order

_CLAUSE = re.compile(r"[^,;:.?!]+")
_ENDS = re.compile(r"[,;:.?!]")
_AND = re.compile(r"\b(?:y|pero)\b")
_SAYS_SOMETHING = 4  # words: a clause of fewer claims nothing beside
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
    found = _claims_in(turn, text)
    rest = _unread(turn, text)
    tells = _tells_something_new(turn) and not any(claim.about == _OF_ALL_CASES for claim in found)
    is_of_the_guide = all(claim.topic is None for claim in found)
    if not found or tells or (len(all_cases(turn)) > 1 and not is_of_the_guide):
        return False
    is_one = len(found) < _SEVERAL and not is_of_the_guide
    if is_one and (rest or (turn.reading.intent == "confirm" and not found[0].alone)):
        return False
    if any(named_question(turn.knowledge, part, NAMED_EASILY) for part in rest):
        return False  # «da igual que la quite y mejor apelo»: what it names is answered, too
    right = [claim.says for claim in found if claim.verdict == "right"]
    wrong = [claim.says for claim in found if claim.verdict == "wrong"]
    name = "claims_mixed" if right and wrong else "claims_wrong" if wrong else "claims_right"
    if name == "claims_right" and rest:
        name = "claims_right_in_part"
    turn.say(name, topic="confirm", right=_each_once(right), wrong=_each_once(wrong), **_rests_on(turn, found))
    if turn.get("fallback_count"):
        turn.set("fallback_count", 0)
    return True


def _rests_on(turn: Turn, found: list[Claim]) -> dict[str, Any]:
    """What `Turn.say` needs of what the answer rests on: the verdict on the last claim's topic, with what all cite."""
    cited = in_order(list(dict.fromkeys(source for claim in found for source in claim.sources)))
    topic = next((claim.topic for claim in reversed(found) if claim.topic), None)
    if topic is None:
        return {"sources": cited} if cited else {"footer": ""}
    turn.set("topic", topic)
    return {"decision": decide(turn.knowledge, topic, turn.facts)._replace(asks=None, sources=cited)}


def _claims_in(turn: Turn, text: str) -> list[Claim]:
    """The claims that a text makes, in its order; of those about one thing, the first."""
    case = {**turn.knowledge.unstated, **turn.facts}
    found: dict[str, tuple[int, Claim]] = {}
    for number, claim in enumerate(turn.knowledge.claims.claims):
        fits = all(case.get(fact) in values for fact, values in claim.when.items())
        if claim.about not in found and fits and (at := re.search(claim.pattern, text)):
            found[claim.about] = at.start() * len(text) + number, _as_put(turn, claim, text, at.span())
    return [claim for _, claim in sorted(found.values(), key=lambda one: one[0])]


def _as_put(turn: Turn, claim: Claim, text: str, span: tuple[int, int]) -> Claim:
    """The claim, the other way round where it is denied: «no hace falta arreglarlo antes»."""
    negates = turn.knowledge.claims.negates
    before = _AND.split(_ENDS.split(text[: span[0]])[-1])[-1]
    if not re.search(negates, before) or re.search(negates, text[span[0] : span[1]]):
        return claim
    return claim.copy(update={"verdict": "wrong" if claim.verdict == "right" else "right"})


def _unread(turn: Turn, text: str) -> list[str]:
    """The clauses of a text in which no claim stands and that say something beside those."""
    claims = turn.knowledge.claims
    spans = [at.span() for claim in claims.claims for at in re.finditer(claim.pattern, text)]
    unread = []
    for clause in _CLAUSE.finditer(text):
        edges = [clause.start(), *(clause.start() + a.start() for a in _AND.finditer(clause[0])), clause.end()]
        for start, end in pairwise(edges):
            part, is_read = text[start:end], any(first < end and last > start for first, last in spans)
            is_long = len(re.findall(r"\w+", part)) >= _SAYS_SOMETHING
            says = is_long or named_question(turn.knowledge, part, NAMED_EASILY)
            if says and not is_read and not re.search(claims.leads, part):
                unread.append(part.strip())
    return unread


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
