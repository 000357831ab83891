"""How well questions are understood that their author wrote without seeing the training data."""

from __future__ import annotations

import pytest

from retirada.evaluation.dataset import HELDOUT, questions, read_examples
from retirada.evaluation.outcomes import evaluate, summary
from retirada.evaluation.rasa_reader import as_prediction, parser
from retirada.server.training import MODEL


@pytest.fixture(scope="module")
def parse(model):
    return parser(MODEL)


@pytest.fixture(scope="module")
def measured(parse, rules):
    asked = questions(read_examples(HELDOUT))
    return summary([evaluate(rules, question, as_prediction(parse(question.text))) for question in asked], rules)


def test_topics(measured):
    assert measured["topic right"] >= 0.96


def test_verdicts(measured):
    assert measured["verdict right"] >= 0.95


def test_few_get_a_wrong_verdict(measured):
    assert measured["wrong verdict without asking back"] <= 0.025


def test_what_is_out_of_scope_is_not_answered(measured):
    assert measured["out of scope answered"] <= 0.05


def test_questions_are_not_refused(measured):
    assert measured["refused"] <= 0.03


@pytest.mark.parametrize("text", ["volver a empezar", "cancelar", "hola", "queja", "¿qué hora es?"])
def test_two_topics_or_more_can_be_offered(parse, rules, text):
    assert sum(guess["name"] in rules.tables for guess in parse(text)["intent_ranking"]) >= 2


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
