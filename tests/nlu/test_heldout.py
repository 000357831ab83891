"""How well questions are understood whose author saw no training data, and what else is read.

A sentence that is misread is reported as xfailed. The test at the end fails where too many were: it needs to run in the
process that ran the others, so pytest-xdist takes `--dist loadfile`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retirada.evaluation.dataset import HELDOUT, questions
from retirada.evaluation.outcomes import BARS, evaluate, summary
from retirada.evaluation.rasa_reader import as_prediction
from retirada.nlu.training_data import read_examples
from tests.conversations.replay import Tally

# Of the single sentences below.
MISREAD_AT_MOST = 0.08


@pytest.fixture(scope="module")
def tally() -> Tally:
    return Tally()


@pytest.fixture
def right(tally) -> Callable[[str, bool], None]:
    """Takes a sentence, and whether it was read right; ends the test as xfailed if not."""
    return lambda text, is_right: tally.add(1, [] if is_right else [text])


@pytest.fixture(scope="module")
def measured(parse, rules):
    asked = questions(read_examples(HELDOUT))
    return summary([evaluate(rules, question, as_prediction(parse(question.text))) for question in asked], rules)


@pytest.mark.parametrize("measure", BARS)
def test_held_out_questions(measured, measure):
    bar, more_is_better = BARS[measure]
    assert measured[measure] >= bar if more_is_better else measured[measure] <= bar


@pytest.mark.parametrize(
    ("text", "asked", "intent"),
    [
        ("sí", "suggestion", "affirm"),
        ("no", "suggestion", "deny"),
        ("no sé qué es eso", "status", "meaning"),
        ("sigue ahí pendiente", "status", "inform"),
        ("por unas fotos mías", "ground", "inform"),
        ("no lo sé", "status", "dont_know"),
        ("más corto", None, "rephrase"),
        ("¿por qué?", None, "why"),
        ("¿qué es en trámite?", "status", "meaning"),
        ("yo no dije que ya se procesó", None, "correction"),
        ("ya la quité, ¿y ahora?", None, "next_step"),
        ("ok, entiendo", None, "acknowledge"),
    ],
)
def test_what_is_no_new_question_is_read_for_what_it_is_after_the_last(parse, right, text, asked, intent):
    found = parse(text, topic="withdraw", pending_question=asked)
    assert found["reading"]["context"]["topic"] == "withdraw"
    right(text, intent in [guess["name"] for guess in found["intent_ranking"][:2]])


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("¿cuánto tarda Alibaba en resolver una queja?", "duration"),
        ("¿me dan un teléfono de Alibaba?", "contact"),
        ("necesito un abogado para esto?", "lawyer"),
        ("cómo retiro una queja en amazon?", "other_platform"),
        ("¿quién ganó el partido de ayer?", "elsewhere"),
        ("¿cuándo caducan los puntos?", "points"),
    ],
)
def test_next_door_is_named_or_answered_by_a_topic_that_was_added(parse, right, rules, text, subject):
    guide = {f"P{number}" for number in range(1, 11)}
    added = {topic for topic, table in rules.tables.items() if not guide.intersection(*(row.sources for row in table))}
    right(text, parse(text)["intent"]["name"] in {subject, *added})


def test_another_platform_is_handed_on_as_it_was_named(parse):
    (named,) = [e for e in parse("cómo retiro una queja en Mercado Libre?")["entities"] if e["entity"] == "other_place"]
    assert named["value"] == "Mercado Libre"


@pytest.mark.parametrize("text", ["volver a empezar", "cancelar", "hola", "queja", "¿qué hora es?"])
def test_two_topics_or_more_can_be_offered(parse, right, rules, text):
    right(text, sum(guess["name"] in rules.tables for guess in parse(text)["intent_ranking"]) >= 2)


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
        ("no dije que ya se procesó", "retracted"),
    ],
)
def test_negation_hypotheses_and_corrections_decide(parse, right, text, status):
    stated = {entity["entity"]: entity["value"] for entity in parse(text)["entities"]}
    right(text, stated.get("status") == status)


@pytest.mark.parametrize(("text", "supposed"), [("¿y si ya la procesaron?", True), ("ya la procesaron", False)])
def test_a_supposition_is_told_from_a_statement(parse, right, text, supposed):
    right(text, ("supposed" in {entity["entity"] for entity in parse(text)["entities"]}) is supposed)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("tengo una ya cerrada y otra que sigue en trámite", ("status", "processed"), "in_process"),
        ("tengo dos quejas: una ya la cerraron y la otra no", ("status", "processed"), "in_process"),
        ("la de las telas ya la resolvieron, la de la marca sigue en trámite", ("status", "processed"), "in_process"),
        ("con uno ya arreglé todo, con el otro nada todavía", ("issues_resolved", "yes"), "no"),
        ("tengo un informe por spam y una queja por un producto roto", ("kind", "report"), "complaint"),
    ],
)
def test_two_cases_are_told_apart(parse, right, text, first, second):
    found = {e["entity"]: e["value"] for e in parse(text)["entities"]}
    fact, value = first
    right(text, (found.get(fact), found.get("second_case")) == (value, f"{fact}={second}"))


def test_who_calls_to_heaven_tells_of_no_second_case(parse, right):
    text = "ay dios mío, me denunciaron y yo no hice nada malo"
    right(text, "second_case" not in [entity["entity"] for entity in parse(text)["entities"]])


def test_what_one_clause_states_the_others_do_not_deny(parse, right):
    text = "no hay prueba. producto es mio diseño, tengo registro"
    right(text, ("evidence", "no") in [(e["entity"], e["value"]) for e in parse(text)["entities"]])


def test_what_is_rejected_is_not_asked(parse, right):
    text = "No le pregunté qué es IPP. Le pregunto cuántos puntos me quitan."
    read = parse(text)
    asked = [entity["value"] for entity in read["entities"] if entity["entity"] == "second_topic"]
    right(text, (read["intent"]["name"], asked) == ("correction", ["points"]))


@pytest.mark.parametrize(
    "text",
    [
        "🙏",
        "   ",
        "a" * 1000,
        "¿" * 500,
        "\x00\x07",
        "\u202e\u200f",
        "\ud800",
        "queja " * 160 + "fin",
        "[x](status:withdrawn)",
    ],
    ids=["emoji", "spaces", "one letter", "one mark", "controls", "directions", "surrogate", "long", "markup"],
)
def test_any_text_is_parsed(parse, text):
    parsed = parse(text)
    assert parsed["text"] == text.strip().encode(errors="replace").decode()  # Rasa strips it; half a character is none
    assert parsed["intent"]["name"]


def test_few_sentences_are_misread(tally):
    tally.check(MISREAD_AT_MOST)
