"""What is answered to who asks for somebody else."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts


def test_who_filed_it_is_not_sanctioned(talk):
    talk.turn("inform", "mi papá puso una queja por un diseño", party="complainant", ground="product_infringement")
    said = texts(talk.turn("ip_outcomes", "él cobra y la quita. ¿a mi papá le quitan puntos?"))
    assert "no para quien la presentó" in said


def test_who_would_do_it_for_another_is_not_told_that_they_can(talk):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process")
    said = texts(talk.turn("withdraw", "¿puedo quitarla yo por él?", entities=[("detail", "by_proxy")]))
    assert "Quien la presentó puede retirarla" in said and "usted puede" not in said.lower()


def test_who_cannot_log_in_is_not_asked_where_it_stands(talk):
    talk.turn("withdraw", "¿se puede quitar?", party="complainant")
    said = talk.turn("status_check", "no tengo la clave. ¿Cómo averiguo?")
    assert "Sin entrar en la cuenta" in texts(said) and "¿en qué punto" not in texts(said)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (None, "La puede retirar su sobrina, que la presentó, mientras siga en trámite."),
        ("in_process", "Sí, su sobrina puede retirarla, porque sigue en trámite."),
    ],
)
def test_whoever_filed_it_is_named(talk, status, says):
    facts = {"status": status} if status else {}
    said = texts(talk.turn("withdraw", "mi sobrina puso una queja, ¿se puede quitar?", party="complainant", **facts))
    assert says in said
    again = texts(talk.turn("withdraw", "¿entonces la puede quitar?"))
    assert "su sobrina" in again


def test_whoever_received_it_is_named(talk):
    said = texts(talk.turn("withdraw", "a mi hermano le pusieron una queja, ¿la quita él?", party="respondent"))
    assert "su hermano, que la recibió, no" in said


@pytest.mark.parametrize(
    "told",
    [
        "mi padre falleció y había puesto una queja, ¿se puede quitar?",
        "mi socio renunció, pero puso una queja, ¿se puede quitar?",
        "mi nieto puso una queja jugando con mi teléfono, ¿se puede quitar?",
    ],
)
def test_nobody_is_said_to_be_able_who_is_out_of_reach(talk, told):
    said = texts(talk.turn("withdraw", told, party="complainant", status="in_process"))
    assert "quien la presentó puede retirarla" in said


def test_whom_the_person_speaks_for_is_named_beside_a_detail(talk):
    said = texts(
        talk.turn(
            "withdraw",
            "mi clienta puso una queja, ¿puedo quitarla yo por ella?",
            party="complainant",
            entities=[("detail", "by_proxy")],
        )
    )
    assert "La puede retirar su clienta, que la presentó" in said
