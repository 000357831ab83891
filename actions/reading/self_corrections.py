"""What a person corrects within one message: «puse una queja… perdón, no, la recibí yo»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from actions.reading.clauses import CLAUSE
from actions.reading.denied_facts import denied_by
from actions.reading.entities import RETRACTED, as_fact, as_read, is_within
from actions.reading.phrases import Place, contains, without_questions
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.unaccented import unaccented


def put_right(knowledge: Knowledge, text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a message, with each fact as it is said after the person corrects themselves, be it read in that
    clause only, in the place of what they said of it before.
    """
    told = unaccented(without_questions(text))
    if text.startswith("/") or any(entity["entity"] == "second_case" for entity in entities):
        return entities
    entities = _with_ground_contrasted(knowledge, told, _put_instead(knowledge, told, entities))
    if not search(knowledge.phrases.corrects_oneself, told):
        return entities
    *_, last = re.finditer(knowledge.phrases.corrects_oneself, told)
    placed = [e for e in entities if "start" in e]
    after = [as_fact(e) for e in placed if e["start"] >= last.end() and told[e["start"] : e["end"]].strip()]
    after = [*_named_after(knowledge, told, last.end()), *(e for e in after if e["entity"] in knowledge.facts)]
    put = {e["entity"]: e for e in after if _is_said_before(placed, e, last.start())}
    return [*(e for e in entities if e["entity"] not in put), *put.values()]


def _put_instead(knowledge: Knowledge, told: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a message, with what it says that a fact is in the place of what it says it is not: «no es por el
    pedido, sino por mi marca».
    """
    found = search(knowledge.phrases.not_but, told)
    if found is None:
        return entities
    read = {e["entity"] for e in entities if e.get("start", found.end()) >= found.end()}
    named = [e for e in _named_after(knowledge, told, found.end()) if e["entity"] not in read]
    known = read | {e["entity"] for e in named}
    denied = [e for e in entities if is_within(e, found.span())]
    return [*(e for e in entities if e not in denied or e["entity"] not in known), *named]


def _with_ground_contrasted(knowledge: Knowledge, told: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities of a message, with the ground that it names beside one that it denies, «por la patente, no por las
    fotos», or else with that one as taken back.
    """
    named, denied = _grounds_named(knowledge, told)
    if len(named.keys() - denied.keys()) == 1 and (others := _others_denied(knowledge, told, entities)):
        denied["other"] = others
    if not denied:
        return entities
    places = [place for places in denied.values() for place in places]
    read = [e for e in entities if e["entity"] == "ground" and not _is_in(e, places) and e["value"] != RETRACTED]
    shown = any(search(pattern, told) for pattern in knowledge.phrases.shown["ground"].values())
    if shown or any(e["value"] not in denied for e in read):
        ground = [e for e in read if e["value"] not in denied]
    elif len(named.keys() - denied.keys()) == 1:
        ground = [as_read("ground", value, named[value][0]) for value in named.keys() - denied.keys()]
    else:
        ground = [as_read("ground", RETRACTED, places[0])]
    return [*(e for e in entities if e["entity"] != "ground"), *ground]


def _grounds_named(knowledge: Knowledge, told: str) -> tuple[dict[str, list[Place]], dict[str, list[Place]]]:
    """The grounds that the words name, and those that they deny, each with where they do; neither, in «el bolso no es
    de marca», which is said of goods.
    """
    named: dict[str, list[Place]] = {}
    denied: dict[str, list[Place]] = {}
    for clause in CLAUSE.finditer(told):
        for value, pattern in knowledge.phrases.value_named["ground"].items():
            for words in re.finditer(pattern, clause[0]):
                before = clause[0][: words.start()]
                if search(knowledge.phrases.goods_are_not, before):
                    continue
                if search(knowledge.phrases.of_a_defence, before + told[clause.start() + words.start() :]):
                    continue  # «los hizo mi abuela, no son copia de nadie»
                is_denied = denied_by(knowledge, before, knowledge.phrases.ground_denied)
                place = (clause.start() + words.start(), clause.start() + words.end())
                (denied if is_denied else named).setdefault(value, []).append(place)
    return named, denied


def _others_denied(knowledge: Knowledge, told: str, entities: list[dict[str, Any]]) -> list[Place]:
    """Where another ground than those of intellectual property was read in a clause that denies it, «no es spam»."""
    read = [e for e in entities if (e["entity"], e.get("value")) == ("ground", "other") and "start" in e]
    clauses = list(CLAUSE.finditer(told))
    return [
        (e["start"], e["end"])
        for e in read
        for clause in clauses
        if clause.start() <= e["start"] < clause.end()
        and denied_by(knowledge, told[clause.start() : e["start"]], knowledge.phrases.ground_denied)
    ]


def _is_in(entity: dict[str, Any], places: list[Place]) -> bool:
    """Whether an entity stands in one of some places."""
    return any(entity.get("start", -1) < end and begin < entity.get("end", 0) for begin, end in places)


def _named_after(knowledge: Knowledge, told: str, start: int) -> Iterator[dict[str, Any]]:
    """The facts of which the words after some place name one value, and no withdrawal, which may be what is asked:
    «mejor dicho, ya la resolvieron».
    """
    named = {**knowledge.phrases.value_named, "kind": knowledge.phrases.kinds_named}
    clauses = [c for c in CLAUSE.finditer(told, start) if not contains(c[0], knowledge.phrases.denies)]
    for fact, patterns in named.items():
        found = [
            (value, (clause.start() + words.start(), clause.start() + words.end()))
            for clause in clauses
            for value, pattern in patterns.items()
            if (words := search(pattern, clause[0]))
        ]
        if len(found) == 1 and found[0][0] != "withdrawn":
            yield as_read(fact, *found[0])


def corrects_itself(knowledge: Knowledge, text: str) -> bool:
    """Whether the person corrects something that they have said before in the same message; not «no, perdón, la otra»,
    which corrects us.
    """
    found = search(knowledge.phrases.corrects_oneself, unaccented(text))
    said = re.sub(r"\b[Nn]o+\b", "", text[: found.start()]) if found else ""
    return re.search(r"\w", said) is not None


def _is_said_before(entities: list[dict[str, Any]], entity: dict[str, Any], until: int) -> bool:
    """Whether another value of the same fact is said up to some place."""
    before = (as_fact(e) for e in entities if e["start"] < until)
    return any(e["entity"] == entity["entity"] and e["value"] != entity["value"] for e in before)
