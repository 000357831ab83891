"""Finding the claims of a message, which of them are so, and what it says beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Optional

from actions.reading.phrases import normalize, sentences_in
from actions.reading.rejected import named_question
from actions.turn.turn import Turn
from retirada.rulebook.claims import Claim
from retirada.rulebook.fields import fits

_CLAUSE = re.compile(r"[^,;:.?!]+")
_ENDS = re.compile(r"[,;:.?!]")
_SENTENCE_ENDS = re.compile(r"[;:.?!]")
_AND = re.compile(r"\b(?:y|pero)\b")
_NOR = re.compile(r"\bni\b")
_SINO = re.compile(r"\b(?:sino|pero)\b")
_NO_NEGATION = "xx"  # stands for a «no» that is left out
_TAIL = 4  # words: «y gratis», «y me avisan»; what is longer is mostly told of the case, or a reason


class Found(NamedTuple):
    """A claim of a text: whether it is so as it is put there, None of one that the guide leaves open, and where it
    stands, with the «no» that denies it.
    """

    claim: Claim
    is_right: Optional[bool]
    start: int
    end: int


def claims_in(turn: Turn, text: str) -> list[Found]:
    """The claims that a text makes, in its order; of those about one thing, the first."""
    found: dict[str, Found] = {}
    for one in _every_claim_in(turn, text):
        found.setdefault(one.claim.about, one)
    return sorted(found.values(), key=lambda one: one.start)


def _every_claim_in(turn: Turn, text: str) -> Iterator[Found]:
    """Each claim that fits the case, wherever a text makes it."""
    case = {**turn.knowledge.unstated, **turn.facts}
    for claim in turn.knowledge.claims.claims:
        if not fits(claim.when, case) or any(fits(unless, case) for unless in claim.unless):
            continue
        for at in re.finditer(claim.pattern, text):
            one = _as_put(turn, claim, text, at)
            if not (claim.when and claim.topic == "withdraw" and _is_supposed(turn, text, one)):
                yield one


def _as_put(turn: Turn, claim: Claim, text: str, at: re.Match[str]) -> Found:
    """The claim, the other way round where it is denied: «no hace falta arreglarlo antes», «el aviso no significa…»."""
    if claim.verdict == "open":
        return Found(claim, None, at.start(), at.end())
    claims, is_right = turn.knowledge.claims, claim.verdict == "right"
    denied = re.search(claims.denies_all, at[0])
    within = denied and re.compile(claim.pattern).search(text, at.start() + denied.end())
    at = within if within and within.start() < at.end() else at  # the «no» of «no es cierto que» is not the claim's
    start = at.start()
    sentence = _after(_SINO, _after(_ENDS, text[:start]))
    if denied := re.search(claims.denies_all, sentence):
        is_right, start = not is_right, start - len(sentence) + denied.start()
    clause = _after(_AND, _after(_ENDS, text[:start]))
    asks_for_none = re.search(claim.pattern, re.sub(claims.negates, _NO_NEGATION, text[at.start() : at.end()]))
    if re.search(claims.negates, text[at.start() : at.end()]):
        return Found(claim, is_right != bool(asks_for_none), start, at.end())
    if negated := re.search(claims.negates, clause):
        is_right, start = not is_right, start - len(clause) + negated.start()
    return Found(claim, is_right, start, at.end())


def _after(end: re.Pattern[str], text: str) -> str:
    """What a text says after the last `end` in it."""
    return end.split(text)[-1]


def _is_supposed(turn: Turn, text: str, one: Found) -> bool:
    """Whether a claim is put on a condition on the complaint's state: then it is none of the case as it is."""
    before = _after(_AND, _after(_SENTENCE_ENDS, text[: one.start]))
    after = _AND.split(_ENDS.split(text[one.end :])[0])[0]
    return re.search(turn.knowledge.claims.supposes, before + text[one.start : one.end] + after) is not None


def unread(turn: Turn, text: str, found: list[Found]) -> list[str]:
    """What is left of each clause of a text beside its claims, and says something more; what sentences say before it
    begins to sum up is not put to us.
    """
    judged, left = {one.claim.about: one.is_right for one in found}, list(text)
    begin = min([_where_it_sums_up(turn, text), *(one.start for one in found)])
    left[:begin] = " " * begin
    for one in _every_claim_in(turn, text):
        if judged.get(one.claim.about) == one.is_right:
            left[one.start : one.end] = " " * (one.end - one.start)
    return [part.strip() for part in _clauses("".join(left)) if _says_something(turn, part)]


def _where_it_sums_up(turn: Turn, text: str) -> int:
    """Where the first sentence begins that sums up: «era broma. Resumen: …»; the text's begin where none does."""
    patterns = (turn.knowledge.phrases.recaps, turn.knowledge.claims.sums_up)
    sums_up = (start for start, end in sentences_in(text) if any(re.search(p, text[start:end]) for p in patterns))
    return next(sums_up, 0)


def _clauses(text: str) -> list[str]:
    return [part for clause in _CLAUSE.findall(text) for part in _AND.split(clause)]


def _says_something(turn: Turn, clause: str) -> bool:
    claims = turn.knowledge.claims
    beside = re.sub(claims.leads, " ", re.sub(claims.recaps, " ", clause))
    return re.search(r"\w", re.sub(claims.adds_nothing, " ", beside)) is not None


def may_agree(turn: Turn, sentence: str) -> bool:
    """Whether «Así es» may be said to the message, with a sentence: none of its claims is known to be wrong, or is
    denied as a whole and not judged; nothing that was not understood comes after them («…y gratis») or limits them; the
    sentence does not say that the guide is silent on it.
    """
    claims, phrases, text = turn.knowledge.claims, turn.knowledge.phrases, normalize(turn.reading.text)
    if re.search(claims.is_silent, normalize(sentence)) and not re.search(claims.is_silent, text):
        return False
    found = claims_in(turn, text)
    if not all(one.is_right for one in found) or (re.search(claims.denies_all, text) and not found):
        return False
    if any(re.search(claims.limits, part) for part in unread(turn, text, found)):
        return False
    claimed = False
    for clause in (part for whole in _clauses(text) for part in _NOR.split(whole)):
        is_claim = claims_in(turn, clause) or named_question(turn.knowledge, clause, ())
        if is_claim or re.search(phrases.can_it, clause):
            claimed = True
        elif claimed and _is_short(clause) and _says_something(turn, clause):
            return False
    return True


def _is_short(clause: str) -> bool:
    return len(re.findall(r"\w+", clause)) <= _TAIL
