"""Which intents are topics of the FAQ, and which are subjects next door: derived from the project's files."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

_YOUNG_BELOW = 2500  # training rows; the smallest topic of the guide has some 2,600
_MAX_BONUS = 3.5  # of a young topic's log-odds: with more, it takes questions of the others


class Catalog(NamedTuple):
    """The intents that ask something.

    Attributes:
        topics: what the guide answers: the topics of data/knowledge/tables.yml.
        subjects: the out-of-scope intents, called «next door» elsewhere: the names of the files of
            data/nlu/out_of_scope.
    """

    topics: frozenset[str]
    subjects: frozenset[str]

    @property
    def questions(self) -> frozenset[str]:
        """All of them: topics and subjects."""
        return self.topics | self.subjects

    def as_json(self) -> dict[str, Any]:
        return {"topics": sorted(self.topics), "subjects": sorted(self.subjects)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Catalog:
        return cls(frozenset(stored["topics"]), frozenset(stored["subjects"]))


def read_catalog(project: Path = PROJECT) -> Catalog:
    """The catalog of a project folder."""
    tables = read_yaml(project / "data" / "knowledge" / "tables.yml")
    files = (project / "data" / "nlu" / "out_of_scope").glob("*.yml")
    return Catalog(frozenset(tables["topics"]), frozenset(file.stem for file in files))


def young_topics(rows: Mapping[str, int], topics: Collection[str]) -> dict[str, float]:
    """Topics that have few training rows, both by themselves and beside the others, as one that was just added.

    Args:
        rows: intent → how many.
        topics: all topics.

    Returns:
        Topic → what its log-odds need more, for readers see too little of it: 3.5 with 75 rows or fewer, 1.6 with 500.
    """
    counts = {topic: rows[topic] for topic in sorted(topics) if rows.get(topic)}
    grown = min(_YOUNG_BELOW, median(counts.values())) if counts else 0
    return {topic: min(_MAX_BONUS, math.log(grown / n)) for topic, n in counts.items() if n < grown}
