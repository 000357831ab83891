"""Whether a message begins another case, and what it calls it by."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.case_words import names_in, words_of_case
from actions.cases.principal import new_principal, spoken_of
from actions.reading.phrases import FIRST_PERSON, contains, normalize
from actions.reading.principal import acts_on_us, complains_of_us, named_principal, names
from actions.reading.tracker_state import transcript
from actions.turn.turn import Turn

# «Y yo le puse una a él», «y él me metió otra».
_FILED_ONE = r"\b(?:les?|me|nos) (?:pus|meti|present|abri)\w+ (?:(?:yo|el|ella|ellos|nosotros) )?(?:una|otra)\b"
_MINE_TOO = r"\b(?:y|pero|ahora) a (?:mi|nosotr[oa]s) (?:\w+ )?(?:me|nos)\b"
_TAKES_UP = re.compile(
    r"(?:\b(?:y|pero) (?:en |con |de |por )?|^\W*(?=(?:la|el) otr))(?:la|el) "
    r"(?:(otr[ao])(?=,| (?:de|del|por|contra|que)\b)|(?:del?|contra) )"
    r"|(?:^|[.,;] ?)(?:(?:y|pero) )?(?:la suya|el suyo)\b",
    re.IGNORECASE,
)
_ONLY_ANNOUNCES = 10  # words, at most: «tengo otra queja aparte de esa, ¿le pregunto por ella?»


def begins_another(turn: Turn) -> bool:
    """Whether the message takes up a case that was not talked about yet."""
    reading = turn.reading
    if reading.intent == "new_case":
        # «Tengo otro informe» says nothing of it yet.
        return bool(set(reading.stated) - {"kind"}) or len(reading.text.split()) > _ONLY_ANNOUNCES
    if turn.pending == "new_case":
        # Whoever goes on with facts or a question has taken up the other case.
        accepts = re.search(turn.knowledge.phrases.accepts, normalize(reading.text))
        return bool(reading.stated or accepts) or reading.intent in turn.knowledge.tables
    if "status" in reading.stated and spoken_of(turn):
        return True
    if contains(reading.text, turn.knowledge.phrases.own):
        return False  # «eso era de otro expediente; la nuestra sigue en trámite»
    if _is_of_another(turn) or called_otherwise(turn) is not None:
        return True
    patterns = (turn.knowledge.phrases.further_case, turn.knowledge.phrases.filed_too)
    return bool(reading.stated) and any(re.search(pattern, normalize(reading.text)) for pattern in patterns)


def _is_of_another(turn: Turn) -> bool:
    """«A mi sobrina le llegó una queja», of who told of a complaint of their own: they cannot be one. And «mi sobrina
    también puso una», «también tengo una que puse yo» or «¿y la que me puso él?» of who told of the contrary; or «a una
    amiga le cerraron la suya», of anybody.
    """
    called, held = called_party(turn), turn.facts.get("party")
    party = called or turn.reading.stated.get("party")
    principal = named_principal(turn.knowledge, turn.reading.text)
    is_new = principal not in (None, turn.get("principal")) and not acts_on_us(turn.knowledge, turn.reading.text)
    differs = party != held
    apart = called or re.search(_FILED_ONE, normalize(turn.reading.text))
    signs = (is_new, differs, differs and apart, contains(turn.reading.text, turn.knowledge.phrases.also))
    is_another_s = bool(set(turn.reading.stated) - {"kind"}) and new_principal(turn) is not None
    tells_apart = None not in (party, held) and sum(map(bool, signs)) > 1
    is_mine = (
        turn.get("principal") and "party" in turn.reading.stated and re.search(_MINE_TOO, normalize(turn.reading.text))
    )
    # «La que él puso contra mí ya se procesó» takes nothing back, though it sounds so.
    tells_of_it = called and differs and bool(turn.reading.stated.keys() - {"kind", "party"})
    return bool(tells_apart or is_another_s or is_mine) and (turn.reading.intent != "correction" or bool(tells_of_it))


def called_otherwise(turn: Turn) -> Optional[int]:
    """Where «¿y la del reloj, que ya la cerraron?» begins, of who told of one that is open, and of no watch: nobody has
    told of that one yet.
    """
    phrases, reading, held = turn.knowledge.phrases, turn.reading, turn.facts
    named = _TAKES_UP.search(reading.text)
    if not named or reading.supposes or reading.intent == "correction":
        return None
    text = re.sub(phrases.no_case, "", normalize(reading.text[named.start() :]))
    differs = {fact for fact, value in reading.stated.items() if held.get(fact) not in (None, value)}
    if differs.isdisjoint(("status", "ground") if named[1] else ("status",)) or not _TAKES_UP.search(text):
        return None
    is_new = (
        "suy" in named[0]
        or named[1] is not None
        or not names_in(text) <= {*words_of_case(turn, turn.get("cases") or [None])}
    )
    return named.start() if is_new else None


def still_for(turn: Turn) -> Optional[str]:
    """Whom the person spoke for, and does so in a further case of which they do not say that it is theirs."""
    text = normalize(turn.reading.text)
    is_own = FIRST_PERSON.search(text) or re.search(r"\b(?:tengo|tenemos)\b", text)
    said = turn.reading.text
    is_anothers = named_principal(turn.knowledge, said) and not complains_of_us(turn.knowledge, said)
    return None if is_own or is_anothers else turn.get("principal")


def called_party(turn: Turn) -> Optional[str]:
    """Who the person is in the one that they call so: «la que me pusieron», «la que él le puso a mi mujer»."""
    text, called = normalize(turn.reading.text), turn.knowledge.phrases.called["party"]
    party = next((party for party, pattern in called.items() if re.search(pattern, text)), None)
    by_somebody = re.search(r"\bque les? (?:puso|metio|presento|ha)\b", text)
    if by_somebody and not re.search(rf"\ba {names(turn.knowledge).pattern}", text):
        return None  # «la que le puso mi hermana»
    return party


def filed_anew(turn: Turn) -> dict[str, str]:
    """What is so of the complaint that was filed anew in place of one that was withdrawn; nothing of other messages."""
    is_new = re.search(turn.knowledge.phrases.filed_anew, normalize(turn.reading.text))
    if turn.facts.get("status") != "withdrawn" or turn.facts.get("party") == "respondent" or not is_new:
        return {}
    held = {fact: value for fact, value in turn.facts.items() if fact in ("party", "kind", "ground", "evidence")}
    return {**held, "status": "in_process"}


def of_both(turn: Turn) -> dict[str, str]:
    """What is so of another case, too, of who told of two at once: «me pusieron dos» are both against them."""
    told = [normalize(text) for who, text in transcript(turn.tracker) if who == "user"]
    tells_of_two = any(re.search(turn.knowledge.phrases.has_two, text) for text in told)
    return {fact: value for fact, value in turn.facts.items() if tells_of_two and fact == "party"}
