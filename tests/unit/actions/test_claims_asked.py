"""What is asked of claims: whether they are so, who is right, which part is not so."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

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
    assert texts(put(talk, "confirm", text)).startswith("No se equivoca. Espere")


@pytest.mark.parametrize("text", ["¿mi resumen está bien, sí o no?", "te faltó decir si era correcto"])
def test_a_summary_is_judged_where_it_is_asked_for_after_something_else(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", "Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen). ¿Correcto?")
    talk.turn("duration", "¿cuánto tardan?")
    assert texts(talk.turn("correction", text)).startswith("Así es. Espere a que todo quede resuelto")


def test_so_it_is_where_the_message_says_that_it_asks_that(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", "Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen). ¿Correcto?")
    asked = "si mi resumen era correcto"
    said = talk.turn("confirm", f"No me refería a si la puedo quitar, eso ya lo sé. Preguntaba {asked}.", asked=asked)
    assert texts(said).startswith("Así es. Espere a que todo quede resuelto")


def test_what_is_asked_after_a_condition_is_no_claim(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "ahora bien: si la [retiro hoy](i_can_withdraw), ¿puedo [reabrirla](reopen)?"
    assert answers(put(talk, "reopen", text))[-1]["topic"] == "reopen"


def test_of_who_speaks_for_whom_filed_it_nothing_is_theirs(talk):
    talk.turn("withdraw", "mi socia la puso, ¿la puede retirar?", party="complainant", status="in_process")
    said = texts(
        put(talk, "confirm", "en resumen: [ella la quita](other_can_withdraw) y [no se reabre](no_reopen), ¿no?")
    )
    assert "que es usted" not in said


def test_what_proof_changes_is_agreed_to(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="product_infringement")
    said = talk.turn("refile", "o sea, si pruebo que son copias sí puedo poner otra, ¿cierto?", {"confirm": 0.3})
    assert texts(said).startswith("Así es. Con pruebas de la infracción, sí se puede")
