"""Which intents are topics of the FAQ, and which are subjects next door: derived from the project's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from retirada.paths import PROJECT


class Catalog(NamedTuple):
    """Attributes:
    topics: those of data/knowledge/tables.yml.
    subjects: the names of the files of data/nlu/out_of_scope.
    """

    topics: frozenset[str]
    subjects: frozenset[str]

    @property
    def questions(self) -> frozenset[str]:
        """The intents that ask something, in scope or next door."""
        return self.topics | self.subjects

    def as_json(self) -> dict[str, Any]:
        return {"topics": sorted(self.topics), "subjects": sorted(self.subjects)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Catalog:
        return cls(frozenset(stored["topics"]), frozenset(stored["subjects"]))


def read_catalog(project: Path = PROJECT) -> Catalog:
    """The catalog of a project folder."""
    tables = yaml.safe_load((project / "data" / "knowledge" / "tables.yml").read_text(encoding="utf-8"))
    files = (project / "data" / "nlu" / "out_of_scope").glob("*.yml")
    return Catalog(frozenset(tables["topics"]), frozenset(file.stem for file in files))
