"""Remembering whom the person speaks for."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.case_words import said_of_both
from actions.reading.parties import says_who_filed
from actions.reading.phrases import FIRST_PERSON, normalize
from actions.reading.principal import account_of, acts_on_us, complains_of_us, filed_by_another, named_principal, names
from actions.reading.tracker_state import transcript
from actions.turn.turn import Turn
from retirada.rulebook.schema import Knowledge

# Who says that of somebody else, and does not name them, speaks of whom they named before: «y le llegó un aviso».
_THIRD_PERSON = re.compile(r"\b(?:le|les|lo|los|la|las|el|ella|ellos|ellas)\b", re.IGNORECASE)
_THE_COMPLAINT = re.compile(r"\bl[ao] (?=(?!parte\b)\w+[ei]\b)")  # «la cancelé», as it is typed
_MYSELF = re.compile(r"\b(?:yo|me|mia|mio|a mi(?! \w))\b|\ba mi (?:otra|una|tambien)\b")
_HAS_ONE = (
    r"(?:(?:les?|se l[ao]s?) (?:cerr|resolv|proces|rechaz|archiv|pusier|metier)|(?:la|lo|le)s? denunci"
    r"|les? lleg\w+ (?:un|una|otra) (?:queja|denuncia|reclam|aviso)|tiene (?:otra|una) (?:queja|denuncia|reclam|por\b)"
    r"|tiene (?:lo mismo|el mismo (?:problema|caso))|(?:la|el) suy[ao] (?:(?:ya|se|la|lo|le|esta|todavia) )*"
    r"(?:cerr|resolv|resuelt|proces|rechaz|archiv|sigue|retir|termin))"
)
_SAYS = r"(?:dic|dij|cuent|cont|cree|pien|ve\b|vio)"  # «mi hijo dice que ya se la cerraron» is of the case at hand
_CUSTOMER = "client"  # who complains of the person, as likely as not
_PRONOUN = re.compile(r"\b(?:él|ella|ellos|ellas)\b", re.IGNORECASE)


def store_principal(turn: Turn) -> None:
    """Remember whom the message speaks for where it says who the parties are, or that it is nobody else."""
    parties = [e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] == "party"]
    text = turn.reading.text
    principal = named_principal(turn.knowledge, text)
    if not turn.before and (whose := new_principal(turn)):
        turn.set("principal", whose)  # «un vecino tiene una queja», of which nobody says yet who filed it
    filed = filed_by_another(turn.knowledge, text)
    owner = account_of(turn.knowledge, text)
    is_me = re.search(turn.knowledge.phrases.it_is_me, normalize(text)) is not None
    if filed and "party" in turn.reading.stated:
        principal = filed
    elif owner and turn.facts.get("party") == "complainant" and not is_me:
        principal = owner  # who filed it did so from their account
    elif turn.reading.stated.get("party") == "complainant" and says_who_filed(turn.knowledge, text):
        is_own = re.search(turn.knowledge.phrases.i_filed, normalize(text))
        principal = None if is_own else turn.get("principal")
    elif (
        principal
        and turn.facts.get("party") == "respondent"
        and (complains_of_us(turn.knowledge, text) or re.search(turn.knowledge.phrases.against_us, normalize(text)))
    ):
        # «Un cliente me puso una queja», «la queja es contra mí; mi hija solo subió las fotos»; but «hay otra, de un
        # cliente» is of whom the person spoke for.
        principal = None if FIRST_PERSON.search(normalize(text)) else turn.get("principal")
    elif principal is None or not _is_party(turn, text):
        says = _says_of_whom(text, parties[0]) if parties else _implies_of_whom(turn.knowledge, text)
        if "party" not in turn.reading.stated or not says or turn.reading.is_button:
            return
        is_ours = is_me or FIRST_PERSON.search(names(turn.knowledge).sub("", normalize(says))) is not None
        if turn.reading.stated["party"] == "respondent":  # «la queja de él contra mí»
            is_ours = is_ours or re.search(turn.knowledge.phrases.against_us, normalize(text)) is not None
        if is_ours or re.search(r"\w[éí]\b", says):
            principal = None
        elif principal is None and (_is_of_another(turn, normalize(says)) or _PRONOUN.search(text)):
            is_news = turn.before.get("party") != turn.facts.get("party")  # «¡que ya la cancele!», of who filed it
            principal = turn.get("principal") or (_named_before(turn) if is_news else None)
    if principal != turn.get("principal"):
        turn.set("principal", principal)


def new_principal(turn: Turn) -> Optional[str]:
    """Whom the message brings up with a case of theirs: «tengo una amiga a la que se la cerraron»; None of others."""
    principal = named_principal(turn.knowledge, turn.reading.text)
    written = " ".join(normalize(turn.reading.text).split())  # a name is blanked out: «mi vecina          tiene una»
    if principal is None or _CUSTOMER in principal or acts_on_us(turn.knowledge, turn.reading.text):
        return None
    who = names(turn.knowledge).pattern
    is_theirs = re.search(
        rf"\b(?:{who}|(?:a|para) (?:el|ella|ellos|ellas)),? (?:(?!{_SAYS})\w+ ){{0,7}}?{_HAS_ONE}", written
    )
    earlier = (named_principal(turn.knowledge, text) for by, text in transcript(turn.tracker)[:-1] if by == "user")
    return principal if is_theirs and principal not in earlier else None


def spoken_of(turn: Turn) -> Optional[str]:
    """Whom the message says that it speaks of, and not of the person: «le hablo de la vecina»; None of others, and of
    whose case is talked about, or was.
    """
    found = re.search(turn.knowledge.phrases.speaks_of_somebody, normalize(turn.reading.text))
    who = named_principal(turn.knowledge, f"mi {found[1]}") if found else None
    known = [turn.get("principal"), *(case["principal"] for case in turn.get("cases") or [] if case)]
    return who if who not in known else None


def principals_of(turn: Turn) -> list[Optional[str]]:
    """Whom each part of a message about two cases speaks for, where each says so: «a mi hija le pusieron una», «y a mí
    otra»; else whom the person is taken to speak for.
    """
    of_whom = re.compile(rf"\b(?:a|contra|de|para) {names(turn.knowledge).pattern}")
    texts = [normalize(text) for text in said_of_both(turn)]
    if not all(of_whom.search(text) or _MYSELF.search(text) for text in texts):
        return [turn.get("principal")] * len(texts)
    return [named_principal(turn.knowledge, text) if of_whom.search(text) else None for text in texts]


def _says_of_whom(text: str, party: dict[str, Any]) -> str:
    """The words that say who a party is, with the one before them: «me van a sancionar», of which «van» was read."""
    start = party.get("start", 0)
    before = re.search(r"\w+\W*$", text[:start])
    return text[before.start() if before else start : party.get("end")]


def _is_of_another(turn: Turn, says: str) -> bool:
    """Whether the words that say who a party is say it of somebody else: «la denunciaron»; of who filed it, «la» is the
    complaint, in «la cancele» as in «la puso».
    """
    if turn.reading.stated["party"] == "complainant" and not re.search(turn.knowledge.phrases.filed, says):
        says = _THE_COMPLAINT.sub("", says)
    return _THIRD_PERSON.search(says) is not None


def _implies_of_whom(knowledge: Knowledge, text: str) -> Optional[str]:
    """The words by which a message that says of nobody that they are a party implies it; None of others."""
    patterns = (knowledge.phrases.came_to_them, knowledge.phrases.asks_the_other)
    found = next(filter(None, (re.search(pattern, normalize(text)) for pattern in patterns)), None)
    return found and found[found.lastindex or 0]


def _named_before(turn: Turn) -> Optional[str]:
    earlier = (text for who, text in reversed(transcript(turn.tracker)[:-1]) if who == "user")
    return next(filter(None, (named_principal(turn.knowledge, text) for text in earlier)), None)


def _is_party(turn: Turn, text: str) -> bool:
    """Whether whom the message names is said to be the accused, «es contra mi hija», «no a mí: a mi nieto», or to have
    filed it, «la puso mi cuñada».
    """
    found, party = names(turn.knowledge).search(normalize(text)), turn.facts.get("party")
    if found is None or party is None:
        return False
    who = re.escape(found[0])
    if party == "respondent":
        # In a correction, «a mi nieto»; not «las fotos las hizo mi nieta».
        to_whom = "(?:contra|a)" if turn.reading.intent == "correction" else "contra"
        is_told = turn.reading.intent == "correction" and "party" in turn.reading.stated
        return is_told or re.search(rf"\b{to_whom} {who}\b", normalize(text)) is not None
    filed = turn.knowledge.phrases.filed
    return re.search(rf"{filed} {who}\b|\b{who} (?:que |ya |tambien |la |lo )*{filed}", normalize(text)) is not None
