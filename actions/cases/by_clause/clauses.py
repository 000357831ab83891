"""The clauses of a message: of which case each speaks, and what it tells."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

from actions.cases.by_clause.mentions import Mention, mention_of, spoken_before, told_in
from actions.cases.facts_within import CALLED_BY, case_clauses, facts_within
from actions.cases.labels_by_facts import called_by_facts
from actions.reading.entities import RETRACTED, is_within
from actions.reading.phrases import ASKED, normalize
from actions.reading.principal import relatives_in
from actions.reading.who_filed import party_told
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search

A_NAME = 6  # words, at most
_CONTRARY = {("status", "processed"): "in_process", ("issues_resolved", "yes"): "no"}
_WONDERS = re.compile(r"\W*(?:será|sera|seguro|o (?:no|todavía|todavia|sigue))\b[^.,;:!?]*\?", re.IGNORECASE)


class Clause(NamedTuple):
    """A clause of the message.

    Attributes:
        start, end: where it stands in the message as written.
        text: its words, normalized.
        asks: whether it asks.
        facts: what it tells.
        mention: of which case.
    """

    start: int
    end: int
    text: str
    asks: bool
    facts: Facts
    mention: Mention


def clauses_of(turn: Turn, owners: list[Optional[str]]) -> list[Clause]:
    """The clauses of the message, in its order.

    Args:
        owners: whom the person speaks for in the cases known.
    """
    text, found, spoken = turn.reading.text, [], spoken_before(turn, owners)
    asked = [match.span() for match in ASKED.finditer(text)]
    is_ours = search(turn.knowledge.phrases.represents, normalize(text)) is not None
    for start, written in case_clauses(text):
        if not re.search(r"\w", written):
            continue
        end, said = start + len(written), normalize(written)
        if search(turn.knowledge.phrases.mention.says_back, said) and text[end : end + 1] == "?":
            continue  # «¿cómo que recibí la queja?» says back what we said
        mention, spoken = mention_of(turn, written, spoken, owners, is_ours)
        mention = _of_who_was_named(turn, text[:start], said, spoken, mention)
        is_asked = any(begin <= start < stop for begin, stop in asked)
        facts = _facts_of(turn, start, end, said, mention, is_asked)
        found.append(Clause(start, end, said, is_asked, facts, mention))
    return found


def with_what_is_announced(turn: Turn, clauses: list[Clause]) -> list[Clause]:
    """The clauses; after «tengo otra cosa: le pedí un marco y le puse una queja», that one was filed comes first, and
    is told beside what was told before: all that follows is of that one.
    """
    announces = turn.knowledge.phrases.mention.announces
    begin = next((n for n, clause in enumerate(clauses, start=1) if search(announces, clause.text)), len(clauses))
    filed = next((clause for clause in clauses[begin:] if clause.mention.party and not clause.mention.points), None)
    if filed is None:
        return clauses
    rest = [clause for clause in clauses[begin:] if clause is not filed]
    return [*clauses[:begin], filed._replace(mention=filed.mention._replace(is_also=True)), *rest]


def is_named_after(turn: Turn, clause: Clause, after: Clause) -> bool:
    """Whether the next clause names the case of this one: «ya la quitó, la abierta», «pagó y quité la de Vigo», «me
    pagó. ¿Quito la queja?»
    """
    if _settles(clause) and after.asks and after.mention.calls and not after.mention.is_other:
        return re.match(turn.knowledge.phrases.mention.withdraws_it, after.text) is not None
    between = turn.reading.text[clause.end : after.start].strip()
    calls_it = after.facts.keys() <= {*CALLED_BY} and not after.asks
    is_short = len(after.text.split()) <= A_NAME and not after.text.startswith("y ")
    only_names = between == "," and after.mention.points and calls_it and is_short
    return bool(only_names or search(turn.knowledge.phrases.withdrew_the_one, after.text))


def contrary(turn: Turn, clause: Clause, last: Optional[Clause]) -> Facts:
    """What «la de él no» tells after «la mía ya la cerraron», the clause that told something last."""
    before = last.facts if last and not last.asks else {}
    says_no = search(turn.knowledge.phrases.ends_with_no, clause.text) and clause.mention.points
    if clause.asks or not says_no or not clause.facts.keys() <= {*CALLED_BY}:
        return {}
    return {fact: no for (fact, value), no in _CONTRARY.items() if before.get(fact) == value}


def _settles(clause: Clause) -> bool:
    """Whether the clause tells that all is settled, and nothing of which case that is."""
    told, mention = clause.facts, clause.mention
    is_settled = told.get("issues_resolved") == "yes" and told.keys() <= {"issues_resolved", *CALLED_BY}
    return is_settled and not (mention.points or mention.party or mention.owner or mention.names)


def _of_who_was_named(turn: Turn, before: str, said: str, spoken: Optional[str], mention: Mention) -> Mention:
    """The mention; of a clause that only says that one was filed, of whom the message named last, as who filed it: «mi
    cuñado compró zapatos, puso una queja ayer».
    """
    named = relatives_in(turn.knowledge, normalize(before))
    is_theirs = spoken and named[-1:] == [spoken] and not (mention.party or mention.owner)
    is_filed = is_theirs and search(turn.knowledge.phrases.mention.files, said)
    return mention._replace(owner=spoken, party="complainant") if is_filed else mention


def _facts_of(turn: Turn, start: int, end: int, said: str, mention: Mention, is_asked: bool) -> Facts:
    """What a clause tells."""
    phrases = turn.knowledge.phrases
    facts = {f: v for f, v in facts_within(turn, start, end).items() if v != RETRACTED}
    if _WONDERS.match(turn.reading.text, end):
        facts.pop("status", None)  # «la de él ya está procesada, ¿será?»
    elif state := _state_told(turn, start, end):
        facts["status"] = state
    elif is_asked and search(phrases.mention.is_said_of, said):
        facts.pop("status", None)  # «¿la cerrada es la del bolso?»
    if is_asked and turn.reading.intent == "meaning":
        facts.pop("kind", None)  # «¿cuál es la diferencia entre informe y queja?»
    # «Aunque la retire quien la puso» says nothing of who that was.
    is_told = not (is_asked or re.match(phrases.mention.all_the_same, said))
    told = party_told(turn.knowledge, said, turn.get("principal"), None) if is_told else None
    if mention.party:
        facts["party"] = mention.party
    elif told and told.outright != ("party" in facts):
        facts["party"] = told.party  # «no la presenté yo ni mi cliente» denies what was read of it
    elif _is_by_whose(turn, start, end):
        facts.pop("party", None)
    elif facts.get("status") == "withdrawn" and search(phrases.withdrew_one, said):
        facts.setdefault("party", "complainant")  # who withdrew one had filed it
    if _is_of_goods(turn, start, end):
        facts.pop("device", None)
    if re.search(rf"(?:{phrases.filing.acts_for}) [^,;:]*$", said) and "party" not in facts:
        facts.pop("ground", None)  # «soy abogado de una marca»
    if "ground" not in facts and (mention.owner is not None or mention.is_another):
        facts.update(_ground_named(turn, said))
    if _is_denied(turn, said, facts.get("ground")):
        facts.pop("ground")
    return facts


def _is_by_whose(turn: Turn, start: int, end: int) -> bool:
    """Whether who filed it was only read in «la mía», «la suya» within a part of the message; not in «en mi tienda»."""
    read = [
        e
        for e in turn.tracker.latest_message.get("entities", [])
        if is_within(e, (start, end)) and (e["entity"] == "party" or str(e["value"]).startswith("party="))
    ]
    mention, text = turn.knowledge.phrases.mention, turn.reading.text
    said = [(normalize(text[e["start"] : e["end"]]), normalize(text[e["end"] :])) for e in read]
    return bool(read) and all(
        search(mention.by_whose, whose) and not re.match(mention.shop, after) for whose, after in said
    )


def _is_of_goods(turn: Turn, start: int, end: int) -> bool:
    """Whether the phone that a part of the message names is what a case is about: «la del celular»."""
    named = turn.knowledge.phrases.names_goods
    read = (e for e in turn.tracker.latest_message.get("entities", []) if "device" in f"{e['entity']} {e['value']}")
    return any(
        is_within(e, (start, end)) and re.search(named, turn.reading.text[: e["start"]], re.IGNORECASE) for e in read
    )


def _is_denied(turn: Turn, text: str, ground: Optional[str]) -> bool:
    """Whether the clause names the ground, and only to deny it: «no es por marca ni nada de eso»."""
    phrases = turn.knowledge.phrases
    named = phrases.value_named["ground"].get(ground or "")
    return named is not None and bool(search(named, text)) and not told_in(named, text, phrases.mention.not_so)


def _state_told(turn: Turn, start: int, end: int) -> Optional[str]:
    """Where a part of a message, that is neither asked nor supposed, says in so many words that one stands; of two
    cases in a message, one state is read.
    """
    text, states = normalize(turn.reading.text[start:end]), turn.knowledge.phrases.told_state.items()
    if turn.reading.supposes or "?" in turn.reading.text[end : end + 1]:
        return None
    said_of = search(turn.knowledge.phrases.mention.is_said_of, text)
    called = (way.get("status") for way, _ in called_by_facts(turn, said_of[1])) if said_of else iter(())
    return next(filter(None, called), None) or next((s for s, pattern in states if search(pattern, text)), None)


def _ground_named(turn: Turn, text: str) -> Facts:
    """The ground that a clause names in a word, «a mí por marca»."""
    grounds = turn.knowledge.phrases.value_named["ground"].items()
    named = [value for value, pattern in grounds if re.search(rf"\bpor (?:\w+ ){{0,2}}?{pattern}", text)]
    return {"ground": named[0]} if len(named) == 1 else {}
