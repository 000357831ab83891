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
