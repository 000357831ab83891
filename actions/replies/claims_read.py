"""Finding the claims of a message, which of them are so, and what it says beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Optional

from actions.reading.details_asked import confidence
from actions.reading.phrases import claimed, contains, in_claim, normalize, sentences_in, unaccented
from actions.reading.rejected import named_question
from actions.turn.turn import Turn
from retirada.rulebook.claims import Claim

_CLAUSE = re.compile(r"[^,;:.?!]+")
_AND = re.compile(r"\b(?:y|ni|pero|entonces|asi que|o sea)\b")
# «Puedo poner otra no?» and «… y la otra no?»
_ASKS_AT_THE_END = re.compile(r"(\b(?:\w+ ){3,})no\W*$")
_OR_NOT = re.compile(r"\bo (?:ya )?no\b(?!\W*me equivoco)")
_DENIES_AT_THE_END = re.compile(r"\b(?:y|pero|que) (?:\w+ ){1,4}no\W*$")
_LEAD = 3  # words before a claim: «en pocas palabras: …», «mmm ok, …»
_TAIL = 4  # words: «y gratis», «y me avisan»; what is longer is mostly told of the case, or a reason
_PLANS = ("settle_first", "withdraw_first")  # claims, and the patterns of what puts such a plan to us
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
    words, the surest; a plan to settle first, or last, before the steps of it.
    """
    case, text = {**turn.knowledge.unstated, **turn.facts}, message["text"]
    read = [entity for entity in message.get("entities", []) if entity["entity"] == "claim"]
    meant = [(_meant(turn, text, entity), entity) for entity in sorted(read, key=lambda entity: -confidence(entity))]
    found: list[Found] = []
    for name, entity in sorted(meant, key=lambda one: one[0] not in _PLANS):
        claim = next((c for c in turn.knowledge.claims.claims if c.id == name and c.fits(case)), None)
        if claim and not any(one.overlaps(entity["start"], entity["end"]) for one in found):
            found.append(Found(claim, entity["start"], entity["end"]))
            if plan := name in _PLANS and re.search(getattr(turn.knowledge.phrases, name), unaccented(text)):
                steps = _clauses_of(text, *plan.span())
                found.append(Found(claim, steps[0][0], steps[-1][1]))
    return sorted(found, key=lambda one: one.start)


def _meant(turn: Turn, text: str, entity: dict[str, Any]) -> str:
    """The id of the claim that was read, or of its contrary where the words decide so: «la puedo volver a abrir» is
    read, by how it sounds, as that one cannot.
    """
    read = str(entity["value"])
    if read in _PLANS and in_claim(turn.knowledge, turn.knowledge.phrases.withdraw_first, normalize(text)):
        return "withdraw_first"
    clauses = _clauses_of(text, entity["start"], entity["end"])
    if not clauses:
        return read
    begin = clauses[0][0]
    joint = next((joint.start() for joint in _AND.finditer(unaccented(text)) if joint.end() == begin), begin)
    words = normalize(text[joint : clauses[-1][1]])
    fitting = (c for c in turn.knowledge.claims.contraries if read in c.means and re.search(c.words, words))
    return next((contrary.means[read] for contrary in fitting), read)


def unread(turn: Turn, text: str, found: list[Found]) -> list[str]:
    """The clauses of a text, normalized, that make none of the claims found and say something more, or limit one that
    is so; what sentences say before it begins to sum up is not put to us, nor are the few words that lead to the first
    claim («en pocas palabras: …»).
    """
    begin = min([_where_it_sums_up(turn, text), *(one.start for one in found)])
    first = min((one.start for one in found), default=0)
    left = []
    for start, end in clauses_in(text):
        clause, made = normalize(text[start:end]), [one for one in found if one.overlaps(start, end)]
        is_limited = any(one.is_right for one in made) and re.search(turn.knowledge.claims.limits, clause)
        few = len(re.findall(r"\w+", clause)) <= _LEAD and text[end : end + 1] in (",", ":", ";", ".")
        only_leads = few and end <= first and not re.search(turn.knowledge.claims.limits, clause)
        says_more = not made and not only_leads and _says_something(turn, clause)
        if end > begin and (is_limited or says_more):
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


def _clauses_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a text that stand, in part at least, between two places of it."""
    return [clause for clause in clauses_in(text) if clause[0] < end and start < clause[1]]


def put_as(turn: Turn) -> Optional[str]:
    """Whether what is put to us is a «Sí» or a «No», by what it says last that can or cannot be, if it does: «como no
    me paga, la puedo quitar»; None where it is both, «¿sí o no?», and denies nothing else.
    """
    knowledge, text = turn.knowledge, normalize(turn.reading.text)
    asks_both = contains(text, knowledge.phrases.either)
    for both in knowledge.phrases.either:
        text = text.replace(both, " ")
    if or_not := _OR_NOT.search(text):
        asks_both, text = True, text[: or_not.start()]  # «¿se puede o no se puede?»
    if not _DENIES_AT_THE_END.search(text):
        text = _ASKS_AT_THE_END.sub(r"\1", text)
    can_be = [found.end() for found in re.finditer(knowledge.phrases.can_it, text)]
    cannot = [found.end() for found in re.finditer(knowledge.claims.cannot, text)]
    if can_be or cannot:
        said: Optional[str] = "No" if max(*can_be, *cannot, 0) in cannot else "Sí"
    else:
        said = claimed(knowledge, text)
    return None if asks_both and said == "Sí" else said


def asks_whether_so(turn: Turn) -> bool:
    """Whether the message asks for a yes or a no, and does not only say what it takes to be so."""
    patterns = (r"\?", turn.knowledge.phrases.put_to_us, turn.knowledge.claims.asks_whether)
    return any(re.search(pattern, normalize(turn.reading.text)) for pattern in patterns)


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
