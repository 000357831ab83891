"""Whether a message begins another case, and what it calls it by."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.case_words import names_in, words_of_case
from actions.cases.facts_within import case_clauses, read_within
from actions.cases.principal import new_principal, spoken_of
from actions.reading.complainant_updates import filed_anew
from actions.reading.parties import files_one
from actions.reading.phrases import FIRST_PERSON, contains, normalize
from actions.reading.principal import acts_on_us, as_named_before, complains_of_us, named_principal, names, only_speaks
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

_THE_SAME = ("party", "kind", "ground", "evidence")  # of one that is filed anew
_PARTIES = ("complainant", "respondent")
_ONLY_ANNOUNCES = 10  # words, at most: «tengo otra queja aparte de esa, ¿le pregunto por ella?»


def begins_another(turn: Turn) -> bool:
    """Whether the message takes up a case that was not talked about yet."""
    reading = turn.reading
    if reading.intent == "new_case":
        # «Tengo otro informe» says nothing of it yet.
        return bool(set(reading.stated) - {"kind"}) or len(reading.text.split()) > _ONLY_ANNOUNCES
    if turn.pending == "new_case":
        # Whoever goes on with facts or a question has taken up the other case.
        return bool(reading.stated) or reading.intent in turn.knowledge.tables
    if "status" in reading.stated and spoken_of(turn):
        return True
    if contains(reading.text, turn.knowledge.phrases.words_for_mine):
        return False  # «eso era de otro expediente; la nuestra sigue en trámite»
    if _is_of_another(turn) or called_otherwise(turn) is not None:
        return True
    text = normalize(reading.text)
    found = search(turn.knowledge.phrases.further_case, text)
    # «Si reinciden, presento otro» begins none.
    may_be = rf"{turn.knowledge.phrases.mention.may_be}[^.;?!]*$"
    is_further = found is not None and not search(may_be, text[: found.start()])
    if is_further and (reading.stated or told_party(turn)[0]):
        return True
    is_over = turn.facts.get("status") in OVER and "status" not in reading.stated
    return is_over and not reading.supposes and search(turn.knowledge.phrases.came_since, text) is not None


def _is_of_another(turn: Turn) -> bool:
    """«A mi sobrina le llegó una queja», of who told of a complaint of their own: they cannot be one. And «mi sobrina
    también puso una», «también tengo una que puse yo» or «¿y la que me puso él?» of who told of the contrary; or «a una
    amiga le cerraron la suya», of anybody.
    """
    phrases, text, stated = turn.knowledge.phrases, turn.reading.text, turn.reading.stated
    called, held = called_party(turn), turn.facts.get("party")
    if turn.facts.get("status") == "withdrawn" and search(phrases.since_then, normalize(text)):
        held = held or "complainant"  # «la retiré; ahora me puso él una»
    supposes = turn.reading.supposes or re.match(phrases.begins_with_if, normalize(text))
    apart = called or (not supposes and search(phrases.filed_one, normalize(text)))
    also = search(phrases.mention.also, normalize(text)) is not None
    party = called or stated.get("party") or (told_party(turn)[0] if apart or also else None)
    differs = party != held
    if corrects(turn) and not (called and differs and stated.keys() - {"kind", "party"}):
        return False  # but «la que él puso contra mí ya se procesó» takes nothing back, though it sounds so
    principal = named_principal(turn.knowledge, text)
    principal = principal and as_named_before(turn.knowledge, principal, [turn.get("principal")])
    is_new = principal not in (None, turn.get("principal")) and not acts_on_us(turn.knowledge, text)
    is_new = is_new and not (held and only_speaks(turn.knowledge, text))  # «mi jefe quiere saber si lo sancionan»
    since = not supposes and is_since(turn, normalize(text), held and turn.facts.get("status"))
    signs = (is_new, differs, differs and apart, differs and since, also)
    is_news = apart or also or search(phrases.mention.brings_one_up, normalize(text))
    is_of_it = not is_news and search(phrases.mention.done_to_it, normalize(text))  # «la puso ella»
    tells_apart = None not in (party, held) and sum(map(bool, signs)) > 1 and not is_of_it
    says_whose = held is None and "party" in stated and "status" not in stated  # «a mi sobrina la denunciaron»
    is_another_s = bool(stated.keys() - {"kind"}) and not says_whose and new_principal(turn) is not None
    return bool(tells_apart or is_another_s)


def corrects(turn: Turn) -> bool:
    """Whether the message corrects what was said of a case, by us or by the person: «la puse yo, lo dije al revés»."""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    return turn.reading.intent == "correction" or search(phrases.said_it_wrong, text) is not None


def is_since(turn: Turn, text: str, status: Optional[str]) -> bool:
    """Whether a normalized text tells of one that was filed after the one talked about: «ahora la tienda me denunció»,
    or «la tienda me denunció», of who spoke of one that is over; not «no, me denunciaron a mí».

    Args:
        status: where the one talked about stands.
    """
    phrases = turn.knowledge.phrases
    files = search(phrases.files_one_since, text) and not re.match(phrases.begins_with_no, text)
    return bool(files) and (status in OVER or search(phrases.since_then, text) is not None)


def called_otherwise(turn: Turn) -> Optional[int]:
    """Where «¿y la del reloj, que ya la cerraron?» begins, of who told of one that is open, and of no watch: nobody has
    told of that one yet.
    """
    phrases, reading, held = turn.knowledge.phrases, turn.reading, turn.facts
    # As it is written: in the normalized text, what comes after a «q» stands elsewhere.
    named = re.search(phrases.takes_up, reading.text, re.IGNORECASE)
    if not named or reading.supposes or reading.intent == "correction":
        return None
    text = re.sub(phrases.no_case, "", normalize(reading.text[named.start() :]))
    differs = {fact for fact, value in reading.stated.items() if held.get(fact) not in (None, value)}
    if differs.isdisjoint(("status", "ground") if named[1] else ("status",)) or not search(phrases.takes_up, text):
        return None
    is_new = named[1] or named[2] or not names_in(text) <= {*words_of_case(turn, turn.get("cases") or [None])}
    return named.start() if is_new else None


def still_for(turn: Turn) -> Optional[str]:
    """Whom the person spoke for, and does so in a further case of which they do not say that it is theirs."""
    text, knowledge = turn.reading.text, turn.knowledge
    # «Ella también puso una, ¿la puedo quitar yo?» is hers, and so is «mi mamá tiene otra».
    told = names(knowledge).sub("", normalize(told_party(turn)[1] or text))
    is_own = FIRST_PERSON.search(told) or search(knowledge.phrases.has_one, told)
    named, held = named_principal(knowledge, text), turn.get("principal")
    is_anothers = named not in (None, held) and not complains_of_us(knowledge, text)
    return None if is_own or is_anothers else held


def told_party(turn: Turn) -> tuple[Optional[str], str]:
    """Who the person is as a clause tells it beside the one that asks, «él me denunció a mí, ¿esa la puedo quitar?»,
    and the clause; nobody where none does.
    """
    text, phrases = turn.reading.text, turn.knowledge.phrases
    for start, clause in () if turn.reading.supposes else case_clauses(text):
        end, written = start + len(clause), normalize(clause)
        party = read_within(turn, start, end, unplaced=False).get("party")
        if party is None and files_one(turn.knowledge, clause, len(clause)):
            party = "complainant"
        may_be = re.match(phrases.begins_with_if, written) or search(phrases.denied_before, written)
        is_told = text[end : end + 1] != "?" and not may_be
        if party in _PARTIES and is_told:
            return party, clause
    return None, ""


def called_party(turn: Turn) -> Optional[str]:
    """Who the person is in the one that they call so: «la que me pusieron», «la que él le puso a mi mujer»."""
    text, called = normalize(turn.reading.text), turn.knowledge.phrases.called["party"]
    party = next((party for party, pattern in called.items() if search(pattern, text)), None)
    phrases, whom = turn.knowledge.phrases, names(turn.knowledge).pattern
    if search(phrases.filed_by_them, text) and not re.search(rf"{phrases.to_whom} {whom}", text):
        return None  # «la que le puso mi hermana»
    return party


def of_the_new_one(turn: Turn) -> dict[str, str]:
    """What is so of the complaint that was filed anew in place of the one that was withdrawn; nothing of other
    messages.
    """
    held = turn.facts
    is_new = filed_anew(turn.knowledge, turn.reading.text, held.get("status")) and held.get("party") != "respondent"
    return {**{fact: held[fact] for fact in _THE_SAME if fact in held}, "status": "in_process"} if is_new else {}
