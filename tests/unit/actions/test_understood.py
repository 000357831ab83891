"""What is taken for something although the NLU was not sure of it, or read it otherwise."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize("intent", ["inform", "deny", "nlu_fallback"])
def test_who_has_not_complained_yet_is_told_what_will_hold(asked, intent):
    said = asked.turn(intent, "todavía no la he puesto")
    assert "Si la presenta, podrá retirarla mientras siga en trámite" in texts(said)
    assert (answers(said)[-1]["asks"], asked.slots["pending_question"]) == (None, None)


def test_two_readings_that_have_one_answer_need_no_asking_back(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    said = talk.turn("nlu_fallback", "uy, entonces ya no puedo", {"confirm": 0.4, "withdraw": 0.4})
    assert texts(said).startswith("Así es. Ya no puede retirarla")
    unsure = talk.turn("nlu_fallback", "uy, entonces eso", {"confirm": 0.4, "points": 0.4})
    assert "No estoy seguro de haberle entendido" in texts(unsure)


def test_that_another_question_was_meant_takes_back_no_fact(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent", ground="product_infringement")
    talk.turn("correction", "no te pregunté eso", party="retracted")
    assert talk.slots["party"] == "respondent"


def test_a_farewell_that_may_be_thanks_is_not_asked_back(talk):
    said = talk.turn("nlu_fallback", "gracias, que pase buen día", {"thanks": 0.5, "goodbye": 0.4})
    assert texts(said).startswith("De nada")


def test_nobody_has_to_withdraw(talk):
    said = talk.turn("next_step", "¿y si no la retiro qué pasa?", party="complainant", status="in_process")
    assert "Nadie le obliga a retirarla" in texts(said)


def test_in_the_middle_of_a_case_a_reading_that_stands_out_is_taken(talk):
    unsure = {"next_step": 0.5, "points": 0.1}
    assert "No estoy seguro" in texts(talk.turn("nlu_fallback", "y con todo eso yo qué tengo que hacer", unsure))
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    assert (
        answers(talk.turn("nlu_fallback", "y con todo eso yo qué tengo que hacer", unsure))[0]["topic"] == "next_step"
    )


def test_a_message_that_is_not_understood_leaves_the_question_open(asked):
    asked.turn("nlu_fallback", "blabla", {"points": 0.3, "why": 0.2})
    assert asked.slots["pending_question"] == "status"
