"""What is answered to who asks for somebody else."""

from __future__ import annotations

from tests.unit.actions.simulation import texts


def test_who_filed_it_is_not_sanctioned(talk):
    talk.turn("inform", "mi papá puso una queja por un diseño", party="complainant", ground="product_infringement")
    said = texts(talk.turn("ip_outcomes", "él cobra y la quita. ¿a mi papá le quitan puntos?"))
    assert "no para quien la presentó" in said
