"""What is wrong within the rulebook: references to nothing, cases that no row decides, rows that never decide, named
cases that come out otherwise, dates to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, Optional

from retirada.rulebook.claims import InCases
from retirada.rulebook.combinations import every_case, possible_values
from retirada.rulebook.decision import decide, holds, matching_row
from retirada.rulebook.details import FOR_ANOTHER, NOT_FILED
from retirada.rulebook.phrases import file_of
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import in_words

_NOT_ASKED_FOR = {fact: [value] for fact, value in {**NOT_FILED, **FOR_ANOTHER}.items()}


class Problem(NamedTuple):
    """Something wrong in the rulebook.

    Attributes:
        file: the file of data/knowledge that is to be mended.
        text: what is wrong, and where in the file.
    """

    file: str
    text: str


def dangling_references(knowledge: Knowledge) -> Iterator[Problem]:
    """Every fact, value and term that is named and does not exist, and every id given twice."""
    yield from _references_of_rows(knowledge)
    for number, step in enumerate(knowledge.steps, start=1):
        place = f"steps → row {number} ({step.step})"
        known = {name: fact.values for name, fact in knowledge.facts.items()}
        for text in _conditions(place, step.when, {**known, **_NOT_ASKED_FOR, "topic": list(knowledge.tables)}):
            yield Problem("next_steps.yml", text)
    for name, times in Counter(term.id for term in knowledge.glossary.terms).items():
        if times > 1:
            yield Problem("glossary.yml", f"terms → {name}: {times} entries have this id: make one of them")
    for term in knowledge.glossary.terms:
        if term.fact and term.fact not in knowledge.facts:
            yield Problem("glossary.yml", f"terms → {term.id}: unknown fact «{term.fact}»")
    for name, fact in knowledge.facts.items():
        if fact.explained_by and fact.explained_by not in knowledge.term_ids:
            yield Problem("facts.yml", f"facts → {name}: «{fact.explained_by}» is not in glossary.yml")
    known = {name: fact.values for name, fact in knowledge.facts.items()}
    added = [("asides.yml", f"asides → row {n}", aside.when) for n, aside in enumerate(knowledge.asides, start=1)]
    reconciled = enumerate(knowledge.sources.reconciled, start=1)
    added += [("sources.yml", f"reconciled → row {n}", pair.when) for n, pair in reconciled]
    for file, where, when in added:
        for text in _conditions(where, {fact: [value] for fact, value in when.items()}, known):
            yield Problem(file, text)
    for detail in knowledge.details:
        for text in _conditions(f"details → {detail.id}", detail.when, {**known, **_NOT_ASKED_FOR}):
            yield Problem("details.yml", text)
    claims = knowledge.claims
    in_cases: list[tuple[str, InCases]] = [(f"claims → {claim.id}", claim) for claim in claims.claims]
    in_cases += [(f"named → row {n}", named) for n, named in enumerate(claims.named, start=1)]
    in_cases += [(f"contraries → row {n}", contrary) for n, contrary in enumerate(claims.contraries, start=1)]
    for where, one in in_cases:
        for condition in (one.when, *one.unless):
            for text in _conditions(where, condition, {**known, **_NOT_ASKED_FOR}):
                yield Problem("claims.yml", text)
    meant = set().union(*({*contrary.means, *contrary.means.values()} for contrary in claims.contraries))
    for missing in sorted(meant.union(named.means for named in claims.named) - {claim.id for claim in claims.claims}):
        yield Problem("claims.yml", f"contraries, named: no claim has the id «{missing}»")
    detail_ids = {detail.id for detail in knowledge.details}
    for note in knowledge.notes.notes:
        for missing in sorted(set(note.details) - detail_ids):
            yield Problem("official_notes.yml", f"{note.id}: detail «{missing}» is not in details.yml")
    yield from _references_of_words(knowledge)
    verdicts = {row.verdict for rows in knowledge.tables.values() for row in rows}
    named = [("reconciled", pair.verdicts | pair.after) for pair in knowledge.sources.reconciled]
    named += [("differing", pair.verdicts | pair.after) for pair in knowledge.sources.differing]
    for verdict in sorted(knowledge.phrases.rightly.keys() - verdicts - knowledge.subjects.keys()):
        yield Problem(
            file_of("rightly"), f"rightly: no row of tables.yml says «{verdict}», and no subject has that name"
        )
    left_out = {fact for claim in knowledge.phrases.claims_apart for fact in claim.leaves_out}
    for missing in sorted(left_out - knowledge.facts.keys()):
        yield Problem(file_of("claims_apart"), f"claims_apart: facts.yml has no fact «{missing}»")
    for key, of_key in named:
        for verdict in sorted(of_key - verdicts):
            yield Problem("sources.yml", f"{key}: no row of tables.yml says «{verdict}»")


def _references_of_words(knowledge: Knowledge) -> Iterator[Problem]:
    entries, values = knowledge.asked_in_words.entries, {name: fact.values for name, fact in knowledge.facts.items()}
    for name, times in Counter(entry.name for entry in entries).items():
        if times > 1:
            yield Problem("asked_in_words.yml", f"{name}: {times} entries have this name: give each one of its own")
    named = [("asked_in_words.yml", entry.name, words) for entry in entries for words in (*entry.words, *entry.but_not)]
    asides = enumerate(knowledge.asides, start=1)
    named += [("asides.yml", f"asides → row {n}", words) for n, a in asides for words in (a.told, a.until) if words]
    for file, where, words in named:
        try:
            knowledge.phrases.words(words)
        except KeyError:
            yield Problem(file, f"{where}: no words are named «{words}» in data/knowledge/phrases")
    phrases = knowledge.phrases
    by_value = {name: getattr(phrases, name) for name in ("answers", "called", "named_if", "shown", "value_named")}
    for name, of_facts in {**by_value, "mention → not_value": phrases.mention.not_value}.items():
        for fact, patterns in of_facts.items():
            for value in sorted(patterns.keys() - set(values.get(fact, []))):
                yield Problem(
                    file_of(name.partition(" ")[0]), f"{name} → {fact}: «{value}» is no value of a fact «{fact}»"
                )
    for entry in entries:
        for key in ("tells", "when", "unless"):
            for text in _conditions(entry.name, getattr(entry, key), values, key):
                yield Problem("asked_in_words.yml", text)


def _references_of_rows(knowledge: Knowledge) -> Iterator[Problem]:
    values = {name: fact.values for name, fact in knowledge.facts.items()}
    ids: set[Optional[str]] = set()
    for topic, rows in knowledge.tables.items():
        for number, row in enumerate(rows, start=1):
            place = f"topics → {topic} → row {number} ({row.verdict})"
            for text in _conditions(place, row.when, values):
                yield Problem("tables.yml", text)
            for fact in row.asks:
                if fact not in knowledge.facts:
                    yield Problem("tables.yml", f"{place}: asks for an unknown fact «{fact}»")
            if row.id in ids:
                yield Problem("tables.yml", f"{place}: another row has the id «{row.id}»: give it one of its own")
            ids.add(row.id)


def _conditions(
    place: str, when: dict[str, list[str]], values: dict[str, list[str]], key: str = "when"
) -> Iterator[str]:
    for fact, wanted in when.items():
        if fact not in values:
            yield f"{place}: `{key}` names an unknown fact «{fact}»"
            continue
        for value in sorted(set(wanted) - set(values[fact])):
            yield f"{place}: «{value}» is not a value of «{fact}»"


def unknown_sources(knowledge: Knowledge) -> Iterator[Problem]:
    """Every question of the guide and every note that is cited and does not exist."""
    tables = knowledge.tables.items()
    rows = [(f"topics → {topic} → row {n} ({row.verdict})", row) for topic, t in tables for n, row in enumerate(t, 1)]
    cited = [("tables.yml", place, row.sources) for place, row in rows]
    cited += [("next_steps.yml", f"steps → row {n} ({s.step})", s.sources) for n, s in enumerate(knowledge.steps, 1)]
    cited += [("glossary.yml", f"terms → {term.id}", term.sources) for term in knowledge.glossary.terms]
    cited += [("next_door.yml", f"subjects → {name}", subject.sources) for name, subject in knowledge.subjects.items()]
    cited += [("claims.yml", f"claims → {claim.id}", claim.sources) for claim in knowledge.claims.claims]
    differing = enumerate(knowledge.sources.differing, start=1)
    cited += [("sources.yml", f"differing → row {n}", pair.sources) for n, pair in differing]
    points = enumerate(knowledge.about_guide.points, start=1)
    cited += [("about_guide.yml", f"points → row {n}", point.sources) for n, point in points]
    for file, place, sources in cited:
        for source in sources:
            if not knowledge.question(source):
                yield Problem(file, f"{place}: source «{source}» is not in sources.yml")
    note_ids = {note.id for note in knowledge.notes.notes}
    for place, row in rows:
        for note in row.notes:
            if note not in note_ids:
                yield Problem("tables.yml", f"{place}: note «{note}» is not in official_notes.yml")


def undecided_cases(knowledge: Knowledge) -> Iterator[Problem]:
    """A problem for each topic whose rows leave a combination of facts undecided: the first such combination."""
    for topic, table in knowledge.tables.items():
        for facts in every_case(knowledge, topic):
            if not any(holds(knowledge, row, facts) for row in table):
                yield Problem(
                    "tables.yml",
                    f"topics → {topic}: no row decides this case: {_written(knowledge, topic, facts)}. "
                    "Add a row for it: a last row without `when` decides all the rest",
                )
                break


def unreached_rows(knowledge: Knowledge) -> Iterator[Problem]:
    """Every row that decides no case at all, with a case that it is for and the row that takes it."""
    for topic, table in knowledge.tables.items():
        reached = {matching_row(knowledge, topic, facts).id for facts in every_case(knowledge, topic)}
        for number, row in enumerate(table, start=1):
            if row.id not in reached:
                case = {fact: values[0] for fact, values in row.when.items()}
                taker = matching_row(knowledge, topic, case)
                yield Problem(
                    "tables.yml",
                    f"{topic}, row {number} ({row.verdict}) never decides: "
                    f"its case {_written(knowledge, topic, case)} is decided by {taker.id} ({taker.verdict})",
                )


def rows_without_case(knowledge: Knowledge) -> Iterator[Problem]:
    """Every row that decides none of cases.yml: nobody has said that its verdict is the one expected."""
    known = [case for case in knowledge.cases if case.topic in knowledge.tables]
    decided = {matching_row(knowledge, case.topic, case.facts).id for case in known}
    for rows in knowledge.tables.values():
        for row in rows:
            if row.id not in decided:
                yield Problem("cases.yml", f"no case is decided by {row.id} ({row.verdict}): add one")


def future_dates(knowledge: Knowledge) -> Iterator[Problem]:
    """Every date of a last check that is not reached yet.

    `load` does not refuse them, so that an assistant on a machine whose clock is wrong still starts.
    """
    files = (("sources.yml", knowledge.sources), ("official_notes.yml", knowledge.notes))
    for file, whole in files:
        entries = knowledge.sources.questions if whole is knowledge.sources else knowledge.notes.notes
        for place, checked in [("checked", whole.checked), *((f"{e.id} → checked", e.checked) for e in entries)]:
            if checked and checked.is_future:
                yield Problem(file, f"{place}: {checked.date} is in the future")


def failed_cases(knowledge: Knowledge) -> Iterator[Problem]:
    """Every case of cases.yml of which the tables say something else."""
    for case in knowledge.cases:
        if case.topic not in knowledge.tables:
            yield Problem("cases.yml", f"«{case.name}»: {case.topic} is no topic of tables.yml")
            continue
        try:
            decision = decide(knowledge, case.topic, case.facts)
        except ValueError as error:
            yield Problem("cases.yml", f"«{case.name}»: {error}")
            continue
        if (decision.verdict, decision.asks) != (case.verdict, case.asks):
            yield Problem(
                "cases.yml",
                f"«{case.name}»: {_written(knowledge, case.topic, case.facts)} should be {case.verdict} "
                f"and ask for {case.asks or 'nothing'}, "
                f"and {decision.row} says {decision.verdict} and asks for {decision.asks or 'nothing'}",
            )


def _written(knowledge: Knowledge, topic: str, case: dict[str, str]) -> str:
    """The case in words, with every fact that the topic's table names, and as it is written in the files."""
    facts = {name: knowledge.facts[name] for name in (*possible_values(knowledge, topic), *case)}
    words = in_words(knowledge, {name: [case.get(name, fact.unstated)] for name, fact in facts.items()})
    as_data = ", ".join(f"{fact}: {value}" for fact, value in case.items())
    return f"«{'; '.join(words)}» {{{as_data}}}"
