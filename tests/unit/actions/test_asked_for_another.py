"""What is answered to who asks for somebody else."""

from __future__ import annotations

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
