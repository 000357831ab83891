"""Who presses for an answer to what they put to us, supposes a decision, or asks what to do beside a claim."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

_FILED = {"party": "complainant", "status": "in_process"}
_PLAN = "espero a que llegue y después la quito"


@pytest.fixture
def open_case(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    return talk


def test_a_plan_is_agreed_to_however_an_answer_is_pressed_for(open_case):
    assert texts(open_case.turn("confirm", f"entonces {_PLAN}, ¿sí o no?")).startswith("Así es. Espere a que todo")


@pytest.mark.parametrize("text", ["¿sí o no?", "no entiendo mucho. Más fácil por favor. Sí o no"])
def test_who_presses_after_a_plan_is_answered_on_the_plan(open_case, text):
    open_case.turn("confirm", f"entonces {_PLAN}, ¿está bien?")
    assert texts(open_case.turn("rephrase", text)).startswith(("Así es. Espere a que todo", "Sí, en ese orden:"))


def test_who_presses_where_two_were_answered_is_not_told_to_decide(open_case):
    asked = [("second_topic", "respondent_request")]
    open_case.turn("withdraw", "¿la puedo quitar? ¿y le hago caso?", entities=asked)
    assert answers(open_case.turn("rephrase", "más corto, ¿sí o no?"))[0]["verdict"] == "withdrawable"


def test_what_is_read_surely_is_asked_whatever_was_said_last(open_case):
    open_case.turn("ip_outcomes", "espero si me contesta, ¿lo castigan?", ground="product_infringement")
    text = "no ha cambiado nada. ¿Espero o no espero?"
    guesses = {"correction": 0.53, "before_withdrawing": 0.47}
    said = open_case.turn("correction", text, guesses, entities=[("detail", "pay_first")])
    assert "ip_two_outcomes" not in [answer["verdict"] for answer in answers(said)]


def test_a_detail_that_is_read_surely_is_asked_and_not_the_topic_of_its_words(talk):
    talk.turn("ip_outcomes", "¿me castigan?", party="respondent", ground="image_theft")
    said = talk.turn(
        "rephrase", "más fácil: ¿ya estoy con sanción, sí o no?", entities=[("detail", "already_punished")]
    )
    assert "no lo puedo ver" in texts(said)


def test_ones_own_receipt_is_for_an_appeal_however_it_is_asked_for(talk):
    talk.turn("ip_outcomes", "¿me castigan?", party="respondent", ground="product_infringement")
    assert "apelar" in texts(talk.turn("correction", "te hablo del remito. ¿El remito sirve o no sirve?"))


@pytest.mark.parametrize("text", ["debo o no debo", "¿debería retirarla o no debería?"])
def test_whether_one_should_is_not_whether_one_can(open_case, text):
    assert answers(open_case.turn("confirm", text))[0]["verdict"] != "withdrawable"


@pytest.mark.parametrize(
    "text",
    [
        "si mañana deciden que yo copié, ¿ella la puede quitar después?",
        "si le dan la razón a él, ¿la puede retirar igual?",
    ],
)
def test_a_decision_that_is_supposed_is_answered_as_supposed(talk, text):
    talk.turn("withdraw", "¿la pueden quitar?", party="respondent", status="in_process")
    assert texts(talk.turn("withdraw", text)).startswith("Si se procesa antes, ya no se podrá retirar")


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("o sea que ya no puedo. Entonces qué hago", True),
        ("resumo: no puedo, y lo que queda es apelar. ¿Correcto?", False),
        ("o sea que no. Y mi hermano qué hace", False),
    ],
)
def test_what_to_do_beside_a_claim_is_told(talk, text, is_told):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="processed")
    said = talk.turn("confirm", text)
    assert ("next_step" in [answer["topic"] for answer in answers(said)]) is is_told


def test_what_was_asked_and_answered_by_a_detail_is_answered_itself(talk):
    talk.turn("inform", "me denunciaron por una marca", party="respondent", ground="product_infringement")
    talk.turn("ip_remove_listing", "¿y si las borro antes del lunes?", entities=[("detail", "before_notice")])
    said = talk.turn("correction", "no dije cambiar, dije BORRAR", {"ip_remove_listing": 0.01})
    assert texts(said).startswith("Perdone, le entendí mal.") and "quitar o eliminar el producto" in texts(said)


def test_who_says_again_how_it_is_held_is_told_what_holds(open_case):
    said = open_case.turn("correction", "no no, te digo que es queja, no informe. ¿entonces?", kind="complaint")
    assert "retírela mientras siga en trámite" in texts(said)


def test_said_more_simply_what_was_only_noted_is_left_out(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant")
    talk.turn("correction", "a mí me denunciaron, ¿yo qué puedo hacer?", party="respondent")
    said = texts(talk.turn("rephrase", "no le entendí, más fácil, qué hago"))
    assert said.startswith("En pocas palabras. Primero, guarde el aviso")
