"""Which of the two kinds, «queja» and «informe», a message says that a complaint is."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.details_named import is_named
from actions.reading.entities import RETRACTED, as_read, values
from actions.reading.phrases import normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented

VERB_ENDINGS = ("é", "ó")  # without them, «reporté» is the noun
_SPELT_ALIKE = "reporte"  # the noun, and the verb without its accent
_A_MENU = "menu_name"  # a detail
_TELLING = ("kind", "ground", "status")  # who told one of these told of a case


def kind_told(knowledge: Knowledge, text: str) -> Optional[str]:
    """The kind that is left where a text denies the other: «queja no, informe»; None where it denies none."""
    denied = knowledge.phrases.kind_denied.items()
    return next((kind for kind, pattern in denied if search(pattern, normalize(text))), None)


def with_both_kinds(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, with the second of two cases that it tells of at once by their kinds, where
    nothing was told before and the NLU saw one case: «puse un informe por insultos y también una queja».
    """
    text, entities = message.get("text") or "", message.get("entities", [])
    found = search(knowledge.phrases.filed_both, unaccented(text))
    is_told = any(tracker.get_slot(fact) for fact in _TELLING)
    if found is None or is_told or any(values(message, "second_case")):
        return message
    places = [found.span(number) for number, words in enumerate(found.groups(), start=1) if words]
    both = [as_read("kind", "report", places[0]), as_read("second_case", "kind=complaint", places[1])]
    return {**message, "entities": [*(e for e in entities if e["entity"] != "kind"), *both]}


def with_kind_told(
    knowledge: Knowledge, message: dict[str, Any], intent: str, stated: dict[str, str]
) -> dict[str, str]:
    """The facts; of a message that names both kinds, the one that it does not deny, and none where it does not know
    which, or only compares them: «un informe no se quita y una queja sí, ¿correcto?»
    """
    text, phrases = normalize(message.get("text") or ""), knowledge.phrases
    names_both = all(search(pattern, text) for pattern in phrases.kinds_named.values())
    if not names_both or any(values(message, "second_case")) or text.startswith("/"):
        return stated
    # «¿Y si lo llamo queja y no informe?», «si es queja sí y si es informe no»
    if search(phrases.mention.renames_it, text) or search(phrases.kinds_on_condition, text):
        return {fact: value for fact, value in stated.items() if fact != "kind"}
    if told := kind_told(knowledge, text):
        return {**stated, "kind": told} if intent in knowledge.stated_in else stated
    is_told = search(phrases.told_as_report, text)
    if not is_told and any(
        search(pattern, text) for pattern in (phrases.not_known, phrases.how_to_know, phrases.kind_in_doubt)
    ):
        return {**stated, "kind": RETRACTED}  # «no sé si es queja o informe»
    compares = intent in ("confirm", "meaning", "why") or is_named(knowledge, "complaint_or_report", text)
    return {fact: value for fact, value in stated.items() if not (compares and fact == "kind")}


def only_reports(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message has no other word for its kind than a verb, which tells none, «reporté a una tienda», or the
    name of a menu: «ahí pone informe de quejas, ¿es un informe?»
    """
    text = message.get("text") or ""
    if is_named(knowledge, _A_MENU, text):
        return True
    verbs = [found.span() for found in re.finditer(knowledge.phrases.reported_somebody, unaccented(text))]

    def is_verb(begin: int, end: int) -> bool:
        is_reported = unaccented(text[begin:end]) == _SPELT_ALIKE and any(s <= begin < e for s, e in verbs)
        return is_reported or text[begin:end].endswith(VERB_ENDINGS)

    named = [(e["start"], e["end"]) for e in message.get("entities", []) if e["entity"] == "kind" and "start" in e]
    named += [found.span() for found in re.finditer(rf"\b{_SPELT_ALIKE}\b", unaccented(text))] if named else []
    return bool(named) and all(is_verb(*place) for place in named)


def names_the_menu(tracker: Tracker, knowledge: Knowledge, text: str) -> bool:
    """Whether a text says «informe» only of the menu in which complaints are listed, where none is a report yet:
    «entro a crédito y a mi informe».
    """
    if tracker.get_slot("kind") == "report":
        return False
    rest, count = re.subn(knowledge.phrases.kind_is_menu, "", normalize(text))
    return count > 0 and not search(knowledge.phrases.kinds_named["report"], rest)


def only_points_to_it(tracker: Tracker, knowledge: Knowledge, text: str) -> bool:
    """Whether «la queja» is but a word for the one report that is talked about: «la queja es contra mi tienda»."""
    is_of_a_report = tracker.get_slot("kind") == "report" and not tracker.get_slot("cases")
    phrases, written = knowledge.phrases, normalize(text)
    named = [found[1] for found in re.finditer(phrases.points_to_kind, written)]
    says_so = search(phrases.kind_denied[knowledge.unstated["kind"]], written) or text.startswith("/")
    return is_of_a_report and bool(named) and all(named) and not says_so
