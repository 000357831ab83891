"""Finding the claims of a message, which of them are so, and what it says beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Optional

from actions.reading.details_asked import confidence
from actions.reading.phrases import normalize, sentences_in, unaccented
from actions.reading.rejected import named_question
from actions.turn.turn import Turn
from retirada.rulebook.claims import Claim

_CLAUSE = re.compile(r"[^,;:.?!]+")
_AND = re.compile(r"\b(?:y|ni|pero|entonces|asi que|o sea)\b")
_TAIL = 4  # words: «y gratis», «y me avisan»; what is longer is mostly told of the case, or a reason
_IS_RIGHT = {"right": True, "wrong": False}


class Found(NamedTuple):
    """A claim of a text, as it is in this case, and where it stands."""

    claim: Claim
    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it stands, in part at least, between two places of the text."""
        return self.start < end and start < self.end

    @property
    def is_right(self) -> Optional[bool]:
        """Whether it is so, None of one that the guide leaves open."""
        return _IS_RIGHT.get(self.claim.verdict)


def claims_in(turn: Turn, message: dict[str, Any]) -> list[Found]:
    """The claims of a message, given as its parse data, as they are in this case, in its order: of several in the same
    words, the surest.
    """
    case = {**turn.knowledge.unstated, **turn.facts}
    read = [entity for entity in message.get("entities", []) if entity["entity"] == "claim"]
    found: list[Found] = []
    for entity in sorted(read, key=lambda entity: -confidence(entity)):
        of_id = (claim for claim in turn.knowledge.claims.claims if claim.id == entity["value"])
        claim = next((claim for claim in of_id if claim.fits(case)), None)
        if claim and not any(one.overlaps(entity["start"], entity["end"]) for one in found):
            found.append(Found(claim, entity["start"], entity["end"]))
    return sorted(found, key=lambda one: one.start)


def unread(turn: Turn, text: str, found: list[Found]) -> list[str]:
    """The clauses of a text, normalized, that make none of the claims found and say something more, or limit one that
    is so; what sentences say before it begins to sum up is not put to us.
    """
    begin = min([_where_it_sums_up(turn, text), *(one.start for one in found)])
    left = []
    for start, end in clauses_in(text):
        clause, made = normalize(text[start:end]), [one for one in found if one.overlaps(start, end)]
        is_limited = any(one.is_right for one in made) and re.search(turn.knowledge.claims.limits, clause)
        if end > begin and (is_limited or (not made and _says_something(turn, clause))):
            left.append(clause.strip())
    return left


def _where_it_sums_up(turn: Turn, text: str) -> int:
    """Where the first sentence begins that sums up: «era broma. Resumen: …»; the text's begin where none does."""
    patterns = (turn.knowledge.phrases.recaps, turn.knowledge.claims.sums_up)
    sums_up = (
        start
        for start, end in sentences_in(text)
        if any(re.search(pattern, normalize(text[start:end])) for pattern in patterns)
    )
    return next(sums_up, 0)


def clauses_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each clause of a text: between signs, and before and after «y», «ni», «pero» and «entonces»."""
    written = unaccented(text)
    for clause in _CLAUSE.finditer(text):
        start = clause.start()
        for joint in _AND.finditer(written, start, clause.end()):
            yield start, joint.start()
            start = joint.end()
        yield start, clause.end()


def _says_something(turn: Turn, clause: str) -> bool:
    claims = turn.knowledge.claims
    beside = re.sub(claims.leads, " ", re.sub(claims.recaps, " ", clause))
    return re.search(r"\w", re.sub(claims.adds_nothing, " ", beside)) is not None


def may_agree(turn: Turn, sentence: str) -> bool:
    """Whether «Así es» may be said to the message, with a sentence: none of its claims is known to be wrong or open,
    and none is denied as a whole; nothing that was not understood comes after them («…y gratis») or limits them; the
    sentence does not say that the guide is silent on it.
    """
    claims, phrases, text = turn.knowledge.claims, turn.knowledge.phrases, turn.reading.text
    if re.search(claims.is_silent, normalize(sentence)) and not re.search(claims.is_silent, normalize(text)):
        return False
    found = claims_in(turn, turn.tracker.latest_message)
    if not all(one.is_right for one in found) or re.search(claims.denies_all, normalize(text)):
        return False
    if any(re.search(claims.limits, part) for part in unread(turn, text, found)):
        return False
    claimed = False
    for start, end in clauses_in(text):
        is_read = any(one.overlaps(start, end) for one in found)
        clause = normalize(text[start:end])
        if is_read or named_question(turn.knowledge, clause, ()) or re.search(phrases.can_it, clause):
            claimed = True
        elif claimed and _is_short(clause) and _says_something(turn, clause):
            return False
    return True


def _is_short(clause: str) -> bool:
    return len(re.findall(r"\w+", clause)) <= _TAIL
