"""A question, a part or something yet to come is not held of a case; what is said outright is, and of the right one."""

from __future__ import annotations

import pytest

from actions.reading.principal import named_principal
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts
from tests.unit.actions.test_of_the_case import reading

FILED = {"party": "complainant", "status": "in_process"}
IP = {"party": "respondent", "ground": "product_infringement"}


def test_a_yes_supposes_nothing(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved="no")
    said = talk.turn("withdraw", "hoy es viernes y sí depositó todo. ¿ya la puedo quitar?")
    assert answers(said)[-1]["facts"]["issues_resolved"] == "yes"


@pytest.mark.parametrize(
    "text",
    ["¿y si mañana ya la cerraron?", "y si para el lunes ya está procesada?", "¿y si no paga y alibaba ya decidió?"],
)
def test_what_may_be_decided_by_then_is_not_decided(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("withdraw", text, status="processed")
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize("text", ["no, no la retiré, solo lo pensé. ¿la puedo quitar?", "al final no la quité"])
def test_who_did_not_withdraw_it_after_all_is_heard(talk, text):
    talk.turn("inform", "ya la retiré", party="complainant", status="withdrawn")
    talk.turn("withdraw", text)
    assert talk.slots["status"] is None


def test_the_other_half_is_of_the_same_case():
    text = "me depositó la mitad, la otra mitad dice que el viernes"
    read = reading("before_withdrawing", text, FILED, ("second_case", "issues_resolved=no", "dice"))
    assert (read.second_case, read.stated["issues_resolved"]) == ({}, "no")


@pytest.mark.parametrize("text", ["hice otra por unas bombillas", "he interpuesto una segunda por unas telas"])
def test_one_filed_since_does_not_stand_where_the_first_did(talk, text):
    said = {"status": "la cerraron", "party": text.split(" por")[0]}
    told = f"hace un año puse una queja, la cerraron. Ahora {text}. ¿La puedo quitar?"
    talk.turn("withdraw", told, party="complainant", status="processed", said=said)
    assert talk.slots["status"] is None


def test_who_represents_the_accused_plans_no_complaint(talk):
    text = "represento a una empresa a la que le presentaron una denuncia. ¿Esto es oficial?"
    talk.turn("sources", text, **IP, said={"party": "le presentaron"})
    assert (talk.slots["party"], talk.slots["to_come"]) == ("respondent", None)


def test_the_words_of_the_screen_are_told_where_they_are_asked_about():
    read = reading("meaning", "dice under processing, eso qué es?", FILED, ("status", "in_process", "under processing"))
    assert read.stated["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "who"), [("tengo cliente que puso queja", "su cliente"), ("mi compi recibió una queja", "su compi")]
)
def test_whom_they_speak_for_is_named_so_too(text, who):
    assert named_principal(project_knowledge(), text) == who


@pytest.mark.parametrize(
    ("before", "begins"),
    [("me llegó el aviso ayer", "Sin prueba no pasa nada; pero"), ("no me llegó ningún aviso", "Así es.")],
)
def test_once_the_notice_came_that_nothing_happens_is_not_agreed_to(talk, before, begins):
    talk.turn("inform", before, **IP)
    claim, text = "not_proven_nothing", "si no lo prueban no pasa nada, ¿verdad?"
    said = talk.turn("confirm", text, entities=[("claim", claim)], said={claim: "si no lo prueban no pasa nada"})
    assert texts(said).startswith(begins) and answers(said)[-1]["verdict"] == "ip_two_outcomes"


@pytest.mark.parametrize(
    ("intent", "text", "said"),
    [
        ("withdraw", "usaba mis fotos, pidió perdón y las ha quitado. ¿La retiro?", ("status", "withdrawn", "quitado")),
        ("points", "ya quitar 6 punto. ¿punto regresa?", ("status", "withdrawn", "ya quitar")),
        ("withdraw", "no sé si ya la resolvieron, aún no me dicen nada", ("status", "in_process", "aún no")),
        ("withdraw", "la otra no sé", ("status", "processed", "otra")),
        ("withdraw", "¿y si lo llamo queja y no informe?", ("kind", "complaint", "queja")),
        ("inform", "¡nadie se quejó de mí!", ("party", "respondent", "de mí")),
        ("ip_remove_listing", "ya borré el anuncio, ¿con eso basta?", ("issues_resolved", "yes", "borré")),
        ("confirm", "sí, pero solo mientras siga y con todo arreglado, ¿no?", ("issues_resolved", "yes", "arreglado")),
    ],
)
def test_what_is_of_something_else_is_not_held_of_the_case(intent, text, said):
    assert said[0] not in reading(intent, text, {"party": "complainant"}, said).stated


def test_that_the_two_kinds_are_not_the_same_denies_neither():
    text = "mi amigo dice que informe y queja no es igual, ¿cuál hice?"
    assert "kind" not in reading("meaning", text, FILED, ("kind", "report", "informe")).stated


def test_what_comes_if_the_open_one_is_closed_is_asked_after_the_closed_one():
    text = "¿y si la pendiente se resuelve mañana? ¿podríamos retirarla?"
    assert reading("withdraw", text, {**FILED, "status": "processed", "cases": [None, {"facts": FILED}]}).if_closed


def test_of_one_received_and_one_filed_mine_is_the_one_filed(talk):
    told = {"party": "me puso una", "ground": "fotos"}
    talk.turn("inform", "un tipo me puso una por sus fotos", party="respondent", ground="image_theft", said=told)
    talk.turn("inform", "yo puse otra por un daño", party="complainant", ground="other", said={"party": "puse otra"})
    talk.turn("withdraw", "¿la que me puso él la puedo quitar?", party="respondent", said={"party": "me puso"})
    talk.turn("settlement", "volviendo a la mía: si acepto la mitad, ¿puedo reclamar el otro 50 %?")
    assert talk.slots["party"] == "complainant"


def test_who_is_the_other_party_of_question_seven_is_left_open(talk):
    talk.turn("inform", "la puse yo", party="complainant")
    said = talk.turn("meaning", "la 7 dice «la otra parte tenga pruebas». ¿La otra parte soy yo o es él?")
    assert "no aclara" in texts(said) and "reclamante" not in texts(said)


def test_whose_account_it_is_does_not_tell_who_filed_it(talk):
    talk.turn("inform", "la puso mi nieto", party="complainant")
    said = talk.turn("meaning", "¿quién es quien la presentó, mi nieto o yo? La cuenta es mía")
    assert "la guía no lo aclara" in texts(said)


def test_the_accused_who_asks_what_the_other_has_to_do_is_told_where(talk):
    talk.turn("inform", "me pusieron una queja", party="respondent")
    said = talk.turn("next_step", "ella la va a quitar, ¿qué tiene que hacer ella?")
    assert answers(said)[-1]["topic"] == "where"


def test_who_supposes_that_it_was_won_supposes_that_it_was_processed(talk):
    talk.turn("inform", "me pusieron una queja", party="respondent")
    said = talk.turn("withdraw", "¿y si ella ya ganó la queja, la puede quitar?")
    assert answers(said)[-1]["facts"]["status"] == "processed"


def test_who_wants_the_other_punished_is_not_the_accused():
    text = "quiero que lo sancionen, ¿cuántos puntos son?"
    assert "party" not in reading("points", text, {}, ("party", "respondent", "sancionen")).stated
