"""Two cases that one message tells of, beside those that the NLU tells apart."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.both_cases import cases_of
from actions.cases.by_message.mentions import told_of_each
from actions.cases.by_message.several_cases import MAY_CHANGE
from actions.cases.case_words import counts_two, told_of_two, words
from actions.cases.facts_within import ALLOWS, case_clauses, facts_within, read_within
from actions.cases.stored_cases import hold_all, kept_as, tell_of
from actions.reading.phrases import FIRST_PERSON, normalize
from actions.reading.principal import is_customer, named_principal, names
from actions.turn.turn import Turn
from retirada.prefilter import search

_OF_ONE = (*MAY_CHANGE, "ground")  # what is said of one of two only; it is by the ground that two are told of at once
_BLANKED = re.compile(r"[^.,;:?!\n]* {2,}[^.,;:?!\n]*")  # of who is named, «con Ana ya arreglé», the name is not kept


def split_case(turn: Turn) -> None:
    """Where the person tells of two cases by what each is about, «una por unas gafas y otra por un reloj», keep both;
    where they told of two at once, «me pusieron dos quejas», and now say something of one, keep the other as it is.
    """
    reading, phrases, text = turn.reading, turn.knowledge.phrases, normalize(turn.reading.text)
    if len(cases_of(turn)) > 1 or not reading.stated or reading.second_case or reading.supposes:
        return
    has_two = [search(phrases.has_two, said) is not None for said in (*map(normalize, turn.written_before), text)]
    named = told_of_two(text, has_two[-1]) if any(has_two) or counts_two(text) else ()
    says_one = search(phrases.one_of_two, text) and any(has_two[:-1])
    if named:
        _keep_told(turn, named)
    elif says_one:
        turn.set("cases", [None, kept_as(turn, [])])
        turn.set("case_words", [])
        turn.cases.is_split = True
    elif any(has_two):
        # Two that cannot be told apart: what is said of one of them allows nothing.
        unsure = [read_within(turn, *found.span(), unplaced=False) for found in _BLANKED.finditer(reading.text)]
        of_one = {fact for read in unsure for fact in read.items()} & ALLOWS.items()
        turn.reading = reading._replace(stated=dict(reading.stated.items() - of_one))


def _keep_told(turn: Turn, names: tuple[str, ...]) -> None:
    """Keep the two cases that the message tells of by these names, each with what is said of it: «… La de las gafas ya
    la cerraron, ¿puedo quitar las dos?»
    """
    places = [_clause_of(turn, name) for name in names]
    said = [{*words(turn.reading.text[start:end])} for start, end in places]
    own = [{name, *(of_it - said[1 - number])} for number, (name, of_it) in enumerate(zip(names, said, strict=True))]
    cases = [
        {**kept_as(turn, sorted(of_it)), "principal": _whose(turn, *place)}
        for of_it, place in zip(own, places, strict=True)
    ]
    hold_all(turn, [*cases, None])
    told: dict[Optional[int], dict[str, str]] = {
        number: {fact: value for fact, value in facts.items() if fact in _OF_ONE}
        for number, facts in told_of_each(turn, [*cases, None], least=1).items()
    }
    for n, place in enumerate(places):  # «una de un fotógrafo por las fotos y otra por un logo»
        read = facts_within(turn, *place) if places[0] != places[1] else {}
        told[n] = {**{fact: value for fact, value in read.items() if fact == "ground"}, **told.get(n, {})}
    of_one = {fact for facts in told.values() for fact in facts}
    of_both = {fact: value for fact, value in turn.reading.stated.items() if fact not in of_one}
    turn.reading = turn.reading._replace(stated=of_both)
    tell_of(turn, None, of_both)
    for number, facts in told.items():
        tell_of(turn, number, facts)
    turn.cases.names_several = True


def _clause_of(turn: Turn, name: str) -> tuple[int, int]:
    """Where the clause begins and ends that first has the name; the whole message, where none has it."""
    text = turn.reading.text
    within = ((start, start + len(clause)) for start, clause in case_clauses(text) if name in words(clause))
    return next(within, (0, len(text)))


def _whose(turn: Turn, start: int, end: int) -> Optional[str]:
    """Whom the person speaks for in a part of the message, unless it is told in the first person."""
    told = names(turn.knowledge).sub("", normalize(turn.reading.text[start:end]))
    whose = named_principal(turn.knowledge, turn.reading.text) or turn.get("principal")
    return None if FIRST_PERSON.search(told) or is_customer(turn.knowledge, whose) else whose
