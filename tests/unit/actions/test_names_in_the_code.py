"""What the module constants of the actions name exists: of a detail that is renamed in the data only, a rule is off."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
import yaml

from retirada.paths import PROJECT

OF_THE_CODE = {  # keys, groups of patterns and kinds of its own, and the beginning of the names of several responses
    *(
        "asked_before",
        "beside_what_is_waved_off",
        "details",
        "it_was",
        "lines",
        "nlu_fallback",
        "not_so",
        "right",
        "sentence",
        "they",
    ),
    *("utter_in_the_way", "wrong"),
}


def names_in(source: str) -> Iterator[str]:
    """What the module constants of a source name: strings like «pay_first», and «fixer» beside such."""
    for node in ast.parse(source).body:
        parts = ast.walk(node) if isinstance(node, (ast.Assign, ast.AnnAssign)) else ()
        strings = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        names = [string for string in strings if re.fullmatch(r"[a-z]+(_[a-z]+)*", string)]
        yield from names if any("_" in name for name in names) else ()


@pytest.fixture(scope="module")
def known(rules):
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    responses = {*domain["responses"], *(name.removeprefix("utter_") for name in domain["responses"])}
    rows = [row for rows in rules.tables.values() for row in rows]
    entries = [*rules.details, *rules.claims.claims, *rules.glossary.terms, *rules.about_guide.points]
    values = {value for fact in rules.facts.values() for value in fact.values}
    of_files = {*rules.tables, *rules.subjects, *rules.facts, *values, *rules.phrases.__fields__}
    of_rasa = {*domain["intents"], *domain["entities"], *domain["slots"], *responses}
    return {entry.id for entry in entries} | {row.verdict for row in rows} | of_files | of_rasa


@pytest.mark.parametrize("module", sorted((PROJECT / "actions").rglob("*.py")), ids=lambda module: module.stem)
def test_what_the_constants_of_a_module_name_exists(known, module):
    assert {*names_in(module.read_text(encoding="utf-8"))} - known - OF_THE_CODE == set()


def test_nothing_is_excepted_that_is_no_longer_named(known):
    named = {name for module in (PROJECT / "actions").rglob("*.py") for name in names_in(module.read_text("utf-8"))}
    assert OF_THE_CODE - (named - known) == set()
