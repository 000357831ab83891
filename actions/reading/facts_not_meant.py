"""What of a message's facts its own words state: not what it only asks back, promises, denies or says of others."""

from __future__ import annotations

import re
from typing import Any

from actions.reading.denied_facts import denied_by, lacks_device
from actions.reading.doubted_facts import without_what_is_doubted
from actions.reading.entities import RETRACTED, as_fact_named, as_read, is_within, without_what_is_denied
from actions.reading.facts_of_something_else import is_shown_of_something_else, says_nothing
from actions.reading.phrases import (
    clause_of,
    contains,
    find,
    is_asked,
    normalize,
    place_as_written,
    without_questions,
)
from actions.reading.self_corrections import put_right
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

_OVER = re.compile(r"\W+(?:\w+ ){0,2}?(?:por|porque|x) \w", re.IGNORECASE)
_SAYS_SO = 2  # words: «está procesada»


def as_told(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what the person sees written («dice pendiente») or puts right, and,
    where it repeats what was said before («¿cómo que ya se procesó? te dije que sale pendiente»), without the facts
    that it asks back. That all is settled is not stated by a promise, nor where the complaint stands by where something
    else does or by what is yet to come, and nothing by what is doubted; what is denied is taken back, and what is not
    asked says nothing.
    """
    message = without_what_is_denied(message)
    text = message.get("text") or ""
    entities = [e for e in message.get("entities", []) if not _affirms(knowledge, text, e)]
    told = without_questions(text)
    entities = without_what_is_doubted(knowledge, text, put_right(knowledge, text, entities))
    if contains(told, knowledge.phrases.told_already):
        entities = [e for e in entities if e["entity"] not in knowledge.facts or not is_asked(text, e)]
    entities = [_as_of_one(knowledge, text, e) for e in entities]
    entities = _of_one_case(entities, [e for e in entities if not says_nothing(knowledge, text, e)])
    entities += _told_by_number(knowledge, text, entities)
    entities += _over_something_else(text, entities)
    entities = [e for e in entities if not _only_follows(knowledge, text, e, entities)]
    entities = [_unless_denied(knowledge, text, e) for e in entities if not _is_promised(knowledge, text, e)]
    entities += _denied_in_a_clause(knowledge, text, entities)
    entities += _unsaid_in_words(knowledge, text, {e["entity"] for e in entities})
    if found := search(knowledge.phrases.no_it_is_closed, normalize(told)):
        entities = [e for e in entities if e["entity"] != "status"]
        entities.append(as_read("status", "processed", place_as_written(told, found.span(1))))
    if closed := find(knowledge.phrases.shown["status"]["processed"], told):
        # «Mi queja está procesada», of which the NLU reads «en trámite».
        begin, end = closed
        begin = end - len(" ".join(told[begin:end].split()[-_SAYS_SO:]))
        entities = [e for e in entities if not (_is_open(e) and is_within(e, (begin, end)))]
    no_device = ("device", RETRACTED)  # beside which the one that is used instead is named
    known = {e["entity"] for e in entities if (e["entity"], e["value"]) != no_device}
    for fact, patterns in knowledge.phrases.shown.items():
        said = text if fact in ("ground", "device") else told  # «¿y el del insulto?», «¿vuelvo al celular?» name it
        seen = {value: find(pattern, said) for value, pattern in patterns.items() if fact not in known}
        shown = [as_read(fact, value, place) for value, place in seen.items() if place]
        shown = without_what_is_doubted(knowledge, text, shown)
        entities += [e for e in shown if not is_shown_of_something_else(knowledge, text, e)]
    return {**message, "entities": entities}


def _of_one_case(read: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is told of the case; also what was read of a second one, where who filed the first was read of something
    else: «abrí una tienda y me denunciaron».
    """
    if "party" in {e["entity"] for e in read} - {e["entity"] for e in told}:
        return [as_fact_named(e) if e["entity"] == "second_case" else e for e in told]
    return told


def _is_open(entity: dict[str, Any]) -> bool:
    return (entity["entity"], entity["value"]) == ("status", "in_process")


def _is_promised(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Quedamos en que me devuelve la mitad» settles nothing yet, nor does «la otra sí, con todo arreglado»."""
    settles = (entity["entity"], entity["value"]) in (("issues_resolved", "yes"), ("in_clause", "issues_resolved=yes"))
    return settles and search(knowledge.phrases.promised, normalize(clause_of(text, entity))) is not None


def _told_by_number(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of two cases that a message tells of, what a sentence says of «la segunda» only, or of «la primera» only."""
    of_second = {str(e["value"]).partition("=")[0] for e in entities if e["entity"] == "second_case"}
    told = []
    for e in entities if of_second else ():
        before = normalize(clause_of(text, e, until=e["start"])) if "start" in e else ""
        number = re.match(knowledge.phrases.by_number, before)
        if number and e["entity"] in {*knowledge.facts} - of_second:
            value = RETRACTED if number[1] else e["value"]
            told.append({**e, "entity": "second_case", "value": f"{e['entity']}={value}"})
    return told


def _over_something_else(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of two cases that a message tells of, that the second is not over what the first is: «un informe por mis fotos y
    una queja por falta de pago».
    """
    second = next((e for e in entities if e["entity"] == "second_case" and e["value"].startswith("kind=")), None)
    grounds = [e for e in entities if e["entity"] == "ground" or str(e["value"]).startswith("ground=")]
    if second is None or "start" not in second or len(grounds) != 1 or not grounds[0].get("end", 0) < second["start"]:
        return []
    reason = _OVER.match(text[second["end"] :])
    return [as_read("second_case", f"ground={RETRACTED}", (second["start"], second["end"]))] if reason else []


def _as_of_one(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> dict[str, Any]:
    """The entity; «la mitad ya pagada, la otra mitad el viernes» tells of one case, of which the last counts."""
    before = normalize(clause_of(text, entity, until=entity["end"])) if "end" in entity else ""
    if entity["entity"] != "second_case" or not search(knowledge.phrases.mention.the_rest, before):
        return entity
    return as_fact_named(entity)


def _unless_denied(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> dict[str, Any]:
    """The entity; «retracted» where the clause says that it was never said, or we assumed it, or of a ground, that
    it is not so.
    """
    if entity["entity"] not in knowledge.facts or "start" not in entity or text.startswith("/"):
        return entity
    before = normalize(clause_of(text, entity, until=entity["start"]))
    denied = entity["entity"] == "ground" and denied_by(knowledge, before, knowledge.phrases.negates)
    after = normalize(text[entity["end"] :])
    if entity["entity"] == "device" and lacks_device(knowledge, text, entity, before, after):
        return {**entity, "value": RETRACTED}
    if denied and entity["value"] == "other" and search(knowledge.phrases.of_a_fault, after):
        return entity  # «no es un pedido roto, son insultos» is neither way an infringement
    if denied and search(knowledge.phrases.of_a_defence, before + normalize(text[entity["start"] :])):
        return entity  # «los hizo mi abuela, no son copia de nadie»
    named = knowledge.phrases.called["ground"].get(entity["value"]) if entity["entity"] == "ground" else None
    if named and not denied and re.search(rf"(?:{named})$", normalize(text[: entity["end"]])):
        return entity  # «no le he dicho que la de las fotos siga en trámite» only names it
    return {**entity, "value": RETRACTED} if denied or _is_unsaid(knowledge, text, entity) else entity


def _affirms(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether what was read as supposed is affirmed, without its accent: «esa si es una queja»."""
    is_supposed = entity["entity"] == "supposed" and "start" in entity
    return is_supposed and search(knowledge.phrases.affirms_of_it, normalize(clause_of(text, entity))) is not None


def _only_follows(knowledge: Knowledge, text: str, entity: dict[str, Any], entities: list[dict[str, Any]]) -> bool:
    """Whether who filed it follows from what the person never said, and is not denied: «no dije que la retiré», «no
    dije que hubiera pruebas contra mí».
    """
    if entity["entity"] != "party" or "start" not in entity:
        return False
    read = [e for e in entities if e["entity"] in knowledge.facts and e is not entity and "start" in e]
    unsaid = [e for e in read if _is_unsaid(knowledge, text, e)]
    withdrawn = [e["start"] for e in unsaid if (e["entity"], e["value"]) == ("status", "withdrawn")]
    proof = [e for e in unsaid if e["entity"] == "evidence" and e["end"] <= entity["start"]]
    return entity["start"] in withdrawn or any(
        not re.search(r"[.,;:?!]", text[e["end"] : entity["start"]]) for e in proof
    )


def _is_unsaid(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether it stands where the text says that it was never said, or that we assumed it: «yo no dije que siguiera»,
    «usted dice que sigue, pero yo no dije eso».
    """
    before, phrases = normalize(clause_of(text, entity, until=entity["start"])), knowledge.phrases
    if contains(before, phrases.taken_back) or search(phrases.assumed_by_us, before):
        return search(phrases.says_it_is_so, before) is None
    ours = search(phrases.denies_our_word, normalize(text))
    begin, end = place_as_written(text, ours.span()) if ours else (0, 0)
    return begin <= entity["start"] < end


def _denied_in_a_clause(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts that were read in a clause only, which says that they were never said."""
    known = {entity["entity"] for entity in entities}
    denied = (e for e in entities if e["entity"] == "in_clause" and "start" in e and _is_unsaid(knowledge, text, e))
    facts = {str(e["value"]).partition("=")[0]: (e["start"], e["end"]) for e in denied}
    return [as_read(fact, RETRACTED, place) for fact, place in facts.items() if fact in {*knowledge.facts} - known]


def _unsaid_in_words(knowledge: Knowledge, text: str, known: set[str]) -> list[dict[str, Any]]:
    """Where a clause says that the person never said where it stands, in words of which the NLU read nothing: «yo no le
    he dicho que siga en trámite».
    """
    states = knowledge.phrases.value_named["status"].values() if "status" not in known else ()
    found = (said.span() for pattern in states for said in re.finditer(pattern, unaccented(text)))
    return [e for place in found if _is_unsaid(knowledge, text, e := as_read("status", RETRACTED, place))][:1]
