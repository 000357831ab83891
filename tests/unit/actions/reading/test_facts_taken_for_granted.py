"""What nobody said, and the assistant may be thought to count on: owned up to, dropped, and answered anew."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, kept, responses, texts


def _facts(said):
    return answers(said)[-1]["facts"]


def test_what_nobody_said_and_is_not_held_is_owned_up_to_with_the_answer(talk):
    talk.turn("before_withdrawing", "¿qué dejo resuelto?", party="complainant")
    talk.turn("status_check", "sale un punto azul, ¿qué es?")
    said = talk.turn("correction", "nunca dije que estuviera cerrada", status="retracted")
    assert responses(said) == ["utter_correction_unsaid"]
    assert answers(said)[-1]["verdict"] == "withdrawal_conditions"  # what the denied fact decides
    said = talk.turn("correction", "no dije que ya la cerraran", status="retracted")
    assert responses(said) == ["utter_correction_unsaid_again"]


def test_it_is_also_where_the_message_was_read_as_a_statement(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    said = talk.turn("inform", "nunca dije que la cerraran, solo que llegó una carta", status="retracted")
    assert responses(said)[0] == "utter_correction_unsaid"
    assert answers(said)[-1]["asks"] == "status"


def test_what_we_are_said_to_assume_is_not_told_to_us(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    text = "usted supuso que ya estaba resuelta"
    said = talk.turn("inform", text, status="processed", said={"status": "ya estaba resuelta"})
    assert responses(said)[0] == "utter_correction_unsaid" and "status" not in _facts(said)
    text = "suponga que ya está resuelta, ¿la quito?"
    said = talk.turn("withdraw", text, status="processed", said={"status": "ya está resuelta"})
    assert _facts(said)["status"] == "processed"


@pytest.mark.parametrize("intent", ["correction", "inform"])
def test_what_was_not_mentioned_is_no_reading_to_choose_from(talk, intent):
    talk.turn("withdraw", "¿la puede quitar?", party="respondent", ground="image_theft")
    said = talk.turn(intent, "yo no mencioné ninguna patente", {"ip_outcomes": 0.02, "ip_remove_listing": 0.01})
    assert responses(said) == ["utter_correction_unsaid"]


def test_what_was_told_or_the_guide_says_of_every_case_is_explained(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    assert "unsaid" not in responses(talk.turn("why", "¿por qué dice que está cerrada?"))[0]
    talk.turn("new_case", "tengo otra, que me pusieron", party="respondent")
    talk.turn("ip_notice", "¿qué significa el aviso?", ground="image_theft")
    assert "unsaid" not in responses(talk.turn("why", "¿por qué dice que ya se procesó?"))[0]


@pytest.mark.parametrize(
    ("fact", "held", "text"),
    [
        ("status", "in_process", "no dije que estuviera cerrada"),
        ("status", "processed", "yo no dije que la retirara"),
        ("ground", "image_theft", "no es por marca"),
    ],
)
def test_a_denial_takes_back_no_other_value_than_it_names(talk, fact, held, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", **{fact: held})
    said = talk.turn("correction", text, **{fact: "retracted"})
    assert _facts(said)[fact] == held
    assert "Dejo de contar" not in texts(said)


def test_a_denial_that_names_something_else_undoes_nothing(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("correction", "no dije que la fuera a quitar hoy")
    assert _facts(said) == {"party": "complainant", "status": "in_process"}
    assert responses(said) == ["utter_correction_unsaid"]


@pytest.mark.parametrize(
    "text", ["no sé si ya la cerraron. si sigue abierta, ¿puedo?", "no estoy segura de que se procesara, ¿la quito?"]
)
def test_who_is_not_sure_of_what_was_supposed_is_not_held_to_it(talk, text):
    talk.turn("withdraw", "digamos que la cerraron, ¿la quito?", party="complainant", status="processed")
    said = talk.turn("withdraw", text)
    assert "status" not in _facts(said)
    assert responses(said)[0] == "utter_taken_back"


@pytest.mark.parametrize("text", ["no sé si la resolvieron bien, ¿la quito?", "no sé por qué la cerraron, ¿la quito?"])
def test_who_only_wonders_how_or_why_it_was_closed_leaves_it_closed(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    assert _facts(talk.turn("withdraw", text))["status"] == "processed"


def test_what_is_told_after_what_to_do_next_is_answered_with_that(talk):
    talk.turn("where", "¿dónde la quito?", party="complainant", device="mobile")
    talk.turn("next_step", "ya la quité, ¿y ahora?", status="withdrawn")
    said = talk.turn("inform", "con el vendedor no hay nada pendiente", issues_resolved="yes")
    assert responses(said) == ["utter_step_withdrawn_again"]
    said = talk.turn("correction", "no, sí falta: me debe la mitad", issues_resolved="no")
    assert responses(said)[-1] == "utter_step_withdrawn_unresolved"


def test_what_is_told_later_is_not(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    talk.turn("next_step", "¿qué hago?")
    said = talk.turn("inform", "ya quedó todo arreglado", issues_resolved="yes")
    assert answers(said)[-1]["topic"] == "withdraw"  # it is open: whether it can be withdrawn


def test_a_neighbours_case_is_none_of_the_persons_where_her_name_is_blanked_out(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="withdrawn")
    text = "mi vecina          también tiene una queja y ya se la cerraron, ¿la puede quitar?"
    assert _facts(talk.turn("withdraw", text, status="processed")) == {"status": "processed"}


@pytest.mark.parametrize(
    ("text", "words", "status", "is_own"),
    [
        ("mi marido ya la retiró con mi clave, ¿qué hago yo?", "ya la retiró", "withdrawn", True),
        ("mi hijo dice que ya la cerraron, ¿yo puedo?", "ya la cerraron", "processed", True),
        ("mi amigo ya retiró la suya, ¿yo puedo?", "ya retiró", "withdrawn", False),
    ],
)
def test_what_a_friend_did_with_theirs_is_not_told_of_ones_own(talk, text, words, status, is_own):
    own = {"party": "complainant", "status": "in_process"}
    talk.turn("withdraw", "¿la quito?", **own)
    said = talk.turn("withdraw", text, said={"status": words}, status=status)
    assert _facts(said)["status"] == status and kept(talk) == ([] if is_own else [own])


def test_whose_it_is_follows_from_the_proof_that_is_denied_and_stays(talk):
    talk.turn("withdraw", "me denunciaron, ¿la quito?", party="respondent", evidence="yes")
    text = "no he dicho que hay pruebas contra mí"
    said = {"party": "mí", "evidence": "hay pruebas"}
    assert _facts(talk.turn("correction", text, party="respondent", evidence="yes", said=said)) == {
        "party": "respondent"
    }


def test_faulty_goods_name_no_state_of_the_complaint(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("correction", "no es por robo de fotos, es porque mandaron tela fallada", ground="other")
    assert _facts(said)["status"] == "in_process"
