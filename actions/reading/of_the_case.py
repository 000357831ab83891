"""What of a message's facts is stated of the case: not what it only asks back, nor proof of something else."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, as_read, value_known, values, without_what_is_denied
from actions.reading.phrases import ASKED, contains, normalize, without_questions
from actions.reading.principal import names
from actions.reading.proof import (
    asks_of_it,
    asks_of_own_papers,
    asks_of_the_infringement,
    is_of_a_debt,
    is_of_a_fault,
    proof_in_hand,
    proof_told_beside,
)
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY

_DOWN, _BACK = "ip_remove_listing", "withdraw"  # taking a product down, and a complaint back
_OF_OTHERS = re.compile(r"\ba otr[ao]s? (?:\w+ ){1,3}?(?:les?|se l[ao]s?) \w+$")
_NUMBERED = re.compile(r"\W*(?:y )?(?:solo )?(?:(la primera|el primero)|la segunda|el segundo|la otra|el otro)\b")
_ASKED_BESIDE = ("detail", "second_topic")
_GOODS = re.compile(r"\b(?:la|el|lo|una?|otr[ao]) (?:del?|por(?: una?| el| la)?) (?:la |el )?$", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"\b(?:la|lo) \w+ó\b", re.IGNORECASE)  # «lo quitó» is of the other
_CLAUSE_ENDS = re.compile(r"[.,;:!?¿¡\n]+|\b(?:pero|aunque)\b", re.IGNORECASE)


def as_told(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what the person sees written («dice pendiente»), and, where it repeats
    what was said before («¿cómo que ya se procesó? te dije que sale pendiente»), without the facts that it asks back.
    That all is settled is not stated by a promise, nor where the complaint stands by where a registration does or by
    what is yet to come; what is denied is taken back, and what is not asked says nothing.
    """
    message = without_what_is_denied(message)
    text, entities = message.get("text") or "", list(message.get("entities", []))
    told = without_questions(text)
    if contains(told, knowledge.phrases.told_already):
        entities = [e for e in entities if e["entity"] not in knowledge.facts or not is_asked(text, e)]
    entities = [
        e
        for e in entities
        if not (_is_of_a_paper(knowledge, text, e) or _is_no_second(knowledge, text, e) or _is_others(text, e))
        and not (_is_to_come(knowledge, text, e) or _is_goods(text, e) or _is_in_doubt(knowledge, text, e))
    ]
    entities += _told_by_number(knowledge, text, entities)
    if found := re.search(knowledge.phrases.took_it_back_when, normalize(text)):
        # Where it stood then is not where it stands: «la retiré antes de que la vieran».
        entities = [e for e in entities if e["entity"] != "status" and not str(e["value"]).startswith("status=")]
        of_the_withdrawal = {"status": "withdrawn", "party": "complainant"}
        entities += [
            as_read(fact, value, found.span())
            for fact, value in of_the_withdrawal.items()
            if all(e["entity"] != fact for e in entities)
        ]
    entities = [_unless_denied(knowledge, text, e) for e in entities if not _is_promised(knowledge, text, e)]
    if found := re.search(knowledge.phrases.no_it_is_closed, normalize(told)):
        entities = [e for e in entities if e["entity"] != "status"]
        entities.append(as_read("status", "processed", found.span(1)))
    known = {entity["entity"] for entity in entities}
    for fact, patterns in knowledge.phrases.shown.items():
        said = text if fact == "ground" else told  # «¿y el del insulto?» names it
        seen = {value: re.search(pattern, normalize(said)) for value, pattern in patterns.items() if fact not in known}
        entities += [as_read(fact, value, found.span()) for value, found in seen.items() if found]
    return {**message, "entities": entities}


def as_of_this_case(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, as it is meant of the case that is held: a complainant's «¿lo saco?» is of
    the complaint and their originals are proof, the accused's «ya la retiró» is of who filed it, their papers are for
    an appeal, and «no es de marca» takes back nothing that was said of a late parcel. Of who speaks for nobody else,
    what is a friend's is not told of it.
    """
    text, intent, entities = message.get("text") or "", str(message["intent"]["name"]), message.get("entities", [])
    if tracker.get_slot("principal") is None:
        entities = [e for e in entities if not _is_a_friends(knowledge, text, e)]
    if tracker.get_slot("ground") == "other" and re.search(knowledge.phrases.of_the_infringement, normalize(text)):
        entities = [
            {**e, "value": "other"} if (e["entity"], e["value"]) == ("ground", RETRACTED) else e for e in entities
        ]
    party = value_known(tracker, message, "party")
    withdrew = re.search(knowledge.phrases.he_withdrew, normalize(without_questions(text)))
    if party == "respondent" and withdrew:
        # What stands last counts: «no sigue en trámite, él ya la retiró», «la retiró, pero sale pendiente».
        after = [e for e in entities if e["entity"] == "status" and e.get("start", 0) >= withdrew.start()]
        if not after:
            entities = [e for e in entities if e["entity"] != "status"]
            entities.append(as_read("status", "withdrawn", withdrew.span()))
    takes_it_back = re.search(knowledge.phrases.takes_it_back, normalize(text)) and not _OF_SOMEBODY.search(text)
    if tracker.get_slot("party") == "complainant" and takes_it_back:
        intent = _BACK if intent == _DOWN else intent
        entities = [{**e, "value": _BACK} if e["value"] == _DOWN else e for e in entities]
    if asks_of_own_papers(tracker, knowledge, intent, text):
        entities = [e for e in entities if e["entity"] not in (*_ASKED_BESIDE, "evidence")]
        papers = "own_registration" if asks_of_the_infringement(knowledge, text) else "appeal_papers"
        entities = [*entities, as_read("detail", papers)]
    in_hand = proof_in_hand(tracker, knowledge, text)
    if in_hand and "refile" in (intent, tracker.get_slot("topic")):
        if asks_of_it(knowledge, text):
            entities = [e for e in entities if e["entity"] not in _ASKED_BESIDE]
            entities = [*entities, as_read("detail", "proof_valid")]
        if all(entity["entity"] != "evidence" for entity in entities):
            entities = [*entities, as_read("evidence", "yes", in_hand.span())]
    entities = [*entities, *proof_told_beside(tracker, text, entities)]
    return {**message, "intent": {**message["intent"], "name": intent}, "entities": entities}


def with_proof_of_the_infringement(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], about_refiling: bool
) -> dict[str, Any]:
    """The message, given as its parse data, without proof that is none of the infringement: the accused's own invoice
    or registration, or what proves a debt.

    Args:
        about_refiling: whether it is about another complaint, for which the other party's proof counts.
    """
    entities = []
    for entity in message.get("entities", []):
        value = _evidence(entity)
        proves = value is None or _proves(tracker, knowledge, message, entity, value, about_refiling)
        if proves:
            entities.append(entity)
        elif entity["entity"] == "evidence" and _has_none(tracker, knowledge, message, value):
            entities.append({**entity, "value": "no"})
    return {**message, "entities": entities}


def _is_promised(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Quedamos en que me devuelve la mitad» settles nothing yet."""
    settles = entity["entity"] == "issues_resolved" and entity["value"] == "yes"
    return settles and re.search(knowledge.phrases.promised, normalize(_clause(text, entity))) is not None


def _is_of_a_paper(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«El registro sigue en trámite en la oficina de marcas» and «es para mi informe» say nothing of the complaint."""
    of_papers = {"in_process": knowledge.phrases.of_a_registration, "report": knowledge.phrases.another_report}
    pattern = of_papers.get(str(entity["value"]).rpartition("=")[2]) if "start" in entity else None
    return pattern is not None and re.search(pattern, normalize(_clause(text, entity))) is not None


def _is_to_come(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Si veo que la van a cerrar» says nothing of where it stands."""
    is_closed = entity["entity"] == "status" and entity["value"] == "processed" and "start" in entity
    return is_closed and re.search(knowledge.phrases.closing_to_come, normalize(_clause(text, entity))) is not None


def _is_in_doubt(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«No me respondió si ya está decidida» asks it."""
    may_be = entity["entity"] == "status" and "start" in entity
    return may_be and re.search(knowledge.phrases.asks_whether, normalize(_clause(text, entity))) is not None


def _is_others(text: str, entity: dict[str, Any]) -> bool:
    """«A otra tienda se la cerraron» says nothing of the case at hand."""
    is_status = entity["entity"] == "status" and "start" in entity
    return is_status and _OF_OTHERS.search(normalize(_clause(text, entity, until=entity["end"]))) is not None


def _is_goods(text: str, entity: dict[str, Any]) -> bool:
    """«La del celular» is about one; nobody says that they write with it."""
    return entity["entity"] == "device" and _GOODS.search(text[: entity.get("start", 0)]) is not None


def _is_a_friends(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Un amigo ya retiró la suya, ¿y yo?» says nothing of the case at hand, of which it asks."""
    if entity["entity"] != "status" or "start" not in entity:
        return False
    told, rest = normalize(_clause(text, entity)), normalize(text[entity["end"] :])
    is_theirs = names(knowledge).search(told) and re.search(knowledge.phrases.of_theirs, told)
    return bool(is_theirs and re.search(knowledge.phrases.of_oneself, rest))


def _told_by_number(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of two cases that a message tells of, what a sentence says of «la segunda» only, or of «la primera» only."""
    of_second = {str(e["value"]).partition("=")[0] for e in entities if e["entity"] == "second_case"}
    told = []
    for e in entities if of_second else ():
        number = _NUMBERED.match(normalize(_clause(text, e, until=e["start"]))) if "start" in e else None
        if number and e["entity"] in {*knowledge.facts} - of_second:
            value = RETRACTED if number[1] else e["value"]
            told.append({**e, "entity": "second_case", "value": f"{e['entity']}={value}"})
    return told


def _is_no_second(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Una queja y no un informe» tells of one case; «¿la quito ahora o cuando el otro pague?», of no withdrawn one."""
    if entity["entity"] != "second_case" or "start" not in entity:
        return False
    denies = re.search(knowledge.phrases.negates, normalize(text[: entity["start"]])) is not None
    of_kind, value = str(entity["value"]).startswith("kind="), entity["value"]
    return (of_kind and denies) or (value == "status=withdrawn" and is_asked(text, entity))


def _unless_denied(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> dict[str, Any]:
    """The entity; «retracted» where the clause says that it was never said, or we assumed it, or of a ground, that
    it is not so. Where it
    says that it is not closed, it is in process, whatever was read.
    """
    if entity["entity"] not in knowledge.facts or "start" not in entity or text.startswith("/"):
        return entity
    told = normalize(_clause(text, entity, until=entity["end"]))
    if entity["value"] == "processed" and re.search(knowledge.phrases.not_closed, told):
        return {**entity, "value": "in_process"}
    before = normalize(_clause(text, entity, until=entity["start"]))
    denied = entity["entity"] == "ground" and re.search(knowledge.phrases.negates, before)
    after = normalize(text[entity["end"] :])
    if denied and entity["value"] == "other" and re.search(knowledge.phrases.of_a_fault, after):
        return entity  # «no es un pedido roto, son insultos» is neither way an infringement
    phrases = knowledge.phrases
    unsaid = contains(before, phrases.taken_back) or re.search(phrases.assumed_by_us, before)
    return {**entity, "value": RETRACTED} if denied or unsaid else entity


def is_asked(text: str, entity: dict[str, Any]) -> bool:
    """Whether the entity stands in a question."""
    start = entity.get("start")
    return start is not None and any(m.start() <= start < m.end() for m in ASKED.finditer(text))


def _evidence(entity: dict[str, Any]) -> Optional[str]:
    """The value of the fact that the entity states, of the case or of the second one; None of other entities."""
    if entity["entity"] == "evidence":
        return str(entity["value"])
    name, _, value = str(entity["value"]).partition("=")
    return value if entity["entity"] == "second_case" and name == "evidence" else None


def _proves(
    tracker: Tracker,
    knowledge: Knowledge,
    message: dict[str, Any],
    entity: dict[str, Any],
    value: str,
    about_refiling: bool,
) -> bool:
    text, phrases = message.get("text") or "", knowledge.phrases
    if text.startswith("/") or value == RETRACTED:
        return True
    ground = value_known(tracker, message, "ground")
    if value == "yes" and is_of_a_debt(knowledge, text, ground):
        # «Sí tengo, está todo en el chat» answers what was asked, where there is an infringement.
        answers = re.search(phrases.answers["evidence"]["yes"], normalize(text))
        return ground in OF_INTELLECTUAL_PROPERTY and _is_asked_for(tracker) and bool(answers)
    if value == "no" and tracker.get_slot("evidence") == "yes" and _is_none_of_it(knowledge, _clause(text, entity)):
        return False
    if value_known(tracker, message, "party") != "respondent":
        return True
    # «Él no puede tenerlas, las fotos son mías» is of the other's.
    said_of = _clause(text, entity, until=entity.get("end") if value == "no" else None)
    # «Pruebas tiene, porque yo sí la copié» is too, whoever did what.
    own = [word for word in phrases.of_ones_own if word not in phrases.who_i_am]
    has_it = contains(said_of, phrases.the_other_has)
    return about_refiling and not contains(said_of, own if has_it else phrases.of_ones_own)


def _is_none_of_it(knowledge: Knowledge, said: str) -> bool:
    """Whether it is the other party that has no proof, or one has no papers: «no tengo patente», of who has proof."""
    is_anothers = contains(said, knowledge.phrases.the_other_has) and not contains(said, knowledge.phrases.of_ones_own)
    return is_anothers or re.search(knowledge.phrases.papers_only, normalize(said)) is not None


def _has_none(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], value: Optional[str]) -> bool:
    """Whether proof of a debt, or of broken goods, is all that is offered for another complaint, of what is no
    infringement.
    """
    text, ground = message.get("text") or "", value_known(tracker, message, "ground")
    if value != "yes" or not is_of_a_debt(knowledge, text, ground):
        return False
    if ground == "other":
        return _is_asked_for(tracker) or bool(tracker.get_slot("topic") == "refile")
    return _is_asked_for(tracker) and is_of_a_fault(knowledge, text, ground)


def _is_asked_for(tracker: Tracker) -> bool:
    return bool(tracker.get_slot("pending_question") == "evidence")


def _clause(text: str, entity: dict[str, Any], until: Optional[int] = None) -> str:
    """The part of the sentence in which the entity stands, up to some place; all of the text where it is not known
    where that is.
    """
    if "start" not in entity:
        return text
    ends = list(_CLAUSE_ENDS.finditer(text))
    begin = max((end.end() for end in ends if end.end() <= entity["start"]), default=0)
    end = min((end.start() for end in ends if end.start() >= entity["start"]), default=len(text))
    return text[begin : end if until is None else until]


def is_of_another_ground(tracker: Tracker, message: dict[str, Any]) -> bool:
    """Whether a message asks of an infringement, after there was no proof of one where another ground was told of."""
    grounds = set(OF_INTELLECTUAL_PROPERTY).intersection(values(message, "ground"))
    is_new = bool(grounds) and tracker.get_slot("ground") not in OF_INTELLECTUAL_PROPERTY
    return is_new and tracker.get_slot("evidence") == "no" and not any(values(message, "evidence"))
