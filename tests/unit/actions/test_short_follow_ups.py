"""Short follow-ups: why the rule, is that for me, the one to come, the rule itself, a claim of a side line."""

from __future__ import annotations

import pytest

from actions.reading.contradictions import says_they_differ
from actions.reading.phrases import asks_why_a_rule, asks_why_of
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("text", "is_why"),
    [
        ("¿por qué no se puede?", True),
        ("pq no sirve eso", True),
        ("o sea que ni se lo pido pq no sirve?", False),
        ("¿y por qué la que cerraron ya no se puede quitar?", True),
        ("no le pregunté por qué no se puede. ¿Y la otra?", False),
        ("¿se puede o por qué tarda?", False),
    ],
)
def test_what_asks_why_a_rule_is_what_it_is(text, is_why):
    assert asks_why_a_rule(project_knowledge(), text) is is_why


def test_a_question_that_was_not_asked_is_not_answered():
    assert not asks_why_of(project_knowledge(), "no pregunté por qué la rechazaron, sino cuánto tarda.")


@pytest.mark.parametrize("text", ["me dice las dos cosas", "¿en qué se basa si la 10 dice claramente que no?"])
def test_what_says_that_two_answers_differ(text):
    assert says_they_differ(project_knowledge(), text)


def test_why_is_of_the_answer_given_last_and_gives_the_guides_reason(talk):
    talk.turn("ip_withdrawal_effect", "¿me salvo si la quita?", party="respondent", ground="image_theft")
    talk.turn("ip_remove_listing", "¿y si borro el producto?")
    talk.slots["topic"] = "ip_withdrawal_effect"  # as after an answer that was not sure to be meant
    said = talk.turn("why", "¿y por qué no sirve?")
    assert answers(said)[0]["verdict"] == "ip_removal_useless" and "instantánea" in texts(said)


def test_of_a_rule_without_a_reason_it_is_said_that_the_guide_gives_none(talk):
    talk.turn("withdraw", "ya la cerraron, ¿la quito?", party="complainant", status="processed")
    said = talk.turn("withdraw", "¿y por qué no se puede?", {"why": 0.3})
    assert answers(said)[0]["topic"] == "why" and "la guía no lo da" in texts(said)


def test_the_complaint_to_come_is_not_the_one_that_was_withdrawn(talk):
    talk.turn("refile", "la quité, ¿puedo poner otra?", party="complainant", status="withdrawn", evidence="yes")
    said = talk.turn("refile", "y si pongo la nueva, ¿la podría quitar luego?")
    assert "también la podrá retirar" in texts(said)


def test_the_rule_is_asked_for_without_the_case_which_is_kept(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="withdrawn", kind="complaint")
    said = talk.turn("withdraw", "olvide lo mío: un informe por insultos, ¿se retira?", kind="report", ground="other")
    assert answers(said)[0]["verdict"] == "report_not_withdrawable"
    said = talk.turn("inform", "¿y la mía?", party="complainant")  # as it is mostly read
    assert answers(said)[0]["verdict"] == "already_withdrawn"


def test_of_another_kind_the_question_is_whether_it_can_be_withdrawn(talk):
    talk.turn("refile", "la quité, ¿pongo otra?", party="complainant", status="withdrawn", ground="other")
    entities = [("kind", "report"), ("supposed", "yes")]
    said = talk.turn("refile", "¿y si hubiera sido un informe?", {"withdraw": 0.05}, entities=entities)
    assert answers(said)[0]["verdict"] == "report_not_withdrawable"


def test_the_accuseds_registration_is_no_proof_of_the_infringement(talk):
    talk.turn("refile", "si la retira, ¿puede poner otra?", party="respondent", ground="product_infringement")
    said = talk.turn("inform", "tenemos el registro de nuestra marca", entities=[("evidence", "yes")])
    assert "no como prueba de una infracción" in texts(said) and talk.slots["evidence"] is None


def test_nobody_has_to_withdraw_for_being_paid(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent", ground="other")
    assert "no dice que pagar" in texts(talk.turn("withdraw", "si le devuelvo el dinero, ¿me la quitan?"))
    assert texts(talk.turn("confirm", "entonces no está obligado, ¿cierto?")).startswith("Así es. ")


def test_a_time_of_third_parties_is_not_sure(talk):
    talk.turn("respond_deadline", "¿qué plazo tengo?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("confirm", "¿entonces son tres días, seguro?"))
    assert said.startswith("No, no es seguro")


def test_both_parts_of_a_claim_are_judged(talk):
    talk.turn("ip_remove_listing", "¿sirve borrarlo?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("confirm", "en fin: borrar no sirve, apelar sí, ¿correcto?"))
    assert said.startswith("Así es.") and "puede apelar" in said.lower()
