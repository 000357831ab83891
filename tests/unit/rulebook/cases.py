"""The cases that the tests of the rulebook go through."""

from __future__ import annotations

import itertools

from retirada.rulebook.schema import Knowledge


def every_case(rules: Knowledge) -> list[dict[str, str]]:
    """Every combination of the values of all facts, each also unstated, whether a table names it or not."""
    names = list(rules.facts)
    combinations = itertools.product(*([None, *rules.facts[name].values] for name in names))
    return [{n: v for n, v in zip(names, values, strict=True) if v is not None} for values in combinations]
