"""Which messages say something of the case, and which only seem to."""

from __future__ import annotations

import pytest


def facts(messages) -> dict[str, str]:
    return messages[-1]["answer"]["facts"]


@pytest.mark.parametrize(
    "aside",
    [
        "¿qué significa procesada?",
        "necesito un teléfono",
        "¿cuántos puntos?",
        "gracias",
        "hola, ¿hay alguien?",
        "how do I do that?",
        "¿qué puedo preguntar?",
        "¿de dónde sale eso?",
        "no me sirvió",
        "quiero hablar con una persona por teléfono",
        "¿eres un robot del celular?",
    ],
)
def test_an_aside_leaves_the_case_as_it_was(assistant, sender, aside):
    before = facts(assistant.say("puse una queja por robo de fotos, ¿la puedo retirar?", sender))
    assert before == {"party": "complainant", "kind": "complaint", "ground": "image_theft"}
    assert facts(assistant.say(aside, sender)) == before
    assert facts(assistant.say("¿la puedo retirar?", sender)) == before


def test_a_supposition_is_answered_and_not_called_a_correction(assistant, sender):
    assistant.say("mi queja sigue en trámite, ¿la puedo retirar?", sender)
    messages = assistant.say("¿y si ya la procesaron?", sender)
    assert messages[-1]["answer"]["verdict"] == "not_withdrawable_processed"
    assert not any("lo corrijo" in message["text"] for message in messages)


def test_neither_a_first_statement_nor_another_case_is_a_correction(assistant, sender):
    assistant.say("¿la puedo retirar?", sender)
    said = assistant.say("sigue en trámite", sender)
    assistant.say("tengo otra queja", sender)
    said += assistant.say("ya la cerraron, ¿la puedo retirar?", sender)
    assert said[-1]["answer"]["verdict"] == "not_withdrawable_processed"
    assert not any("lo corrijo" in message["text"] for message in said)


def test_what_is_answered_to_an_open_question_is_stored(assistant, sender):
    assistant.say("¿puedo presentar otra queja después de retirarla?", sender)
    assert facts(assistant.say("sí, tengo pruebas", sender))["evidence"] == "yes"
