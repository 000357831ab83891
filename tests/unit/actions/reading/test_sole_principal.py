"""Whom the person speaks for is named where it is sure that the one case is theirs."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts


@pytest.mark.parametrize(
    "told",
    [
        "el marido de mi jefa puso una queja, ¿la puede quitar?",
        "mi hermana se quejó del vendedor y el vendedor se quejó de ella, ¿pueden retirarlas?",
        "mi hermana puso una queja, y hay otra contra ella, ¿la puede retirar?",
        "mi amiga puso una queja, yo también, ¿puedo retirar la mía?",
        "mi prima puso dos y yo una, ¿las podemos quitar?",
        "mi mamá y su vecina pusieron una queja, ¿la pueden quitar?",
        "mi hermana dice que su jefe puso una queja, ¿puede retirarla él?",
        "mi hijo puso una queja, pero la cuenta es mía, ¿se retira?",
        "la esposa puso una queja y mi hermana quiere quitarla, ¿se puede?",
        "mi papá puso una queja contra mi tía, ¿la puede quitar?",
    ],
)
def test_nobody_is_named_where_it_is_not_sure_whose_case_it_is(talk, told):
    said = texts(talk.turn("withdraw", told, party="complainant", status="in_process"))
    people = ("jefa", "hermana", "amiga", "prima", "mamá", "hijo", "papá", "tía")
    assert [who for who in people if f"su {who}" in said] == []


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("la queja de mi hermana sigue en trámite, la presentó ella, ¿puede retirarla?", "Sí, su hermana puede"),
        ("mi tía denunció a una tienda y mi tía quiere quitarla, ¿puede?", "Sí, su tía puede"),
        ("mi mamá puso la queja y mi hijo me ayuda a escribirle, ¿la puede quitar ella?", "Sí, su mamá puede"),
        ("yo no la puse, fue mi nuera, ¿se puede retirar?", "Sí, su nuera puede"),
    ],
)
def test_whose_the_only_case_is_is_named(talk, told, who):
    assert who in texts(talk.turn("withdraw", told, party="complainant", status="in_process"))


def test_who_says_later_that_they_filed_it_too_is_told_of_nobody(talk):
    talk.turn("inform", "mi hermana puso una queja", party="complainant", status="in_process")
    talk.turn("inform", "bueno, en realidad la pusimos las dos")
    assert "quien la presentó puede" in texts(talk.turn("withdraw", "¿se puede retirar?"))


def test_whose_case_it_is_is_recalled_where_the_words_name_nobody(talk):
    talk.turn("inform", "mi hermana recibió una queja", party="respondent", status="processed")
    assert "contra su hermana" in texts(talk.turn("respondent_request", "¿y si le pide que la retire?"))


def test_an_informe_is_not_said_to_be_a_queja(talk):
    talk.turn("inform", "mi hermana presentó un informe", party="complainant", kind="report", ground="image_theft")
    assert "lo presentó su hermana" in texts(talk.turn("where", "¿dónde?"))


def test_of_who_cannot_withdraw_it_no_account_is_told(talk):
    talk.turn("inform", "mi prima puso una queja que ya se procesó", party="complainant", status="processed")
    assert "su prima:" not in texts(talk.turn("where", "¿dónde la retira?"))
