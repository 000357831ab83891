"""What of a message's facts its own words state: not what it only asks back, promises, denies or says of others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from actions.reading.denied_facts import denied_by, lacks_device
from actions.reading.doubted_facts import is_in_their_words, without_what_is_doubted
from actions.reading.entities import RETRACTED, as_fact, as_read, is_within, without_what_is_denied
from actions.reading.phrases import (
    ASKED,
    clause_of,
    contains,
    find,
    find_all,
    knows_no_state,
    normalize,
    place_as_written,
    without_questions,
)
from actions.reading.self_corrections import put_right
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

_SAYS_SO = 2  # words: «está procesada»


def as_told(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with what the person sees written («dice pendiente») or puts right, and,
    where it repeats what was said before («¿cómo que ya se procesó? te dije que sale pendiente»), without the facts
    that it asks back. That all is settled is not stated by a promise, nor where the complaint stands by where something
    else does or by what is yet to come, and nothing by what is doubted; what is denied is taken back, and what is not
    asked says nothing.
    """
    message = without_what_is_denied(message)
    text, entities = message.get("text") or "", list(message.get("entities", []))
    told = without_questions(text)
    entities = without_what_is_doubted(knowledge, text, put_right(knowledge, text, entities))
    if contains(told, knowledge.phrases.told_already):
        entities = [e for e in entities if e["entity"] not in knowledge.facts or not is_asked(text, e)]
    entities = [_as_of_one(knowledge, text, e) for e in entities]
    entities = _of_one_case(entities, [e for e in entities if not says_nothing(knowledge, text, e)])
    entities += _told_by_number(knowledge, text, entities)
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
        entities += [e for e in shown if not any(is_none(knowledge, text, e) for is_none in _SHOWN_OF_ELSE)]
    return {**message, "entities": entities}


def _of_one_case(read: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is told of the case; also what was read of a second one, where who filed the first was read of something
    else: «abrí una tienda y me denunciaron».
    """
    if "party" in {e["entity"] for e in read} - {e["entity"] for e in told}:
        return [as_fact({**e, "entity": "in_clause"}) if e["entity"] == "second_case" else e for e in told]
    return told


def _is_open(entity: dict[str, Any]) -> bool:
    return (entity["entity"], entity["value"]) == ("status", "in_process")


def _is_promised(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Quedamos en que me devuelve la mitad» settles nothing yet, nor does «la otra sí, con todo arreglado»."""
    settles = (entity["entity"], entity["value"]) in (("issues_resolved", "yes"), ("in_clause", "issues_resolved=yes"))
    return settles and search(knowledge.phrases.promised, normalize(clause_of(text, entity))) is not None


def _only_apologizes(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Ya me pidieron perdón» settles nothing by itself."""
    settles = (entity["entity"], entity["value"]) == ("issues_resolved", "yes") and "start" in entity
    told = normalize(clause_of(text, entity)).strip() if settles else ""
    return re.fullmatch(knowledge.phrases.apologizes, told) is not None


def _is_of_a_paper(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Es para mi informe» says nothing of the complaint."""
    is_report = str(entity["value"]).rpartition("=")[2] == "report" and "start" in entity
    return is_report and search(knowledge.phrases.another_report, normalize(clause_of(text, entity))) is not None


def _is_to_come(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Si veo que la van a cerrar» and «mientras no la hayan resuelto» say nothing of where it stands."""
    phrases, stands = knowledge.phrases, entity["value"] if entity["entity"] == "status" and "start" in entity else ""
    to_come = {"processed": phrases.closing_to_come, "in_process": phrases.mention.not_closed}.get(stands)
    return to_come is not None and search(to_come, normalize(clause_of(text, entity))) is not None


def _is_in_doubt(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«No me respondió si ya está decidida» asks it."""
    may_be = entity["entity"] == "status" and "start" in entity
    return may_be and search(knowledge.phrases.asks_us_again_whether, normalize(clause_of(text, entity))) is not None


def _is_unknown(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«No sé, nadie me contestó», «no sé si ya la cerraron, no me han dicho nada» and «la otra no sé» name no state."""
    stands = entity["value"] if entity["entity"] == "second_case" else f"{entity['entity']}={entity['value']}"
    if not stands.startswith("status=") or stands.endswith(RETRACTED):
        return False
    phrases, clause, written = knowledge.phrases, normalize(clause_of(text, entity)), normalize(text)
    named = phrases.value_named["status"]
    if "start" in entity and search(phrases.no_idea, clause):
        return not any(search(words, clause) for words in named.values())
    may_be_open = search(phrases.may_be_open, written) and not search(named["in_process"], written)
    return stands == "status=in_process" and bool(may_be_open or knows_no_state(knowledge, text))


def _is_of_something_else(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Quiero que lo sancionen» is of the other party; «si lo llamo queja» only renames it."""
    values = knowledge.phrases.mention.not_value.get(entity["entity"], {}) if "start" in entity else {}
    of_it = values.get(entity["value"])
    return of_it is not None and search(of_it, normalize(clause_of(text, entity))) is not None


def _is_of_a_thing(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Cancelé el pedido» says nothing of where the complaint stands, nor «abrí una tienda» of who filed it."""
    fact = as_fact(entity)["entity"]
    if fact not in ("status", "party") or "start" not in entity:
        return False
    phrases, after = knowledge.phrases, normalize(text[entity["start"] :].split("\n")[0])
    other_uses = (phrases.value_named["status"]["withdrawn"], phrases.sets_up)
    before = normalize(text[: entity["start"]]).split()[-1:]
    # Of «abrí una tienda» it may be read in «una».
    said = (
        [after]
        if fact == "status"
        else [part for part in (after, " ".join([*before, after])) if _begins(part, other_uses)]
    )
    return any(search(phrases.object_is_a_thing, part) for part in said)


def _begins(text: str, patterns: Iterable[str]) -> bool:
    return any(re.match(pattern, text) for pattern in patterns)


def _is_channel(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Me llamó por teléfono» names what somebody spoke through, and no device."""
    is_device = entity["entity"] == "device" and "start" in entity
    told = normalize(clause_of(text, entity, until=entity["end"])) if is_device else ""
    return search(knowledge.phrases.told_by_phone, told) is not None


def _is_wondered(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«¿O sea que está cerrada?» asks it, and states nothing."""
    return entity["entity"] == "status" and is_within(entity, *find_all(knowledge.phrases.asks_if_it_stands_so, text))


def _is_goods(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«La del celular» is about one; nobody says that they write with it."""
    before = text[: entity.get("start", 0)] if entity["entity"] == "device" else ""
    return re.search(knowledge.phrases.names_goods, before, re.IGNORECASE) is not None


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


def _as_of_one(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> dict[str, Any]:
    """The entity; «la mitad ya pagada, la otra mitad el viernes» tells of one case, of which the last counts."""
    before = normalize(clause_of(text, entity, until=entity["end"])) if "end" in entity else ""
    if entity["entity"] != "second_case" or not search(knowledge.phrases.mention.the_rest, before):
        return entity
    fact, _, value = str(entity["value"]).partition("=")
    return {**entity, "entity": fact, "value": value}


def _is_no_second(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Una queja y no un informe» tells of one case, as does «o la dejo o la retiro»; «¿la quito ahora o cuando
    pague?», «la quito ya, ¿no?», of none that is withdrawn; «¿y desde la mía no sale?», of an account.
    """
    if entity["entity"] != "second_case" or "start" not in entity:
        return False
    phrases, before = knowledge.phrases, normalize(text[: entity["start"]])
    if any(search(pattern, normalize(text)) for pattern in (phrases.mention.weighs_options, phrases.only_one)):
        return True
    of_kind, value = str(entity["value"]).startswith("kind="), entity["value"]
    if value == "status=withdrawn" and re.match(r"[^.;!\n]*\?", text[entity["end"] :]):
        return search(phrases.i_withdraw_it, normalize(text[: entity["end"]])) is not None or is_asked(text, entity)
    of_account = search(phrases.mention.an_account, normalize(text[: entity["end"]]))
    return (of_kind and search(phrases.negates, before) is not None) or of_account is not None


def _is_to_do(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«¿Ya la saco?» asks whether to withdraw it, «espero, cobro y retiro» plans it; «sacó», with its accent, is what
    somebody did.
    """
    told = as_fact(entity)
    if (told["entity"], told["value"]) != ("status", "withdrawn") or "end" not in entity:
        return False
    phrases, before = knowledge.phrases, text[: entity["end"]].lower()
    if search(
        rf"(?:\bsi\b[^.?!\n]*|{phrases.plans_before}[^.?!\n]*\by (?:la |lo |ya )*){phrases.i_withdraw_it}", before
    ):
        return True  # «si lo acepto y la retiro, ¿puedo…?»
    return is_asked(text, entity) and is_ones_own(knowledge, text, entity)


def is_ones_own(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether the clause in which an entity stands says what the person may do: «ya la saco»."""
    return search(knowledge.phrases.ones_own, clause_of(text, entity).lower()) is not None


def _is_of_our_answer(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """«Falta la segunda parte» is of our answer, and nothing that the other party owes."""
    is_open = (entity["entity"], entity["value"]) == ("issues_resolved", "no") and "start" in entity
    return is_open and search(knowledge.phrases.mention.answer_lacks, normalize(clause_of(text, entity))) is not None


# By which an entity says nothing of the case.
_SAY_NOTHING = (
    *(_is_of_a_paper, _is_no_second, _is_to_come, _is_goods, _is_in_doubt, _is_unknown),
    *(_is_of_a_thing, _is_channel, _is_wondered, _only_apologizes, _is_to_do, _is_of_our_answer, _is_of_something_else),
    is_in_their_words,
)

# By which what is seen written says nothing of it.
_SHOWN_OF_ELSE = (_is_of_a_thing, _is_of_a_paper, _is_of_something_else)


def says_nothing(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether what was read of the case, in whatever part of a text, is none of it."""
    return any(is_none(knowledge, text, entity) for is_none in _SAY_NOTHING)


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


def is_asked(text: str, entity: dict[str, Any]) -> bool:
    """Whether the entity stands in a question."""
    start = entity.get("start")
    return start is not None and any(m.start() <= start < m.end() for m in ASKED.finditer(text))
