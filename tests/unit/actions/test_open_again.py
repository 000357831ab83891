"""What is open again after it was closed; and an appeal, which is no complaint."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers


def _facts(said):
    return answers(said)[-1]["facts"]


@pytest.mark.parametrize(
    "text",
    [
        "me la reabrieron",
        "la volvieron a abrir ayer",
        "ahora sale otra vez en trámite",
        "decía cerrada pero sigue en trámite",
        "está pendiente de nuevo",
    ],
)
@pytest.mark.parametrize("intent", ["reopen", "inform", "new_case", "nlu_fallback"])
def test_a_complaint_that_is_open_again_can_be_withdrawn(talk, text, intent):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    said = talk.turn(intent, text)
    assert (answers(said)[-1]["verdict"], _facts(said)["status"]) == ("withdrawable", "in_process")


@pytest.mark.parametrize("text", ["la reabrieron ahora la puedo quitar?", "hoy me la reabrieron, ¿ya la quito?"])
def test_who_tells_that_it_is_and_asks_is_answered_what_they_ask(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    said = talk.turn("reopen", text)
    assert [answer["verdict"] for answer in answers(said)] == ["withdrawable"]


def test_to_tell_that_it_is_asks_nothing(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    beside = {"entities": [("second_topic", "reopen")], "said": {"reopen": "la reabrieron"}}
    said = talk.turn("inform", "la cerraron y me la reabrieron", status="processed", **beside)
    assert [answer["verdict"] for answer in answers(said)] == ["withdrawable"]


@pytest.mark.parametrize(
    "text",
    [
        "¿me la reabrieron?",
        "no la reabrieron",
        "quiero la misma abierta otra vez",
        "a mi prima le reabrieron la suya",
        "la tienda está abierta de nuevo",
        "la cerraron, pero tengo otra en trámite",
        "la cerraron pero mi apelación figura pendiente",
        "me la reabrieron y me la volvieron a cerrar",
        "si me la reabrieron, ¿qué?",
    ],
)
def test_it_is_not_open_again_where_that_is_asked_denied_wished_or_of_something_else(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    talk.turn("reopen" if "?" in text else "inform", text)
    assert talk.slots["status"] == "processed"


@pytest.mark.parametrize("text", ["la apelación sigue en trámite", "apelé y todavía no me contestan"])
def test_where_an_appeal_stands_says_nothing_of_the_complaint(talk, text):
    talk.turn("withdraw", "¿la quita?", party="respondent", status="processed")
    talk.turn("inform", text, status="in_process", said={"status": text.split()[-1]})
    assert talk.slots["status"] == "processed"
