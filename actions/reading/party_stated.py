"""Whether what is read as who filed it is told by the person, of their own case."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, values
from actions.reading.intent import WHAT_IF
from actions.reading.parties import put_right_by, says_who_filed
from actions.reading.phrases import FIRST_PERSON, clause_of, is_asked, normalize
from actions.reading.planned_steps import is_only_threatened
from actions.reading.principal import is_customer, names, only_speaks
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_OF_ONE_TO_COME = ("should_file", "first_filing")  # they speak of a complaint that nobody filed yet
_OPEN_CLAUSE = re.compile(r"\b(?:si|cuando|no|nunca|nadie|quien)\b")
_ENDS_QUESTION = re.compile(r"[^.,;:!?]*\?")
# Says that somebody else got the notice.
_GOT_IT = re.compile(r"\b(?:les?|el|la|los|las) (?:(?!que\b)\w+ )?(?:recibi|llega?|notifica?|avisa?)(?:o|e?ron|do)\b")
# «¿Quién la presentó, él o yo?», and not «quien la presentó fui yo».
_ASKS_WHO = re.compile(r"\W*(?:(?:y|pero|entonces) )?quien(?:es)?\b(?!.*\b(?:fui|fuimos|soy|somos)\b)[^.?¿]*\?")
ABOUT_A_FACT = ("meaning", "status_check", "dont_know")  # they name a fact that they do not state


def is_of_nobody(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether who the parties are is said by somebody who has no case, and of others: «soy periodista y escribo de
    vendedores denunciados»; or of none: «no hay ninguna queja contra mí».
    """
    text = normalize(message.get("text") or "")
    if search(knowledge.phrases.none_against_me, text):
        return "complainant" not in values(message, "party")
    if search(knowledge.phrases.none_of_mine, text):
        return "respondent" not in values(message, "party")
    if not search(knowledge.phrases.no_own_case, text) or names(knowledge).search(text):
        return False
    parties = [entity for entity in message["entities"] if entity["entity"] == "party"]
    # Of no place is what follows from what was done to the person: «me presiona para que retire la queja».
    return all("start" in e and not FIRST_PERSON.search(text[max(e["start"] - 4, 0) : e["end"]]) for e in parties)


def is_the_persons_own_word(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> bool:
    """Whether what is read as who filed it may change who that is: «¿al otro lo van a sancionar?» and «¿a mí me van a
    quitar puntos?» do not.
    """
    party = next((e for e in message.get("entities", []) if e["entity"] == "party"), None)
    held = tracker.get_slot("party")
    text = normalize(message.get("text") or "")
    if party is None or held in (None, party["value"]) or intent == "new_case" or text.startswith("/"):
        return True
    if intent != "correction" and _is_quoted(knowledge, message["text"], party):
        return False
    clause = clause_of(message["text"], party)
    says_it = search(knowledge.phrases.filing.of_a_party, normalize(clause))
    if party["value"] != RETRACTED and not says_it:
        return False  # «me avisaron que la dieron por probada», of who filed it
    is_against_us = search(knowledge.phrases.against_us, normalize(clause))
    is_of_them = _GOT_IT.search(normalize(clause)) and not (is_against_us or names(knowledge).search(clause))
    if party["value"] == "respondent" and is_of_them:
        return False  # «¿si la fábrica recibió el aviso, quiere decir que ganamos?»
    if _ASKS_WHO.match(normalize(message["text"][message["text"].find(clause) :])):
        return False
    if (
        party["value"] == "complainant"
        and tracker.get_slot("principal") is None
        and _they_filed(knowledge, text, clause)
    ):
        return False
    if is_only_threatened(tracker, knowledge, message):
        return False
    if intent == "correction":
        return True
    if says_who_filed(knowledge, text) or put_right_by(tracker, knowledge, message):
        return True
    if _says_so_of_oneself(knowledge, message["text"], party):
        return True
    if intent in ABOUT_A_FACT:
        return False  # who was told something and asks what it means is still who they were
    if party["value"] == "respondent" and search(knowledge.phrases.complains_back, text):
        return False  # «tengo miedo de que me ponga una queja» is of one that nobody filed
    if party["value"] == "complainant" and (intent in _OF_ONE_TO_COME or search(knowledge.phrases.may_file, text)):
        return False  # «si yo le pongo una y luego arreglamos, ¿la mía se quita?»
    names_somebody = names(knowledge).search(text) is not None
    if only_speaks(knowledge, text):  # «mi socio dice que al primo ya le bajaron puntos»
        names_somebody, text = False, names(knowledge).sub("", text)
    if search(knowledge.phrases.further_case, text):
        return True  # what is held is so of another case
    in_question = is_asked(message.get("text") or "", party) and not WHAT_IF.match(text)
    return names_somebody or (FIRST_PERSON.search(text) is not None and not in_question)


def _is_quoted(knowledge: Knowledge, text: str, party: dict[str, Any]) -> bool:
    """Whether it is the word of the other party: «me escribió: "ya retiré todo"»."""
    before = normalize(text[: party.get("start", 0)])
    return bool(search(knowledge.phrases.filing.quoted, before)) and not names(knowledge).search(before)


def _they_filed(knowledge: Knowledge, text: str, clause: str) -> bool:
    """Whether a clause of a normalized text, which names nobody of the person's, says of somebody else that they filed
    it: to the accused, «me dice el comprador que la puso como informe» says nothing new of that.
    """
    written, filing = normalize(clause), knowledge.phrases.filing
    by_them = re.search(rf"\b(?:{filing.they_put}|{filing.they_complained})\b", written)
    is_theirs = by_them and not re.search(rf"\b(?:{filing.we_put}|yo)\b", written)  # «reporte» is a noun, too
    return bool(is_theirs) and all(is_customer(knowledge, name[1]) for name in names(knowledge).finditer(text))


def _says_so_of_oneself(knowledge: Knowledge, text: str, party: dict[str, Any]) -> bool:
    """Whether the clause in which that was read says of the person that they filed it, or are the accused, and neither
    supposes nor denies it: «puse una queja, ¿la puedo quitar?»
    """
    if party["value"] == RETRACTED:
        return False
    clause = normalize(clause_of(text, party))
    found = search(knowledge.phrases.says_of_oneself[party["value"]], clause)
    if not found or _OPEN_CLAUSE.search(clause[: found.start()]):
        return False
    asks_it = is_asked(text, party) and _ENDS_QUESTION.match(text[party["start"] :])
    return not asks_it or " que " in found[0]  # «¿puedo quitar la queja que puse?»
