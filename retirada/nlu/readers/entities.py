"""From scores to what is said of the case: at most one value of each fact, where the text says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from retirada.nlu.language import OTHER_OFFICE, OTHER_PLATFORM
from retirada.nlu.questions.two_cases import WHOSE, filed_by, filed_each, named_cases, words_for_two
from retirada.nlu.readers.details_and_terms import TERM, Entity
from retirada.nlu.readers.reader import CLAIM, DETAIL, Scores
from retirada.nlu.utterance import Fact, Utterance

_OTHER = frozenset({"otra", "otro", "segunda", "segundo", "2da", "2do"})
_NOT_SO, _STILL = frozenset({"no", "nada"}), frozenset({"todavia", "aun", "falta", "sigue"})
# Of two cases, what is so of one and not of the other: «una ya la cerraron, la otra no».
_OPPOSITES = {"processed": "in_process", "in_process": "processed", "yes": "no", "no": "yes"}
_DONE = ("processed", "yes")  # of what is «todavía», the other is that
_NO_PROOF = re.compile(r"\bno (?:tengo|tenemos|hay|tiene|tienen) (?:ninguna )?pruebas?\b|\bsin pruebas?\b")
_BOTH, _ONE = frozenset({"dos", "2", "ambas", "ambos"}), frozenset({"una", "uno", "primera", "primero", "1"})
_NONE = frozenset({"ninguna", "ninguno"})
_ARTICLES = frozenset({"la", "el"})
_PLURAL = frozenset({"siguen", "estan", "continuan", "quedan", "fueron", "son"})
_PLURAL_ENDS = ("adas", "ados", "idas", "idos", "ertas", "ertos", "eltas", "eltos", "ientes")
_WISHES = frozenset(
    {"quiero", "quiere", "quieren", "quisiera", "queremos", "quisieramos", "pienso", "deseo", "voy", "vamos"}
)
_CAN_BE_OPPOSITE = ("status", "issues_resolved", "evidence")
_ONE_OF_EACH = re.compile(
    r"\bun (?:informe|reporte)\b.*\by (?:otra|una|mi) (?:queja|denuncia|reclamacion|demanda)\b"
    r"|\buna (?:queja|denuncia|reclamacion|demanda)\b.*\by (?:otro|un|mi) (?:informe|reporte)\b"
)
_SEVERAL = 3  # rows of scores: of a message and two clauses of it
# Added to the log-odds of `party`: many training rows that tell who filed it are not marked.
_PARTY_UNDERRATED = 0.7

# Where these are no questions, what is said is so: «si» is «sí», and nothing is supposed.
_STATEMENTS = frozenset({"inform", "affirm", "deny", "correction", "new_case"})
# A withdrawal told in the first person: «la retiré», «he cancelado», «dimos de baja»; and so without accents.
_FIRST_PERSON = re.compile(r"\w{2,}(?:é|í|amos|imos)|he|hemos|di|hice", re.IGNORECASE)
_FIRST_PERSON_UNACCENTED = frozenset(
    {"retire", "quite", "cancele", "anule", "saque", "borre", "baje", "elimine", "cerre", "desisti"}
)
IS_NO_FACT = (TERM, DETAIL, CLAIM)  # what is asked about, or put to be confirmed, rather than told
RETRACTED = "retracted"  # of the second case, what is known of the first only


def entities(scores: Scores, utterance: Utterance, text: str, intent: str) -> list[Entity]:
    """What the message says of the case: its facts, whether they are only supposed, those of a second case; and other
    platforms.

    Args:
        intent: of the message.
        scores: of the message and, if it has several, of each of its clauses.
        utterance: the message.
        text: as written.
    """
    if utterance.context is None or utterance.context.party is None:
        # Not once it is known: false readings would outnumber true ones.
        scores = scores._replace(facts=scores.facts + _PARTY_UNDERRATED * (scores.labels.fact_names == "party"))
    facts = {fact.name: _of_none(utterance, fact) for fact in _facts(scores, 0, utterance)}
    if (withdrawn := facts.get("status")) and withdrawn.value == "withdrawn" and _by_the_person(withdrawn, text):
        # Who withdrew it is who filed it: they say both in the same words.
        facts.setdefault("party", Fact("party", "complainant", withdrawn.start, withdrawn.end))
    # Who corrects us contrasts what we held with what is so: that makes no second case.
    second = [] if intent == "correction" else _second_case(scores, utterance, facts)
    supposed = [f for f in facts.values() if any(start <= f.start < end for start, end in utterance.supposed)]
    stated = intent in _STATEMENTS and not {"?", "¿"}.intersection(utterance.norms)
    told = [*([] if second else _denied_first(scores, utterance, facts)), *facts.values()]
    found = [_entity(fact.name, fact.value, fact.start, fact.end) for fact in told]
    found += [_entity("second_case", fact.label, fact.start, fact.end) for fact in second]
    found += [_entity("in_clause", f.label, f.start, f.end) for f in _by_clauses(scores, utterance, [*told, *second])]
    found += [_entity("supposed", "yes", fact.start, fact.end) for fact in supposed if not stated]
    named = zip(utterance.norms, utterance.offsets, strict=True)
    places = [at for norm, at in named if norm in (OTHER_PLATFORM, OTHER_OFFICE)]
    return found + [_entity("other_place", text[start:end], start, end) for start, end in places]


def _facts(scores: Scores, row: int, utterance: Utterance) -> Iterator[Fact]:
    """The likeliest value of each fact that the utterance in a row of the scores states."""
    stated: set[str] = set()
    likely = np.where(_denied_by_clauses(scores), -np.inf, scores.facts[0]) if row == 0 else scores.facts[row]
    found = np.flatnonzero(likely > 0)
    for column in found[np.argsort(-likely[found])]:
        name, value = scores.labels.facts[column].split("=")
        if name not in stated and name not in IS_NO_FACT:
            stated.add(name)
            first, last = scores.span(row, column)
            yield Fact(name, value, utterance.offsets[first][0], utterance.offsets[last][1])


def _by_clauses(scores: Scores, utterance: Utterance, told: list[Fact]) -> Iterator[Fact]:
    """What single clauses state of whatever case they speak of, beside what is told: «el informe sigue, esa no»."""
    for row, clause in enumerate(utterance.clauses(), start=1):
        for fact in _facts(scores, row, clause):
            same = (other for other in told if other.label == fact.label)
            if not any(other.start < fact.end and fact.start < other.end for other in same):
                yield fact


def _of_none(utterance: Utterance, fact: Fact) -> Fact:
    """The fact; `processed` turned into `in_process` after «ninguna»: «ninguna de las dos está procesada»."""
    clauses = list(utterance.clauses()) or [utterance]
    said = next((c for c in clauses if c.offsets[0][0] <= fact.start < c.offsets[-1][1]), utterance)
    before = [norm for norm, (start, _) in zip(said.norms, said.offsets, strict=True) if start < fact.start]
    is_so = fact.label != "status=processed" or not _NONE.intersection(before)
    return fact if is_so else fact._replace(value=_OPPOSITES[fact.value])


def _denied_by_clauses(scores: Scores) -> np.ndarray:
    """(n_facts,): the values that the whole message seems to state and none of its clauses does, where one of them
    states another: «no hay prueba. El producto es mío, tengo registro».
    """
    names = scores.labels.fact_names
    if len(scores.facts) < _SEVERAL:
        return np.zeros(len(names), dtype=bool)
    by_clauses = scores.facts[1:].max(axis=0)
    return (by_clauses <= 0) & np.isin(names, names[by_clauses > 0])


def _denied_first(scores: Scores, utterance: Utterance, facts: dict[str, Fact]) -> list[Fact]:
    """The first `evidence=no` of a clause where the whole message is `evidence=yes`, in a list of at most one.

    Of «no hay pruebas, y tengo el registro» both are told: the registration may prove something else.
    """
    if "evidence" not in facts or facts["evidence"].value != "yes":
        return []
    clauses = enumerate(utterance.clauses(), start=1)
    read = (fact for row, clause in clauses for fact in _facts(scores, row, clause) if fact.label == "evidence=no")
    return list(read)[:1]


def _by_the_person(withdrawn: Fact, text: str) -> bool:
    """Whether a withdrawal is told in the first person."""
    words = re.findall(r"\w+", text[withdrawn.start : withdrawn.end])
    return any(_FIRST_PERSON.fullmatch(word) or word.lower() in _FIRST_PERSON_UNACCENTED for word in words)


def _second_case(scores: Scores, utterance: Utterance, facts: dict[str, Fact]) -> list[Fact]:
    """The facts of the second case, as of «una procesada y otra en trámite»; [] where the message tells of one case.

    A status, resolution or evidence that is told of the first case only is RETRACTED for the second; one that is told
    of the second only is in `facts`, too.

    Args:
        facts: fact → what the whole message states; set to what it states of the first case.
    """
    words, filed = words_for_two(utterance.norms), filed_each(utterance.norms)
    if not (words or filed or len(named_cases(utterance.norms)) > 1 or _ONE_OF_EACH.search(" ".join(utterance.norms))):
        return []
    second: dict[str, Fact] = {}
    first: dict[str, Fact] = {}
    of_first: dict[str, Fact] = {}
    of_second_only: list[Fact] = []
    by_party: dict[str, dict[str, Fact]] = {}
    wished = False
    for row, clause in enumerate(utterance.clauses(), start=1):
        read = list(_facts(scores, row, clause))
        if whose := filed_by(clause.norms):
            read.insert(0, Fact("party", whose.party, *clause.offsets[whose.token]))
            by_party.setdefault(whose.party, {}).update({fact.name: fact for fact in read})
        read += [] if any(fact.name == "evidence" for fact in read) else _no_proof(clause)
        wished = wished or _is_wished(clause)
        news = (f for f in read if f.name not in first or first[f.name].label != f.label)
        is_told = any(fact.name in _CAN_BE_OPPOSITE for fact in news)
        for fact in [*read, *([] if wished or is_told else _not_so(clause, of_first))]:
            if first.setdefault(fact.name, fact).value != fact.value:
                second.setdefault(fact.name, fact)
        if not second:
            of_first.update({fact.name: fact for fact in read if not _of_both(clause, fact)})
        elif not of_second_only and {*second.values()}.intersection(read):
            of_second_only = [f for f in read if first[f.name] is f and _is_of_one(clause, f)]
        elif named_cases(clause.norms) and any(f.label == first["ground"].label for f in read if f.name == "ground"):
            # «Una por fotos y otra por el envío. La de las fotos ya la cerraron»
            of_first.update({f.name: f for f in read if f.name in _CAN_BE_OPPOSITE})
    if filed:
        first["party"], second["party"] = (Fact("party", f.party, *utterance.offsets[f.token]) for f in filed)
    if "party" in second:
        # «Me denunció él y yo a él: la mía sigue y la suya la cerraron», «…, la mía sigue»
        of_first_party, of_other = (by_party.get(facts["party"].value, {}) for facts in (first, second))
        for name in second.keys() & of_first_party.keys() & of_other.keys():
            first[name], second[name] = of_first_party[name], of_other[name]
        for name in [name for name, fact in of_other.items() if first[name] is fact and name in _CAN_BE_OPPOSITE]:
            of_first.pop(name, None)
            of_second_only.append(of_other[name])
    is_of_each = filed or words & _BOTH or len(by_party) > 1
    if set(second) == {"party"} and not (is_of_each or _files_another(utterance, second["party"])):
        return []  # who speaks of both parties has not yet two cases
    differing = (*_CAN_BE_OPPOSITE, "ground") if filed else _CAN_BE_OPPOSITE
    names = [name for name in differing if second and name not in second]
    of_second_only = [fact for fact in of_second_only if fact.name in names]
    facts.update({name: first[name] for name in [*second, *(fact.name for fact in of_second_only)]})
    # What was said of the first before the second was come to is not known of the second.
    open_of_second = [of_first[name] for name in names if name in of_first]
    return [*(fact._replace(value=RETRACTED) for fact in open_of_second), *of_second_only, *second.values()]


def _is_wished(clause: Utterance) -> bool:
    """Whether a clause says of one case what is wished: «una quiero retirarla», and so «la otra no»."""
    one = next((i for i, norm in enumerate(clause.norms) if norm in _ONE), None)
    return one is not None and bool(_WISHES.intersection(clause.norms[one:]))


def _of_both(clause: Utterance, fact: Fact) -> bool:
    """Whether a clause says the fact of both cases: «tengo dos quejas abiertas»; not «tengo dos, una cerrada»."""
    before = [norm for norm, (start, _) in zip(clause.norms, clause.offsets, strict=True) if start < fact.start]
    both = next((i for i, norm in enumerate(clause.norms) if norm in _BOTH), None)
    return both is not None and not (_ONE.intersection(before[both:]) or named_cases(before[both:]))


def _is_of_one(clause: Utterance, fact: Fact) -> bool:
    """Whether a clause says the fact of one case: «otra que ya cerraron»; not «y otra por marca, siguen abiertas»."""
    said = [
        n for n, (start, end) in zip(clause.norms, clause.offsets, strict=True) if end > fact.start and start < fact.end
    ]
    return not _of_both(clause, fact) and not any(norm in _PLURAL or norm.endswith(_PLURAL_ENDS) for norm in said)


def _files_another(utterance: Utterance, party: Fact) -> bool:
    """Whether what says who filed the second case goes on with it: «y me pusieron otra a mí»."""
    after = [norm for norm, (start, _) in zip(utterance.norms, utterance.offsets, strict=True) if start >= party.end]
    return bool(_OTHER.intersection(after[:1]))


def _not_so(clause: Utterance, first: dict[str, Fact]) -> list[Fact]:
    """Of «una ya la cerraron y la otra no», «la de él está cerrada, la mía no», «y la otra sigue ahí», or «la de las
    fotos tiene pruebas, la del pedido no», what the second half says.
    """
    named = enumerate(zip(("", *clause.norms), clause.norms, strict=False))
    ends = [i for i, (b, norm) in named if norm in _OTHER or (b in _ARTICLES and norm in WHOSE)]
    other = next(iter([*ends, *named_cases(clause.norms).values()]), None)
    after = () if other is None else clause.norms[other + 1 : other + 3]
    is_denied = bool(_NOT_SO.intersection(after))
    if other is None or not (is_denied or _STILL.intersection(after)):
        return []
    return [
        Fact(fact.name, _OPPOSITES[fact.value], *clause.offsets[other])
        for fact in first.values()
        if fact.name in _CAN_BE_OPPOSITE and fact.value in (_OPPOSITES if is_denied else _DONE)
    ][:1]


def _no_proof(clause: Utterance) -> list[Fact]:
    """Of «en la de la marca el registro está en trámite, no tenemos prueba», which names a case, that there is none."""
    if not (named_cases(clause.norms) or _OTHER.intersection(clause.norms)):
        return []
    found = _NO_PROOF.search(" ".join(clause.norms))
    at = " ".join(clause.norms)[: found.start()].count(" ") if found else 0
    return [Fact("evidence", "no", *clause.offsets[at])] if found else []


def _entity(name: str, value: str, start: int, end: int) -> Entity:
    return {"entity": name, "value": value, "start": start, "end": end}
