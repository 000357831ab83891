"""A check, a «why» or a small question is answered as such, and not with the verdict that stands."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "status": "in_process"}


def test_who_was_told_to_weigh_it_and_settled_it_can_withdraw_now(talk):
    talk.turn("respondent_request", "me pide que la quite", party="complainant")
    said = talk.turn("inform", "ya lo arreglamos y sigue en trámite", status="in_process", issues_resolved="yes")
    assert answers(said)[-1]["verdict"] == "withdrawable"


def test_the_accused_who_settled_it_can_not(talk):
    talk.turn("respondent_request", "¿le pido que la quite?", party="respondent")
    said = talk.turn("inform", "ya lo arreglamos y sigue en trámite", status="in_process", issues_resolved="yes")
    assert answers(said)[-1]["verdict"] != "withdrawable"


@pytest.mark.parametrize(
    ("text", "words", "settled"),
    [
        ("el taller acaba de abonar los portes", "portes", "yes"),
        ("acaba de transferir la mitad", "mitad", "no"),
        ("acaba de devolver el pago, pero faltan los portes", "faltan", "no"),
    ],
)
def test_what_is_read_of_a_clause_that_says_it_is_done_opens_nothing(talk, text, words, settled):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved="no")
    said = talk.turn("inform", text, said={"issues_resolved": words}, issues_resolved="no")
    assert answers(said)[-1]["facts"]["issues_resolved"] == settled


def test_why_names_no_change_by_what_is_not_asked_for(talk):
    case = {"party": "complainant", "status": "withdrawn", "ground": "other"}
    talk.turn("refile", "¿puedo poner otra?", **case)
    said = texts(talk.turn("why", "¿y por qué?"))
    assert "le diría otra cosa" not in said
    assert "pregunta 7" in said


def test_why_we_say_that_asking_is_of_little_use_has_its_reason(talk):
    talk.turn("respondent_request", "¿y si le pido que la quite?", party="respondent", ground="image_theft")
    said = texts(talk.turn("why", "¿por qué dice que pedirle que la retire sirve de poco?"))
    assert "no explica más" not in said
    assert "La guía da esta razón" in said


def test_a_page_against_the_guide_is_of_the_page_whatever_was_said_last(talk):
    talk.turn("respondent_request", "¿y si le pido que la quite?", party="respondent", ground="image_theft")
    talk.turn("meaning", "¿qué es probada?", entities=[("term", "probada")])
    said = talk.turn("why", "¿por qué dices que no sirve si una página dice que sí?")
    assert "no coinciden" in texts(said)


def test_who_insists_on_it_is_refused_again(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent")
    talk.turn("fraud", "¿y si mando un recibo falso?")
    said = talk.turn("correction", "no, digo lo del recibo falso", {"fraud": 0.4})
    assert said[0]["metadata"]["utter_action"].startswith("utter_fraud_refused")


def test_nothing_is_remembered_of_a_case_where_nothing_was_told(talk):
    assert "no tengo nada guardado" in texts(talk.turn("privacy", "¿todavía se acuerda de mi caso?"))


def test_what_was_told_is(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent")
    assert "no tengo nada guardado" not in texts(talk.turn("privacy", "¿se acuerda de mi caso?"))


def test_a_definition_is_said_once_and_the_other_half_gets_its_line(talk):
    read = [("term", "apelar"), ("detail", "what_is_appeal")]
    said = texts(talk.turn("meaning", "¿qué es apelar? ¿voy a tener que ir a juicio?", entities=read))
    assert said.lower().count("apelar» es") + said.count("Apelar es") == 1
    assert "eso se pregunta allí" in said


def test_proof_is_not_asked_for_of_who_tells_of_a_fault(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="withdrawn")
    said = talk.turn("refile", "¿qué infracción? Me llegó una lámpara rota", entities=[("detail", "debt_proof")])
    assert "¿hay pruebas" not in texts(said).lower()


def test_what_counts_as_settled_is_said_to_who_presses_for_it(talk):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", **FILED)
    said = texts(talk.turn("before_withdrawing", "si ya las bajó, ¿puedo darlo por resuelto o no?"))
    assert "puede darlo por resuelto" in said


def test_whether_it_is_legal_advice_is_what_this_assistant_is(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent")
    said = texts(talk.turn("sources", "esto que me dices es consejo de abogado o qué"))
    assert "No es consejo de abogado" in said


def test_the_accuseds_taking_down_is_no_withdrawal(talk):
    talk.turn("ip_notice", "¿qué significa el aviso?", party="respondent", ground="product_infringement")
    ranking = {"confirm": 0.84, "ip_remove_listing": 0.14}
    said = talk.turn("confirm", "la quité ayer, entonces no pasa nada, ¿no?", ranking)
    assert answers(said)[-1]["verdict"] == "ip_removal_useless"
