"""What is missing or inconsistent between the knowledge, the domain, the rules and the training data.

Everything that somebody who adds a question could forget is named here, before a model is trained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from retirada.rulebook.check import failed_cases, unreached_rows
from retirada.rulebook.knowledge import load
from retirada.rulebook.schema import Knowledge

MIN_EXAMPLES = 10
FACT_MARK = re.compile(r"\[[^\]]+\]\((\w+):(\w+)\)")


def problems(project: Path) -> list[str]:
    """One sentence for each thing to mend in the project folder; an empty list when all is well.

    Raises:
        KnowledgeError: data/knowledge cannot be loaded at all.
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
        if not note.subjects and not any(note.id in row.notes for row in rows):
            yield f"official_notes.yml: nobody cites {note.id}: add it to the `notes` of a row of tables.yml."
    for kind, fits in knowledge.notes.fits.items():
        for topic in sorted(fits.topics - set(knowledge.tables)):
            yield f"official_notes.yml: fits → {kind}: {topic} is no topic of tables.yml."
        for ground in sorted(fits.grounds - set(knowledge.facts["ground"].values)):
            yield f"official_notes.yml: fits → {kind}: {ground} is no value of `ground` in facts.yml."
    for problem in (*unreached_rows(knowledge), *failed_cases(knowledge)):
        yield f"{problem.file}: {problem.text}."


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


def _intents(knowledge: Knowledge, domain: dict, rules: list, examples: dict[str, list[str]]) -> Iterator[str]:
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


def _facts(knowledge: Knowledge, domain: dict, examples: dict[str, list[str]]) -> Iterator[str]:
    domain_entities = set(domain["entities"])
    for name, fact in knowledge.facts.items():
        if name not in domain["entities"]:
            yield f"domain.yml: fact {name} is no entity: add it under `entities`."
        if set(domain["slots"].get(name, {}).get("values", [])) != set(fact.values):
            yield f"domain.yml: slot {name} must have the values of facts.yml: {', '.join(fact.values)}."
    for intent, texts in examples.items():
        for text in texts:
            for name, value in FACT_MARK.findall(text):
                if name not in domain_entities or (
                    name in knowledge.facts and value not in knowledge.facts[name].values
                ):
                    yield f"data/nlu: {intent}: unknown fact {name}:{value} in «{text}»."


def _examples(folder: Path) -> dict[str, list[str]]:
    """The examples of each intent, with their fact marks."""
    examples: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            if "intent" not in block:
                continue
            lines = block["examples"].splitlines()
            examples.setdefault(block["intent"], []).extend(line[2:] for line in lines if line.startswith("- "))
    return examples
