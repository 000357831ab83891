"""Who the person is, as a message says it outright: «el acusado es él», «la que se queja soy yo»."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, as_read, is_within
from actions.reading.low_confidence import MAY_CORRECT, likelihoods
from actions.reading.phrases import Place, find, find_all, normalize, place_as_written, without_questions
from actions.reading.principal import is_customer, named_principal, names, one_of_theirs, put_by_another
from actions.reading.told_clauses import only_told
from actions.reading.tracker_state import transcript
from actions.reading.who_filed import Told, party_told
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

_HE_OR_SHE = re.compile(r"\b(?:el|ella)(?= (?:es|era|fue)\b|$)")
_BY_ALIBABA = "found_by_alibaba"  # a detail
_FILED, _ACCUSED = "party=complainant", "party=respondent"  # as a clause is read, or a second case
_PARTICIPLE = re.compile(r"(?:denunciad|acusad|demandad|reportad)[oa]s?")


def says_who_filed(knowledge: Knowledge, text: str) -> Optional[Place]:
    """Where a message says outright that the person filed it, or that somebody else is the accused: whom they speak for
    it does not say then.
    """
    told, phrases = without_questions(text), knowledge.phrases
    written, relative = normalize(told), names(knowledge)
    found = search(phrases.i_am_who_filed, written)
    if not found and (found := search(phrases.another_accused, written)):
        # «La de mi prima; ella era la acusada» is of whom they speak for.
        found = None if relative.search(written) and _HE_OR_SHE.search(found[0]) else found
    return place_as_written(told, found.span()) if found and not relative.search(found[0]) else None


def with_who_filed(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with the person as who filed it where it says so outright, or in one clause
    while it denies in another that anybody accused them. A denial alone takes back that they are the accused; who says
    that somebody else filed it is; but «ella es la reclamante» is of her for whom they speak.
    """
    held = tracker.get_slot("party")
    text, entities = message.get("text") or "", as_filed_by_them(knowledge, message)
    if held == "complainant":  # «¿pierde puntos el vendedor denunciado?» is of the other party
        entities = [
            e for e in entities if not (_names_the_accused(knowledge, text, e) or _is_a_fear(knowledge, text, e))
        ]
    message = {**message, "entities": entities}
    if text.startswith("/"):
        return message
    told, phrases = without_questions(text), knowledge.phrases
    written = normalize(told)
    accused = find(phrases.several_accuse, told)
    if held != "complainant":  # «nadie la puso, la puso el sistema»
        accused = find(phrases.details_named_by_the_accused[_BY_ALIBABA].pattern, told) or accused
    if accused:  # whatever else was read, «¿yo puedo quitar?», is of neither
        kept = [e for e in entities if e["entity"] != "party" and e["value"] not in (_FILED, _ACCUSED)]
        return {**message, "entities": [*kept, as_read("party", "respondent", accused)]}
    outright, denied = says_who_filed(knowledge, text), find(phrases.not_accused, told)
    is_theirs = held == "respondent" and tracker.get_slot("principal")
    if outright and is_theirs and not search(phrases.i_am_who_filed, written):
        outright = None  # «él es el acusado» is of their husband, for whom they speak
    read = put_right_by(tracker, knowledge, message)
    if outright and read and read.party == "respondent" and not search(phrases.i_am_who_filed, written):
        outright = None  # nor is «lo pregunto por mi jefe, él es el acusado»
    of_a_relative = names(knowledge).search(written) is not None
    clauses = [e for e in entities if e["value"] == _FILED and "start" in e and _is_told(knowledge, told, e)]
    is_of_two = any(e["entity"] == "second_case" and e["value"].startswith("party=") for e in entities)
    kept = [e for e in entities if e["entity"] != "party"]
    says_one = not is_of_two and len(entities) - len(kept) <= 1  # not «una se la puso una marca y otra la puso él»
    if denied and clauses and not of_a_relative:
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", "complainant", (clauses[0]["start"], clauses[0]["end"]))
    elif outright and not is_of_two and not search(phrases.another_filed, written):
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", "complainant", outright)
    elif denied and held == "respondent" and not of_a_relative:
        party = as_read("party", RETRACTED, denied)
    elif held == "respondent" and not is_of_two and (found := one_of_theirs(knowledge, written)):
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", held, place_as_written(told, found.span()))
    elif read and not is_of_two:
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        if read.party == held:  # nothing else is said of it, whatever was read
            same = [e for e in entities if e["entity"] == "party" and e["value"] == held]
            return {**message, "entities": [*kept, *same]}
        party = as_read("party", read.party, read.span)
    elif (found := search(phrases.they_put_it, written)) and says_one and _is_theirs(tracker, knowledge, found):
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", "complainant", place_as_written(told, found.span()))
    elif (place := accused_by_another(knowledge, text, held, kept == entities)) and not is_of_two:
        kept = [e for e in kept if e["value"] not in (_FILED, _ACCUSED)]
        party = as_read("party", "respondent", place)
    elif (found := search(phrases.they_are_who_filed, written)) and not is_of_two:
        who = "complainant" if _is_theirs(tracker, knowledge, found) else "respondent"
        party = as_read("party", who, place_as_written(told, found.span()))
    elif (found := search(phrases.another_filed, written)) and not (is_of_two or _is_of(knowledge, found)):
        party = as_read("party", "respondent", place_as_written(told, found.span()))
    elif clauses and (_is_asked(told, entities) or (kept == entities and search(phrases.further_case, written))):
        # The whole was read to say so in a question only; or, where it takes up a further case, to say nothing of it.
        party = as_read("party", "complainant", (clauses[0]["start"], clauses[0]["end"]))
    else:
        return message
    return {**message, "entities": [*kept, party]}


def _names_the_accused(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether an entity of a text names an accused, who is not the person: not of «soy el denunciado»."""
    words = normalize(text[entity.get("start", 0) : entity.get("end", 0)])
    is_named = entity["value"] in ("respondent", _ACCUSED) and _PARTICIPLE.fullmatch(words) is not None
    return is_named and search(knowledge.phrases.is_somebody, normalize(text)) is None


def _is_a_fear(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether what was read as the accused's words is who filed it fearing a sanction, «miedo de que me sancionen», or
    saying that nobody accuses them: «contra mí todavía nada».
    """
    patterns = (knowledge.phrases.fears_a_sanction, knowledge.phrases.not_accused)
    places = [place for pattern in patterns for place in find_all(pattern, text)]
    return is_within(entity, *places) and entity["value"] in ("respondent", _ACCUSED)


def put_right_by(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> Optional[Told]:
    """Who the person is, as the sentences of a message tell it that puts it right, or say it where the NLU read nothing
    of it; None of one that may be of another case.
    """
    text, held, phrases = message.get("text") or "", tracker.get_slot("party"), knowledge.phrases
    said = without_questions(text)
    written = normalize(said)
    not_filed = held != "respondent" and search(phrases.not_filed, written)  # of the accused it says nothing new
    if text.startswith("/") or search(phrases.further_case, written) or not_filed:
        return None
    who = _speaks_for(tracker, knowledge, written)
    is_theirs = None if who is None else _may_be(knowledge, who, written)
    told = party_told(knowledge, written, who, is_theirs)
    if told and told.party == "complainant" and search(phrases.against_us, written):
        return None  # «un cliente puso una queja en mi contra» is no client's of theirs
    is_read = any(e["entity"] == "party" for e in message.get("entities", []))
    corrects = held is not None or likelihoods(message).get("correction", 0) >= MAY_CORRECT
    names_nobody = names(knowledge).search(written) is None  # «otra empresa presentó una reclamación»
    # «No es mía, es de mi cliente» says nothing against it.
    may_say_so = told is not None and (told.outright or (held is not None and names_nobody))
    is_clear = who is None and names_nobody
    if told is None or not may_say_so or not (corrects or is_clear or not is_read):
        return None
    return told._replace(span=place_as_written(said, told.span))


def accused_by_another(knowledge: Knowledge, text: str, held: Optional[str], is_unsaid: bool) -> Optional[Place]:
    """Where somebody is said to have filed it against the person, or whom they speak for, of whom nobody said yet who
    they are; or of what one is accused, of a case that nobody told of yet.

    Args:
        is_unsaid: nothing was read of who filed it.
    """
    phrases, said = knowledge.phrases, without_questions(text)
    written = normalize(said)
    if held is not None and not search(phrases.further_case, written):
        return None
    if is_unsaid and (place := find(phrases.alleged, said)):
        return place  # «tengo otra queja, dicen que mando spam»
    told = only_told(knowledge, text)
    if held is None and (place := find(phrases.accused_them, said) or find(phrases.accused_them, told)):
        return place  # «mi tío vende, y un cliente lo reportó»
    if found := put_by_another(knowledge, normalize(told)):
        # «Un cliente presentó una queja, ¿podemos quitarla nosotros?», «otro cliente puso otra queja»
        return place_as_written(told, found.span())
    if held is not None:
        return None
    found = search(phrases.put_one_to, written)
    # «Una clienta le puso una queja» names nobody to whom.
    others = written[: found.start()] + " " + written[found.end() :] if found else ""
    return place_as_written(said, found.span()) if found and names(knowledge).search(others) else None


def as_filed_by_them(knowledge: Knowledge, message: dict[str, Any]) -> list[dict[str, Any]]:
    """The entities, with whom the person speaks for as who filed it where that was read to be against them: «mi tía le
    puso una a él». Of two that a message tells of, it is the second.
    """
    text, who = message.get("text") or "", names(knowledge).pattern
    put = re.compile(rf"\ba {who}(?: \w+)? {knowledge.phrases.puts_one}$")
    message = {**message, "entities": _without_ratings(knowledge, text, message.get("entities", []))}
    entities = [
        {**e, "value": "respondent"}  # «a mi tía le puso una un cliente»
        if (e["entity"], e["value"]) == ("party", "complainant") and put.search(normalize(text[: e.get("end", 0)]))
        else e
        for e in message.get("entities", [])
    ]
    read = [e for e in entities if e["entity"] in ("party", "in_clause") and "start" in e]
    against = [e for e in read if e["value"] in ("respondent", _ACCUSED)]
    theirs = [e for e in against if files_one(knowledge, text, e["end"])]
    if not theirs:
        return entities
    place = (theirs[0]["start"], theirs[0]["end"])
    first = next((e for e in against if e not in theirs and e["start"] < place[0]), None)
    rest = [e for e in entities if e not in theirs and e["entity"] != "party"]
    if first is None or not any(e["entity"] == "second_case" for e in entities):
        return [*rest, as_read("party", "complainant", place)]
    second = as_read("second_case", "party=complainant", place)
    return [*rest, as_read("party", "respondent", (first["start"], first["end"])), second]


def party_of_a_further_one(knowledge: Knowledge, text: str, speaks_for: Optional[str]) -> Optional[str]:
    """Who the person is in a further one: «y le llegó otra queja», «tengo otra contra un taller», «hay otra: un cliente
    dice que…», of who speaks for no client; None elsewhere.
    """
    written, phrases = normalize(text), knowledge.phrases
    is_a_customers = not speaks_for and search(phrases.mention.customer_says, written)
    if search(phrases.came_to_them, written) or (
        is_a_customers and search(phrases.further_case, written) and search(phrases.mention.another_one, written)
    ):
        return "respondent"
    return "complainant" if search(phrases.one_against_them, written) else None


def was_filed_for_them(knowledge: Knowledge, text: str) -> bool:
    """Whether a relative filed it for the person: «mi nieto me puso la queja, compré una radio y no llegó»."""
    written, phrases = normalize(text), knowledge.phrases
    whose = names(knowledge).finditer(written)
    did_it = any(
        re.match(rf" {phrases.filed_for_me}", written[name.end() :])
        for name in whose
        if not is_customer(knowledge, name[1])
    )
    return did_it and search(phrases.shows_it_is_own, written) is not None


def _without_ratings(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities without who filed one, where that was read of a rating, «le puse una mala nota y me denunció», of
    wares, «por una cartera que me llegó fea», «puse mis tapetes», or of a notice that did not come; what a clause tells
    of it stands in its place.
    """
    filed, received = ("complainant", _FILED), ("respondent", _ACCUSED)
    mention = knowledge.phrases.mention
    patterns = {knowledge.phrases.rated: filed, mention.wares: (*filed, *received), mention.no_notice: received}
    spans = [(m.span(), of) for pattern, of in patterns.items() for m in re.finditer(pattern, unaccented(text))]
    of_it = [e for e in entities if any(s <= e.get("start", -1) < end and e["value"] in of for (s, end), of in spans)]
    rest = [e for e in entities if e not in of_it]
    told = next((e for e in rest if (e["entity"], e["value"]) == ("in_clause", _ACCUSED)), None)
    if told and of_it and all(e["entity"] != "party" for e in rest):
        rest.append(as_read("party", "respondent", (told["start"], told["end"])))
    return rest


def files_one(knowledge: Knowledge, text: str, end: int) -> bool:
    """Whether whom the person speaks for is said to file one, up to some place: «mi tía le puso una a él», and not «a
    mi tía le puso una» or «mi vecina le puso una a mi tía».
    """
    who, after = names(knowledge).pattern, re.split(r"[.,;:?!]", normalize(text[end:]))[0]
    told = re.search(rf"(?<!\ba ){who}(?: \w+){{0,2}}? {knowledge.phrases.puts_one}$", normalize(text[:end]))
    return told is not None and re.search(rf"\b(?:a|contra) {who}", after) is None


def _is_theirs(tracker: Tracker, knowledge: Knowledge, found: re.Match[str]) -> bool:
    """Whether «ella», who filed it, is whom the person speaks for: beside their father, she is somebody else."""
    whose = _speaks_for(tracker, knowledge, found.string)
    return whose is not None and _may_be(knowledge, whose, found[0])


def _speaks_for(tracker: Tracker, knowledge: Knowledge, written: str) -> Optional[str]:
    """Whom the person speaks for, as is held, or as a message or, where nothing is held, one before it names them."""
    who = tracker.get_slot("principal")
    whose = {case.get("principal") for case in tracker.get_slot("cases") or () if case}
    if tracker.get_slot("of_all_cases") and len(whose) == 1:
        who = whose.pop()  # of who asks about all that their client filed
    said = transcript(tracker) if tracker.get_slot("party") is None else []
    told = [written, *(text for by, text in reversed(said) if by == "user")]
    return who or next(filter(None, (named_principal(knowledge, text) for text in told)), None)


def _may_be(knowledge: Knowledge, whose: str, written: str) -> bool:
    """Whether «él» or «ella» may be whom the person speaks for: beside their father, she is somebody else."""
    is_she = re.search(r"\bella\b", written)
    is_he = re.search(r"\bel (?:es|era|fue|no|se)\b|\bel(?= *(?:[.,;:!]|$))", written)
    is_a_man = search(knowledge.phrases.a_man, normalize(whose))
    is_either = whose.removeprefix("su ") in knowledge.phrases.principals_said.values()  # «su familiar»
    return is_either or not ((is_she and is_a_man) or (is_he and not (is_she or is_a_man)))


def _is_of(knowledge: Knowledge, found: re.Match[str]) -> bool:
    """Whether it is said of whom the person speaks for: «la denunciante es ella, mi clienta»."""
    who, after = names(knowledge), found.string[found.end() :]
    return bool(who.search(found[0]) or re.match(rf",? {who.pattern}(?! (?:es|era)\b)", after))


def _is_told(knowledge: Knowledge, told: str, entity: dict[str, Any]) -> bool:
    """Whether a clause says it in no question, and does not deny it.

    Args:
        told: the message with its questions blanked out.
    """
    is_denied = search(knowledge.phrases.denied_before, told[: entity["end"]].lower())
    return bool(told[entity["start"] : entity["end"]].strip()) and not is_denied


def _is_asked(told: str, entities: list[dict[str, Any]]) -> bool:
    """Whether that the person filed it was only read in a question: «yo reporté. ¿Puedo cancelar mi reporte?»"""
    read = [e for e in entities if (e["entity"], e["value"]) == ("party", "complainant") and "start" in e]
    return bool(read) and not told[read[0]["start"] : read[0]["end"]].strip()
