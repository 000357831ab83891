"""What is told of one complaint is not so of another that somebody else filed, or that was filed since."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize("status", ["withdrawn", "processed"])
@pytest.mark.parametrize(
    "text", ["ahora la tienda me denunció", "ayer me llegó un aviso", "el vendedor puso una contra mí"]
)
def test_one_received_since_is_another_case(talk, status, text):
    talk.turn("inform", "es mi queja", party="complainant", status=status)
    talk.turn("inform", text, party="respondent")
    assert answers(talk.turn("withdraw", "¿puedo retirar esa?"))[-1]["facts"] == {"party": "respondent"}


@pytest.mark.parametrize("status", ["withdrawn", "processed"])
@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("ayer nos cayó una denuncia de otra marca, ¿quién la quita?", True),
        ("me acaba de llegar un aviso por unas patentes, ¿la pueden quitar?", True),
        ("le digo que es una queja nueva, ¿quién la puede quitar?", True),
        ("hoy me llegó un correo del banco, ¿me tengo que preocupar?", False),
        ("ayer me llegó el aviso, ¿la puede quitar él?", False),
        ("nunca me llegó un aviso de otra empresa, ¿qué hago?", False),
        ("¿y si hoy me llega una nueva?", False),
    ],
)
def test_who_received_one_and_receives_a_further_one_has_another_case(talk, status, text, is_another):
    talk.turn("inform", "me denunciaron", party="respondent", status=status)
    talk.turn("withdraw", text, party="respondent")
    assert (talk.slots["status"] is None) == is_another


def test_who_was_taken_for_the_other_party_corrects_it(talk):
    talk.turn("inform", "la queja está cerrada", party="complainant", status="processed")
    talk.turn("correction", "no, me denunciaron a mí", party="respondent")
    assert (talk.slots["party"], talk.slots["status"], talk.slots["cases"]) == ("respondent", "processed", None)


def test_who_withdrew_one_and_was_accused_then_tells_of_two(talk):
    text = "retiré una queja y ahora me denunciaron a mí"
    said = {"status": "retiré una queja", "party": "me denunciaron"}
    talk.turn("inform", text, party="respondent", status="withdrawn", said=said)
    assert [case["facts"].get("status") for case in talk.slots["cases"] if case] == ["withdrawn", None]


@pytest.mark.parametrize("text", ["mi hermano tiene una procesada", "mi socio tiene dos que ya cerraron"])
def test_a_relatives_case_does_not_become_ones_own(talk, text):
    talk.turn("withdraw", "¿la retiro?", party="complainant", status="in_process")
    talk.turn("inform", text, status="processed")
    assert answers(talk.turn("withdraw", "¿puedo retirar la mía?"))[-1]["verdict"] == "withdrawable"


@pytest.mark.parametrize("text", ["voy a poner una nueva", "mañana pongo otra"])
def test_one_that_is_planned_is_not_over(talk, text):
    talk.turn("withdraw", "¿la retiro?", party="complainant", status="processed")
    talk.turn("refile", text)
    assert answers(talk.turn("withdraw", "¿la podré retirar?"))[-1]["verdict"] == "withdrawal_conditions"


def test_one_that_was_just_filed_is_in_process(talk):
    talk.turn("withdraw", "¿la retiro?", party="complainant", status="processed")
    talk.turn("refile", "acabo de abrir una nueva")
    assert answers(talk.turn("withdraw", "¿la puedo retirar?"))[-1]["verdict"] == "withdrawable"


def test_he_who_filed_it_is_not_the_other_party(talk):
    talk.turn("inform", "mi marido se quejó de un vendedor", party="complainant")
    said = texts(talk.turn("withdraw", "¿puede él retirarla?", detail="by_the_other_party"))
    assert "otra parte" not in said
    assert "La puede retirar su marido, que la presentó" in said


def test_who_did_not_file_what_a_relative_filed_says_nothing_of_the_side(talk):
    talk.turn("inform", "mi hermana se quejó de una tienda", party="complainant")
    talk.turn("correction", "yo no la puse")
    assert talk.slots["party"] == "complainant"


def test_that_they_did_not_file_it_keeps_for_whom_they_speak(talk):
    talk.turn("inform", "mi hijo se quejó de un vendedor", party="complainant")
    talk.turn("correction", "no fui yo quien la puso", party="complainant")
    assert talk.slots["principal"] == "su hijo"
