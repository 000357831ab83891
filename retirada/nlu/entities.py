"""From scores to what is said of the case: at most one value of each fact, where the text says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from retirada.nlu.language import OTHER_OFFICE, OTHER_PLATFORM
from retirada.nlu.reader import Scores
from retirada.nlu.utterance import Fact, Utterance

SECOND_CASE = frozenset({"otra", "otro", "otras", "otros", "segunda", "segundo", "dos", "mia", "mio", "suya", "suyo"})
_EACH_WAY = frozenset({"dos", "mia", "mio"})  # «la mía sigue abierta, la de él ya la cerraron»

# Where these are no questions, what is said is so: «si» is «sí», and nothing is supposed.
_STATEMENTS = frozenset({"inform", "affirm", "deny", "correction", "new_case"})
# A withdrawal told in the first person: «la retiré», «he cancelado», «dimos de baja»; and so without accents.
_FIRST_PERSON = re.compile(r"\w{2,}(?:é|í|amos|imos)|he|hemos|di|hice", re.IGNORECASE)
_FIRST_PERSON_UNACCENTED = frozenset(
    {"retire", "quite", "cancele", "anule", "saque", "borre", "baje", "elimine", "cerre", "desisti"}
)
TERM = "term"
_TERM_THRESHOLD = -3.0  # log-odds; a message that asks for a meaning nearly always names the word

Entity = dict[str, Any]


def entities(scores: Scores, utterance: Utterance, text: str, intent: str) -> list[Entity]:
    """The message's entities: its facts, whether they are only supposed, those of a second case, the word that is asked
    about, and other platforms.

    Args:
        intent: of the message.
        scores: of the message and, if it has several, of each of its clauses.
        utterance: the message.
        text: as written.
    """
    facts = {fact.name: fact for fact in _facts(scores, 0, utterance) if fact.name != TERM}
    if (withdrawn := facts.get("status")) and withdrawn.value == "withdrawn" and _by_the_person(withdrawn, text):
        # Who withdrew it is who filed it: they say both in the same words.
        facts.setdefault("party", Fact("party", "complainant", withdrawn.start, withdrawn.end))
    # Who corrects us contrasts what we held with what is so: that makes no second case.
    second = [] if intent == "correction" else _second_case(scores, utterance, facts)
    supposed = [f for f in facts.values() if any(start <= f.start < end for start, end in utterance.supposed)]
    stated = intent in _STATEMENTS and not {"?", "¿"}.intersection(utterance.norms)
    found = [_entity(fact.name, fact.value, fact.start, fact.end) for fact in facts.values()]
    found += [_entity("second_case", fact.label, fact.start, fact.end) for fact in second]
    found += [_entity("supposed", "yes", fact.start, fact.end) for fact in supposed[:1] if not stated]
    if intent == "meaning":
        found += _term(scores, utterance)
    named = zip(utterance.norms, utterance.offsets, strict=True)
    places = [at for norm, at in named if norm in (OTHER_PLATFORM, OTHER_OFFICE)]
    return found + [_entity("other_place", text[start:end], start, end) for start, end in places]


def _facts(scores: Scores, row: int, utterance: Utterance) -> Iterator[Fact]:
    """The likeliest value of each fact that the utterance in a row of the scores states."""
    stated: set[str] = set()
    for column in np.argsort(-scores.facts[row]):
        name, value = scores.labels.facts[column].split("=")
        if scores.facts[row, column] > 0 and name not in stated:
            stated.add(name)
            first, last = scores.span(row, column)
            yield Fact(name, value, utterance.offsets[first][0], utterance.offsets[last][1])


def _by_the_person(withdrawn: Fact, text: str) -> bool:
    """Whether a withdrawal is told in the first person."""
    words = re.findall(r"\w+", text[withdrawn.start : withdrawn.end])
    return any(_FIRST_PERSON.fullmatch(word) or word.lower() in _FIRST_PERSON_UNACCENTED for word in words)


def _second_case(scores: Scores, utterance: Utterance, facts: dict[str, Fact]) -> list[Fact]:
    """Of «una procesada y otra en trámite», what is said of the second case; `facts` are set to those of the first."""
    following = (*utterance.norms[1:], "")
    words = {w for w, after in zip(utterance.norms, following, strict=True) if w in SECOND_CASE and after != "parte"}
    if not words:
        return []
    second: dict[str, Fact] = {}
    first: dict[str, Fact] = {}
    for row, clause in enumerate(utterance.clauses(), start=1):
        for fact in _facts(scores, row, clause):
            if first.setdefault(fact.name, fact).value != fact.value:
                second.setdefault(fact.name, fact)
    if set(second) == {"party"} and not words & _EACH_WAY:
        return []  # who speaks of both parties has not yet two cases
    facts.update({name: first[name] for name in second})
    return list(second.values())


def _term(scores: Scores, utterance: Utterance) -> list[Entity]:
    """The word of the glossary that is asked about, if any."""
    columns = [i for i, label in enumerate(scores.labels.facts) if label.startswith(f"{TERM}=")]
    best = max(columns, key=lambda column: scores.facts[0, column], default=None)
    if best is None or scores.facts[0, best] < _TERM_THRESHOLD:
        return []
    first, last = scores.span(0, best)
    _, value = scores.labels.facts[best].split("=")
    return [_entity(TERM, value, utterance.offsets[first][0], utterance.offsets[last][1])]


def _entity(name: str, value: str, start: int, end: int) -> Entity:
    return {"entity": name, "value": value, "start": start, "end": end}
