"""What is stated of the case, by where in the message it stands."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.reading.message import Reading, read_message
from retirada.rulebook.knowledge import project_knowledge

REFILE = {"topic": "refile", "pending_question": "evidence"}


def reading(intent: str, text: str, slots: dict[str, Any], *said: tuple[str, str, str]) -> Reading:
    """Of a message in which the NLU found these: (entity, value, words)."""
    entities = [
        {"entity": name, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
        for name, value, words in said
    ]
    intents = {"name": intent, "confidence": 1.0}
    message = {"text": text, "intent": intents, "intent_ranking": [intents], "entities": entities}
    return read_message(Tracker("ana", slots, message, [], False, None, {}, None), project_knowledge())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no hay prueba, producto es mi diseño", "no hay prueba"),
        ("la prueba es mía. él no tiene prueba", "no tiene prueba"),
        ("ellos no tienen pruebas pero yo tengo el registro", "no tienen pruebas"),
    ],
)
def test_that_the_other_has_no_proof_stands_beside_the_accuseds_own(text, words):
    accused = {**REFILE, "party": "respondent"}
    assert reading("inform", text, accused, ("evidence", "no", words)).stated == {"evidence": "no"}


def test_the_accuseds_own_proof_is_none_and_makes_no_second_case():
    text = "no hay prueba. tengo registro"
    found = ("evidence", "no", "no hay prueba"), ("second_case", "evidence=yes", "registro")
    both = reading("inform", text, {**REFILE, "party": "respondent"}, *found)
    assert (both.stated, both.second_case) == ({"evidence": "no"}, {})
    own = reading("inform", "tengo mi factura", {**REFILE, "party": "respondent"}, ("evidence", "yes", "factura"))
    assert own.stated == {}


@pytest.mark.parametrize(
    ("ground", "stated"),
    [("product_infringement", {"evidence": "yes"}), ("other", {"evidence": "no"}), (None, {})],
)
def test_what_a_chat_proves_depends_on_what_the_complaint_is_about(ground, stated):
    found = ("evidence", "yes", "tengo")
    assert reading("inform", "sí tengo, está todo en el chat", {**REFILE, "ground": ground}, found).stated == stated


def test_what_answers_our_question_is_not_supposed_though_it_begins_with_si():
    found = ("evidence", "yes", "tengo"), ("supposed", "yes", "tengo")
    answer = reading("refile", "si tengo, todas. entonces la pongo?", REFILE, *found)
    assert (answer.stated, answer.supposes) == ({"evidence": "yes"}, False)
    asked = reading("refile", "¿y si tengo pruebas?", REFILE, *found)
    assert (asked.stated, asked.supposes) == ({"evidence": "yes"}, True)


def test_what_is_asked_back_is_not_stated_by_who_said_otherwise():
    text = "¿cómo que ya se procesó? si te dije que sale pendiente"
    said = reading("correction", text, {"status": "processed"}, ("status", "processed", "ya se procesó"))
    assert (said.intent, said.stated) == ("correction", {"status": "in_process"})


def test_who_said_so_before_and_asks_something_new_is_answered_that():
    text = "ya te dije que sigue en trámite. ¿dónde la retiro?"
    assert reading("where", text, {}, ("status", "in_process", "sigue en trámite")).intent == "where"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("ya me fijé y dice pendiente, ¿la quito?", {"status": "in_process"}),
        ("me sale como cerrada", {"status": "processed"}),
        ("no dice pendiente", {}),
        ("¿dónde dice pendiente?", {}),
    ],
)
def test_what_is_seen_beside_the_complaint_says_where_it_stands(text, stated):
    assert reading("withdraw", text, {}).stated == stated


@pytest.mark.parametrize("text", ["y yo q sé si tiene, las fotos nomás", "yo no sé en qué punto está, lo tiene él"])
def test_who_does_not_know_leaves_the_question_open(text):
    assert reading("inform", text, {**REFILE, "party": "respondent"}).intent == "dont_know"


def test_who_does_not_know_and_asks_is_answered():
    assert reading("where", "no sé en qué punto está, ¿dónde lo veo?", REFILE).intent == "where"


def test_whoever_is_named_in_place_of_the_person_filed_it():
    text = "yo no la puse, fue mi nuera. ¿la tiene que quitar ella?"
    assert reading("withdraw", text, {"party": "respondent"}).stated == {"party": "complainant"}
    assert reading("greet", text, {"party": "respondent"}).stated == {}


@pytest.mark.parametrize("text", ["fue mi vecina la que me denunció", "yo no la puse, me la pusieron a mí"])
def test_who_accused_the_person_did_not_file_in_their_place(text):
    assert reading("inform", text, {"party": "respondent"}).stated == {}


@pytest.mark.parametrize(
    ("text", "stated"),
    [("¿y a mí me van a quitar puntos?", {}), ("a mí me quitaron puntos. ¿y ahora?", {"party": "respondent"})],
)
def test_a_question_makes_nobody_the_other_party(text, stated):
    words = "me van a quitar" if "van" in text else "me quitaron"
    assert reading("ip_outcomes", text, {"party": "complainant"}, ("party", "respondent", words)).stated == stated
