"""What a message waves off, to ask something else: «nada de puntos, quiero saber si…»"""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

_ACCUSED = {"party": "respondent", "ground": "product_infringement", "status": "in_process"}


@pytest.mark.parametrize(
    "text",
    [
        "lo de la mediación ya lo entendí, ¿dónde se retira?",
        "no me repita lo de mediar, ¿dónde se retira?",
        "nada de mediación, quiero saber dónde se retira",
        "quiero saber dónde se retira, no lo de la mediación",
        "yo preguntaba dónde se retira y usted me habla de mediar",
        "menos mal lo de la mediación. ¿Dónde se retira?",
        "lo de la mediación ya está. ¿Dónde se retira?",
    ],
)
def test_what_is_asked_beside_what_is_waved_off_is_answered_alone(talk, text):
    talk.turn("mediation", "¿pueden mediar?", party="complainant", status="in_process")
    said = talk.turn("mediation", text, {"mediation": 0.9, "where": 0.05, "refile": 0.01})
    assert {answer["topic"] for answer in answers(said)} == {"where"}


def test_what_was_not_understood_as_a_whole_is_what_is_asked_beside_it(talk):
    talk.turn("appeal", "¿puedo apelar?", **_ACCUSED)
    text = "no me hable de apelar, ¿me quitan puntos?"
    said = talk.turn("nlu_fallback", text, {"nlu_fallback": 0.45, "appeal": 0.4, "ip_outcomes": 0.25})
    assert [answer["verdict"] for answer in answers(said)] == ["ip_two_outcomes"]


def test_what_was_read_in_what_is_waved_off_counts_for_nothing(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    text = "no le hablo de una ya procesada. ¿Puede mediar alguien?"
    said = talk.turn("mediation", text, said={"status": "ya procesada"}, status="processed")
    assert answers(said)[-1]["facts"]["status"] == "in_process"


def test_what_denies_a_fact_that_is_held_still_denies_it(talk):
    talk.turn("withdraw", "ya la cerraron, ¿la quito?", party="complainant", status="processed")
    text = "yo no hablé de una procesada, ¿la quito?"
    talk.turn("correction", text, said={"status": "procesada"}, status="processed")
    assert talk.slots["status"] != "processed"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("withdraw", "no quiero saber nada de ese vendedor, ¿la puedo quitar?"),  # that is asked, whoever is waved off
        ("mediation", "lo de la mediación ya lo entendí"),  # nothing is asked beside it
        ("mediation", "la tienda me habló de mediar, ¿conviene?"),  # somebody else spoke of it
        ("mediation", "pregunté a un primo y me habló de mediar, ¿conviene?"),
        ("mediation", "lo de la mediación no lo entiendo, ¿qué es?"),
        ("mediation", "nada de pruebas tengo, ¿conviene mediar?"),
        ("mediation", "si el vendedor deja de contestarme y no paga, ¿pueden mediar?"),
    ],
)
def test_what_waves_nothing_off_is_as_it_was_read(talk, intent, text):
    talk.turn(intent, "¿la puedo quitar y pueden mediar?", party="complainant", status="in_process")
    said = talk.turn(intent, text, {intent: 0.8, "refile": 0.1})
    assert "Depende de si hay pruebas" not in texts(said)


@pytest.mark.parametrize(
    "text", ["no me dijo si puedo poner otra", "le faltó lo de poner otra", "y sigo sin saber si puedo poner otra"]
)
def test_what_is_said_to_be_left_out_is_answered_though_it_was_answered_last(talk, text):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="in_process")
    said = talk.turn("refile", text, {"refile": 0.6, "withdraw": 0.3})
    assert answers(said)[-1]["verdict"] == "refile_depends"


def test_what_the_other_party_did_not_say_is_not_left_out_by_us(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="in_process")
    said = talk.turn("withdraw", "no me dijo si paga, ¿la quito?", {"withdraw": 0.9})
    assert answers(said)[-1]["verdict"] == "withdrawable"
