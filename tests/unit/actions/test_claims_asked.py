"""What is asked of claims: whether they are so, who is right, which part is not so."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import put, texts

_FILED = {"party": "complainant", "status": "in_process", "evidence": "no"}


@pytest.mark.parametrize("asks", ["no entendí. ¿mi cuñado tiene razón o no?", "no le entiendo, ¿sí o no?"])
def test_whether_somebody_is_right_is_answered_also_where_it_is_asked_again(talk, asks):
    talk.turn("reopen", "la retiraron", party="respondent", status="withdrawn")
    tells = "mi cuñado dice que [ya ni se puede reabrir](no_reopen), ¿está en lo cierto?"
    for text in (tells, asks):
        assert texts(put(talk, "why", text)).startswith("Así es. Una queja cancelada no se vuelve a abrir")


def test_who_presses_after_a_sum_hears_whether_it_is_so(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", "Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen)")
    assert texts(talk.turn("confirm", "¿sí o no?", {"withdraw": 0.3})).startswith("Así es.")


@pytest.mark.parametrize(
    ("status", "text", "begins"),
    [
        ("processed", "¿Es cierto que [ya no la puedo quitar](i_cannot_withdraw)?", "Así es. Ya se procesó"),
        ("in_process", "¿Es cierto que [ya no la puedo quitar](i_cannot_withdraw)?", "No, no es así. Usted sí"),
        ("in_process", "Entonces [ya no la puedo quitar](i_cannot_withdraw), ¿sí o no?", "No, no es así. Usted"),
        ("in_process", "¿Es cierto que [la puedo quitar](i_can_withdraw)?", "Sí, usted puede retirarla"),
    ],
)
def test_whether_it_is_so_that_something_cannot_be_is_answered_as_such(talk, status, text, begins):
    talk.turn("inform", "es lo mío", party="complainant", status=status)
    assert texts(put(talk, "withdraw", text)).startswith(begins)


@pytest.mark.parametrize(
    ("status", "text", "begins"),
    [
        ("processed", "me dijeron que ya nadie la puede quitar, ¿es verdad?", "Así es. Ya no puede"),
        ("in_process", "¿o sea que ya nadie la puede quitar?", "No, no es así. Usted puede retirarla"),
        ("in_process", "dicen que nada más yo la puedo quitar no?", "Sí, usted puede retirarla"),
    ],
)
def test_the_same_where_no_claim_was_read(talk, status, text, begins):
    talk.turn("inform", "es lo mío", party="complainant", status=status)
    assert texts(talk.turn("withdraw", text, {"confirm": 0.3})).startswith(begins)


@pytest.mark.parametrize(
    ("put_before", "begins"),
    [
        ("Resumo: [la quito yo](i_can_withdraw) y [se puede reabrir](reopen)", "Lo que no es así: Una queja cancelada"),
        ("Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen)", "Nada de lo que entendí está mal."),
    ],
)
def test_who_asks_which_part_was_not_so_hears_that(talk, put_before, begins):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", put_before)
    assert texts(talk.turn("where", "¿qué parte de mi resumen está mal?")).startswith(begins)


def test_who_asks_whether_they_are_mistaken_hears_that_they_are_not(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "Todo resuelto [antes](settle_first) y [no se reabre](no_reopen). ¿Me equivoco?"
    assert texts(put(talk, "confirm", text)).startswith("No se equivoca. Primero")
