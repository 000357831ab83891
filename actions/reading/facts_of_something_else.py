"""What was read in a message and says nothing of the complaint: it is of something else, yet to come, or in doubt."""

from __future__ import annotations

import re
from typing import Any

from actions.reading.doubted_facts import is_in_their_words
from actions.reading.entities import RETRACTED, as_fact, is_within
from actions.reading.phrases import clause_of, find_all, is_asked, knows_no_state, normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge


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
    if fact == "status":
        return search(phrases.object_is_a_thing, after) is not None
    # Of «abrí una tienda» it may be read in «una».
    with_the_word_before = " ".join([*normalize(text[: entity["start"]]).split()[-1:], after])
    verb = rf"(?:{phrases.value_named['status']['withdrawn']}|{phrases.sets_up})"
    return any(
        re.match(verb, said) and search(phrases.object_is_a_thing, said) for said in (after, with_the_word_before)
    )


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
_SHOWN_OF_SOMETHING_ELSE = (_is_of_a_thing, _is_of_a_paper, _is_of_something_else)


def says_nothing(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether what was read of the case, in whatever part of a text, is none of it."""
    return any(is_none(knowledge, text, entity) for is_none in _SAY_NOTHING)


def is_shown_of_something_else(knowledge: Knowledge, text: str, entity: dict[str, Any]) -> bool:
    """Whether what a text says is written somewhere is none of the case."""
    return any(is_none(knowledge, text, entity) for is_none in _SHOWN_OF_SOMETHING_ELSE)
