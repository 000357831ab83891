"""Finding the claims of a message, which of them are so, and what it says beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Optional

from actions.reading.clauses import CLAUSE_OVER_LINES
from actions.reading.details_asked import confidence
from actions.reading.phrases import Place, claimed, contains, in_claim, normalize, sentences_in, what_is_put
from actions.reading.rejected_reply import named_question
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.claims import Claim
from retirada.rulebook.details import FOR_ANOTHER
from retirada.unaccented import unaccented

_AND = re.compile(r"\b(?:y|ni|pero|entonces|asi que|o sea)\b")
# «Puedo poner otra no?» and «… y la otra no?»
_ASKS_AT_THE_END = re.compile(r"(\b(?:\w+ ){3,})no\W*$")
_OR_NOT_WITHIN = re.compile(r"\bo (?:ya )?no\b(?!\W*me equivoco)")
_DENIES_AT_THE_END = re.compile(r"\b(?:y|pero|que) (?:\w+ ){1,4}no\W*$")
_SUPPOSED = re.compile(r"\bsi (?:yo )?$")
_OTHERWISE = re.compile(r"si no (?:la|lo)\b")
_PAST = re.compile(r"\b(?:ha|han|hemos|\w+[aei]ron)\b")  # «le han quitado puntos»
_LEAD = 3  # words before a claim: «en pocas palabras: …», «mmm ok, …»
_TAIL = 4  # words: «y gratis», «y me avisan»; what is longer is mostly told of the case, or a reason
SETTLES = "settle_first"  # a claim
PLANS = ("withdraw_first", SETTLES)  # claims
_ON_A_CONDITION = ("sanction_certain", "no_sanction")  # claims that a condition in their sentence may change
_NOT_ON_A_CONDITION = ("i_cannot_withdraw", "cannot_be_withdrawn")  # claims that one right before them may change
_IF = r"\W*(?:(?:que|y|pero|entonces|o sea) )*(?:si|cuando)\b"
_IS_LEFT = ("can_appeal", "can_mediate")  # «no podemos hacer nada, me toca apelar»: nothing but that
# Claims of who can withdraw it, and who cannot; and of who is to wait.
_OF_WHO = (SETTLES, "i_cannot_withdraw", "other_can_withdraw", "other_cannot_withdraw", "only_filer")
_NOTICE_CAME = "ya llego el aviso"  # words of `contraries` for those of who told that it came
JUDGED = "utter_claims_"  # begins the names of the responses that judge claims
_IS_RIGHT = {"right": True, "wrong": False}


class Found(NamedTuple):
    """A claim of a text, as it is in this case, with where it stands; `is_read`: the NLU read it, and not its words
    make it.
    """

    claim: Claim
    start: int
    end: int
    is_read: bool

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it stands, in part at least, between two places of the text."""
        return self.start < end and start < self.end

    @property
    def is_right(self) -> Optional[bool]:
        """Whether it is so, None of one that the guide leaves open."""
        return _IS_RIGHT.get(self.claim.verdict)


def claims_in(turn: Turn, message: dict[str, Any]) -> list[Found]:
    """The claims of a message, given as its parse data, as they are in this case, in its order: of several in the same
    words, the surest; a plan to settle first, or last, before the steps of it; in clauses in which none was read, what
    their words claim.
    """
    for_another = FOR_ANOTHER if turn.get("principal") else {}
    case, text = {**turn.knowledge.unstated, **turn.facts, **for_another}, message["text"]
    # «Nosotros no podemos tocarla», of who speaks for whom filed it.
    of_whom = {f: v for f, v in case.items() if not (turn.get("principal") and (f, v) == ("party", "complainant"))}
    read = [(_meant(turn, text, name, place), place) for name, place in _read(message)]
    named = list(_named(turn, text, case))
    is_left = not turn.cases.names_several and any(name in _IS_LEFT for name, _ in (*read, *named))
    notice_came = _a_notice_came(turn, text)
    found: list[Found] = []
    plans_first = sorted(read, key=lambda one: one[0] not in PLANS)
    for is_read, made in ((False, _planned(turn, text)), (True, plans_first), (False, named)):
        for name, place in made:
            name = "i_cannot_withdraw" if is_left and name == "nothing_to_do" else name
            name = _contrary(turn, name, _NOTICE_CAME) if notice_came else name
            of_case = of_whom if name in _OF_WHO else case
            claim = next((c for c in turn.knowledge.claims.claims if c.id == name and c.fits(of_case)), None)
            if claim and not any(one.overlaps(*place) for one in found):
                found.append(Found(claim, *place, is_read or name in [one for one, _ in read]))
    return sorted(found, key=lambda one: one.start)


def _a_notice_came(turn: Turn, text: str) -> bool:
    """Whether the accused told that the notice came, now or before: by then, says the guide, it was reviewed."""
    came = turn.knowledge.phrases.mention.a_notice_came
    is_told = any(search(came, normalize(said)) for said in (*turn.written_before, text))
    return is_told and turn.facts.get("party") == "respondent"


def _read(message: dict[str, Any]) -> Iterator[tuple[str, Place]]:
    """The claims that the NLU read in a message, given as its parse data, the surest first, each with where it stands;
    of words that two of them share, each has what is in the clause that it mostly stands in.
    """
    read = [entity for entity in message.get("entities", []) if entity["entity"] == "claim"]
    for entity in sorted(read, key=lambda entity: -confidence(entity)):
        start, end = entity["start"], entity["end"]
        others = (other for other in read if other["value"] != entity["value"])
        if any(other["start"] < end and start < other["end"] for other in others):
            within = ((max(start, first), min(end, last)) for first, last in _clauses_of(message["text"], start, end))
            start, end = max(within, key=lambda place: place[1] - place[0], default=(start, end))
        yield str(entity["value"]), (start, end)


def _planned(turn: Turn, text: str) -> list[tuple[str, Place]]:
    """The plan to settle first, or last, that a text puts to us, with where its clauses stand; of the accused's, what
    the other party will do is claimed, and not planned.
    """
    is_settled = turn.reading.stated.get("issues_resolved") == "yes"  # «ya me pagó, la retiro entonces, ¿ok?»
    if turn.facts.get("party") == "respondent" or is_settled:
        return []
    written = unaccented(text)
    phrases = turn.knowledge.phrases
    for name, pattern in {"withdraw_first": phrases.withdraw_first, SETTLES: phrases.settle_first}.items():
        plan = search(pattern, written) if in_claim(turn.knowledge, pattern, normalize(text)) else None
        # «Una vez resuelta, no hay vuelta» plans nothing; nor does «si no la quito hasta que pague, ¿puedo…?», and «si
        # no la quito no me paga».
        withdrawn = plan and search(turn.knowledge.claims.withdraws, written)
        if plan and withdrawn and not _SUPPOSED.search(written[: plan.start()]) and not _OTHERWISE.match(plan[0]):
            steps = _clauses_of(text, min(plan.start(), withdrawn.start()), max(plan.end(), withdrawn.end()))
            return [(name, (steps[0][0], steps[-1][1]))]
    return []


def _named(turn: Turn, text: str, case: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """What each clause of a text claims by its words, and where it stands."""
    fitting = [
        named
        for named in turn.knowledge.claims.named
        if named.fits(case) and not (named.but_not and search(named.but_not, normalize(text)))
    ]
    for place in claim_clauses(text):
        words = _said_in(text, *place)
        named = next((one for one in fitting if search(one.words, words)), None)
        if named:
            yield _meant(turn, text, named.means, place), place


def _meant(turn: Turn, text: str, read: str, place: Place) -> str:
    """The id of the claim that was read, or of what the words say: «la puedo volver a abrir» sounds as its contrary."""
    first = turn.knowledge.phrases.withdraw_first
    if read in (*PLANS, "i_can_withdraw") and in_claim(turn.knowledge, first, normalize(text)):
        return "withdraw_first"
    if not (clauses := _clauses_of(text, *place)):
        return read
    begin = clauses[0][0]
    before = [clause for clause in claim_clauses(text) if clause[1] < begin][-1:]
    on_condition = _IF if read in _NOT_ON_A_CONDITION else turn.knowledge.claims.while_open
    if before and re.match(on_condition, normalize(text[slice(*before[0])])):
        begin = before[0][0]  # «si sigue abierta, la quito», «si espero, ya no puedo»
    if read in _ON_A_CONDITION:  # «si él la retira, ya no pierdo puntos»
        begin = next((start for start, end in sentences_in(text) if start <= begin < end), begin)
    joint = next((joint.start() for joint in _AND.finditer(unaccented(text)) if joint.end() == begin), begin)
    return _contrary(turn, read, _said_in(text, joint, clauses[-1][1]))


def _contrary(turn: Turn, read: str, words: str) -> str:
    """The id of the claim that is meant by these words where one was read in them."""
    case = {**turn.knowledge.unstated, **turn.facts}
    fitting = (c for c in turn.knowledge.claims.contraries if read in c.means and c.fits(case))
    return next((contrary.means[read] for contrary in fitting if search(contrary.words, words)), read)


def _said_in(text: str, start: int, end: int) -> str:
    """What a text says from one place to another, normalized, without a «no» that only asks whether it is so: «la
    quito yo no?»
    """
    words = normalize(text[start:end]).strip()
    return _ASKS_AT_THE_END.sub(r"\1", words) if text[end : end + 1] == "?" else words


def unread(turn: Turn, text: str, found: list[Found]) -> list[str]:
    """The clauses of a text, normalized, that make none of the claims found and say something more, or limit one that
    is so; what sentences say before it begins to sum up is not put to us, nor are the few words that lead to the first
    claim («en pocas palabras: …»).
    """
    begin = min([_where_it_sums_up(turn, text), *(one.start for one in found)])
    first = min((one.start for one in found), default=0)
    left = []
    for start, end in claim_clauses(text):
        clause, made = normalize(text[start:end]), [one for one in found if one.overlaps(start, end)]
        is_limited = any(one.is_right for one in made) and search(turn.knowledge.claims.limits, clause)
        few = len(re.findall(r"\w+", clause)) <= _LEAD and text[end : end + 1] in (",", ":", ";", ".")
        only_leads = few and end <= first and not search(turn.knowledge.claims.limits, clause)
        says_more = not made and not only_leads and _says_something(turn, clause)
        if end > begin and (is_limited or says_more):
            left.append(clause.strip())
    return left


def clauses_that_tell(turn: Turn, told: Mapping[str, str]) -> set[str]:
    """The clauses of the latest message, normalized, that state some of the facts told; not those that name a question
    and nothing new: «a mí no me quitan puntos», of who was known to be the accused.
    """
    text, entities, clauses = turn.reading.text, turn.tracker.latest_message.get("entities", []), set()
    read = [e for e in entities if "start" in e and told.get(e["entity"]) == e["value"]]
    for start, end in claim_clauses(text):
        clause, tells = normalize(text[start:end]).strip(), [e for e in read if start <= e["start"] < end]
        is_news = _PAST.search(clause) or any(turn.before.get(e["entity"]) != e["value"] for e in tells)
        if tells and (is_news or not named_question(turn.knowledge, clause, ("withdraw",))):
            clauses.add(clause)
    return clauses


def _where_it_sums_up(turn: Turn, text: str) -> int:
    """Where the first sentence begins that sums up: «era broma. Resumen: …»; the text's begin where none does."""
    patterns = (turn.knowledge.phrases.recaps, turn.knowledge.claims.sums_up)
    sums_up = (
        start
        for start, end in sentences_in(text)
        if any(search(pattern, normalize(text[start:end])) for pattern in patterns)
    )
    return next(sums_up, 0)


def claim_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each clause of a text: between signs, and before and after «y», «ni», «pero» and «entonces»."""
    written = unaccented(text)
    for clause in CLAUSE_OVER_LINES.finditer(text):
        start = clause.start()
        for joint in _AND.finditer(written, start, clause.end()):
            yield start, joint.start()
            start = joint.end()
        yield start, clause.end()


def _clauses_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a text that stand, in part at least, between two places of it."""
    return [clause for clause in claim_clauses(text) if clause[0] < end and start < clause[1]]


def put_as(turn: Turn) -> Optional[str]:
    """Whether what is put to us is a «Sí» or a «No», by what it says last that can or cannot be, if it does: «como no
    me paga, la puedo quitar»; None where it is both, «¿sí o no?», and denies nothing else.
    """
    knowledge, text = turn.knowledge, normalize(turn.reading.text)
    asks_both = contains(text, knowledge.phrases.either)
    for both in knowledge.phrases.either:
        text = text.replace(both, " ")
    if or_not := _OR_NOT_WITHIN.search(text):
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
    return any(search(pattern, normalize(turn.reading.text)) for pattern in patterns)


def _says_something(turn: Turn, clause: str) -> bool:
    claims = turn.knowledge.claims
    beside = re.sub(claims.leads, " ", re.sub(claims.concludes, " ", clause))
    return re.search(r"\w", re.sub(claims.adds_nothing, " ", beside)) is not None


def may_agree(turn: Turn) -> bool:
    """Whether «Así es» may be said to the message: it asks not to choose, none of its claims is known to be wrong or
    open, and nothing that was not understood comes after them («…y gratis») or limits them.
    """
    claims, phrases = turn.knowledge.claims, turn.knowledge.phrases
    text = what_is_put(turn.knowledge, turn.reading.text)
    if search(claims.chooses, normalize(text)):
        return False
    found = [one for one in claims_in(turn, turn.tracker.latest_message) if one.start < len(text)]
    may_be_so = (one.is_right or (one.is_right is None and not one.is_read) for one in found)
    if not all(may_be_so):
        return False
    if any(search(claims.limits, part) for part in unread(turn, text, found)):
        return False
    claimed = False
    for start, end in claim_clauses(text):
        is_read = any(one.overlaps(start, end) for one in found)
        clause = normalize(text[start:end])
        if is_read or named_question(turn.knowledge, clause, ()) or search(phrases.can_it, clause):
            claimed = True
        elif claimed and len(re.findall(r"\w+", clause)) <= _TAIL and _says_something(turn, clause):
            return False
    return True
