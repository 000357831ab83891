"""What the texts that are said most often say, and what they leave out."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts

_PATH = "Mi Taobao → Gestión de crédito → Mi informe de quejas"


def test_who_asks_a_detail_first_is_told_where_it_is_withdrawn(talk):
    mistaken = [("detail", "filed_by_mistake")]
    said = texts(talk.turn("withdraw", "la puse sin querer, ¿cómo la quito?", party="complainant", entities=mistaken))
    assert f"Usted puede retirarla mientras siga en trámite. Se hace en {_PATH}." in said


@pytest.mark.parametrize("detail", ["filed_by_mistake", "late_parcel"])
def test_that_no_other_can_be_filed_goes_with_the_place(talk, detail):
    said = texts(
        talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", entities=[("detail", detail)])
    )
    assert _PATH in said and said.count("después no se puede presentar otra sin pruebas de la infracción") == 1


def test_who_picked_the_wrong_shop_asks_before_filing_again(talk):
    mistaken = [("detail", "filed_by_mistake")]
    said = texts(talk.turn("withdraw", "me equivoqué de tienda", party="complainant", entities=mistaken))
    assert "contra la tienda correcta, pregunte antes" in said


def test_the_place_is_said_once(talk):
    talk.turn("where", "¿dónde se retira?", party="complainant")
    mistaken = [("detail", "filed_by_mistake")]
    assert _PATH not in texts(talk.turn("withdraw", "la puse sin querer, ¿la quito?", entities=mistaken))


@pytest.mark.parametrize("facts", [{"party": "respondent"}, {"party": "complainant", "status": "processed"}])
def test_no_place_is_given_to_who_cannot_withdraw_it(talk, facts):
    mistaken = [("detail", "filed_by_mistake")]
    assert _PATH not in texts(talk.turn("withdraw", "fue un error, ¿se quita?", entities=mistaken, **facts))


def test_an_order_with_trade_assurance_has_a_place_of_its_own(talk):
    mistaken = [("detail", "filed_by_mistake")]
    told = "era un pedido con Trade Assurance y la puse sin querer, ¿cómo la quito?"
    assert "Se hace en" not in texts(talk.turn("withdraw", told, party="complainant", entities=mistaken))


def test_the_accused_who_ask_what_to_write_are_told_where_the_other_withdraws_it(talk):
    asked = [("detail", "what_to_write")]
    said = texts(
        talk.turn("respondent_request", "¿qué le escribo para que la quite?", party="respondent", entities=asked)
    )
    assert f"Si acepta y la queja sigue en trámite, la retira desde su propia cuenta, en {_PATH}" in said


@pytest.mark.parametrize("facts", [{"status": "processed"}, {"kind": "report"}])
def test_what_to_write_promises_no_withdrawal(talk, facts):
    asked = [("detail", "what_to_write")]
    said = texts(talk.turn("respondent_request", "¿qué le escribo?", party="respondent", entities=asked, **facts))
    assert "Si acepta" not in said


def test_appealing_is_not_named_of_another_ground(talk):
    facts = {"party": "respondent", "status": "processed"}
    assert "apelar" in texts(talk.turn("withdraw", "¿la puede retirar?", **facts))
    talk.turn("new_case")
    assert "apelar" not in texts(talk.turn("withdraw", "¿la puede retirar?", ground="other", **facts))


def test_who_the_person_is_is_not_said_back(talk):
    talk.turn("inform", "me pusieron una queja", party="respondent", ground="product_infringement")
    said = texts(talk.turn("withdraw", "ya la procesaron, ¿la pueden retirar?", status="processed"))
    assert "ya se procesó" in said and "Cuento con" not in said


def test_who_asks_what_we_would_do_is_told_the_next_step(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="product_infringement")
    said = texts(talk.turn("next_step", "¿y usted qué haría?", entities=[("detail", "your_opinion")]))
    assert "Opinión propia no tengo" in said and "guarde el aviso" in said


def test_who_asks_whether_it_is_an_opinion_gets_no_advice(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="product_infringement")
    said = texts(talk.turn("why", "¿eso es seguro o es su opinión?", entities=[("detail", "your_opinion")]))
    assert "guarde el aviso" not in said


def test_a_short_yes_has_its_condition(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = texts(talk.turn("withdraw", "¿y si él cumple mañana, la quito hoy?"))
    assert "mientras siga en trámite y con todo resuelto" in said
