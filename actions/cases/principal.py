"""Remembering whom the person speaks for."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.case_words import said_of_both
from actions.reading.entities import as_read
from actions.reading.parties import says_who_filed
from actions.reading.phrases import FIRST_PERSON, PRONOUN, normalize, without_questions
from actions.reading.principal import (
    account_of,
    acts_on_us,
    complains_of_us,
    filed_by_another,
    is_customer,
    named_principal,
    names,
    only_speaks,
)
from actions.reading.who_filed import party_named
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

_BEFORE_IT = re.compile(r"(?:\w+ \w+ m[ií][oa]s?|\w+)\W*$", re.IGNORECASE)  # «un cliente mío denunció»
_IN_THEIR_NAME = "by_proxy"  # a detail
_FIRST_PERSON_VERB = re.compile(r"\w[éí]\b")  # «la cancelé», «la pedí»


def store_principal(turn: Turn) -> None:
    """Remember whom the message speaks for where it says who the parties are, or that it is nobody else."""
    if not turn.before and (whose := new_principal(turn)):
        turn.set("principal", whose)  # «un vecino tiene una queja», of which nobody says yet who filed it
    named = named_principal(turn.knowledge, turn.reading.text)
    acts = acts_on_us(turn.knowledge, turn.reading.text)
    if named and not acts and turn.get("principal") is None and _represents(turn):
        turn.set("principal", named)  # «soy abogada; mi cliente tiene el registro» corrects nothing
        turn.principal_before = named
    principal = _principal_now(turn)
    if principal != turn.get("principal"):
        turn.set("principal", principal)


def _principal_now(turn: Turn) -> Optional[str]:
    """Whom the person speaks for after the message."""
    text, phrases, stated = turn.reading.text, turn.knowledge.phrases, turn.reading.stated
    before, named = turn.get("principal"), named_principal(turn.knowledge, text)
    written, party = normalize(text), turn.facts.get("party")
    is_own = search(phrases.it_is_me, written) is not None
    filed, owner = filed_by_another(turn.knowledge, text, turn.before.get("party")), account_of(turn.knowledge, text)
    if filed and "party" in stated:
        return filed
    if "party" in stated and party:
        who = party_named(turn.knowledge, normalize(without_questions(text)), party)
        if who is not None:
            return who or None  # «quien reclama es mi señora», «no, es contra mí»
    client = search(phrases.mention.client_filed, written) if named is None else None
    if client and stated.get("party") == "complainant":
        return f"su {client[1]}"  # «el cliente puso una queja al proveedor», of who acts for them
    is_told_of = before is None and named is None and turn.before.get("party") is None and not is_own
    is_told_of = is_told_of and not search(phrases.filed_for_us, written)
    if is_told_of and stated.get("party") == "complainant" and search(phrases.somebody_filed, written):
        return "su cliente" if _represents(turn) else phrases.somebody
    if before and search(phrases.not_filed_by_me, written):
        return before  # «no fui yo quien la puso»
    is_ours = is_own or re.search(rf"\b{phrases.filing.we_put}", written)  # «represento a una marca; la presentamos»
    if before and named == before and _represents(turn) and stated.get("party") == "complainant" and not is_ours:
        return before  # «llevamos la queja de una fotógrafa, ¿la quitamos nosotros?»
    if owner and party == "complainant" and not is_own:
        return owner  # who filed it did so from their account
    if stated.get("party") == "complainant" and says_who_filed(turn.knowledge, text):
        return None if search(phrases.i_am_who_filed, written) else before
    against_us = search(phrases.against_us, written)
    if named and party == "respondent" and (complains_of_us(turn.knowledge, text) or against_us):
        # «Un cliente me puso una queja», «la queja es contra mí; mi hija solo subió las fotos»; but «hay otra, de un
        # cliente» is of whom the person spoke for.
        return None if FIRST_PERSON.search(names(turn.knowledge).sub("", written)) else before
    if named and _is_party(turn, text):
        return named
    says = None if turn.before.get("party") and only_speaks(turn.knowledge, text) else _says_who(turn)
    if "party" not in stated or not says or turn.reading.is_button:
        return before
    if _represents(turn) and stated["party"] == "respondent" == turn.before.get("party"):
        return before  # «me llegó el aviso», of who acts for the accused
    if not is_own and named and party and turn.before.get("party") == party and before in (None, named):
        return before  # «ya la quitamos, ¿qué hace mi madre?», «¿qué hago con mi hijo por haberla puesto?» tell no news
    is_own = is_own or FIRST_PERSON.search(names(turn.knowledge).sub("", normalize(says))) is not None
    is_against_us = stated["party"] == "respondent" and against_us  # «la queja de él contra mí»
    if is_own or is_against_us or _FIRST_PERSON_VERB.search(says):
        return None
    if named is None and (_says_it_of_another(turn, normalize(says)) or PRONOUN.search(text)):
        is_news = turn.before.get("party") != party  # «¡que ya la cancele!», of who filed it, names nobody
        return before or (_named_before(turn) if is_news else None)
    return named or before  # «¿la pueden volver a denunciar?»


def ask_in_their_stead(turn: Turn) -> None:
    """Have the message, which asks whether the person may withdraw what somebody else filed, ask just that."""
    reading, phrases = turn.reading, turn.knowledge.phrases
    may_ask = turn.get("principal") and not reading.is_button and reading.intent != "confirm"
    if not may_ask or "withdraw" not in reading.questions or not {_IN_THEIR_NAME}.issuperset(reading.details):
        return
    if turn.facts.get("status") in OVER:
        return  # nobody can, and that is the answer
    if turn.has_written(phrases.own_account):
        return  # «mi marido la puso con mi cuenta»
    written = normalize(reading.text)
    is_ours = re.search(rf"\b{phrases.filing.we_put}", written)  # «la puse yo, por él, ¿puedo quitarla?»
    if search(phrases.in_their_stead, written) and not is_ours:
        message = turn.tracker.latest_message
        entities = [*message.get("entities", []), as_read("detail", _IN_THEIR_NAME)]
        turn.tracker.latest_message = {**message, "entities": entities}
        turn.reading = reading._replace(details=[_IN_THEIR_NAME])


def new_principal(turn: Turn, has_two: bool = False) -> Optional[str]:
    """Whom the message brings up with a case of theirs: «tengo una amiga a la que se la cerraron»; None of others.

    Args:
        has_two: the message tells of two. A customer's are then theirs, «mi clienta tiene dos», but for those against
            the person.
    """
    principal, phrases = named_principal(turn.knowledge, turn.reading.text), turn.knowledge.phrases
    written = " ".join(normalize(turn.reading.text).split())  # a name is blanked out: «mi vecina          tiene una»
    if principal is None or acts_on_us(turn.knowledge, turn.reading.text):
        return None
    if is_customer(turn.knowledge, principal) and (not has_two or search(phrases.against_us, written)):
        return None
    who = names(turn.knowledge).pattern
    is_theirs = re.search(rf"\b(?:{who}|{phrases.for_them}),? {phrases.has_a_case}", written)
    earlier = (named_principal(turn.knowledge, text) for text in turn.written_before)
    return principal if is_theirs and principal not in earlier else None


def spoken_of(turn: Turn) -> Optional[str]:
    """Whom the message says that it speaks of, and not of the person: «le hablo de la vecina»; None of others, and of
    whose case is talked about, or was.
    """
    found = search(turn.knowledge.phrases.speaks_of_somebody, normalize(turn.reading.text))
    who = named_principal(turn.knowledge, f"mi {found[1]}") if found else None
    known = [turn.get("principal"), *(case["principal"] for case in turn.get("cases") or [] if case)]
    return who if who not in known else None


def principals_of(turn: Turn) -> list[Optional[str]]:
    """Whom each part of a message about two cases speaks for, where each says so: «a mi hija le pusieron una», «y a mí
    otra»; else whose both are, or whom the person is taken to speak for.
    """
    phrases = turn.knowledge.phrases
    of_whom = re.compile(rf"{phrases.of_whom} {names(turn.knowledge).pattern}")
    texts = said_of_both(turn)
    whose = [of_whom.search(normalize(text)) for text in texts]
    own = [search(phrases.names_myself, normalize(text)) or _FIRST_PERSON_VERB.search(text) for text in texts]
    if not all(who or is_own for who, is_own in zip(whose, own, strict=True)):
        return [new_principal(turn) or turn.get("principal")] * len(texts)  # «mi hermano tiene dos: una…»
    return [named_principal(turn.knowledge, text) if who else None for text, who in zip(texts, whose, strict=True)]


def _represents(turn: Turn) -> bool:
    """Whether the person has said that they act for somebody, as lawyers do."""
    return turn.has_written(turn.knowledge.phrases.represents)


def _says_who(turn: Turn) -> Optional[str]:
    """The words that say who a party is, with the one before them, «me van a sancionar», of which «van» was read; of a
    message that says it of nobody, those that imply it; None of others.
    """
    text, phrases = turn.reading.text, turn.knowledge.phrases
    party = next((e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] == "party"), None)
    if party:
        start = party.get("start", 0)
        before = _BEFORE_IT.search(text[:start])
        return text[before.start() if before else start : party.get("end")]
    patterns = (phrases.came_to_them, phrases.asks_the_other, phrases.they_are_who_filed)
    found = next(filter(None, (search(pattern, normalize(text)) for pattern in patterns)), None)
    return found and found[found.lastindex or 0]


def _says_it_of_another(turn: Turn, says: str) -> bool:
    """Whether the words that say who a party is say it of somebody else: «la denunciaron»; of who filed it, «la» is the
    complaint, in «la cancele» as in «la puso».
    """
    phrases = turn.knowledge.phrases
    if turn.reading.stated["party"] == "complainant" and not search(phrases.filed, says):
        says = re.sub(phrases.did_it, "", says)
    return search(phrases.third_person, says) is not None


def _named_before(turn: Turn) -> Optional[str]:
    earlier = reversed(turn.written_before)
    return next(filter(None, (named_principal(turn.knowledge, text) for text in earlier)), None)


def _is_party(turn: Turn, text: str) -> bool:
    """Whether whom the message names is said to be the accused, «es contra mi hija», «no a mí: a mi nieto», or to have
    filed it, «la puso mi cuñada».
    """
    written, party = normalize(text), turn.facts.get("party")
    found = names(turn.knowledge).search(written)
    if found is None or party is None:
        return False
    who, phrases = re.escape(found[0]), turn.knowledge.phrases
    if party == "respondent":
        # In a correction, «a mi nieto»; not «las fotos las hizo mi nieta».
        to_whom = phrases.to_or_against if turn.reading.intent == "correction" else phrases.against_whom
        is_told = turn.reading.intent == "correction" and "party" in turn.reading.stated
        received = rf"(?:{phrases.filing.received})"
        is_told |= re.search(rf"\b{received} {who}\b|\b{who} (?:l[ao] )?{received}\b", written) is not None
        return is_told or re.search(rf"{to_whom} {who}\b", written) is not None
    filed = phrases.filed
    # Not «una página que me puso mi hijo».
    by_them = rf"(?<!\bme )(?<!\bnos ){filed} {who}\b|\b{who} {phrases.before_filed}{filed}"
    return search(by_them, written) is not None
