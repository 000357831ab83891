"""What is asked of appealing or of mediation, with what, for how much, until when, whatever it was read as."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("where", "¿para apelar mi sobrina puede usar el móvil?", "Si se puede apelar con el teléfono"),
        ("where", "apelar desde la app, ¿se puede?", "Si se puede apelar con el teléfono"),
        ("cost", "¿apelar tiene algún costo?", "Si apelar cuesta algo"),
        ("lawyer", "¿apelo yo misma o necesito abogado?", "Si hace falta un abogado"),
        ("duration", "¿hasta cuándo puedo apelar?", "Qué plazo hay para apelar"),
        ("elsewhere", "¿la apelación se escribe en chino?", "En qué idioma"),
        ("refund", "¿con los recibos alcanza para la apelación?", "papeles"),
        ("cost", "¿la mediación se paga?", "Si la mediación se paga"),
        ("duration", "¿cuánto demora la mediación?", "Cuánto tarda el personal"),
    ],
)
def test_what_is_asked_of_a_matter_that_is_named_is_answered_of_it(talk, intent, text, says):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué significa?", **ACCUSED)
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("where", "¿y desde el celular anda?", "Si se puede apelar con el teléfono"),
        ("cost", "¿y cuánto cuesta?", "Si apelar cuesta algo"),
        ("nlu_fallback", "¿y en qué idioma?", "En qué idioma"),
    ],
)
def test_what_is_asked_on_in_a_few_words_is_of_what_was_spoken_of(talk, intent, text, says):
    talk.turn("appeal", "¿puedo apelar?", **ACCUSED)
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("where", "¿y ella la puede retirar desde el celular?"),
        ("where", "¿y para retirarla sirve la computadora?"),
        ("cost", "¿cuánto cobra una agencia por esto?"),
        ("cost", "¿y la multa, hay que pagarla?"),
    ],
)
def test_what_names_something_else_is_not_of_what_was_spoken_of(talk, intent, text):
    talk.turn("appeal", "¿puedo apelar?", **ACCUSED)
    said = texts(talk.turn(intent, text))
    assert "Si se puede apelar con el teléfono" not in said and "Si apelar cuesta" not in said


def test_where_one_withdraws_with_the_telephone_is_of_that(talk):
    said = talk.turn("where", "¿se puede desde el celular?", party="complainant", device="mobile")
    assert answers(said)[0]["verdict"] == "where_mobile"
