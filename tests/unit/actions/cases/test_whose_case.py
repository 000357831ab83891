"""Whose a case is, and which of several a message is about, as its clauses tell it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.fixture
def filed(talk):
    """Who filed one over a copied lamp, which is open."""
    told = {"party": "complainant", "ground": "product_infringement", "status": "in_process"}
    talk.turn("withdraw", "puse una queja por una lámpara copiada, sigue en trámite, ¿la quito?", **told)
    return talk


@pytest.fixture
def her_own(talk):
    """A mother's, who was accused."""
    talk.turn("withdraw", "a mi mamá le pusieron una queja por un jarrón, ¿la quita?", party="respondent")
    return talk


def test_who_filed_one_and_was_accused_in_return_has_two(filed):
    text = "y la misma fábrica me denunció a mí por plagio, esa la puedo borrar yo?"
    said = filed.turn("withdraw", text, party="respondent", said={"party": "me denunció"})
    assert answers(said)[-1]["verdict"] == "only_complainant"
    assert answers(said)[-1]["facts"] == {"party": "respondent"}
    back = filed.turn("withdraw", "¿y la mía entonces?")
    assert answers(back)[-1]["facts"]["status"] == "in_process"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ip_outcomes", "y si la misma fábrica me denuncia a mí, pierdo puntos?"),
        ("correction", "la fábrica me denunció a mí, no yo a ella"),
        ("ip_outcomes", "¿y a mí la fábrica me denunció también?"),
    ],
)
def test_what_is_supposed_corrected_or_asked_begins_no_other(filed, intent, text):
    filed.turn(intent, text, party="respondent", said={"party": "denunci"})
    assert not filed.slots["cases"]


def test_she_who_is_spoken_for_filed_one_too(her_own):
    text = "ella también puso una a una tienda, esa sí la puedo quitar yo por ella?"
    said = her_own.turn("withdraw", text, party="complainant", said={"party": "puso una"})
    assert "la queja la presentó su mamá" in texts(said)
    assert her_own.slots["principal"] == "su mamá" and her_own.slots["party"] == "complainant"


def test_one_who_has_another_is_told_of_anew(her_own):
    said = her_own.turn("next_step", "mi mamá tiene otra queja, ¿qué hace?", status="in_process")
    assert "Hablamos ahora" in texts(said) and her_own.slots["principal"] == "su mamá"


def test_a_client_of_ones_own_filed_it(talk):
    text = "un cliente mío denunció a una fábrica, ¿la quita?"
    talk.turn("withdraw", text, party="complainant", said={"party": "denunció"})
    assert talk.slots["principal"] == "su cliente"


def test_it_is_a_clients_and_not_ones_own(filed):
    filed.turn("refile", "no es mía, es de mi cliente. ¿Puede poner otra después?")
    assert filed.slots["principal"] == "su cliente"


def test_who_is_accused_by_a_client_may_be_a_relative(talk):
    talk.turn("withdraw", "a mi papá le cayó una queja de un cliente, ¿la quita?", party="respondent")
    assert talk.slots["principal"] == "su papá"
    talk.turn("correction", "contra mí no: contra mi papá", party="respondent")
    assert talk.slots["principal"] == "su papá"


def test_a_client_of_whom_one_complains_is_not_spoken_for(talk):
    talk.turn("withdraw", "un cliente me puso una queja por un retraso, ¿la quito?", party="respondent")
    assert talk.slots["principal"] is None


def test_a_lawyer_speaks_for_the_client(talk):
    told = {"party": "complainant", "status": "withdrawn"}
    talk.turn("refile", "soy abogada, represento a una bodega que la retiró, ¿cabe otra?", **told)
    said = talk.turn("inform", "mi cliente conserva el registro", evidence="yes")
    assert talk.slots["principal"] == "su cliente" and "corrijo" not in texts(said)


def test_another_client_has_another_case(talk):
    talk.turn("refile", "una clienta retiró su queja, ¿pone otra?", status="withdrawn", evidence="yes")
    said = talk.turn("withdraw", "otro cliente, un vendedor, recibió una. ¿Puede quitarla?", party="respondent")
    assert answers(said)[-1]["facts"] == {"party": "respondent"} and "contra su cliente" in texts(said)


def test_each_of_two_told_at_once_is_whose_it_is(talk):
    told = [("second_case", "party=respondent")]
    text = "presenté una contra una tienda; y a mi hermana le pusieron otra. ¿Qué se puede retirar?"
    where = {"party": "presenté", "party=respondent": "le pusieron"}
    said = talk.turn("withdraw", text, party="complainant", entities=told, said=where)
    assert "La que presentó usted" in texts(said) and "La que es contra su hermana" in texts(said)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("mi hermano tiene dos denuncias: una se la puso una marca y la otra la puso él. ¿Las quita?", "su hermano"),
        ("mi clienta tiene dos quejas: una se la puso una marca y la otra la puso ella. ¿Las quita?", "su clienta"),
        ("mi cucha tiene dos quejas: una se la puso una marca y la otra la puso ella. ¿Las quita?", "su mamá"),
    ],
)
def test_both_are_whose_two_the_message_tells_of(talk, text, whose):
    where = {"party": "se la puso", "complainant": "la otra la puso"}
    said = talk.turn("withdraw", text, party="respondent", entities=[("party", "complainant")], said=where)
    assert f"La que presentó {whose}" in texts(said) and f"La que es contra {whose}" in texts(said)


def test_two_of_whom_the_person_acts_for_are_theirs(talk):
    text = (
        "actúo como agente de un titular que presentó dos quejas, una sigue en trámite y otra ya se resolvió. ¿Cuáles?"
    )
    where = {"party": "presentó", "processed": "se resolvió", "status": "sigue en trámite"}
    told = {"party": "complainant", "status": "in_process", "entities": [("status", "processed")]}
    said = texts(talk.turn("withdraw", text, said=where, **told))
    assert "quien la presentó puede retirarla" in said and "usted puede" not in said


def test_two_of_a_customer_against_the_person_are_against_them(talk):
    text = "un cliente tiene dos quejas contra mi tienda, una por el envío y otra por la marca. ¿Las quita?"
    said = talk.turn("withdraw", text, party="respondent", said={"party": "contra mi tienda"})
    assert "su cliente" not in texts(said)


def test_what_one_of_both_is_called_by_is_not_said_of_both(talk):
    told = [("second_case", "status=in_process")]
    talk.turn("withdraw", "tengo dos: una la cerraron y la otra sigue. ¿Las quito?", status="processed", entities=told)
    text = "las dos son por unas fotos. En la que cerraron perdí puntos. ¿Puedo recuperarlos?"
    talk.turn("points", text, status="processed", ground="image_theft", said={"status": "cerraron"})
    kept = [case["facts"]["status"] for case in talk.slots["cases"] if case]
    assert kept == ["processed", "in_process"] and not talk.slots["status"]


def test_a_plan_for_one_and_a_no_for_the_other_are_agreed_to(talk):
    told = [("second_case", "party=respondent")]
    text = "presenté una que sigue en trámite; y a mi hijo le pusieron otra. ¿Qué se puede?"
    where = {"party": "presenté", "party=respondent": "le pusieron"}
    talk.turn("withdraw", text, party="complainant", status="in_process", entities=told, said=where)
    said = talk.turn("confirm", "la mía la retiro cuando pague y la de mi hijo depende del comprador, ¿es así?")
    assert texts(said).startswith("Así es. La que presentó usted")
    assert [answer["verdict"] for answer in answers(said)] == ["resolve_all_issues", "only_complainant"]


def test_a_claim_of_the_case_at_hand_comes_before_the_other_is_named(talk):
    told = [("second_case", "status=in_process")]
    talk.turn("withdraw", "tengo dos: una la cerraron y la otra sigue. ¿Las quito?", status="processed", entities=told)
    talk.turn("withdraw", "la abierta, ¿la quito ya?", status="in_process")
    said = talk.turn("confirm", "espero a que me paguen y ahí la quito, y la cerrada se queda así, ¿no?")
    assert [answer["verdict"] for answer in answers(said)] == ["resolve_all_issues", "not_withdrawable_processed"]


def test_what_is_told_of_one_asks_nothing_of_the_other(talk):
    told = [("second_case", "status=in_process")]
    talk.turn("withdraw", "tengo dos: una la cerraron y la otra sigue. ¿Las quito?", status="processed", entities=told)
    talk.turn("withdraw", "la abierta, ¿la quito ya?", status="in_process")
    detail, where = [("detail", "complainant_silent")], {"complainant_silent": "no me contesta"}
    said = talk.turn("withdraw", "ya le escribí y no me contesta. ¿Y la cerrada?", entities=detail, said=where)
    assert "contesta" not in texts(said) and answers(said)[-1]["verdict"] == "not_withdrawable_processed"


def test_a_new_one_is_none_that_can_be_withdrawn(talk):
    told = [("second_case", "status=in_process")]
    talk.turn("withdraw", "tengo dos: una la cerraron y la otra sigue. ¿Las quito?", status="processed", entities=told)
    talk.turn("withdraw", "la cerrada, ¿por qué no?")
    talk.turn("duration", "¿y cuánto tarda en resolverse una nueva?")
    assert talk.slots["status"] == "processed"


def test_of_two_the_second_was_filed_by_whom_one_speaks_for(talk):
    told = [("in_clause", "party=respondent"), ("second_case", "ground=image_theft")]
    text = "un señor le puso una a mi tía por un reloj, y mi tía después le puso otra a él por unas fotos, ¿las quita?"
    where = {"party=respondent": "le puso una", "party": "después le puso", "ground=image_theft": "unas fotos"}
    talk.turn("withdraw", text, party="respondent", ground="product_infringement", entities=told, said=where)
    assert [case["facts"]["party"] for case in talk.slots["cases"] if case] == ["respondent", "complainant"]


@pytest.mark.parametrize("text", ["a mi tía le puso una un cliente", "mi vecina le puso una a mi tía"])
def test_what_was_filed_against_them_stays_so(talk, text):
    talk.turn("inform", text, party="respondent", said={"party": "le puso una"})
    assert talk.slots["party"] == "respondent"


def test_another_that_they_filed_is_told_of_though_nothing_was_read_of_it(her_own):
    said = her_own.turn("withdraw", "y mi mamá le puso otra a él, esa sí la quita?")
    assert "la queja la presentó su mamá" in texts(said)
