"""What a message says that the last reply left out, or did not answer."""

from __future__ import annotations

import pytest

from actions.reading.restated_question import words_asked
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, responses, texts

_OPEN = "la guía no dice nada en concreto"


def test_a_line_that_was_said_is_said_in_other_words_and_no_neighbour_of_it(talk):
    talk.turn(
        "withdraw",
        "si la retiro, ¿se borra del historial?",
        party="complainant",
        entities=[("detail", "stays_on_record")],
    )
    said = talk.turn(
        "withdraw",
        "no contesta mi pregunta. ¿Al retirarla se borra o queda?",
        entities=[("detail", "other_party_told")],
        sure={"other_party_told": 0.2},
    )
    assert "historial" in texts(said) and responses(said) != ["utter_withdrawal_conditions"]
    assert "se avisa" not in texts(said)


def test_what_was_left_out_is_answered_beside_what_else_is_asked(talk):
    detail = {"entities": [("detail", "stays_on_record")], "sure": {"stays_on_record": 0.2}}
    talk.turn("mediation", "¿y queda en mi historial?", party="complainant", status="in_process", **detail)
    said = texts(talk.turn("where", "no me dijo si queda en mi historial. ¿Y desde el celular se puede?"))
    assert said.count("historial") <= 1


@pytest.mark.parametrize(
    "text",
    [
        "no me dijo si puedo retirarla. ¿Y dónde la retiro?",
        "no me dijo dónde se hace. ¿Y dónde la retiro?",
        "no me dijo si basta con que me prometan pagar. ¿Y dónde la retiro?",
        "no me dijo dónde la retiro. ¿Dónde la retiro?",
        "no me dijo si es correcto. ¿Y dónde la retiro?",
        "el vendedor no me dijo nada. ¿Dónde la retiro?",
    ],
)
def test_what_has_an_answer_is_not_left_open_beside_another(talk, text):
    talk.turn("mediation", "¿pueden mediar?", party="complainant", status="in_process")
    assert _OPEN not in texts(talk.turn("where", text))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("¿Etsy tiene esa regla? ¿Sí o no?", "Etsy tiene esa regla"),
        ("digo que la foto es de perfil,                  , ¿vale igual?", ""),
        ("si la foto es de perfil,                  , vale igual", "si la foto es de perfil, vale igual"),
        ("quién tiene razón jaja bueno", "quién tiene razón"),
    ],
)
def test_what_only_presses_or_is_not_asked_is_not_quoted(asked, words):
    text = f"no pregunto eso. Pregunto: {asked}"
    start = text.index(asked)
    message = {"text": text, "reading": {"asked": (start, len(text))}}
    assert words_asked(project_knowledge(), message) == words


def test_what_is_told_beside_it_decides_nothing_of_what_is_asked(talk):
    talk.turn("withdraw", "si la quito, ¿me dejan tranquilo?", party="complainant")
    said = talk.turn(
        "inform",
        "sigue abierta. Pero no me ha dicho si me dejan tranquilo",
        status="in_process",
        said={"status": "sigue abierta"},
    )
    assert f"Sobre «si me dejan tranquilo», {_OPEN}" in texts(said)
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(("asked", "is_open"), [("si me compensan lo que no vendí", True), ("si me sancionan", False)])
def test_an_outcome_is_what_is_asked_instead_only_where_its_words_say_so(talk, asked, is_open):
    talk.turn("duration", "¿cuánto tardan?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("ip_outcomes", f"no le pregunté eso, le pregunto {asked}", asked=asked))
    assert ("puede preguntarlo al personal" in said) is is_open and ("sanción" in said) is not is_open


def test_a_question_that_a_correction_names_is_answered(talk):
    talk.turn("withdraw", "¿la pueden retirar?", party="respondent", ground="product_infringement")
    said = talk.turn(
        "correction", "le dije que es la de la marca. ¿Puedo apelar en esa?", ground="product_infringement"
    )
    assert answers(said)[-1]["about"] == "appeal"
