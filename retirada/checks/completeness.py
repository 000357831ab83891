"""What is missing or inconsistent between the knowledge, the domain, the rules and the training data.

Everything that somebody who adds a question could forget is named here, before a model is trained.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import yaml

from retirada.nlu.training_data import Example, read_examples
from retirada.rulebook.decision import matching_row
from retirada.rulebook.knowledge import Knowledge, load

MIN_EXAMPLES = 10
RETRACTED = "retracted"  # the value of a fact that the message takes back


def problems(project: Path) -> list[str]:
    """One sentence for each thing to mend in the project folder; an empty list when all is well.

    Raises:
        KnowledgeError: data/knowledge cannot be loaded at all.
        TrainingDataError: a file of data/nlu cannot be read.
    """
    knowledge = load(project / "data" / "knowledge")
    domain = yaml.safe_load((project / "domain.yml").read_text(encoding="utf-8"))
    rules = yaml.safe_load((project / "data" / "dialogue" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    examples = _examples(project / "data" / "nlu")
    return [
        *_tables(knowledge),
        *_responses(knowledge, domain),
        *_intents(knowledge, domain, rules, examples),
        *_facts(knowledge, domain, examples),
    ]


def _tables(knowledge: Knowledge) -> Iterator[str]:
    rows = [row for table in knowledge.tables.values() for row in table]
    for question in knowledge.sources.questions:
        if not any(question.id in row.sources for row in rows):
            yield f"sources.yml: nobody cites {question.id}: add it to the `sources` of a row of tables.yml."
    for note in knowledge.notes.notes:
        if not note.subject and not any(note.id in row.notes for row in rows):
            yield f"official_notes.yml: nobody cites {note.id}: add it to the `notes` of a row of tables.yml."
    for kind, fits in knowledge.notes.fits.items():
        for topic in sorted(fits.topics - set(knowledge.tables)):
            yield f"official_notes.yml: fits → {kind}: {topic} is no topic of tables.yml."
        for ground in sorted(fits.grounds - set(knowledge.facts["ground"].values)):
            yield f"official_notes.yml: fits → {kind}: {ground} is no value of `ground` in facts.yml."
    for topic, table in knowledge.tables.items():
        reached = {id(matching_row(knowledge, topic, facts)) for facts in every_case(knowledge)}
        for number, row in enumerate(table, start=1):
            if id(row) not in reached:
                yield f"tables.yml: {topic}, row {number} ({row.verdict}) never decides: earlier rows take its cases."


def every_case(knowledge: Knowledge) -> Iterator[dict[str, str]]:
    """Every combination of fact values, each fact also unstated."""
    names = list(knowledge.facts)
    for values in itertools.product(*([None, *knowledge.facts[name].values] for name in names)):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _responses(knowledge: Knowledge, domain: dict) -> Iterator[str]:
    responses = domain["responses"]
    rows = [row for table in knowledge.tables.values() for row in table]
    for verdict in sorted({row.verdict for row in rows}):
        for response in (f"utter_{verdict}", f"utter_{verdict}_again"):
            texts = [variant.get("text", "") for variant in responses.get(response, [])]
            if not texts:
                yield f"domain.yml: verdict {verdict} has no response: add `{response}`."
            elif not all("{footer}" in text for text in texts):
                yield f"domain.yml: {response} needs {{footer}}, or its answer shows no source."
    menu = {button["payload"] for button in responses["utter_menu"][0]["buttons"]}
    for topic in knowledge.tables:
        if f"/{topic}" not in menu:
            yield f"domain.yml: topic {topic} is not in the menu: add its button to `utter_menu`."
    for fact in sorted({fact for row in rows for fact in row.asks}):
        if f"utter_dont_know_{fact}" not in responses:
            yield f"domain.yml: {fact} is asked for, so «no sé» needs a response: add `utter_dont_know_{fact}`."
        for variant in responses.get(f"utter_ask_{fact}", [{}]):
            offered = " ".join(button["payload"] for button in variant.get("buttons", []))
            for value in knowledge.facts[fact].values:
                if f'"{fact}": "{value}"' not in offered:
                    yield f"domain.yml: utter_ask_{fact} offers no button for «{value}»."


def _intents(knowledge: Knowledge, domain: dict, rules: list, examples: dict[str, list[Example]]) -> Iterator[str]:
    intents = set(domain["intents"])
    ruled = {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step}
    for topic in knowledge.tables:
        if topic not in intents:
            yield f"domain.yml: topic {topic} is no intent: add it under `intents`."
    for intent in sorted(intents):
        if intent not in ruled:
            yield f"data/dialogue/rules.yml: intent {intent} has no rule, so it gets no reply."
        if len(examples.get(intent, [])) < MIN_EXAMPLES:
            yield f"data/nlu/{intent}.yml: intent {intent} needs {MIN_EXAMPLES} examples or more."
        if intent not in knowledge.tables and f"utter_{intent}" not in domain["responses"]:
            yield f"domain.yml: intent {intent} has no response: add `utter_{intent}`."
    for intent in sorted(knowledge.stated_in - set(knowledge.tables) - intents):
        yield f"facts.yml: stated_in: {intent} is not in domain.yml."
    for intent in sorted(set(examples) - intents):
        yield f"data/nlu: intent {intent} has examples but is not in domain.yml."


def _facts(knowledge: Knowledge, domain: dict, examples: dict[str, list[Example]]) -> Iterator[str]:
    domain_entities = set(domain["entities"])
    for name, fact in knowledge.facts.items():
        if name not in domain["entities"]:
            yield f"domain.yml: fact {name} is no entity: add it under `entities`."
        if set(domain["slots"].get(name, {}).get("values", [])) != set(fact.values):
            yield f"domain.yml: slot {name} must have the values of facts.yml: {', '.join(fact.values)}."
    for intent, of_intent in examples.items():
        for example in of_intent:
            for mark in example.marks:
                known = knowledge.facts.get(mark.fact)
                if mark.fact not in domain_entities or (known and mark.value not in (*known.values, RETRACTED)):
                    yield f"{example.place}: {intent}: unknown fact {mark.fact}:{mark.value} in «{example.marked}»."


def _examples(folder: Path) -> dict[str, list[Example]]:
    """The training examples by intent."""
    examples: dict[str, list[Example]] = {}
    for path in sorted(folder.rglob("*.yml")):
        for example in read_examples(path):
            examples.setdefault(example.intent, []).append(example)
    return examples
