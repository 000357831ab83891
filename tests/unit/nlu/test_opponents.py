"""Who the other party is, once that was said, is not taken for whom the person speaks for."""

from __future__ import annotations

import pytest

from retirada.nlu.normalization.opponents import as_the_other, opponents


@pytest.mark.parametrize(
    ("party", "told", "nouns"),
    [
        ("respondent", "Un cliente nos metió una denuncia porque dice que lo insultamos", {"cliente"}),
        ("respondent", "mi vecina me denunció en taobao", {"vecina"}),
        ("respondent", "me llegó una queja de mi ex socio, ¿la puedo quitar?", {"ex socio"}),
        ("respondent", "me denunció un competidor por las fotos", {"competidor"}),
        ("respondent", "mi hija dice que me denunciaron", set()),
        ("respondent", "me llegó una queja de la plataforma", set()),
        ("complainant", "puse una queja contra mi proveedor", {"proveedor"}),
        ("complainant", "yo denuncié a mi vecina", {"vecina"}),
        ("complainant", "mi jefe puso una queja", set()),
    ],
)
def test_what_is_told_names_the_other_party(party, told, nouns):
    assert opponents([told], party) == nouns


@pytest.mark.parametrize(
    ("noun", "written", "read"),
    [
        ("vecina", "pero la puso Mi Vecina, ¿le escribo?", "pero la puso la otra parte, ¿le escribo?"),
        ("cliente", "El cliente sigue enojado", "la otra parte sigue enojado"),
        ("cliente", "la del cliente no, la otra", "la del cliente no, la otra"),
        ("cliente", "un cliente mío tiene otra", "un cliente mío tiene otra"),
        ("vendedor", "el vendedor ya me pagó", "el vendedor ya me pagó"),
        ("vendedor", "tengo un lío con otro vendedor", "tengo un lío con otro vendedor"),
    ],
)
def test_it_is_read_as_the_other_party_where_it_may_be_taken_for_somebody_else(noun, written, read):
    assert as_the_other(written, frozenset({noun})) == read


def test_where_nobody_is_named_the_text_stays_as_it_is():
    assert as_the_other("la puso un cliente", frozenset()) == "la puso un cliente"


def test_who_is_told_to_have_been_complained_of_may_be_another():
    written = "y denuncié a un vendedor por un reloj"
    assert as_the_other(written, frozenset({"vendedor"})) == written
