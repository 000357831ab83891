"""What of a message's facts is stated of the case that is held: not what is a friend's, nor proof of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.doubted_facts import is_doubted
from actions.reading.entities import RETRACTED, as_fact, as_read, is_within, value_known, values
from actions.reading.phrases import (
    SOMEBODY_DID,
    blanked,
    clause_of,
    clauses_in,
    contains,
    find,
    find_all,
    normalize,
    place_as_written,
    sentences_in,
    without_questions,
)
from actions.reading.principal import names, relative_in
from actions.reading.proof import (
    asks_of_it,
    asks_of_own_papers,
    asks_of_the_infringement,
    is_of_a_debt,
    is_of_a_fault,
    proof_in_hand,
)
from actions.reading.status_news import news_in
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY
from retirada.unaccented import unaccented

_DOWN, _BACK = "ip_remove_listing", "withdraw"  # taking a product down, and a complaint back
_ASKED_BESIDE = ("detail", "second_topic")


def as_of_this_case(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, as it is meant of the case that is held: a complainant's «¿lo saco?» is of
    the complaint and their originals are proof, the accused's «ya la retiró» is of who filed it, their papers are for
    an appeal, and «no es de marca» takes back nothing that was said of a late parcel. Of who speaks for nobody else,
    what is a friend's is not told of it; a complainant's «me llegó» is of a parcel, the accused's «ya lo quité» of
    goods, and «no tengo compu» takes back the computer that was named.
    """
    text, intent, entities = message.get("text") or "", str(message["intent"]["name"]), message.get("entities", [])
    if tracker.get_slot("principal") is None:
        compared = list(_compared(tracker, knowledge, text))
        entities = [e for e in entities if not is_within(e, *compared)]
        text = blanked(text, compared)
    if tracker.get_slot("ground") == "other" and search(knowledge.phrases.of_the_infringement, normalize(text)):
        entities = [
            {**e, "value": "other"} if (e["entity"], e["value"]) == ("ground", RETRACTED) else e for e in entities
        ]
    if tracker.get_slot("party") == "respondent" and not search(knowledge.phrases.of_the_complaint, normalize(text)):
        # «Yo no copié nada, la marca es mía» is their defence: what the complaint is over stays.
        entities = [e for e in entities if (e["entity"], e["value"]) != ("ground", RETRACTED)]
    no_computer = find(knowledge.phrases.no_computer, text) if tracker.get_slot("device") == "computer" else None
    if no_computer and all(e["entity"] != "device" for e in entities):
        entities = [*entities, as_read("device", RETRACTED, no_computer)]
    accused = rf"{knowledge.phrases.came_to_them}|{knowledge.phrases.against_us}"
    if tracker.get_slot("party") == "complainant" and not search(accused, normalize(text)):
        arrived = [news.span for news in news_in(knowledge, text, False)]
        entities = [e for e in entities if not _is_of_goods(e, arrived)]
    entities = without_listings(tracker, knowledge, text, entities)
    party = value_known(tracker, {**message, "entities": entities}, "party")
    withdrew = find(knowledge.phrases.he_withdrew, without_questions(text))
    told, _, asked = text.rpartition(",")
    if not withdrew and "¿" not in told and search(knowledge.phrases.is_that_all, normalize(asked)):
        withdrew = find(knowledge.phrases.he_withdrew, told)  # «dice que ya la quitó, con eso quedo?»
    # Of «dice que ya la retiró», who says it stands before what is doubted, too.
    is_told_of = party == "respondent" or tracker.get_slot("principal") is not None
    if is_told_of and withdrew and not is_doubted(knowledge, text, withdrew[1], withdrew[1]):
        # What stands last counts: «no sigue en trámite, él ya la retiró», «la retiró, pero sale pendiente».
        after = [e for e in entities if e["entity"] == "status" and e.get("start", 0) >= withdrew[0]]
        if not after:
            entities = [e for e in entities if e["entity"] != "status"]
            entities.append(as_read("status", "withdrawn", withdrew))
    takes_it_back = search(knowledge.phrases.takes_it_back, normalize(text)) and not SOMEBODY_DID.search(text)
    if tracker.get_slot("party") == "complainant" and takes_it_back:
        intent = _BACK if intent == _DOWN else intent
        entities = [{**e, "value": _BACK} if e["value"] == _DOWN else e for e in entities]
    if asks_of_own_papers(tracker, knowledge, intent, text):
        entities = [e for e in entities if e["entity"] not in (*_ASKED_BESIDE, "evidence")]
        papers = "own_registration" if asks_of_the_infringement(knowledge, text) else "appeal_papers"
        entities = [*entities, as_read("detail", papers)]
    if intent != "correction":
        entities = _without_kinds_of_proof(tracker, text, entities)
    in_hand = proof_in_hand(tracker, knowledge, text)
    if in_hand:
        if "refile" in (intent, tracker.get_slot("topic")) and asks_of_it(knowledge, text):
            entities = [e for e in entities if e["entity"] not in _ASKED_BESIDE]
            entities = [*entities, as_read("detail", "proof_valid")]
        if intent == "correction" and "?" in text and tracker.get_slot("evidence") is None:
            intent = "inform"  # «no fue de mala fe, tengo el registro. ¿Usted la retiraría?» takes nothing back
        if all(entity["entity"] != "evidence" for entity in entities):
            entities = [*entities, as_read("evidence", "yes", in_hand)]
    if _tells_why_instead(tracker, knowledge, message):
        entities = [*entities, as_read("ground", "other")]
    return {**message, "text": text, "intent": {**message["intent"], "name": intent}, "entities": entities}


def _is_of_goods(entity: dict[str, Any], arrived: Sequence[tuple[int, int]]) -> bool:
    """Whether «me llegó y no funciona», of who complained, was taken for a complaint that came to them."""
    is_accused = (entity["entity"], entity["value"]) == ("party", "respondent")
    return is_accused and is_within(entity, *arrived)


def without_listings(
    tracker: Tracker, knowledge: Knowledge, text: str, entities: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The entities of a text, without what was read where the accused tell that they took goods down."""
    removed = listings_removed(tracker, knowledge, text, entities)
    return [e for e in entities if not (_is_withdrawal(e) and is_within(e, *removed))]


def listings_removed(
    tracker: Tracker, knowledge: Knowledge, text: str, entities: list[dict[str, Any]]
) -> list[tuple[int, int]]:
    """Where the accused, who tell of no complaint of their own, say that they took goods down: «el bolso ya lo quité»,
    and not «tengo otra que puse yo, esa ya la quité».
    """
    if tracker.get_slot("party") != "respondent" or tracker.get_slot("cases"):
        return []
    removed = list(find_all(knowledge.phrases.i_took_down, text))
    filed = (e for e in map(as_fact, entities) if (e["entity"], e["value"]) == ("party", "complainant"))
    return removed if all(is_within(e, *removed) for e in filed) else []


def _is_withdrawal(entity: dict[str, Any]) -> bool:
    fact = as_fact(entity)
    return (fact["entity"], fact["value"]) in (("status", "withdrawn"), ("party", "complainant"))


def with_proof(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], about_refiling: bool) -> dict[str, Any]:
    """The message, given as its parse data, with what it says of proof, taken back or supposed where its words are of
    another matter.

    Args:
        about_refiling: whether it is about another complaint, for which the other party's proof counts.
    """
    text = message.get("text") or ""
    if of_another := search(knowledge.phrases.proof_of_another, normalize(text)):
        rest = [e for e in message.get("entities", []) if as_fact(e)["entity"] != "evidence"]
        place = place_as_written(text, of_another.span())
        return {**message, "entities": [*rest, as_read("evidence", "no" if of_another[1] else RETRACTED, place)]}
    if about_refiling and _is_of_another_ground(tracker, message):
        message = {**message, "entities": [*message.get("entities", []), as_read("evidence", RETRACTED)]}
    message = _with_proof_of_the_infringement(tracker, knowledge, message, about_refiling)
    if not (about_refiling and search(knowledge.phrases.if_no_infringement, normalize(text))):
        return message
    supposed = [as_read("supposed", "yes"), as_read("evidence", "no")]
    return {**message, "entities": [*message["entities"], *supposed]}


def _with_proof_of_the_infringement(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], about_refiling: bool
) -> dict[str, Any]:
    """The message, given as its parse data, without proof that is none of the infringement: the accused's own invoice
    or registration, or what proves a debt.
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


def _compared(tracker: Tracker, knowledge: Knowledge, text: str) -> Iterator[tuple[int, int]]:
    """The clauses, where each begins and ends, that only hold somebody else's case beside the one that was told of, and
    of which nothing is asked: «un amigo puso el suyo por fotos y pudo».
    """
    if tracker.get_slot("party") is None or "?" in text or text.startswith("/"):
        return
    who, phrases = names(knowledge), knowledge.phrases
    for begin, end in clauses_in(text):
        told = unaccented(text[begin:end])
        is_theirs = who.search(told) and search(phrases.of_theirs, told)
        if is_theirs and not re.search(rf"{who.pattern},? {phrases.has_a_case}", told):
            yield begin, end


def _without_kinds_of_proof(tracker: Tracker, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities without what is read as another ground than the one that is held, or as that of a second case, but
    named among the proof: «tenemos la patente y fotografías de las suelas».
    """
    held = tracker.get_slot("ground")
    proof = [e["start"] for e in entities if (e["entity"], e["value"]) == ("evidence", "yes") and "start" in e]
    with_proof = [(begin, end) for begin, end in sentences_in(text) if any(begin <= at < end for at in proof)]
    named = [e for e in entities if is_within(e, *with_proof)]
    kinds = [e for e in named if e["entity"] == "ground" and e["value"] not in (held, RETRACTED)]
    of_two = [e for e in named if e["entity"] == "second_case"]
    if held is None or not (kinds or any(str(e["value"]).startswith("ground=") for e in of_two)):
        return entities
    return [e for e in entities if e not in kinds and e not in of_two]


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
        answers = search(phrases.answers["evidence"]["yes"], normalize(text))
        return ground in OF_INTELLECTUAL_PROPERTY and _is_asked_for(tracker) and bool(answers)
    if value_known(tracker, message, "party") != "respondent":
        clause = clause_of(text, entity)
        # Theirs, and not the other party's, was said to be there.
        is_contrary = value == "no" and tracker.get_slot("evidence") == "yes" and _is_none_of_it(knowledge, clause)
        return not is_contrary or _is_of_another_case(tracker, knowledge, message, clause)
    if value == "no" and search(phrases.they_have_no_proof, normalize(text)):
        return True
    # «Él no puede tenerlas, las fotos son mías» is of the other's.
    said_of = clause_of(text, entity, until=entity.get("end") if value == "no" else None)
    # «Pruebas tiene, porque yo sí la copié» is too, whoever did what.
    own = [word for word in phrases.of_ones_own if word not in phrases.who_i_am]
    has_it = contains(said_of, phrases.the_other_has)
    return about_refiling and not contains(said_of, own if has_it else phrases.of_ones_own)


def _is_none_of_it(knowledge: Knowledge, said: str) -> bool:
    """Whether it is the other party that has no proof."""
    return contains(said, knowledge.phrases.the_other_has) and not contains(said, knowledge.phrases.of_ones_own)


def _is_of_another_case(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], said: str) -> bool:
    """Whether a clause of a message, given as its parse data, is of somebody who filed one, too: «mi vecino también
    puso una, y él no tiene pruebas», and not «… y el vendedor no tiene pruebas».
    """
    relative = relative_in(knowledge, normalize(message.get("text") or ""))
    is_another = relative is not None and relative[0] != tracker.get_slot("principal")
    is_the_others = re.search(rf"\b(?:{knowledge.phrases.filing.others})\b", normalize(said))
    return is_another and not is_the_others and "complainant" in values(message, "party")


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


def _tells_why_instead(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message tells of a fault where proof of the infringement decides: «¿qué infracción? Llegó rota»."""
    if value_known(tracker, message, "ground") is not None:
        return False
    told = without_questions(message.get("text") or "")
    is_asked_for = _is_asked_for(tracker) or tracker.get_slot("topic") == "refile"
    is_open = value_known(tracker, message, "evidence") is None
    return is_asked_for and is_open and is_of_a_fault(knowledge, told, None)


def _is_asked_for(tracker: Tracker) -> bool:
    return bool(tracker.get_slot("pending_question") == "evidence")


def _is_of_another_ground(tracker: Tracker, message: dict[str, Any]) -> bool:
    """Whether a message asks of an infringement, after there was no proof of one where another ground was told of."""
    grounds = set(OF_INTELLECTUAL_PROPERTY).intersection(values(message, "ground"))
    is_new = bool(grounds) and tracker.get_slot("ground") not in OF_INTELLECTUAL_PROPERTY
    return is_new and tracker.get_slot("evidence") == "no" and not any(values(message, "evidence"))
