"""How well questions are understood that their author wrote without seeing the training data."""

from __future__ import annotations

import re

import pytest
import yaml

from actions.rulebook import decide
from checks.completeness import FACT_MARK
from evaluation.rasa_reader import parser
from run.no_tensorflow import pretend
from run.settings import PROJECT
from run.training import MODEL


@pytest.fixture(scope="module")
def parse(model):
    pretend()
    return parser(MODEL)


def held_out() -> list[tuple[str, str, dict[str, str]]]:
    """(text, topic, facts) of each held-out question."""
    blocks = yaml.safe_load((PROJECT / "tests" / "nlu" / "heldout.yml").read_text(encoding="utf-8"))["nlu"]
    rows = []
    for block in blocks:
        for line in block["examples"].splitlines():
            marked = line.removeprefix("- ")
            plain = re.sub(r"\[([^\]]+)\]\(\w+:\w+\)", r"\1", marked)
            rows.append((plain, block["intent"], dict(FACT_MARK.findall(marked))))
    return rows


@pytest.fixture(scope="module")
def results(parse, rules):
    """For each held-out question: its topic, whether the topic is right, and whether the verdict is."""
    found = []
    for text, topic, facts in held_out():
        parsed = parse(text)
        intent = parsed["intent"]["name"]
        stated = {e["entity"]: e["value"] for e in parsed["entities"] if e["entity"] in rules.facts}
        found.append((topic, intent, verdict(rules, topic, facts) == verdict(rules, intent, stated)))
    return found


def verdict(rules, topic, facts):
    return (topic, decide(rules, topic, facts).verdict if topic in rules.tables else None)


def share(hits) -> float:
    hits = list(hits)
    return sum(hits) / len(hits)


def test_topics(results, rules):
    assert share(topic == intent for topic, intent, _ in results if topic in rules.tables) >= 0.96


def test_verdicts(results, rules):
    assert share(right for topic, _, right in results if topic in rules.tables) >= 0.95


def test_what_is_out_of_scope_is_not_answered(results, rules):
    assert share(intent in rules.tables for topic, intent, _ in results if topic == "out_of_scope") <= 0.05


def test_questions_are_not_refused(results, rules):
    assert share(intent == "out_of_scope" for topic, intent, _ in results if topic in rules.tables) <= 0.03


def test_a_fact_is_an_ordinary_entity_that_spans_its_words(parse):
    text = "El informe ya lo cerraron, ¿lo puedo anular?"
    entities = {e["entity"]: e for e in parse(text)["entities"]}
    assert entities["kind"]["value"] == "report"
    assert text[entities["kind"]["start"] : entities["kind"]["end"]] == "informe"
    assert entities["status"]["value"] == "processed"
    assert "cerraron" in text[entities["status"]["start"] : entities["status"]["end"]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("no está en trámite, ya la cerraron", "processed"),
        ("no está cerrada", "in_process"),
        ("¿y si ya la procesaron?", "processed"),
        ("ya la retiré", "withdrawn"),
        ("si la retiro, ¿qué pasa?", None),
        ("después de retirarla, ¿puedo poner otra?", None),
    ],
)
def test_negation_and_hypotheses_decide(parse, text, status):
    stated = {entity["entity"]: entity["value"] for entity in parse(text)["entities"]}
    assert stated.get("status") == status


@pytest.mark.parametrize(
    "text",
    ["🙏", "a" * 1000, "¿" * 500, "\x00\x07", "\u202e\u200f", "\ud800", "queja " * 160 + "fin", "[x](kind:report)"],
    ids=["emoji", "one letter", "one mark", "controls", "directions", "surrogate", "long", "markup"],
)
def test_any_text_is_parsed(parse, text):
    parsed = parse(text)
    assert parsed["text"] == text
