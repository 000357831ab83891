"""What is missing or inconsistent between the knowledge, the domain, the rules and the training data.

Everything that somebody who adds a question could forget is named here, before a model is trained.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from retirada import operator_texts
from retirada.channels.core import sentences
from retirada.channels.web import follow_ups
from retirada.guide.contents import button_titles
from retirada.nlu.normalization import chinese, conjugation, translation
from retirada.nlu.row_problems import unknown_marks
from retirada.nlu.training_data import Example
from retirada.rulebook.check import (
    dangling_references,
    failed_cases,
    future_dates,
    rows_without_case,
    undecided_cases,
    unknown_sources,
    unreached_rows,
)
from retirada.rulebook.knowledge import load
from retirada.rulebook.schema import Knowledge
from retirada.server.training_checks import markable_values
from retirada.yaml_files import read_yaml

MIN_EXAMPLES = 10
_SETTINGS = ("config.yml", "credentials.yml", "endpoints.yml")
MAX_WORDS = 60  # of an answer, before its notes and its source
OUT_OF_SCOPE = "out_of_scope"  # the folder of data/nlu with a file for each subject next door
# With a source that does not exist, all the rest can still be checked; with these, not.
_NEEDED = (dangling_references, undecided_cases)
_OF_THE_RULEBOOK = (unknown_sources, unreached_rows, failed_cases, rows_without_case, future_dates)
_VARIANTS = ("", "_report", "_complainant", "_respondent", "_report_complainant", "_report_respondent")


def problems(project: Path, rows: Sequence[Example]) -> list[str]:
    """One sentence for each thing to mend in the project folder; an empty list when all is well.

    Args:
        rows: the examples of its data/nlu.

    Raises:
        DataFileError: a file of data, domain.yml or one of Rasa's settings files cannot be used at all.
    """
    knowledge = load(project / "data" / "knowledge", _NEEDED)
    domain = read_yaml(project / "domain.yml")
    rules = read_yaml(project / "data" / "dialogue" / "rules.yml")["rules"]
    examples: dict[str, list[Example]] = {}
    for row in rows:
        examples.setdefault(row.intent, []).append(row)
    translation.load(project / "data" / "languages")
    chinese.load(project / "data" / "chinese.yml")
    conjugation.load(project / "data" / "conjugation.yml")
    sentences.load(project / "data" / "channels.yml")
    operator_texts.load(project / "data" / "operators.yml")
    for settings in _SETTINGS:
        read_yaml(project / settings)
    return [
        *_tables(knowledge),
        *_verdicts(knowledge, domain["responses"]),
        *_questions(knowledge, domain["responses"]),
        *_next_door(knowledge, domain["responses"], project / "data" / "nlu" / OUT_OF_SCOPE),
        *_intents(knowledge, domain, rules, examples),
        *_voices(examples),
        *_facts(knowledge, domain, examples),
        *_asked_in_words(knowledge, set(domain["intents"]), project / "data" / "knowledge" / "asked_in_words.yml"),
        *_asides(knowledge, set(domain["intents"])),
        *_details_and_claims(knowledge, set(domain["intents"]), examples),
        *_follow_ups(knowledge, domain, project / "data" / "follow_ups.yml"),
    ]


def _tables(knowledge: Knowledge) -> Iterator[str]:
    rows = [row for table in knowledge.tables.values() for row in table]
    for question in knowledge.sources.questions:
        if not any(question.id in row.sources for row in rows):
            yield f"sources.yml: nobody cites {question.id}: add it to the `sources` of a row of tables.yml."
    for note in knowledge.notes.notes:
        if not note.subjects and not any(note.id in row.notes for row in rows):
            yield f"official_notes.yml: nobody cites {note.id}: add it to the `notes` of a row of tables.yml."
        for subject in sorted(set(note.subjects) - {*knowledge.subjects, "status_check"}):
            yield f"official_notes.yml: {note.id}: subject {subject} is not in next_door.yml."
    for kind, fits in knowledge.notes.fits.items():
        for topic in sorted(fits.topics - set(knowledge.tables)):
            yield f"official_notes.yml: fits → {kind}: {topic} is no topic of tables.yml."
        for ground in sorted(fits.grounds - set(knowledge.facts["ground"].values)):
            yield f"official_notes.yml: fits → {kind}: {ground} is no value of `ground` in facts.yml."
    for problem in itertools.chain(*(check(knowledge) for check in _OF_THE_RULEBOOK)):
        yield f"{problem.file}: {problem.text}."


def _verdicts(knowledge: Knowledge, responses: dict) -> Iterator[str]:
    verdicts = {row.verdict for table in knowledge.tables.values() for row in table}
    for verdict in sorted(verdicts):
        for response in (f"utter_{verdict}", f"utter_{verdict}_again"):
            if response not in responses:
                yield f"domain.yml: verdict {verdict} has no response: add `{response}`."
            for name in (f"{response}{variant}" for variant in _VARIANTS if f"{response}{variant}" in responses):
                text = responses[name][0].get("text", "")
                if "{footer}" not in text:
                    yield f"domain.yml: {name} needs {{footer}}, or its answer shows no source."
    for name, variants in responses.items():
        for text in (variant.get("text", "") for variant in variants):
            if (words := len(text.split()) - 1) > MAX_WORDS and "{footer}" in text:
                yield f"domain.yml: {name} has {words} words: nobody reads more than {MAX_WORDS}."
    for step in knowledge.steps:
        response = f"utter_step_{step.step}"
        if not any("{footer}" in variant.get("text", "") for variant in responses.get(response, [])):
            yield f"domain.yml: step {step.step} of next_steps.yml needs a response `{response}` with {{footer}}."


def _questions(knowledge: Knowledge, responses: dict) -> Iterator[str]:
    variants = responses.get("utter_menu", [])
    menu = {button["payload"]: button for variant in variants for button in variant.get("buttons", [])}
    for topic in knowledge.tables:
        if f"/{topic}" not in menu:
            yield f"domain.yml: topic {topic} is not in the menu: add its button to `utter_menu`."
        elif "group" not in menu[f"/{topic}"]:
            yield f"domain.yml: the button of {topic} in `utter_menu` needs a `group`: the heading that it is under."
    rows = [row for table in knowledge.tables.values() for row in table]
    for fact in sorted({fact for row in rows for fact in row.asks}):
        if f"utter_dont_know_{fact}" not in responses:
            yield f"domain.yml: {fact} is asked for, so «no sé» needs a response: add `utter_dont_know_{fact}`."
        for response in (f"utter_ask_{fact}", f"utter_ask_{fact}_again"):
            if response not in responses:
                yield f"domain.yml: {fact} is asked for: add `{response}`, with a button for each value."
                continue
            offered = " ".join(_payloads(responses, response))
            for value in knowledge.facts[fact].values:
                if f'"{fact}": "{value}"' not in offered:
                    yield f"domain.yml: {response} offers no button for «{value}»."


def _next_door(knowledge: Knowledge, responses: dict, folder: Path) -> Iterator[str]:
    readings = _payloads(responses, "utter_readings") | _payloads(responses, "utter_menu")
    for subject, entry in knowledge.subjects.items():
        if entry.named and f"utter_{subject}_named" not in responses:
            yield f"domain.yml: subject {subject} names the place: add `utter_{subject}_named` with {{place}}."
        for variant in (f"utter_{subject}", f"utter_{subject}_again"):
            text = responses.get(variant, [{}])[0].get("text", "")
            if "{footer}" in text and not entry.sources:
                yield f"next_door.yml: {subject} has no `sources`, so {variant} can't have {{footer}}."
        for intent in {*entry.nearest, *itertools.chain.from_iterable(entry.nearest_to.values())}:
            if f"/{intent}" not in readings:
                yield f"next_door.yml: {subject}: {intent} has no title: add its button to `utter_readings`."
    for topic in sorted(knowledge.tables.keys() & knowledge.subjects.keys()):
        yield (
            f"next_door.yml: {topic} is a topic of tables.yml now: take out its line and its old rule; "
            f"`make move-rows TOPIC={topic} FROM={topic}` moves its rows."
        )
    titled = button_titles(responses).keys() | knowledge.guide.subjects.keys()
    for subject in sorted(knowledge.subjects.keys() - titled):
        yield f"guide.yml: subjects: {subject} has no title: add one, or its button to `utter_readings` of domain.yml."
    for subject in sorted(knowledge.guide.subjects.keys() - knowledge.subjects.keys()):
        yield f"guide.yml: subjects: {subject} is no subject of next_door.yml."
    files = {file.stem for file in folder.glob("*.yml")}
    for subject in sorted(files - set(knowledge.subjects)):
        yield f"data/nlu/{OUT_OF_SCOPE}/{subject}.yml: {subject} is no subject of next_door.yml."
    for subject in sorted(set(knowledge.subjects) - files):
        yield f"next_door.yml: subject {subject} has no file data/nlu/{OUT_OF_SCOPE}/{subject}.yml."


def _payloads(responses: dict, response: str) -> set[str]:
    return {payload for _, payload in _buttons({response: responses.get(response, [])})}


def _buttons(responses: dict) -> Iterator[tuple[str, str]]:
    """The responses' names, and the payloads of their buttons."""
    for response, variants in responses.items():
        yield from ((response, button["payload"]) for variant in variants for button in variant.get("buttons", []))


def _intents(knowledge: Knowledge, domain: dict, rules: list, examples: dict[str, list[Example]]) -> Iterator[str]:
    intents = set(domain["intents"])
    ruled = Counter(step["intent"] for rule in rules for step in rule["steps"] if "intent" in step)
    for intent, n in Counter(domain["intents"]).items():
        if n > 1:
            yield f"domain.yml: intent {intent} is there twice."
    for topic in knowledge.tables:
        if topic not in intents:
            yield f"domain.yml: topic {topic} is no intent: add it under `intents`."
    for subject in knowledge.subjects:
        if subject not in intents:
            yield f"domain.yml: subject {subject} is no intent: add it under `intents`."
    for intent in sorted(intents):
        if intent not in ruled:
            yield f"data/dialogue/rules.yml: intent {intent} has no rule, so it gets no reply."
        if ruled[intent] > 1:
            yield f"data/dialogue/rules.yml: intent {intent} has {ruled[intent]} rules: leave one."
        if len(examples.get(intent, [])) < MIN_EXAMPLES:
            yield f"data/nlu/{intent}.yml: intent {intent} needs {MIN_EXAMPLES} examples or more."
        # The answers of next_step are the steps of next_steps.yml.
        if intent not in {*knowledge.tables, "next_step"} and f"utter_{intent}" not in domain["responses"]:
            yield f"domain.yml: intent {intent} has no response: add `utter_{intent}`."
    for intent in sorted(set(ruled) - intents - {DEFAULT_NLU_FALLBACK_INTENT_NAME}):
        yield f"data/dialogue/rules.yml: a rule is for {intent}, which is no intent of domain.yml: delete it."
    for response, payload in _buttons(domain["responses"]):
        if payload.startswith("/") and re.split(r"\W", payload[1:])[0] not in intents:
            yield f"domain.yml: {response} has a button for {payload}, which is no intent: delete or change it."
    for intent in sorted(knowledge.stated_in - set(knowledge.tables) - intents):
        yield f"facts.yml: stated_in: {intent} is not in domain.yml."
    for intent in sorted(set(examples) - intents):
        yield f"data/nlu: intent {intent} has examples but is not in domain.yml."


def _voices(examples: dict[str, list[Example]]) -> Iterator[str]:
    for intent, rows in examples.items():
        metadata = ((row.place, row.example_metadata, row.intent_metadata) for row in rows)
        unsigned = (place for place, *levels in metadata if not any("voice" in (level or {}) for level in levels))
        if place := next(unsigned, None):
            yield f"{place}: intent {intent} has rows without a `voice`: add to their `metadata` who wrote them."


def _facts(knowledge: Knowledge, domain: dict, examples: dict[str, list[Example]]) -> Iterator[str]:
    for name, fact in knowledge.facts.items():
        if name not in domain["entities"]:
            yield f"domain.yml: fact {name} is no entity: add it under `entities`."
        if set(domain["slots"].get(name, {}).get("values", [])) != set(fact.values):
            yield f"domain.yml: slot {name} must have the values of facts.yml: {', '.join(fact.values)}."
    values = markable_values(knowledge, domain)
    yield from unknown_marks([example for of_intent in examples.values() for example in of_intent], values)


def _asked_in_words(knowledge: Knowledge, intents: set[str], file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for entry in knowledge.asked_in_words.entries:
        for intent in sorted({*entry.read_as, entry.means} - intents - {DEFAULT_NLU_FALLBACK_INTENT_NAME}):
            line = next(n for n, text in enumerate(lines, start=1) if text.endswith(f"name: {entry.name}"))
            yield f"{file.name}: {entry.name}: {intent} is no intent of domain.yml (line {line})."


def _asides(knowledge: Knowledge, intents: set[str]) -> Iterator[str]:
    for number, aside in enumerate(knowledge.asides, start=1):
        for of in sorted(aside.of - intents - knowledge.term_ids):
            yield f"asides.yml: asides → row {number}: {of} is no intent of domain.yml, and no term of glossary.yml."


def _details_and_claims(knowledge: Knowledge, intents: set[str], examples: dict[str, list[Example]]) -> Iterator[str]:
    marked = Counter((mark.entity, mark.value) for rows in examples.values() for row in rows for mark in row.marks)
    phrases = knowledge.phrases
    named = (phrases.details_named, phrases.details_named_by_the_accused, phrases.details_named_for_another)
    by_words = {name for details in named for name in details}
    needed = [("detail", d.id) for d in knowledge.details if marked["detail", d.id] or d.id not in by_words]
    in_words = {name for contrary in knowledge.claims.contraries for name in contrary.means.values()}
    in_words |= {named.means for named in knowledge.claims.named}
    needed += [("claim", claim.id) for claim in knowledge.claims.claims if claim.id not in in_words]
    for kind, name in dict.fromkeys(needed):
        if marked[kind, name] < MIN_EXAMPLES:
            yield f"{kind}s.yml: {kind} {name} has {marked[kind, name]} rows in data/nlu: needs {MIN_EXAMPLES}."
    for claim in knowledge.claims.claims:
        if claim.topic and claim.topic not in knowledge.tables:
            yield f"claims.yml: claims → {claim.id}: {claim.topic} is no topic of tables.yml."
    for detail in knowledge.details:
        for of in sorted(set(detail.of) - intents):
            yield f"details.yml: details → {detail.id}: {of} is no intent of domain.yml."


def _follow_ups(knowledge: Knowledge, domain: dict, path: Path) -> Iterator[str]:
    verdicts = {row.verdict for table in knowledge.tables.values() for row in table}
    for verdict, suggested in follow_ups.load(path).items():
        if verdict not in verdicts:
            yield f"follow_ups.yml: {verdict} is no verdict of tables.yml."
        for topic in sorted({follow_up.topic for follow_up in suggested} - set(domain["intents"])):
            yield f"follow_ups.yml: {verdict}: topic {topic} is no intent of domain.yml."
