"""Whether the training data can be trained on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from retirada.nlu.readers.entities import RETRACTED
from retirada.nlu.row_problems import row_problems, unknown_marks
from retirada.nlu.training_data import read_folder
from retirada.rulebook.knowledge import load
from retirada.rulebook.schema import Knowledge
from retirada.yaml_files import DataFileError, read_yaml


def problems(project: Path) -> list[str]:
    """One line for each row of data/nlu that must not be trained on, with its file and line; for what can't be read at
    all, the first.
    """
    try:
        examples = read_folder(project / "data" / "nlu")
        knowledge = load(project / "data" / "knowledge")
        domain = read_yaml(project / "domain.yml")
    except DataFileError as error:
        return str(error).splitlines()
    strange = [e for e in examples if e.intent not in domain["intents"]]
    return [
        *(f"{e.place}: intent {e.intent} is not in domain.yml." for e in strange),
        *unknown_marks(examples, markable_values(knowledge, domain)),
        *row_problems(examples),
    ]


def markable_values(knowledge: Knowledge, domain: dict[str, Any]) -> dict[str, Optional[set[str]]]:
    """What a row may mark: name of an entity of the domain → its values, or None where it may have any."""
    values = {name: {*fact.values, RETRACTED} for name, fact in knowledge.facts.items()}
    values["term"] = {term.id for term in knowledge.glossary.terms}
    values["detail"] = {detail.id for detail in knowledge.details}
    values["claim"] = {claim.id for claim in knowledge.claims.claims}
    return {name: values.get(name) for name in domain["entities"]}
